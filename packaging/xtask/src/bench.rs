//! `cargo xtask bench`: what Deskside costs as built for a school, each figure beside its budget and what nobody can be faster than.

use crate::apt::{self, Consent, Purpose};
use crate::demo;
use crate::house::House;
use crate::set_up::set_up;
use crate::steps::Steps;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// Builds everything and the floors as for a school, then measures for some ten minutes on a virtual desktop. Leave the machine alone
/// meanwhile: on a busy one every figure is the machine's.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How often each wait is measured
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    rounds: u32,
    /// How long idle programs are watched, in seconds
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    idle_s: u64,
    /// How many agents are connected to one server; each takes a descriptor of the server's and one of the load's (`ulimit -n`)
    #[arg(long, default_value_t = 9_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    agents: u32,
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Shows the output of every step, not only of those that fail
    #[arg(long)]
    verbose: bool,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let consent = Consent { yes: options.yes };
    let mut steps = Steps::new(house, "bench", options.verbose)?;
    set_up(house, &mut steps, &[Purpose::Build, Purpose::Desktop], consent)?;
    apt::install(&[Purpose::Peers], consent)?;
    demo::build(house, &mut steps, true)?;
    steps.must("Floors", &mut house.cargo("build --release --manifest-path tests/floors/Cargo.toml --workspace --bins --locked"))?;
    let mut bench = Command::new(house.built("release/deskside-bench"));
    bench.args(["--rounds", &options.rounds.to_string(), "--idle-s", &options.idle_s.to_string()]);
    let status = bench.args(["--agents", &options.agents.to_string()]).status().context("starting the measurement")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
