//! How large the programs are that every computer of a school gets, packed as packages are.

use super::{Amount, Budget, Row, name};
use crate::programs::{Programs, there};
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// Agent, command line and window, packed as a package packs them, beside a bare window.
pub(super) fn of_programs(programs: &Programs, floors: &Path) -> Result<Row> {
    let ours = packed(&[&programs.agent, &programs.command_line, &programs.window])?;
    let bare = packed(&[&floors.join("floor-window")])?;
    Ok(Row::new("agent, command line and window, packed", ours, Budget::AtMost(10.0)).beside("a bare window", bare))
}

fn packed(programs: &[&Path]) -> Result<Amount> {
    let mut bytes = 0;
    for program in programs {
        // By the compression of Debian's packages.
        let packed = Command::new("xz").arg("-6c").arg(there(program)?).output().context("starting xz")?;
        ensure!(packed.status.success(), "{} could not be packed", name(program));
        bytes += packed.stdout.len();
    }
    Ok(Amount::new(f64::from(u32::try_from(bytes)?) / 1e6, "MB"))
}
