//! The demo without a display: the whole main job, walked through on a virtual desktop.

use super::{Leashed, Programs};
use crate::house::House;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Walks, says each step, and keeps a picture of each screen.
pub(crate) fn run(house: &House, programs: &Programs) -> Result<ExitCode> {
    let pictures = house.built("xtask").join("walk");
    let mut walk = Leashed::command(programs.path("deskside-walk"));
    walk.arg("--pictures").arg(&pictures).arg("--programs").arg(&programs.folder);
    let status = walk.status().context("starting the walk")?;
    println!("Pictures of each screen: {}", pictures.display());
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
