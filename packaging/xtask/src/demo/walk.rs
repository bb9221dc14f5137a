//! The demo without a display: the whole main job, walked through on a virtual desktop.

use super::{Leashed, Programs};
use crate::house::House;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Walks, says each step, and keeps a picture of each screen.
pub(crate) fn run(house: &House, programs: &Programs) -> Result<ExitCode> {
    let pictures = house.built("xtask").join("walk");
    let mut walk = Leashed::command(&programs.walk);
    walk.arg("--pictures").arg(&pictures);
    walk.arg("--server").arg(&programs.server).arg("--agent").arg(&programs.agent).arg("--window").arg(&programs.window);
    walk.arg("--school").arg(house.path("packaging/server/cedar-ridge.toml"));
    let status = walk.status().context("starting the walk")?;
    println!("Pictures of each screen: {}", pictures.display());
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
