//! What others wrote that becomes part of Deskside: what it may be, and whether somebody warned of it.

use crate::house::House;
use crate::steps::Steps;
use crate::tally::Runner;
use crate::tools;
use anyhow::Result;
use std::process::Command;

/// What is said where advisories cannot be asked for: that is no answer, and so it does not count as one.
const OUT_OF_REACH: [&str; 4] =
    ["failed to fetch advisory database", "audit endpoint returned an error", "Could not resolve host", "ENOTFOUND"];

/// Looks at all of it.
pub(crate) fn check(house: &House, steps: &mut Steps) -> Result<()> {
    let deny = tools::cargo(house, steps, tools::CARGO_DENY)?;
    let judged = |manifest: &str, of: &[&str]| {
        let mut command: Command = house.command(&deny.to_string_lossy());
        command.args(["--locked", "--manifest-path", manifest, "--config", ".cargo/deny.toml", "check"]).args(of);
        command
    };
    // A workspace beside ours need not have every licence that ours has.
    let beside = ["--allow", "license-not-encountered", "licenses", "bans", "sources"];
    steps.test("Licences, bans, sources", Runner::Check, &mut judged("Cargo.toml", &beside[2..]))?;
    steps.test("The same, of the fuzz targets", Runner::Check, &mut judged("tests/fuzz/Cargo.toml", &beside))?;
    steps.test("The same, of the floors", Runner::Check, &mut judged("tests/floors/Cargo.toml", &beside))?;
    steps.ask("Advisories about crates", &mut judged("Cargo.toml", &["advisories"]), &OUT_OF_REACH)?;
    steps.ask("Advisories about npm packages", &mut house.npm("audit --omit=optional"), &OUT_OF_REACH)
}
