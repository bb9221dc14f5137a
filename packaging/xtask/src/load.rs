//! `cargo xtask load`: a whole district on one server process, beside what nobody can be faster than.

use crate::house::House;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Builds server, load and floors as for a school; connects agents, posts outages to all of them and sends tickets; prints what each cost
/// beside its floor. Ends with 1 where an accepted ticket was not stored, a notice was not heard, or the limit of channels was not told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How many agents are connected at the same time; each takes a descriptor of the server's and one of the load's (`ulimit -n`)
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    agents: u32,
    /// How many outages are posted
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    notices: u32,
    /// How long people send, in seconds
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    send_s: u64,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let programs = "build --release -p desk-server -p deskside-tests --bin deskside-server --bin deskside-load --locked";
    for build in [programs, "build --release --manifest-path tests/floors/Cargo.toml --bins --locked"] {
        if !house.cargo(build).status().context("starting cargo")?.success() {
            return Ok(ExitCode::FAILURE);
        }
    }
    let mut load = house.command("setpriv");
    load.args(["--pdeathsig", "TERM", "--"]).arg(house.built("release/deskside-load"));
    load.args(["--agents", &options.agents.to_string(), "--notices", &options.notices.to_string()]);
    load.args(["--send-s", &options.send_s.to_string()]);
    load.arg("--floors").arg(house.built("release"));
    let ended = load.status().context("starting the load")?;
    Ok(ended.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
