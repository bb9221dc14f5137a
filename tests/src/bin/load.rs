//! `deskside-load`: a whole district on one server process.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who started it")]

use clap::Parser;
use deskside_tests::Programs;
use deskside_tests::load::{Floors, Plan, load};
use std::path::PathBuf;
use std::process::ExitCode;

/// Connects agents to one server, posts outages to all of them and sends tickets meanwhile, and says what it cost. Ends with 1 where an
/// accepted ticket was not stored, a notice was not heard, or the limit was not told.
#[derive(Parser)]
struct Line {
    /// How many agents are connected at the same time
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=50_000))]
    agents: u32,
    /// How many outages are posted
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    notices: u32,
    /// How long people send, in seconds
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600))]
    send_s: u64,
    /// Where the floors are built, to be measured in the same run
    #[arg(long)]
    floors: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    let plan = Plan {
        agents: line.agents as usize,
        notices: line.notices as usize,
        send_s: line.send_s,
        floors: line.floors.map(|folder| Floors { folder }),
    };
    let found = async { load(&plan, &Programs::beside_me()?, |what, found| println!("{what}: {found}")).await };
    match found.await {
        Ok(found) if found.is_whole(&plan) => ExitCode::SUCCESS,
        Ok(found) => {
            println!("{found:?}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
