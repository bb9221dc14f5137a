//! `cargo xtask demo`: a help desk, a school and this computer in the tray, with nothing left behind afterwards.
//!
//! Everything it makes lies in one folder, which goes at the end, and after a crash at the next start. Secrets lie in the
//! keyring under a label of its own. With no display, the same main job walks by itself on a virtual one.

mod desk;
mod folder;
mod leash;
mod walk;

use crate::apt::{Consent, Purpose};
use crate::house::House;
use crate::set_up::set_up;
use crate::steps::Steps;
use anyhow::{Context, Result, bail};
use desk::Desk;
use folder::Folder;
use leash::Leashed;
use std::fs;
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};
use std::time::Duration;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Walks through the main job on a virtual desktop, also where there is a real one
    #[arg(long)]
    headless: bool,
    /// Only removes what an earlier demo left behind
    #[arg(long)]
    clean: bool,
    /// Starts what was built before, without looking at it again
    #[arg(long)]
    built: bool,
    /// Builds as for a school, which takes longer
    #[arg(long)]
    release: bool,
    /// Shows the output of every step, not only of those that fail
    #[arg(long)]
    verbose: bool,
}

/// The programs that were built.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let folder = Folder::new()?;
    if options.clean {
        println!("{}", if folder.clean()? { "What the demo left behind is gone." } else { "The demo left nothing behind." });
        return Ok(ExitCode::SUCCESS);
    }

    let headless = options.headless || !has_display();
    if headless && !options.headless {
        println!("There is no display here, so the demo walks through the main job by itself on a virtual one.");
    }
    let mut steps = Steps::new(house, "demo", options.verbose)?;
    if !options.built {
        let purposes: &[Purpose] = if headless { &[Purpose::Build, Purpose::Desktop] } else { &[Purpose::Build, Purpose::Demo] };
        set_up(house, &mut steps, purposes, Consent { yes: options.yes })?;
        build(house, &mut steps, options.release)?;
    }
    let programs = Programs { folder: house.built(if options.release { "release" } else { "debug" }) };

    if headless { walk::run(house, &programs) } else { show(house, &steps, &folder, &programs) }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// Builds what is shown. The UI comes first: window and server hold it inside.
pub(crate) fn build(house: &House, steps: &mut Steps, release: bool) -> Result<()> {
    steps.must("UI", &mut house.npm("run --silent build"))?;
    let profile = if release { "--release" } else { "" };
    steps.must("Server, agent and window", &mut house.cargo(&format!("build --workspace --bins --locked {profile}")))
}

/// Starts everything, says where it is, and waits for Ctrl-C.
fn show(house: &House, steps: &Steps, folder: &Folder, programs: &Programs) -> Result<ExitCode> {
    folder.clean().context("removing what an earlier demo left behind")?;
    folder.make()?;

    let shown = start(house, folder, programs).and_then(|(mut desk, mut agent)| {
        desk.introduce();
        let ended = wait(steps, folder, &mut desk, &mut agent)?;
        agent.stop();
        desk.stop();
        Ok(ended)
    });
    let cleaned = folder.clean();

    let ended = shown?;
    cleaned?;
    match ended {
        None => {
            println!("\nStopped, and everything it made is gone.");
            Ok(ExitCode::SUCCESS)
        }
        Some(Ended { program, status, .. }) if status.success() => {
            println!("\nThe {program} has ended, so the demo ends too. Everything it made is gone.");
            Ok(ExitCode::SUCCESS)
        }
        Some(Ended { program, status, said }) => bail!("The {program} ended by itself ({status}), so the demo ends too. It said:\n{said}"),
    }
}

fn start(house: &House, folder: &Folder, programs: &Programs) -> Result<(Desk, Leashed)> {
    let desk = Desk::start(house, folder, programs)?;
    let policy = folder.path("policy.toml");
    desk.write_policy(&policy)?;
    let mut agent = Leashed::command(programs.path("deskside-agent"));
    agent
        .arg("--policy")
        .arg(policy)
        .arg("--data")
        .arg(folder.path("agent"))
        .args(["--keyring-label", folder::KEYRING_LABEL])
        .arg("--window")
        .arg(programs.path("deskside-window"))
        // What toolkits leave in a home folder goes with the demo.
        .env("XDG_CACHE_HOME", folder.path("cache"))
        .env("XDG_DATA_HOME", folder.path("data"));
    Ok((desk, Leashed::start(&mut agent, &folder.path("agent.log"))?))
}

/// A program that did not wait for the end.
struct Ended {
    program: &'static str,
    status: ExitStatus,
    said: String,
}

/// Waits for Ctrl-C, or until a program ends by itself.
fn wait(steps: &Steps, folder: &Folder, desk: &mut Desk, agent: &mut Leashed) -> Result<Option<Ended>> {
    while !steps.stopped() {
        for (program, status) in [("agent", agent.ended()?), ("server", desk.ended()?)] {
            if let Some(status) = status {
                let said = fs::read_to_string(folder.path(&format!("{program}.log"))).unwrap_or_default();
                return Ok(Some(Ended { program, status, said }));
            }
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(None)
}
