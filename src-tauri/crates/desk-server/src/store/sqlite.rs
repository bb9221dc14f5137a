//! Opening the SQLite file: what each connection to it holds to.

use super::{FILE_NAME, Kind, OpenError, Pools, schema};
use crate::in_use::{InUse, Refused};
use sqlx::{
    AnyPool, Connection,
    any::{AnyConnectOptions, AnyPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use std::{path::Path, sync::Arc, time::Duration};

/// What every connection holds to, after `journal_mode`, which the file itself remembers. What is deleted is overwritten, not only
/// forgotten.
const PRAGMAS: &str = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;";

/// Opens the database in `folder`, making both where they are missing.
pub(super) async fn open(folder: &Path) -> Result<(Pools, Kind), OpenError> {
    crate::os::make_private(folder).map_err(OpenError::Folder)?;
    let in_use = InUse::beside_others(folder).map_err(|refused| match refused {
        Refused::Taken => OpenError::Taken,
        Refused::Io(error) => OpenError::Folder(error),
    })?;
    let file = folder.join(FILE_NAME);
    crate::os::touch_private(&file).map_err(OpenError::Folder)?;
    let options = SqliteConnectOptions::new()
        .filename(&file)
        .journal_mode(SqliteJournalMode::Wal)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .busy_timeout(Duration::from_secs(10));
    let mut first = sqlx::SqliteConnection::connect_with(&options).await.map_err(OpenError::Open)?;
    schema::bring_sqlite_up_to_date(&mut first).await?;
    let pools = Pools { writer: pool(&file, 1).await?, readers: pool(&file, 4).await? };
    first.close().await.map_err(OpenError::Open)?;
    Ok((pools, Kind::Sqlite { options, _in_use: Arc::new(in_use) }))
}

async fn pool(file: &Path, connections: u32) -> Result<AnyPool, OpenError> {
    let options: AnyConnectOptions = url(file).parse().map_err(OpenError::Open)?;
    let pool = AnyPoolOptions::new()
        .max_connections(connections)
        .idle_timeout(None)
        .max_lifetime(None)
        .after_connect(|connection, _| Box::pin(async move { sqlx::raw_sql(PRAGMAS).execute(connection).await.map(drop) }))
        // Where a disk was full, SQLite rolls back by itself, and the driver holds the transaction for open ever after. Such a
        // connection is thrown away.
        .before_acquire(|connection, _| {
            let is_at_rest = !connection.is_in_transaction();
            Box::pin(std::future::ready(Ok(is_at_rest)))
        });
    pool.connect_with(options).await.map_err(OpenError::Open)
}

/// The address of a file: its path with everything escaped that would mean something in an address.
fn url(file: &Path) -> String {
    let mut url = String::from("sqlite:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => url.push(char::from(*byte)),
            byte => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use sqlx::{ConnectOptions, Row};

    #[tokio::test]
    async fn every_connection_is_durable_and_strict_whatever_the_folder_is_called() {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().expect("folder");
        let odd = folder.path().join("Müller's ../desk?mode=ro#1 100%");
        std::fs::create_dir_all(&odd).expect("made");

        let (pools, _kind) = open(&odd).await.expect("opened");

        assert!(odd.join(FILE_NAME).is_file());
        for pool in [&pools.writer, &pools.readers] {
            for (pragma, value) in [("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1)] {
                let sql = sqlx::AssertSqlSafe(format!("PRAGMA {pragma}"));
                let row = sqlx::raw_sql(sql).fetch_one(pool).await.expect("read");
                assert_eq!(row.get::<i64, _>(0), value, "{pragma}");
            }
        }
        let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&pools.writer).await.expect("read");
        assert_eq!(mode, "wal");
        let address: AnyConnectOptions = url(&odd.join(FILE_NAME)).parse().expect("address");
        assert!(address.to_url_lossy().as_str().starts_with("sqlite:%2F"));
    }
}
