//! `cargo xtask test`: every test of the project, each kind a step.

use crate::apt::{Consent, Purpose};
use crate::house::House;
use crate::set_up::set_up;
use crate::steps::{Steps, in_words};
use crate::tally::Runner;
use crate::{npm, supply, tools, windows};
use anyhow::Result;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leaves out documentation, the desktop, the browser and Windows: what a change is checked with while it is made
    #[arg(long)]
    quick: bool,
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Shows the output of every step, not only of those that fail
    #[arg(long)]
    verbose: bool,
}

/// One line of the list.
struct Step {
    name: &'static str,
    runner: Runner,
    command: Command,
    slow: bool,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let started = Instant::now();
    let mut steps = Steps::new(house, "test", options.verbose)?;
    let purposes: &[Purpose] =
        if options.quick { &[Purpose::Build] } else { &[Purpose::Build, Purpose::Desktop, Purpose::Tests, Purpose::Windows] };
    set_up(house, &mut steps, purposes, Consent { yes: options.yes })?;
    if !options.quick {
        npm::install_chromium(house, &mut steps)?;
        windows::install(house, &mut steps)?;
    }

    for mut step in list(house) {
        if !(options.quick && step.slow) {
            steps.test(step.name, step.runner, &mut step.command)?;
        }
    }
    if !options.quick {
        let schemathesis = tools::schemathesis(house, &mut steps)?;
        steps.test("All the API’s document says", Runner::Check, &mut all_it_says(house, &schemathesis))?;
        supply::check(house, &mut steps)?;
    }

    let tally = steps.tally();
    println!("  All of it took {}. Logs: {}", in_words(started.elapsed()), steps.logs().display());
    println!("{tally}");
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Every step. The built UI comes first: the window and the server hold it inside.
fn list(house: &House) -> Vec<Step> {
    let check = |name, command| Step { name, runner: Runner::Check, command, slow: false };
    let mut docs = house.cargo("doc --workspace --no-deps --locked");
    docs.env("RUSTDOCFLAGS", "-D warnings");

    vec![
        check("UI build", house.npm("run --silent build")),
        check("UI format and lint", house.npm("run --silent lint")),
        check("UI types", house.npm("run --silent check")),
        Step { name: "UI tests", runner: Runner::Vitest, command: house.npm("run --silent test"), slow: false },
        check("Rust format", house.cargo("fmt --all --check")),
        check("Clippy", house.cargo("clippy --workspace --all-targets --all-features --locked -- -D warnings")),
        Step { slow: true, ..check("Rust documentation", docs) },
        // Before the tests: those of `tests/` run the programs themselves.
        check("Programs and tests", house.cargo(&format!("build --workspace --all-targets {EVERYTHING}"))),
        Step { name: "Rust tests", runner: Runner::Cargo, command: tests(house, "-- --skip on_a_desktop::"), slow: false },
        Step { name: "Browser tests", runner: Runner::Playwright, command: house.npm("run --silent test:e2e"), slow: true },
        // One after another: each starts a window with a browser engine inside.
        Step {
            name: "Desktop tests",
            runner: Runner::Cargo,
            command: tests(house, "--tests -- on_a_desktop:: --test-threads=1"),
            slow: true,
        },
        Step {
            slow: true,
            ..check(
                "Floors",
                house.cargo("clippy --manifest-path tests/floors/Cargo.toml --workspace --all-targets --locked -- -D warnings"),
            )
        },
        Step { slow: true, ..check("Windows type-check", windows::check(house)) },
    ]
}

/// The real server, asked all that its own document allows and forbids.
fn all_it_says(house: &House, schemathesis: &Path) -> Command {
    let mut command = house.command(&house.built("debug/deskside-schema").to_string_lossy());
    command.arg("--schemathesis").arg(schemathesis).arg("--report").arg(house.built("xtask/schemathesis"));
    command
}

/// The same packages and features in each step, so that nothing is compiled twice.
const EVERYTHING: &str = "--features deskside-tests/desktop --locked";

fn tests(house: &House, which: &str) -> Command {
    house.cargo(&format!("test --workspace --no-fail-fast {EVERYTHING} {which}"))
}
