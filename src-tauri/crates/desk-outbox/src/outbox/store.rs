//! The one connection to the database, and how durable its next write is.

use crate::OutboxError;
use sqlx::{
    ConnectOptions, Connection, Executor, Sqlite, SqliteConnection, Transaction,
    query::Query,
    sqlite::{SqliteArguments, SqliteConnectOptions},
};

/// The connection. Every commit waits for the disk, unless a write asks not to.
pub(super) struct Store {
    pub(super) connection: SqliteConnection,
    options: SqliteConnectOptions,
    durable: bool,
}

impl Store {
    pub(super) fn new(connection: SqliteConnection, options: SqliteConnectOptions) -> Self {
        Self { connection, options, durable: true }
    }

    /// Begins a transaction that holds the one right to write.
    pub(super) async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>, OutboxError> {
        self.mend().await?;
        self.set_durable(true).await?;
        self.connection.begin_with("BEGIN IMMEDIATE").await.map_err(OutboxError::Write)
    }

    /// Runs one statement as a transaction of its own and says how many rows it changed.
    pub(super) async fn write(&mut self, statement: Query<'_, Sqlite, SqliteArguments>) -> Result<u64, OutboxError> {
        self.mend().await?;
        self.set_durable(true).await?;
        let done = statement.execute(&mut self.connection).await.map_err(OutboxError::Write)?;
        Ok(done.rows_affected())
    }

    /// Like [`write`](Self::write), without waiting for the disk: it outlives the program, not a power cut.
    pub(super) async fn jot(&mut self, statement: Query<'_, Sqlite, SqliteArguments>) -> Result<(), OutboxError> {
        self.mend().await?;
        self.set_durable(false).await?;
        statement.execute(&mut self.connection).await.map(drop).map_err(OutboxError::Write)
    }

    /// Once the queue is empty, takes what was delivered out of the write-ahead log too. Best effort.
    pub(super) async fn forget_if_empty(&mut self) {
        let forget = async {
            let any: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM parcels)").fetch_one(&mut self.connection).await?;
            if !any {
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").await?;
            }
            Ok::<(), sqlx::Error>(())
        };
        if let Err(error) = forget.await {
            tracing::debug!(%error, "The write-ahead log of the outbox was not emptied");
        }
    }

    /// Where a disk was full, SQLite rolls back by itself, and the driver holds the transaction for open ever after. Then it takes a
    /// new connection.
    async fn mend(&mut self) -> Result<(), OutboxError> {
        if !self.connection.is_in_transaction() {
            return Ok(());
        }
        // A transaction that was dropped is only now rolled back, before this is answered.
        self.connection.ping().await.map_err(OutboxError::Write)?;
        if self.connection.is_in_transaction() {
            tracing::warn!("A write to the outbox ended badly; it is opened anew");
            self.connection = self.options.connect().await.map_err(OutboxError::Write)?;
            self.durable = true;
        }
        Ok(())
    }

    /// Noted only after the setting holds, and before it is loosened, so that a call given up half-way errs on the durable side.
    async fn set_durable(&mut self, durable: bool) -> Result<(), OutboxError> {
        if self.durable == durable {
            return Ok(());
        }
        let setting = if durable { "PRAGMA synchronous = FULL" } else { "PRAGMA synchronous = NORMAL" };
        self.durable = false;
        self.connection.execute(setting).await.map_err(OutboxError::Write)?;
        self.durable = durable;
        Ok(())
    }
}
