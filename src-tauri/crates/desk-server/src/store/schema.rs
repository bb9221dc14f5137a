//! The steps a database is brought through, and whether this version can read what it finds. A number means the same tables in both
//! databases.

use super::OpenError;
use sqlx::{
    PgConnection, SqliteConnection,
    migrate::{MigrateError, Migrator},
};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// The schema this version writes.
pub(crate) fn newest() -> i64 {
    SQLITE.iter().map(|step| step.version).max().unwrap_or_default()
}

/// Brings the tables up to date; a database from a newer version stays as it is.
pub(super) async fn bring_sqlite_up_to_date(database: &mut SqliteConnection) -> Result<(), OpenError> {
    outcome(SQLITE.run(database).await)
}

/// The same for PostgreSQL, where one server at a time does it.
pub(super) async fn bring_postgres_up_to_date(database: &mut PgConnection) -> Result<(), OpenError> {
    outcome(POSTGRES.run(database).await)
}

fn outcome(done: Result<(), MigrateError>) -> Result<(), OpenError> {
    if let Err(MigrateError::VersionMissing(found)) = done
        && found > newest()
    {
        return Err(OpenError::Newer { found, known: newest() });
    }
    done.map_err(OpenError::Migrate)
}

/// The schema of a SQLite file that is open; none where it is no help desk's.
pub(crate) async fn found(database: &mut SqliteConnection) -> Result<Option<i64>, sqlx::Error> {
    let is_ours: bool = sqlx::query_scalar("SELECT count(*) = 2 FROM sqlite_schema WHERE name IN ('_sqlx_migrations', 'tickets')")
        .fetch_one(&mut *database)
        .await?;
    if !is_ours {
        return Ok(None);
    }
    sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success").fetch_one(database).await
}
