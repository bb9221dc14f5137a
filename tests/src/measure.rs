//! What the agent costs while it idles, and how long people wait for it.
//!
//! Every figure is of the real programs on a virtual desktop. They are for comparing within one run on one machine.

mod process;
mod waits;

pub use waits::of_picture;

use crate::agent::AgentSetting;
use crate::desktop::{Desktop, Parts};
use crate::programs::Programs;
use crate::server::Server;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// Enrolling and connecting is work: everything is asked once more five seconds after the connection stands, and what was asked over is
/// let go fifteen seconds after that. What is measured begins when all of it is over.
const SETTLES_IN: Duration = Duration::from_secs(30);

/// What takes a figure as soon as it is known: what was measured, and what came out.
pub trait Tell: FnMut(&str, String) {}
impl<F: FnMut(&str, String)> Tell for F {}

/// Measures everything, each wait `rounds` times, the idle agent for `idle_s` seconds.
///
/// # Errors
/// When a program does not do what is to be measured.
pub async fn measure(programs: &Programs, rounds: usize, idle_s: u64, mut tell: impl Tell) -> Result<()> {
    sizes(programs, &mut tell)?;
    let desktop = Desktop::start(Parts::all()).await?;
    let server = Server::start(&programs.server, &desktop.folder().join("server")).await?;
    let setting = AgentSetting::new(programs, &desktop.folder().join("deskside"), &server.url()?, &server.enrolment_key()?)?;

    tell("start to icon in the tray", waits::to_icon(&desktop, &setting, rounds).await?);
    tell("tray click to text box focused, window not running", waits::to_text_box(&desktop, &setting, rounds).await?);
    tell("device report with network checks, whole process", waits::of_report(&desktop, &setting, rounds)?);
    tell("send to “kept” on disk (ticket and its picture's row)", waits::to_kept(&desktop.folder().join("kept"), rounds).await?);
    let me = std::env::current_exe().context("finding this program")?;
    let picture = desktop.output(&me.to_string_lossy(), &["--only-picture", "--rounds", &rounds.to_string()])?;
    tell("picture of the screen 1280×800, taken and encoded", picture.trim().to_owned());
    idle(&desktop, &setting, idle_s, &mut tell).await
}

/// The agent with nothing to do, enrolled and connected.
async fn idle(desktop: &Desktop, setting: &AgentSetting, seconds: u64, tell: &mut impl Tell) -> Result<()> {
    let agent = setting.start(desktop, "", 60)?;
    desktop.tray().wait_for_item().await?;
    tokio::time::sleep(SETTLES_IN).await;
    let before = process::WakeUps::of(agent.id())?;
    let written = process::written_bytes(agent.id())?;
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    let wakes = process::WakeUps::of(agent.id())?.since(&before) * 60 / seconds.max(1);
    let memory = crate::memory::of(agent.id())?;
    tell("idle agent: resident, private dirty", format!("{:.1} MiB, {:.1} MiB", memory.resident_mib, memory.private_dirty_mib));
    tell("idle agent: wake-ups a minute", wakes.to_string());
    tell("idle agent: written to disk meanwhile", format!("{} bytes", process::written_bytes(agent.id())? - written));
    Ok(())
}

fn sizes(programs: &Programs, tell: &mut impl Tell) -> Result<()> {
    for program in [&programs.agent, &programs.window, &programs.command_line, &programs.server] {
        tell(&format!("size of {}", name(program)), format!("{:.1} MB", size_mb(program)?));
    }
    Ok(())
}

fn name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn size_mb(program: &Path) -> Result<f64> {
    let bytes = fs::metadata(program).with_context(|| format!("looking at {}", program.display()))?.len();
    Ok(f64::from(u32::try_from(bytes / 1000)?) / 1000.0)
}
