//! `deskside-torture`: sends while agents and server are killed, and counts what arrived.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who started it")]

use anyhow::Result;
use clap::{Parser, Subcommand};
use deskside_tests::torture::{AgentPlan, Plan, run_agent, sign_in, torture};
use deskside_tests::{Chance, Programs, rotate};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};

/// Sends tickets with pictures, replies and ratings, kills agents and server with -9 at random moments meanwhile, and counts in
/// the server's database what was lost, doubled or corrupted. Ends with 1 where anything was.
#[derive(Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Line {
    #[command(subcommand)]
    part: Option<Part>,
    /// How much is sent in all
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    sends: u64,
    /// Instead of that, strikes so many rotations of a token: the line is cut, the client or the server killed at each step
    #[arg(long, value_name = "TIMES", conflicts_with = "sends", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    rotations: Option<u64>,
    /// What everything random follows from; a new one is drawn and printed where none is given
    #[arg(long)]
    seed: Option<u64>,
    /// How many people send at the same time
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u64).range(1..=64))]
    people: u64,
}

#[derive(Subcommand)]
enum Part {
    /// Runs the one agent that is to be killed
    #[command(hide = true)]
    Agent(AgentPlan),
    /// Runs the one client that signs in and is to be killed
    #[command(hide = true)]
    SignIn(AgentPlan),
}

// One thread: what is started here must end with it.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let line = Line::parse();
    match line.part {
        Some(Part::Agent(plan)) => return ended(run_agent(plan).await),
        Some(Part::SignIn(plan)) => return ended(sign_in(plan).await),
        None => {}
    }
    let chance = line.seed.map_or_else(Chance::seeded, Chance::of);
    println!("seed {}", chance.seed());
    let plan = Plan { sends: usize::try_from(line.sends).unwrap_or(usize::MAX), people: usize::try_from(line.people).unwrap_or(1), chance };
    let work = async {
        match line.rotations {
            Some(times) => run_rotations(usize::try_from(times).unwrap_or(usize::MAX), &plan.chance).await,
            None => run(&plan).await,
        }
    };
    tokio::select! {
        done = work => match done {
            Ok(is_clean) => if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE },
            Err(error) => ended(Err(error)),
        },
        // Whatever was started ends with what was dropped.
        stopped = stopped() => {
            println!("\nStopped. To repeat it: --seed {}", plan.chance.seed());
            stopped.map_or_else(|error| ended(Err(error)), |()| ExitCode::from(130))
        }
    }
}

async fn run(plan: &Plan) -> Result<bool> {
    let is_terminal = std::io::stdout().is_terminal();
    let programs = Programs::beside_me()?;
    let mut told = 0;
    let count = torture(plan, &programs, |progress| {
        let tenths = progress.sent * 10 / plan.sends;
        if is_terminal {
            print!("\r\x1b[K{progress}, of {}", plan.sends);
            std::io::stdout().flush().ok();
        } else if tenths > told {
            told = tenths;
            println!("{progress}, of {}", plan.sends);
        }
    });
    let count = count.await?;
    println!("{}{count}", if is_terminal { "\n" } else { "" });
    if !count.is_clean() {
        println!("To repeat it: --seed {}", plan.chance.seed());
    }
    Ok(count.is_clean())
}

async fn run_rotations(times: usize, chance: &Chance) -> Result<bool> {
    let programs = Programs::beside_me()?;
    let rotations = rotate(times, chance.clone(), &programs, |struck| {
        if struck % 50 == 0 {
            println!("{struck} of {times}");
        }
    });
    let rotations = rotations.await?;
    println!("{rotations}");
    Ok(rotations.is_clean())
}

/// Ctrl-C, or the end of whoever started this.
async fn stopped() -> Result<()> {
    let mut asked = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed?,
        _ = asked.recv() => {}
    }
    Ok(())
}

fn ended(done: Result<()>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
