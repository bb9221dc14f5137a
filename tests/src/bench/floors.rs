//! What stands beside Deskside on the same desktop: bare programs of `tests/floors`, and other people's tools.

use super::process::{WakeUps, written_bytes};
use super::{Amount, waits::PATIENCE};
use crate::desktop::Desktop;
use crate::programs::there;
use crate::running::{Running, leashed};
use crate::spread::Spread;
use crate::{memory, waiting::until};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Tools that tell about a computer, as a technician would call them. They look at nothing beyond it.
pub(super) const PEERS: [&[&str]; 3] = [&["lshw", "-short"], &["hwinfo", "--short"], &["inxi", "-Fxxz"]];

/// The parts of an agent and nothing else, as an icon in the tray.
pub(super) fn floor_agent(desktop: &Desktop, floors: &Path, url: &str) -> Result<Running> {
    let mut command = desktop.command(there(&floors.join("floor-agent"))?);
    command.arg(desktop.folder().join("floor-agent.sqlite3")).arg(url).arg("Deskside floor");
    Running::start(&mut command, &desktop.log("floor-agent"))
}

/// From starting a bare window to the cursor in its text box.
pub(super) async fn to_text_box(desktop: &Desktop, floors: &Path, rounds: usize) -> Result<Spread> {
    let mut waits = Spread::default();
    for round in 0..rounds {
        let started = jiff::Timestamp::now();
        let log = desktop.log(&format!("floor-window-{round}"));
        let window = Running::start(&mut desktop.command(there(&floors.join("floor-window"))?), &log)?;
        let ready =
            until("a bare window", PATIENCE, async || window.said().lines().find_map(|line| line.strip_prefix("ready ")?.parse().ok()));
        let ready: f64 = ready.await?;
        waits.extend([Duration::from_secs_f64((ready - started.as_duration().as_millis_f64()).max(0.0) / 1_000.0)]);
    }
    Ok(waits)
}

/// One of the tools, on the desktop.
pub(super) fn peer(desktop: &Desktop, line: &[&str]) -> Command {
    let mut command = desktop.command(line[0]);
    command.args(&line[1..]);
    command
}

/// The median of an insert that is on the disk.
pub(super) fn insert(floors: &Path, file: &Path) -> Result<Amount> {
    let [_, p50, _] = inserts(floors, file, 2, "The projector stays blue")?;
    Ok(Amount::new(p50, "ms"))
}

/// How many inserts a second bare SQLite does, and the milliseconds that half of them and 99 of 100 took at most.
pub(crate) fn inserts(floors: &Path, file: &Path, seconds: u64, body: &str) -> Result<[f64; 3]> {
    let mut command = leashed(there(&floors.join("floor-inserts"))?);
    let output = command.arg(file).arg(seconds.to_string()).arg(body).output().context("starting the floor of the database")?;
    ensure!(output.status.success(), "the floor failed: {}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<f64> = said.split_whitespace().map(str::parse).collect::<Result<_, _>>().context("three figures")?;
    figures.try_into().ok().context("three figures")
}

/// What a program costs that rests.
pub(super) struct Rest {
    pub(super) resident_mib: f64,
    pub(super) private_dirty_mib: f64,
    pub(super) wakes_a_minute: f64,
    pub(super) written_kib: f64,
}

impl Rest {
    /// Watches it for so long.
    pub(super) async fn of(process: u32, seconds: u64) -> Result<Self> {
        let (before, written) = (WakeUps::of(process)?, written_bytes(process)?);
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let wakes = u32::try_from(WakeUps::of(process)?.since(&before))?;
        let written = u32::try_from(written_bytes(process)? - written)?;
        let memory = memory::of(process)?;
        Ok(Self {
            resident_mib: memory.resident_mib,
            private_dirty_mib: memory.private_dirty_mib,
            wakes_a_minute: f64::from(wakes) * 60.0 / f64::from(u32::try_from(seconds.max(1))?),
            written_kib: f64::from(written) / 1024.0,
        })
    }
}
