//! The database, and all SQL. One SQLite file in WAL mode with `synchronous=FULL`: what was answered with success is on disk.
//!
//! There is one writing connection, whose transactions begin with `BEGIN IMMEDIATE`, and several that read. Nothing the
//! server knows lies anywhere else, so other programs (the subcommands) may write into the same file beside it.

mod alike;
mod attachments;
mod audit;
pub(crate) mod copies;
mod devices;
mod enrolments;
mod events;
mod history;
mod how_tos;
mod joining;
mod keys;
mod mails;
mod notices;
mod pace;
mod persons;
mod promises;
mod queue;
mod retention;
mod revocation;
mod rotation;
mod schedule;
pub(crate) mod schema;
mod sessions;
mod technicians;
mod tickets;
mod work;

pub(crate) use attachments::{Incoming, Stored};
pub(crate) use audit::{Action, By, Entry, Line, Wanted};
pub(crate) use enrolments::Asker;
pub(crate) use events::{Audience, Logged, data_version};
pub(crate) use keys::Ask;
pub(crate) use mails::Mail;
pub(crate) use persons::{EnrolledOn, Known, Tickets};
pub(crate) use revocation::{Named, Return, Whose};
pub(crate) use sessions::{SESSION_LASTS, Technician};
pub(crate) use tickets::Acceptance;

use crate::{
    in_use::{InUse, Refused},
    problem::Failure,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned, de::IntoDeserializer};
use sqlx::{
    Connection, Sqlite, SqliteConnection, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{ops::DerefMut, path::Path, sync::Arc, time::Duration};
use tokio::sync::watch;

/// The name of the database in its data folder.
pub(crate) const FILE_NAME: &str = "help-desk.sqlite3";

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The data folder is not there and could not be made.
    #[error("making the data folder")]
    Folder(#[source] std::io::Error),
    /// A restore is going on.
    #[error("a restore is going on in this data folder; try again when it is done")]
    Taken,
    /// The file could not be opened.
    #[error("opening the database")]
    Open(#[source] sqlx::Error),
    /// A newer version wrote it.
    #[error(
        "a newer deskside-server wrote this database (its schema is {found}, this version knows {known}), and nothing in it was \
         touched: install the newer version again, or restore a backup from before the update"
    )]
    Newer {
        /// The schema of the database.
        found: i64,
        /// The newest this version knows.
        known: i64,
    },
    /// Its tables could not be brought up to date.
    #[error("bringing the database up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
}

/// The open database.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    written: watch::Sender<()>,
    options: SqliteConnectOptions,
    _in_use: Arc<InUse>,
}

/// Whose tickets a look-up may see.
#[derive(Clone, Copy, Debug)]
pub(crate) enum TicketScope {
    /// One requester's own.
    Of(desk_api::PersonId),
    /// The desk's: all of them.
    Staff,
}

impl TicketScope {
    fn person(self) -> Option<String> {
        match self {
            Self::Of(person) => Some(person.to_string()),
            Self::Staff => None,
        }
    }
}

/// A write in progress. Undone unless it is committed.
pub(crate) struct Write<'s> {
    transaction: Transaction<'s, Sqlite>,
    written: &'s watch::Sender<()>,
}

impl Write<'_> {
    fn sql(&mut self) -> &mut SqliteConnection {
        self.transaction.deref_mut()
    }

    async fn commit(self) -> Result<(), Failure> {
        self.transaction.commit().await?;
        self.written.send_replace(());
        Ok(())
    }

    /// Commits what no screen shows, and wakes nobody.
    async fn commit_unheard(self) -> Result<(), Failure> {
        Ok(self.transaction.commit().await?)
    }
}

impl Store {
    /// Opens the database in `folder`, making both where they are missing.
    pub(crate) async fn open(folder: &Path) -> Result<Self, OpenError> {
        crate::os::make_private(folder).map_err(OpenError::Folder)?;
        let in_use = InUse::beside_others(folder).map_err(|refused| match refused {
            Refused::Taken => OpenError::Taken,
            Refused::Io(error) => OpenError::Folder(error),
        })?;
        let file = folder.join(FILE_NAME);
        crate::os::touch_private(&file).map_err(OpenError::Folder)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten, not only forgotten.
            .pragma("secure_delete", "ON")
            .busy_timeout(Duration::from_secs(10));
        let pool = |connections: u32| SqlitePoolOptions::new().max_connections(connections).idle_timeout(None).max_lifetime(None);
        // Where a disk was full, SQLite rolls back by itself, and the driver holds the transaction for open ever after. Such a
        // connection is thrown away.
        let writer = pool(1).before_acquire(|connection, _| {
            let is_at_rest = !connection.is_in_transaction();
            Box::pin(std::future::ready(Ok(is_at_rest)))
        });
        let writer = writer.connect_with(options.clone()).await.map_err(OpenError::Open)?;
        schema::bring_up_to_date(&writer).await?;
        let readers = pool(4).connect_with(options.clone()).await.map_err(OpenError::Open)?;
        Ok(Self { readers, writer, written: watch::Sender::new(()), options, _in_use: Arc::new(in_use) })
    }

    /// Closes the database; whoever is still writing finishes first.
    pub(crate) async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }

    async fn write(&self) -> Result<Write<'_>, Failure> {
        let transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Write { transaction, written: &self.written })
    }
}

/// Numbers that people are told come from the last 30 days.
fn month_before(now: Timestamp) -> Result<Timestamp, Failure> {
    now.checked_sub(SignedDuration::from_hours(24 * 30)).map_err(Failure::unreadable)
}

fn ms(at: Timestamp) -> i64 {
    at.as_millisecond()
}

fn at(ms: i64) -> Result<Timestamp, Failure> {
    Timestamp::from_millisecond(ms).map_err(Failure::unreadable)
}

fn maybe_at(ms: Option<i64>) -> Result<Option<Timestamp>, Failure> {
    ms.map(at).transpose()
}

/// Reads an id from its column.
fn id<T: std::str::FromStr<Err: std::error::Error + Send + Sync + 'static>>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(Failure::unreadable)
}

/// The column value of an enum: its name on the wire.
fn word<T: Serialize>(value: T) -> Result<String, Failure> {
    let value = serde_json::to_value(value)?;
    value.as_str().map(String::from).ok_or_else(|| Failure::unreadable("an enum that is more than a word"))
}

/// Reads an enum back.
fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, Failure> {
    let deserializer: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = word.into_deserializer();
    T::deserialize(deserializer).map_err(Failure::unreadable)
}
