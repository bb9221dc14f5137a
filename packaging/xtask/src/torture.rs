//! `cargo xtask torture`: sends by the thousand while agents and server are killed, and counts what arrived.

use crate::house::House;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Sends tickets with pictures, replies and ratings, kills agents and server with -9 at random moments meanwhile, and counts in
/// the server's database what was lost, doubled or corrupted. Ends with 1 where anything was. Ctrl-C leaves nothing behind.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How much is sent in all: tickets, replies and ratings
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    sends: u32,
    /// Instead of that, strikes so many rotations of a token: the line is cut, the client or the server killed at each step
    #[arg(long, value_name = "TIMES", conflicts_with = "sends", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    rotations: Option<u32>,
    /// What everything random follows from; a new one is drawn and printed where none is given
    #[arg(long)]
    seed: Option<u64>,
    /// How many people send at the same time
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..=64))]
    people: u32,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let build = house.cargo("build -p desk-server -p deskside-tests --bins --locked").status().context("starting cargo")?;
    if !build.success() {
        return Ok(ExitCode::FAILURE);
    }
    let mut torture = house.command("setpriv");
    torture.args(["--pdeathsig", "TERM", "--"]).arg(house.built("debug/deskside-torture"));
    match options.rotations {
        Some(times) => torture.args(["--rotations", &times.to_string()]),
        None => torture.args(["--sends", &options.sends.to_string(), "--people", &options.people.to_string()]),
    };
    if let Some(seed) = options.seed {
        torture.args(["--seed", &seed.to_string()]);
    }
    // Ctrl-C reaches both; it is for the torture to say how it ended.
    let _stop = crate::steps::hears_ctrl_c()?;
    let ended = torture.status().context("starting the torture")?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
