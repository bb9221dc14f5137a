//! `deskside-measure`: prints what the agent costs while it idles, and how long people wait for it.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who started it")]

use clap::Parser;
use deskside_tests::{Programs, measure, of_picture};
use std::path::PathBuf;
use std::process::ExitCode;

/// Measures the built programs on a virtual desktop. Compare figures of one run alone: they differ from machine to machine.
#[derive(Parser)]
struct Line {
    /// The folder with the programs; by default the one this program lies in
    #[arg(long)]
    programs: Option<PathBuf>,
    /// How often each wait is measured
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// How long the idle agent is watched, in seconds
    #[arg(long, default_value_t = 60)]
    idle_s: u64,
    /// Takes pictures of the screen it is started on and measures nothing else
    #[arg(long, hide = true)]
    only_picture: bool,
}

// One thread: what is started here must end with it.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let line = Line::parse();
    let programs = match line.programs.as_deref().map(Programs::in_folder).map_or_else(Programs::beside_me, Ok) {
        Ok(programs) => programs,
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::FAILURE;
        }
    };
    if line.only_picture {
        return match of_picture(line.rounds) {
            Ok(figure) => {
                println!("{figure}");
                ExitCode::SUCCESS
            }
            Err(error) => {
                eprintln!("{error:#}");
                ExitCode::FAILURE
            }
        };
    }
    match measure(&programs, line.rounds, line.idle_s, |what, figure| println!("{what:<58} {figure}")).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
