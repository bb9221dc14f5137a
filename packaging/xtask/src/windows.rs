//! `cargo xtask windows`: the agent and all it stands on, seen by a compiler for Windows.
//!
//! With rustup's target for Windows where it is installed. Else with Debian's compiler for browsers, which is recent enough and
//! comes with the standard library's source, so that the library is built for Windows too.

use crate::apt::{self, Consent, Purpose};
use crate::house::House;
use crate::prerequisites;
use crate::steps::Steps;
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

const TARGET: &str = "x86_64-pc-windows-gnu";
/// Everything that runs on a teacher's computer, the window aside.
const PACKAGES: &str = "-p desk-agent";

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Type-checks and builds nothing, which is all there is so far
    #[arg(long)]
    check: bool,
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Shows the compiler's output as it comes
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    if !options.check {
        bail!("Say what to do: cargo xtask windows --check");
    }
    prerequisites::check()?;
    apt::install(&[Purpose::Build, Purpose::Windows], Consent { yes: options.yes })?;
    let mut steps = Steps::new(house, "windows", options.verbose)?;
    install(house, &mut steps)?;
    steps.must("Windows type-check", &mut check(house))?;
    Ok(ExitCode::SUCCESS)
}

/// Brings rustup's target where there is no compiler of Debian's.
pub(crate) fn install(house: &House, steps: &mut Steps) -> Result<()> {
    if apt::is_debian() || rustup_has_it() {
        return Ok(());
    }
    let mut rustup = house.command("rustup");
    steps.must("Rust’s library for Windows", rustup.args(["target", "add", TARGET]))
}

/// The command that type-checks.
pub(crate) fn check(house: &House) -> Command {
    let mut command = if rustup_has_it() { house.cargo("check") } else { debians(house) };
    command.args(["--target", TARGET, "--locked"]).args(PACKAGES.split_whitespace());
    command
}

/// Debian's `cargo`, which also builds the standard library. Its artefacts are another compiler's, so they lie apart.
fn debians(house: &House) -> Command {
    let mut command = house.command("/usr/bin/cargo");
    command
        .arg("check")
        .arg("-Zbuild-std=std,panic_abort,panic_unwind")
        .env("PATH", "/usr/bin:/bin")
        // Allows -Z on a compiler that is not a nightly.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", house.built("windows"));
    // What rustup and an outer cargo set would lead back to the other compiler.
    for name in ["RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "CARGO", "RUSTC_WRAPPER"] {
        command.env_remove(name);
    }
    command
}

fn rustup_has_it() -> bool {
    let Ok(sysroot) = Command::new("rustc").args(["--print", "sysroot"]).output() else { return false };
    PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir()
}
