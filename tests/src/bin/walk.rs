//! `deskside-walk`: walks through the main job on a virtual desktop and says how each step went.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who started it")]

use clap::Parser;
use deskside_tests::{Programs, walk};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Walks through the main job on a virtual desktop: the real server, tray agent and window, a technician in a real browser.
#[derive(Parser)]
struct Line {
    /// Where pictures of each screen go; the folder is emptied first
    #[arg(long)]
    pictures: PathBuf,
    /// The folder with deskside-server, deskside-agent and deskside-window; by default the one this program lies in
    #[arg(long)]
    programs: Option<PathBuf>,
}

// One thread: what the walk starts must end with it.
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

    let started = Instant::now();
    let mut steps = 0;
    let walked = walk(&programs, &line.pictures, None, |step, took| {
        steps += 1;
        println!("  {steps:2}. {step:<96} {:6.2} s", took.as_secs_f32());
    })
    .await;

    match walked {
        Ok(()) => {
            println!("Every step held: {steps} steps in {:.1} s.", started.elapsed().as_secs_f32());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("Step {} did not hold: {error:#}", steps + 1);
            ExitCode::FAILURE
        }
    }
}
