//! `deskside-bench`: the table of what Deskside costs, each figure beside its budget and its floor.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who started it")]

use anyhow::{Context, Result};
use clap::Parser;
use deskside_tests::Programs;
use deskside_tests::bench::{Scope, bench, pictures};
use std::path::PathBuf;
use std::process::ExitCode;

/// Measures the programs beside this one. Compare figures of one run alone: they differ from machine to machine.
#[derive(Parser)]
struct Line {
    /// Where the floors are built; by default the folder this program lies in
    #[arg(long)]
    floors: Option<PathBuf>,
    /// How often each wait is measured
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    rounds: u32,
    /// How long idle programs are watched, in seconds
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    idle_s: u64,
    /// How many agents are connected to one server
    #[arg(long, default_value_t = 9_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    agents: u32,
    /// Takes pictures of the screen it is started on and measures nothing else
    #[arg(long, hide = true)]
    only_pictures: bool,
}

// One thread: what is started here must end with it.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(&Line::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(line: &Line) -> Result<()> {
    let rounds = line.rounds as usize;
    if line.only_pictures {
        println!("{}", pictures(rounds)?);
        return Ok(());
    }
    let here = std::env::current_exe().context("finding this program")?.parent().context("a folder")?.to_owned();
    let floors = line.floors.clone().unwrap_or_else(|| here.clone());
    let scope = Scope { floors, rounds, idle_s: line.idle_s, agents: line.agents as usize };
    bench(&Programs::in_folder(&here), &scope, |row| println!("{row}")).await
}
