//! What other processes write: the subcommands beside a SQLite file, other servers and subcommands on PostgreSQL.

use super::{Kind, Store, postgres};
use crate::problem::Failure;
use sqlx::{Connection, SqliteConnection, postgres::PgListener};
use std::time::Duration;

/// How often SQLite is asked; it tells nobody by itself.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// After so long without a word, a line to PostgreSQL is tried.
const SILENCE: Duration = Duration::from_secs(30);
/// How long PostgreSQL may take to answer then.
const PATIENCE: Duration = Duration::from_secs(5);

/// Waits for what other processes write.
pub(crate) enum Elsewhere {
    /// A connection of its own, and a number that changes whenever another connection has written.
    Asks { connection: SqliteConnection, version: i64 },
    /// A line on which others tell it, and this server's own name on that.
    IsTold { line: PgListener, own: String },
}

impl Store {
    /// Begins to wait. What was written before is not told.
    pub(crate) async fn elsewhere(&self) -> Result<Elsewhere, Failure> {
        match &self.kind {
            Kind::Sqlite { options, .. } => {
                let mut connection = SqliteConnection::connect_with(options).await?;
                let version = data_version(&mut connection).await?;
                Ok(Elsewhere::Asks { connection, version })
            }
            Kind::Postgres { url, name } => {
                let mut line = PgListener::connect(url.expose()).await?;
                line.listen(postgres::CHANNEL).await?;
                Ok(Elsewhere::IsTold { line, own: name.clone() })
            }
        }
    }
}

impl Elsewhere {
    /// Whether waiting costs nothing while nothing is written.
    pub(crate) fn is_free(&self) -> bool {
        matches!(self, Self::IsTold { .. })
    }

    /// Until another process may have written: it has, or a line was lost and there is another now.
    pub(crate) async fn written(&mut self) -> Result<(), Failure> {
        match self {
            Self::Asks { connection, version } => loop {
                tokio::time::sleep(LOOK_EVERY).await;
                let seen = data_version(connection).await?;
                if std::mem::replace(version, seen) != seen {
                    return Ok(());
                }
            },
            Self::IsTold { line, own } => loop {
                match tokio::time::timeout(SILENCE, line.try_recv()).await {
                    Ok(Ok(Some(told))) if told.payload() == own.as_str() => {}
                    Ok(heard) => return heard.map(drop).map_err(Failure::from),
                    Err(_) => {
                        let alive = tokio::time::timeout(PATIENCE, sqlx::query("SELECT 1").execute(&mut *line)).await;
                        alive.map_err(|_| sqlx::Error::PoolTimedOut)??;
                    }
                }
            },
        }
    }

    /// Whoever closes a SQLite file last tidies it up, so it is not left to close by itself.
    pub(crate) async fn close(self) -> Result<(), Failure> {
        match self {
            Self::Asks { connection, .. } => Ok(connection.close().await?),
            Self::IsTold { .. } => Ok(()),
        }
    }
}

async fn data_version(connection: &mut SqliteConnection) -> Result<i64, Failure> {
    Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(connection).await?)
}
