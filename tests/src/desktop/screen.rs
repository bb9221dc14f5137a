//! A screen without glass: Xvfb, which picks a free display number itself.

use crate::running::{Running, leashed};
use anyhow::{Context, Result};
use std::path::Path;

/// Starts one and waits until it takes connections.
pub(crate) fn start((width, height): (u16, u16), log: &Path) -> Result<(Running, String)> {
    let mut command = leashed("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", &format!("{width}x{height}x24"), "-nolisten", "tcp", "-noreset"]);
    let (running, number) = Running::start_saying(&mut command, log).context("starting Xvfb")?;
    Ok((running, format!(":{number}")))
}
