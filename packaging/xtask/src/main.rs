//! `cargo xtask`: sets a machine up, runs the demo, runs every test, and what else the project asks of itself.
//!
//! It depends on next to nothing, because it is the first thing a newcomer compiles. Each sub-command is a file of the same name.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "this program speaks to the person who typed it")]

mod apt;
mod bench;
mod bless;
mod demo;
mod fuzz;
mod house;
mod load;
mod npm;
mod pictures;
mod prerequisites;
mod set_up;
mod steps;
mod supply;
mod tally;
mod test;
mod tools;
mod torture;
mod windows;

use clap::{Parser, Subcommand};
use house::House;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Sets this machine up, runs the demo, runs the tests.", disable_help_subcommand = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Shows the whole of Deskside on this computer, with a sample school, and leaves nothing behind
    Demo(demo::Options),
    /// Runs every test, after installing what is missing. The last line is `N passed, N failed`
    Test(test::Options),
    /// Sends while agents and server are killed at random moments, and counts what was lost, doubled or corrupted
    Torture(torture::Options),
    /// Connects a district's agents to one server and prints what it cost, beside what nobody can be faster than
    Load(load::Options),
    /// Gives every parser of bytes from outside ever stranger bytes
    Fuzz(fuzz::Options),
    /// Builds as for a school and prints what it costs, beside its budgets and what nobody can be faster than
    Bench(bench::Options),
    /// Takes a picture of every screen beside the design's, light and dark
    Pictures(pictures::Options),
    /// Rewrites the files that are generated from Rust: the TypeScript bindings and the OpenAPI document
    Bless(bless::Options),
    /// Type-checks the agent for Windows, from Linux
    Windows(windows::Options),
}

fn main() -> ExitCode {
    let line = Line::parse();
    let house = House::here();

    let done = match line.command {
        Command::Demo(options) => demo::run(&house, &options),
        Command::Test(options) => test::run(&house, &options),
        Command::Torture(options) => torture::run(&house, &options),
        Command::Load(options) => load::run(&house, &options),
        Command::Fuzz(options) => fuzz::run(&house, &options),
        Command::Bench(options) => bench::run(&house, &options),
        Command::Pictures(options) => pictures::run(&house, &options),
        Command::Bless(options) => bless::run(&house, &options),
        Command::Windows(options) => windows::run(&house, &options),
    };

    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
