//! What nobody can be faster than: the same web framework with an empty handler, and the same database with nothing around it. They are
//! programs of a workspace of their own, `tests/floors`, so that no feature of theirs leaks into ours.

use super::channel::Listeners;
use super::people::People;
use super::{Plan, SENDERS, Spread, sending};
use crate::memory;
use crate::running::{Running, leashed};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// Where the floors lie.
#[derive(Clone, Debug)]
pub struct Floors {
    /// The folder of the built programs.
    pub folder: PathBuf,
}

impl Floors {
    /// Measures each as the server was measured.
    pub(super) async fn measure(&self, plan: &Plan, folder: &Path, people: &People, tell: &mut impl FnMut(&str, String)) -> Result<()> {
        let (floor, url) = Running::start_saying(&mut leashed(self.folder.join("floor-server")), &folder.join("floor.log"))?;
        let before = memory::of(floor.id())?;
        let mut listeners = Listeners::open(&url, people.tokens(0..plan.agents)).await?;
        let connected = memory::of(floor.id())?;
        let kib = (connected.resident_mib - before.resident_mib) * 1024.0 / f64::from(u32::try_from(plan.agents)?);
        tell("floor, bare axum: memory of a connected agent", format!("{kib:.1} KiB"));

        let http = super::http()?;
        let mut waits = Spread::default();
        for _ in 0..plan.notices {
            let (notice, posted) = (Uuid::now_v7(), Instant::now());
            http.post(format!("{url}/notices")).body(notice.to_string()).send().await?.error_for_status()?;
            let times = listeners.hear(notice, Duration::from_secs(30)).await;
            waits.extend(times.into_iter().map(|at| at - posted));
        }
        tell("floor, bare axum: a notice to all agents", waits.to_string());

        let (accepted, waits) = sending::send(&url, people.tokens(0..SENDERS), Duration::from_secs(plan.send_s)).await?;
        tell("floor, bare axum: an empty handler", sending::rate(accepted, plan.send_s, &waits));
        drop(floor);

        let mut inserts = Command::new(self.folder.join("floor-inserts"));
        inserts.arg(folder.join("floor.sqlite3")).arg(plan.send_s.to_string()).arg(sending::body());
        let inserted = inserts.output().context("starting the floor of the database")?;
        anyhow::ensure!(inserted.status.success(), "the floor failed: {}", String::from_utf8_lossy(&inserted.stderr));
        tell("floor, bare SQLite: inserts, each on the disk", String::from_utf8_lossy(&inserted.stdout).trim().to_owned());
        Ok(())
    }
}
