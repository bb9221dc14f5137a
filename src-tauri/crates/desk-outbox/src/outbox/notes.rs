//! Small values that outlive the program, in the same file as the queue.

use super::Outbox;
use crate::OutboxError;
use sqlx::{Sqlite, query, query::Query, query_scalar, sqlite::SqliteArguments};

impl Outbox {
    /// Reads a note.
    ///
    /// # Errors
    /// When the notes cannot be read.
    pub async fn note(&self, name: &str) -> Result<Option<Vec<u8>>, OutboxError> {
        let mut store = self.store().await;
        query_scalar("SELECT value FROM notes WHERE name = ?1")
            .bind(name.to_owned())
            .fetch_optional(&mut store.connection)
            .await
            .map_err(OutboxError::Read)
    }

    /// Keeps a note, on the disk when the call returns. A later one of the same name replaces it.
    ///
    /// # Errors
    /// When the disk did not take it.
    pub async fn keep_note(&self, name: &str, value: &[u8]) -> Result<(), OutboxError> {
        self.store().await.write(upsert(name, value)).await.map(drop)
    }

    /// Keeps a note without waiting for the disk: it outlives the program at once, and a power cut from the next durable write on.
    /// For what is written at each keystroke.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn jot_note(&self, name: &str, value: &[u8]) -> Result<(), OutboxError> {
        self.store().await.jot(upsert(name, value)).await
    }

    /// Drops a note. Harmless where there is none.
    ///
    /// # Errors
    /// When it could not be removed.
    pub async fn drop_note(&self, name: &str) -> Result<(), OutboxError> {
        self.store().await.write(query("DELETE FROM notes WHERE name = ?1").bind(name.to_owned())).await.map(drop)
    }
}

pub(super) fn upsert(name: &str, value: &[u8]) -> Query<'static, Sqlite, SqliteArguments> {
    query("INSERT INTO notes (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .bind(name.to_owned())
        .bind(value.to_owned())
}
