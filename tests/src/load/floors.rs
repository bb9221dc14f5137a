//! What nobody can be faster than: the same web framework with an empty handler, and the same database with nothing around it. They are
//! programs of a workspace of their own, `tests/floors`, so that no feature of theirs leaks into ours.

use super::channel::Listeners;
use super::people::People;
use super::{Plan, SENDERS, sending};
use crate::bench::inserts;
use crate::memory;
use crate::running::{Running, leashed};
use crate::spread::Spread;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// Where the floors lie.
#[derive(Clone, Debug)]
pub struct Floors {
    /// The folder of the built programs.
    pub folder: PathBuf,
}

/// What came out of them.
#[derive(Clone, Debug)]
pub struct Floor {
    /// Memory of a connected agent of bare axum, in KiB.
    pub agent_kib: f64,
    /// From posting a notice to each agent of bare axum.
    pub notice: Spread,
    /// Inserts of bare SQLite, each on the disk.
    pub inserts_a_second: f64,
}

impl Floors {
    /// Measures each as the server was measured.
    pub(super) async fn measure(&self, plan: &Plan, folder: &Path, people: &People, tell: &mut impl FnMut(&str, String)) -> Result<Floor> {
        let (floor, url) = Running::start_saying(&mut leashed(self.folder.join("floor-server")), &folder.join("floor.log"))?;
        let before = memory::of(floor.id())?;
        let mut listeners = Listeners::open(&url, people.tokens(0..plan.agents)).await?;
        let connected = memory::of(floor.id())?;
        let agent_kib = (connected.resident_mib - before.resident_mib) * 1024.0 / f64::from(u32::try_from(plan.agents)?);
        tell("floor, bare axum: memory of a connected agent", format!("{agent_kib:.1} KiB"));

        let http = super::http()?;
        let mut notice_waits = Spread::default();
        for _ in 0..plan.notices {
            let (notice, posted) = (Uuid::now_v7(), Instant::now());
            http.post(format!("{url}/notices")).body(notice.to_string()).send().await?.error_for_status()?;
            let times = listeners.hear(notice, Duration::from_secs(30)).await;
            notice_waits.extend(times.into_iter().map(|at| at - posted));
        }
        tell("floor, bare axum: a notice to all agents", notice_waits.to_string());

        let (accepted, waits) = sending::send(&url, people.tokens(0..SENDERS), Duration::from_secs(plan.send_s)).await?;
        tell("floor, bare axum: an empty handler", sending::rate(accepted, plan.send_s, &waits));
        drop(floor);

        let [inserts_a_second, p50, p99] = inserts(&self.folder, &folder.join("floor.sqlite3"), plan.send_s, &sending::body())?;
        tell("floor, bare SQLite: inserts, each on the disk", format!("{inserts_a_second:.0} a second, p50 {p50:.1} ms, p99 {p99:.1} ms"));
        Ok(Floor { agent_kib, notice: notice_waits, inserts_a_second })
    }
}
