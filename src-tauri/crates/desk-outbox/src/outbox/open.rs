//! Opening the folder: a damaged database is moved aside, and what can still be read of it goes into the new one.

use super::{Outbox, Shared, answers::Opened, rows, store::Store};
use crate::{OutboxError, blobs::Blobs, error::is_damage, private};
use sqlx::{
    ConnectOptions, SqliteConnection,
    migrate::MigrateError,
    query_scalar,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tokio::sync::Mutex;

const DATABASE: &str = "outbox.db";
/// How long one program waits while the other one writes.
const BUSY: Duration = Duration::from_secs(10);

impl Outbox {
    /// Opens the outbox in `dir`, which is made where it is missing.
    ///
    /// # Errors
    /// When the folder or the database cannot be had. Damage alone is no error.
    pub async fn open(dir: &Path) -> Result<(Self, Opened), OutboxError> {
        let locks = Locks::take(dir.to_owned()).await?;
        let path = dir.join(DATABASE);
        let (connection, opened) = match connect(&path).await {
            Ok(connection) => (connection, Opened::Whole),
            Err(Trouble::Other(source)) => return Err(OutboxError::Open(source)),
            Err(Trouble::Damaged) => {
                let to = locks.alone(|| move_aside(dir))?;
                let mut connection = connect(&path).await.map_err(|trouble| OutboxError::Open(trouble.into_source()))?;
                rescue(&to, &mut connection).await;
                (connection, Opened::MovedAside { to })
            }
        };
        let blobs = Blobs::open(dir.join("blobs")).map_err(|source| OutboxError::Folder { folder: dir.join("blobs"), source })?;
        let shared = Shared { store: Mutex::new(Store::new(connection, options(&path))), blobs, _in_use: locks.in_use };
        Ok((Self { shared: Arc::new(shared) }, opened))
    }
}

/// Two lock files: one program opens at a time, and each says for as long as it lives that it has the database open.
struct Locks {
    in_use: File,
    _opening: File,
}

impl Locks {
    async fn take(dir: PathBuf) -> Result<Self, OutboxError> {
        let take = {
            let dir = dir.clone();
            move || {
                private::folder(&dir)?;
                let opening = private::file(&dir.join("opening.lock"))?;
                opening.lock()?;
                let in_use = private::file(&dir.join("in-use.lock"))?;
                in_use.lock_shared()?;
                Ok(Self { in_use, _opening: opening })
            }
        };
        let taken = tokio::task::spawn_blocking(take).await.map_err(io::Error::other).and_then(|taken| taken);
        taken.map_err(|source| OutboxError::Folder { folder: dir, source })
    }

    /// Does something while no other program has the database open, or not at all.
    fn alone<T>(&self, work: impl FnOnce() -> io::Result<T>) -> Result<T, OutboxError> {
        self.in_use.unlock().map_err(OutboxError::MoveAside)?;
        if self.in_use.try_lock().is_err() {
            return Err(OutboxError::DamagedInUse);
        }
        let done = work().map_err(OutboxError::MoveAside)?;
        self.in_use.unlock().and_then(|()| self.in_use.lock_shared()).map_err(OutboxError::MoveAside)?;
        Ok(done)
    }
}

enum Trouble {
    Damaged,
    Other(Box<dyn std::error::Error + Send + Sync>),
}

impl Trouble {
    fn of(error: sqlx::Error) -> Self {
        if is_damage(&error) { Self::Damaged } else { Self::Other(error.into()) }
    }

    fn into_source(self) -> Box<dyn std::error::Error + Send + Sync> {
        match self {
            Self::Damaged => "the new database is damaged as well".into(),
            Self::Other(source) => source,
        }
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        .thread_name(|_| "outbox".to_owned())
        .disable_statement_logging()
}

async fn connect(path: &Path) -> Result<SqliteConnection, Trouble> {
    private::file(path).map_err(|error| Trouble::Other(error.into()))?;
    let mut connection = options(path).connect().await.map_err(Trouble::of)?;
    let verdict: String = query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await.map_err(Trouble::of)?;
    if verdict != "ok" {
        return Err(Trouble::Damaged);
    }
    // A folder that a later version has used opens as well: its changes only ever add.
    let mut migrations = sqlx::migrate!();
    let migrated = migrations.set_ignore_missing(true).run_direct(None, &mut connection, false).await;
    if let Err(error) = migrated {
        return Err(if let MigrateError::Execute(error) = error { Trouble::of(error) } else { Trouble::Other(error.into()) });
    }
    Ok(connection)
}

/// Renames the database and what SQLite keeps beside it to the first free name.
fn move_aside(dir: &Path) -> io::Result<PathBuf> {
    let mut number = 1_u32;
    let to = loop {
        let to = dir.join(format!("outbox.damaged-{number}.db"));
        if !to.exists() {
            break to;
        }
        number += 1;
    };
    for beside in ["-wal", "-shm", ""] {
        match fs::rename(dir.join(format!("{DATABASE}{beside}")), with_ending(&to, beside)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    private::sync_folder(dir)?;
    tracing::warn!("The outbox was damaged and is moved aside");
    Ok(to)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Takes over what can still be read of a damaged database. Best effort: it lies aside for whoever can do more.
async fn rescue(damaged: &Path, into: &mut SqliteConnection) {
    let from = SqliteConnectOptions::new().filename(damaged).disable_statement_logging().connect().await;
    let rescued = match from {
        Ok(mut from) => rows::rescue(&mut from, into).await,
        Err(error) => Err(error),
    };
    match rescued {
        Ok(parcels) => tracing::warn!(parcels, "What could be read of the damaged outbox was taken over"),
        Err(error) => tracing::warn!(%error, "Nothing could be read of the damaged outbox"),
    }
}
