//! Nothing lost, nothing doubled: people send tickets with pictures, replies and ratings while their agents and the server are
//! killed at random moments, and in the end the server's database is counted.

mod agent;
mod count;
mod ledger;
mod person;
mod picture;
mod school;
mod seat;

pub use agent::{AgentPlan, run_agent, sign_in};
pub use count::Count;
pub use ledger::Progress;
pub use school::School;
pub use seat::{Killed, Seat};

use crate::chance::Chance;
use crate::programs::Programs;
use anyhow::{Context, Result};
use futures_util::{StreamExt, TryStreamExt, stream};
use ledger::{Ledger, Sent};
use person::Person;
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::time::Instant;

/// How much one person sends: enough for a long conversation, and few enough that her lists stay short.
const SENDS_OF_ONE: usize = 40;
/// How much is sent between two kills of the server at most: by sends, so that a fast machine kills as often as a slow one.
const SERVER_LIVES: usize = 40;
/// How long after a send it is killed at most: long enough to meet every moment of the next ones.
const BETWEEN_TWO_SENDS: Duration = Duration::from_millis(100);
/// How much is sent while it is away at most.
const SERVER_MISSES: usize = 20;
/// How long it stays away at most: until well after the first attempts came to nothing.
const SERVER_IS_AWAY: Duration = Duration::from_millis(700);
/// How long whoever looks into a database waits for those who write.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many tickets, replies and ratings in all.
    pub sends: usize,
    /// How many people send at the same time.
    pub people: usize,
    /// What everything random follows from.
    pub chance: Chance,
}

/// What every person's agent is started with.
#[derive(Clone, Debug)]
pub struct Setting {
    program: PathBuf,
    /// The server's address.
    pub(crate) server: String,
    key: String,
    /// Where each has a folder of its own.
    pub folder: PathBuf,
    database: PathBuf,
    /// How far their clocks are ahead of the server's; less than nothing is behind.
    clock_ahead_s: i64,
}

impl Setting {
    /// The same, where the server is reached at this address.
    #[must_use]
    pub fn by_way_of(&self, url: String) -> Self {
        Self { server: url, ..self.clone() }
    }

    /// The same, where the computers' clocks are so far ahead of the server's, or behind it.
    #[must_use]
    pub fn with_clocks_ahead_by(&self, seconds: i64) -> Self {
        Self { clock_ahead_s: seconds, ..self.clone() }
    }

    /// The program that is an agent, or a part of one.
    pub(crate) fn program(&self) -> &Path {
        &self.program
    }

    /// What it enrols with.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// The server's database.
    pub(crate) async fn desk(&self) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(&self.database).read_only(true).busy_timeout(PATIENCE);
        options.connect().await.context("looking into the server's database")
    }
}

/// Does it, and counts. `tell` hears now and then how far it is.
///
/// # Errors
/// When something could not be started, or an agent did what no kill explains.
pub async fn torture(plan: &Plan, programs: &Programs, mut tell: impl FnMut(Progress)) -> Result<Count> {
    let folder = tempfile::Builder::new().prefix("deskside-torture-").tempdir().context("making a folder")?;
    let mut school = School::open(programs, folder.path()).await?;
    let setting = school.setting(programs, folder.path())?;
    let ledger = Ledger::default();
    let started = Instant::now();

    let people = (0..plan.sends.div_ceil(SENDS_OF_ONE)).map(|number| {
        let sends = SENDS_OF_ONE.min(plan.sends - number * SENDS_OF_ONE);
        let chance = plan.chance.part(number as u64 + 1);
        let (setting, ledger) = (&setting, &ledger);
        async move { Person::sit_down(format!("p{number}"), setting, ledger, chance).await?.send(sends).await }
    });
    let sending = stream::iter(people).buffer_unordered(plan.people).try_collect::<()>();
    let mut ticks = tokio::time::interval(Duration::from_secs(1));
    let telling = async {
        loop {
            ticks.tick().await;
            tell(ledger.progress(started.elapsed()));
        }
    };
    let killing = school.is_killed_now_and_then(plan.chance.part(0), &ledger);
    tokio::select! {
        sent = sending => sent?,
        killed = killing => killed?,
        () = telling => {}
    }
    tell(ledger.progress(started.elapsed()));
    school.close();
    Count::of(&mut setting.desk().await?, &ledger).await
}
