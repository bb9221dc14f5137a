//! The database, and all SQL. One SQLite file in WAL mode with `synchronous=FULL`, or a PostgreSQL database that several servers share:
//! what was answered with success is on disk.
//!
//! There is one writer at a time. SQLite has one writing connection, whose transactions begin with `BEGIN IMMEDIATE`; on PostgreSQL each
//! takes a lock that all servers share. Several connections read. The SQL is the same for both. Nothing the server knows lies anywhere
//! else, so other programs (the subcommands, other servers) may write beside it.

mod alike;
mod attachments;
mod audit;
mod buckets;
pub(crate) mod copies;
mod database;
mod devices;
mod elsewhere;
mod enrolments;
mod events;
mod flag;
mod history;
mod how_tos;
mod joining;
mod keys;
mod mails;
mod notices;
mod pace;
mod persons;
mod postgres;
mod promises;
mod queue;
mod retention;
mod revocation;
mod rotation;
mod schedule;
pub(crate) mod schema;
pub(crate) mod server;
mod sessions;
mod sqlite;
mod technicians;
mod tickets;
mod work;

pub(crate) use attachments::{Incoming, Stored};
pub(crate) use audit::{Action, By, Entry, Line, Wanted};
pub use database::{Database, DatabaseUrlError, PostgresUrl};
pub(crate) use elsewhere::Elsewhere;
pub(crate) use enrolments::Asker;
pub(crate) use events::{Audience, Logged};
pub(crate) use keys::Ask;
pub(crate) use mails::Mail;
pub(crate) use persons::{EnrolledOn, Known, Tickets};
pub(crate) use revocation::{Named, Return, Whose};
pub(crate) use sessions::{SESSION_LASTS, Technician};
pub(crate) use tickets::Acceptance;

use self::flag::Flag;
use crate::{
    in_use::InUse,
    problem::Failure,
    tokens::{SecretDigest, new_secret},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, de::DeserializeOwned, de::IntoDeserializer};
use sqlx::{Any, AnyConnection, AnyPool, Transaction, sqlite::SqliteConnectOptions};
use std::{ops::DerefMut, sync::Arc};
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
    readers: AnyPool,
    writer: AnyPool,
    written: watch::Sender<()>,
    kind: Kind,
}

/// Which database it is, and what only that one has.
#[derive(Clone, Debug)]
enum Kind {
    Sqlite {
        options: SqliteConnectOptions,
        _in_use: Arc<InUse>,
    },
    /// `name` is this server's among those that share the database.
    Postgres {
        url: PostgresUrl,
        name: String,
    },
}

/// The connections to a database.
struct Pools {
    readers: AnyPool,
    writer: AnyPool,
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
    transaction: Transaction<'s, Any>,
    store: &'s Store,
}

impl Write<'_> {
    fn sql(&mut self) -> &mut AnyConnection {
        self.transaction.deref_mut()
    }

    async fn commit(mut self) -> Result<(), Failure> {
        if let Kind::Postgres { name, .. } = &self.store.kind {
            sqlx::query("SELECT pg_notify($1, $2)").bind(postgres::CHANNEL).bind(name).execute(self.sql()).await?;
        }
        self.transaction.commit().await?;
        self.store.written.send_replace(());
        Ok(())
    }

    /// Commits what no screen shows, and wakes nobody.
    async fn commit_unheard(self) -> Result<(), Failure> {
        Ok(self.transaction.commit().await?)
    }
}

impl Store {
    /// Opens the database, making its tables where they are missing.
    pub(crate) async fn open(database: &Database) -> Result<Self, OpenError> {
        sqlx::any::install_default_drivers();
        let (Pools { readers, writer }, kind) = match database {
            Database::Folder(folder) => sqlite::open(folder).await?,
            Database::Postgres(url) => postgres::open(url).await?,
        };
        Ok(Self { readers, writer, written: watch::Sender::new(()), kind })
    }

    /// Closes the database; whoever is still writing finishes first.
    pub(crate) async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }

    async fn write(&self) -> Result<Write<'_>, Failure> {
        let transaction = match self.kind {
            Kind::Sqlite { .. } => self.writer.begin_with("BEGIN IMMEDIATE").await?,
            Kind::Postgres { .. } => {
                let mut transaction = self.writer.begin().await?;
                sqlx::query(postgres::LOCK).execute(transaction.deref_mut()).await?;
                transaction
            }
        };
        Ok(Write { transaction, store: self })
    }

    /// What was written before still stands in the log beside a SQLite file until that is emptied.
    async fn let_go_of_old_pages(&self) -> Result<(), Failure> {
        if let Kind::Sqlite { .. } = self.kind {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer).await?;
        }
        Ok(())
    }
}

/// The digest of a secret that nobody has.
fn nobodys_secret() -> Result<Vec<u8>, Failure> {
    Ok(SecretDigest::of(&new_secret()?).as_bytes().to_vec())
}

/// Numbers that people are told come from the last 30 days.
fn month_before(now: Timestamp) -> Result<Timestamp, Failure> {
    now.checked_sub(SignedDuration::from_hours(24 * 30)).map_err(Failure::unreadable)
}

/// A count as people are told it.
fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
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
