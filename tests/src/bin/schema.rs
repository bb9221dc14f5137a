//! `deskside-schema`: the served API asked everything that its own document allows and forbids.

#![expect(clippy::print_stderr, reason = "this program speaks to the person who started it")]

use clap::Parser;
use deskside_tests::Programs;
use deskside_tests::schema::{Asking, ask_everything};
use std::path::PathBuf;
use std::process::ExitCode;

/// Starts a server with people and tickets in it, and lets Schemathesis ask it. Ends with 1 where a check does not hold.
#[derive(Parser)]
struct Line {
    /// The program that asks
    #[arg(long)]
    schemathesis: PathBuf,
    /// The same seed asks the same
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How much is asked of each operation in each phase
    #[arg(long, default_value_t = 10)]
    examples: u32,
    /// Where it writes what it asked and was answered
    #[arg(long)]
    report: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    let asking = Asking { schemathesis: line.schemathesis, seed: line.seed, examples: line.examples, report: line.report };
    let asked = async { ask_everything(&asking, &Programs::beside_me()?).await };
    match asked.await {
        Ok(ended) if ended.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
