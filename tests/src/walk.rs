//! The main job, walked from end to end on a virtual desktop: a teacher asks, a technician answers, it is fixed.
//!
//! Through the real tray and the real window, and then checked on the server's database and on what the technician's browser
//! shows, never on what our own client says of itself.

mod help;
mod outage;
mod stage;
mod thread;

pub use stage::{Stage, WELCOME};

use crate::programs::Programs;
use anyhow::Result;
use std::path::Path;
use std::time::Duration;

/// Walks all of it. `tell` hears each step that held, with its time; pictures of each screen go to a folder. Given the text of
/// `axe.min.js`, each screen is also searched for barriers.
///
/// # Errors
/// At the first step that does not hold, with what was seen instead.
pub async fn walk(programs: &Programs, pictures: &Path, axe: Option<&str>, mut tell: impl FnMut(&str, Duration)) -> Result<()> {
    let mut stage = Stage::set(programs, pictures, axe, &mut tell).await?;
    help::walk(&mut stage, &mut tell).await?;
    thread::walk(&mut stage, &mut tell).await?;
    outage::walk(&mut stage, &mut tell).await?;
    stage.no_barriers()
}
