//! A look at a database on a PostgreSQL server, which changes nothing.

use super::PostgresUrl;
use jiff::Timestamp;
use sqlx::{Connection, PgConnection};

/// What it found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Looked {
    /// PostgreSQL's own, such as "PostgreSQL 15.8".
    pub(crate) version: String,
    /// None where it is empty.
    pub(crate) schema: Option<i64>,
    pub(crate) tickets: i64,
    /// When something was last said or done in a ticket.
    pub(crate) newest: Option<Timestamp>,
}

/// Looks into it.
pub(crate) async fn look(url: &PostgresUrl) -> Result<Looked, sqlx::Error> {
    let mut connection = PgConnection::connect(url.expose()).await?;
    let version: String =
        sqlx::query_scalar("SELECT 'PostgreSQL ' || current_setting('server_version')").fetch_one(&mut connection).await?;
    let mut looked = Looked { version, schema: None, tickets: 0, newest: None };
    let is_ours: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL AND to_regclass('tickets') IS NOT NULL")
        .fetch_one(&mut connection)
        .await?;
    if is_ours {
        looked.schema = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success").fetch_one(&mut connection).await?;
        let counts = "SELECT (SELECT count(*) FROM tickets), (SELECT max(at) FROM history)";
        let newest: Option<i64>;
        (looked.tickets, newest) = sqlx::query_as(counts).fetch_one(&mut connection).await?;
        looked.newest = newest.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    }
    connection.close().await?;
    Ok(looked)
}
