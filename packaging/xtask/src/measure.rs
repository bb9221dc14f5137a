//! `cargo xtask measure`: what the agent costs while it idles, and how long people wait, as built for a school.

use crate::apt::{Consent, Purpose};
use crate::demo;
use crate::house::House;
use crate::set_up::set_up;
use crate::steps::Steps;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Shows the output of every step, not only of those that fail
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let mut steps = Steps::new(house, "measure", options.verbose)?;
    set_up(house, &mut steps, &[Purpose::Build, Purpose::Desktop], Consent { yes: options.yes })?;
    demo::build(house, &mut steps, true)?;
    let status = Command::new(house.built("release/deskside-measure")).status().context("starting the measurement")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
