//! A whole district on one server process: thousands of agents that listen, people who send, and outages that everybody hears of. Real
//! sockets on loopback, the load in a process of its own, every figure beside a floor from the same run where there is one.

mod channel;
mod desk;
mod floors;
mod people;
mod sending;

pub use floors::{Floor, Floors};

use crate::memory;
use crate::programs::Programs;
use crate::running::Running;
use crate::server::Server;
use crate::spread::Spread;
use anyhow::{Context, Result, ensure};
use channel::{Answer, Listeners};
use desk::Desk;
use people::People;
use std::path::Path;
use std::time::Duration;
use tokio::time::Instant;

/// People who press Send again and again at the same time.
const SENDERS: usize = 32;
/// Agents that come when there is no channel left.
const LATE: usize = 20;

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many agents are connected at the same time.
    pub agents: usize,
    /// How many outages are posted.
    pub notices: usize,
    /// How long people send, in seconds.
    pub send_s: u64,
    /// What the floors are measured with, where they are.
    pub floors: Option<Floors>,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Found {
    /// Tickets the server said to have.
    pub accepted: usize,
    /// Tickets its database has.
    pub stored: usize,
    /// Agents that heard each notice, the fewest of all notices.
    pub heard: usize,
    /// Agents that were told to ask later because there was no channel left.
    pub told_later: usize,
    /// What it cost the server.
    pub ours: Cost,
    /// What it cost bare programs, where they were there.
    pub floor: Option<Floor>,
}

/// What a server paid for it.
#[derive(Clone, Debug)]
pub struct Cost {
    /// Memory of a connected agent, in KiB.
    pub agent_kib: f64,
    /// From posting a notice to each agent.
    pub notice: Spread,
    /// Tickets that were accepted while all were connected.
    pub tickets_a_second: f64,
}

impl Found {
    /// Whether nothing accepted was lost, all heard everything, and the limit was told.
    #[must_use]
    pub fn is_whole(&self, plan: &Plan) -> bool {
        self.accepted == self.stored && self.heard == plan.agents && self.told_later == LATE
    }
}

/// Does it. `tell` hears each figure as soon as it is known: what was measured, and what came out.
///
/// # Errors
/// When a program could not be started, or did not do its part.
pub async fn load(plan: &Plan, programs: &Programs, mut tell: impl FnMut(&str, String)) -> Result<Found> {
    let folder = tempfile::Builder::new().prefix("deskside-load-").tempdir().context("making a folder")?;
    tell("descriptors this process may have open", memory::most_descriptors()?.to_string());
    let server = open(plan, programs, folder.path()).await?;
    let desk = Desk::sign_in(&server).await?;

    let began = Instant::now();
    let people = People::enrol(&server, plan.agents.max(SENDERS) + LATE).await?;
    tell("enrolled", format!("{} people in {:.1} s", people.len(), began.elapsed().as_secs_f64()));

    let process = server.process().map(Running::id).context("the server runs")?;
    let before = memory::of(process)?;
    let began = Instant::now();
    let mut listeners = Listeners::open(&server.url()?, people.tokens(0..plan.agents)).await?;
    tell("connected", format!("{} agents in {:.1} s", plan.agents, began.elapsed().as_secs_f64()));
    let connected = memory::of(process)?;
    let agent_kib = (connected.resident_mib - before.resident_mib) * 1024.0 / f64::from(u32::try_from(plan.agents)?);
    tell("memory of a connected agent", format!("{agent_kib:.1} KiB (resident {:.0} MiB with all of them)", connected.resident_mib));

    let mut heard = plan.agents;
    let mut notice_waits = Spread::default();
    for number in 0..plan.notices {
        let posted = Instant::now();
        let notice = desk.post(&format!("Wi-Fi is down, {number}")).await?;
        let times = listeners.hear(notice, Duration::from_secs(30)).await;
        heard = heard.min(times.len());
        notice_waits.extend(times.into_iter().map(|at| at - posted));
    }
    tell("a notice to all agents", notice_waits.to_string());

    let (accepted, waits) = sending::send(&server.url()?, people.tokens(0..SENDERS), Duration::from_secs(plan.send_s)).await?;
    tell("tickets, each on the disk, while all are connected", sending::rate(accepted, plan.send_s, &waits));

    let mut told_later = 0;
    for token in people.tokens(plan.agents..plan.agents + LATE) {
        told_later += usize::from(channel::ask(&server.url()?, token).await? == Answer::Later);
    }
    tell("past the limit of channels", format!("{told_later} of {LATE} told 503 and when to ask again"));
    tell("memory after it all", format!("resident {:.0} MiB", memory::of(process)?.resident_mib));

    let stored = stored(&server).await?;
    let tickets_a_second = f64::from(u32::try_from(accepted)?) / Duration::from_secs(plan.send_s.max(1)).as_secs_f64();
    let ours = Cost { agent_kib, notice: notice_waits, tickets_a_second };
    let mut floor = None;
    if let Some(floors) = &plan.floors {
        drop(listeners);
        drop(server);
        floor = Some(floors.measure(plan, folder.path(), &people, &mut tell).await?);
    }
    Ok(Found { accepted, stored, heard, told_later, ours, floor })
}

/// A server with as many channels as there are to be agents, for people who send more often than people do.
async fn open(plan: &Plan, programs: &Programs, folder: &Path) -> Result<Server> {
    let config = folder.join("school.toml");
    let school = format!(
        "[school]\nname = \"Cedar Ridge Schools\"\ntime_zone = \"America/Chicago\"\n\n\
         [[technicians]]\nuser = \"devon\"\nname = \"Devon Park\"\n\n\
         [limits]\ncalls_a_minute = 1000000\ntickets_an_hour = 1000000\nlive_channels = {}\n",
        plan.agents
    );
    std::fs::write(&config, school).context("writing the school's configuration")?;
    Server::start_at(&programs.server, &folder.join("server"), &config).await
}

/// Calls to a server on this machine.
fn http() -> Result<reqwest::Client> {
    // Another that was there first stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().context("preparing calls")
}

async fn stored(server: &Server) -> Result<usize> {
    use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
    let options = SqliteConnectOptions::new().filename(server.database()).read_only(true);
    let mut database = options.connect().await.context("looking into the server's database")?;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM tickets").fetch_one(&mut database).await?;
    ensure!(count >= 0, "a count is no less than nothing");
    Ok(usize::try_from(count)?)
}
