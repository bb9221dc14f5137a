//! The steps a database is brought through, and whether this version can read what it finds.

use super::OpenError;
use sqlx::{
    SqliteConnection, SqlitePool,
    migrate::{MigrateError, Migrator},
};

static STEPS: Migrator = sqlx::migrate!();

/// The schema this version writes.
pub(crate) fn newest() -> i64 {
    STEPS.iter().map(|step| step.version).max().unwrap_or_default()
}

/// Brings the tables up to date; a database from a newer version stays as it is.
pub(super) async fn bring_up_to_date(database: &SqlitePool) -> Result<(), OpenError> {
    let done = STEPS.run(database).await;
    if let Err(MigrateError::VersionMissing(found)) = done
        && found > newest()
    {
        return Err(OpenError::Newer { found, known: newest() });
    }
    done.map_err(OpenError::Migrate)
}

/// The schema of a database that is open; none where it is no help desk's.
pub(crate) async fn found(database: &mut SqliteConnection) -> Result<Option<i64>, sqlx::Error> {
    let is_ours: bool = sqlx::query_scalar("SELECT count(*) = 2 FROM sqlite_schema WHERE name IN ('_sqlx_migrations', 'tickets')")
        .fetch_one(&mut *database)
        .await?;
    if !is_ours {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success").fetch_one(database).await
}
