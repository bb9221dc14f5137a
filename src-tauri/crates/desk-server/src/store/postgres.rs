//! Opening a PostgreSQL database: what each connection to it holds to, and what makes several servers one writer.

use super::{Kind, OpenError, Pools, PostgresUrl, schema};
use sqlx::{
    AnyPool, Connection, PgConnection,
    any::{AnyConnectOptions, AnyPoolOptions},
};
use std::time::Duration;
use uuid::Uuid;

/// One writer at a time, whichever server it is: events get their places in the order in which they are committed, so that whoever
/// reads what came after a place misses nothing. The numbers are the lock's, for this schema.
///
/// It is taken within a transaction that the driver knows of: whoever hangs up while waiting for it leaves nothing locked.
pub(super) const LOCK: &str = "SELECT pg_advisory_xact_lock(4101, hashtext(current_schema()))";
/// Where servers tell each other that they have written.
pub(super) const CHANNEL: &str = "deskside_written";
/// What is answered with success is on disk there, and a server that was cut off holds up the others for ten seconds at most.
const SETTINGS: &str = "SET synchronous_commit = on; SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '30s'";
/// How long a connection may take to be had.
const PATIENCE: Duration = Duration::from_secs(10);

/// Opens the database, making its tables where they are missing.
pub(super) async fn open(url: &PostgresUrl) -> Result<(Pools, Kind), OpenError> {
    let mut first = PgConnection::connect(url.expose()).await.map_err(OpenError::Open)?;
    schema::bring_postgres_up_to_date(&mut first).await?;
    first.close().await.map_err(OpenError::Open)?;
    let pools = Pools { writer: pool(url, 1).await?, readers: pool(url, 4).await? };
    Ok((pools, Kind::Postgres { url: url.clone(), name: Uuid::now_v7().to_string() }))
}

async fn pool(url: &PostgresUrl, connections: u32) -> Result<AnyPool, OpenError> {
    let options: AnyConnectOptions = url.expose().parse().map_err(OpenError::Open)?;
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(|connection, _| Box::pin(async move { sqlx::raw_sql(SETTINGS).execute(connection).await.map(drop) }));
    pool.connect_with(options).await.map_err(OpenError::Open)
}
