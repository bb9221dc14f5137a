//! Copies of the database: making one while others write, and looking whether one is whole.

use super::schema;
use jiff::Timestamp;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{path::Path, time::Duration};

/// What a look into a database file found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Looked {
    /// None where it is no help desk's.
    pub(crate) schema: Option<i64>,
    /// What is wrong with it, as SQLite says it; empty where it is whole.
    pub(crate) faults: Vec<String>,
    pub(crate) tickets: i64,
    pub(crate) attachments: i64,
    /// When something was last said or done in a ticket.
    pub(crate) newest: Option<Timestamp>,
}

/// Writes one moment of `database` into the empty file `to`. Whoever writes meanwhile is not held up and not in it.
pub(crate) async fn copy_into(database: &Path, to: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(database).await?;
    let to = to.to_str().ok_or_else(|| sqlx::Error::Configuration("the path is not Unicode".into()))?;
    sqlx::query("VACUUM INTO ?").bind(to).execute(&mut connection).await?;
    connection.close().await
}

/// Looks into a database, all of it.
pub(crate) async fn look(file: &Path) -> Result<Looked, sqlx::Error> {
    let mut connection = connect(file).await?;
    let mut looked = Looked { schema: None, faults: faults(&mut connection).await?, tickets: 0, attachments: 0, newest: None };
    looked.schema = schema::found(&mut connection).await?;
    if looked.schema.is_some() {
        let counts = "SELECT (SELECT count(*) FROM tickets), (SELECT count(*) FROM attachment_contents), (SELECT max(at) FROM history)";
        let newest: Option<i64>;
        (looked.tickets, looked.attachments, newest) = sqlx::query_as(counts).fetch_one(&mut connection).await?;
        looked.newest = newest.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    }
    connection.close().await?;
    Ok(looked)
}

/// Puts what lies in the log beside a database into the database itself.
pub(crate) async fn settle(database: &Path) -> Result<(), sqlx::Error> {
    let mut connection = connect(database).await?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut connection).await?;
    connection.close().await
}

/// What is wrong with a database, as SQLite says it.
pub(crate) async fn faults(connection: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let mut faults: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut *connection).await?;
    faults.retain(|fault| fault != "ok");
    let loose: i64 = sqlx::query_scalar("SELECT count(*) FROM pragma_foreign_key_check").fetch_one(connection).await?;
    if loose > 0 {
        faults.push(format!("{loose} rows point to rows that are gone"));
    }
    Ok(faults)
}

/// Whether SQLite gave up because what it read is no longer what was written.
pub(crate) fn is_damage(error: &sqlx::Error) -> bool {
    /// The primary result code of damage; its extended codes end in it.
    const SQLITE_CORRUPT: u32 = 11;
    let code = error.as_database_error().and_then(|error| error.code()).and_then(|code| code.parse::<u32>().ok());
    code.is_some_and(|code| code & 0xff == SQLITE_CORRUPT)
}

pub(crate) async fn connect(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file).busy_timeout(Duration::from_secs(10))).await
}
