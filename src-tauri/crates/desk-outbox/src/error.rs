//! What can go wrong with the outbox.

use std::{error::Error, io, path::PathBuf};

/// Why the outbox did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum OutboxError {
    /// The folder cannot be made or kept to its owner.
    #[error("the outbox cannot have its folder {}", .folder.display())]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The database cannot be opened, for a reason other than damage.
    #[error("the outbox cannot be opened")]
    Open(#[source] Box<dyn Error + Send + Sync>),
    /// The database is damaged, and cannot be moved aside while another program has it open.
    #[error("the outbox is damaged and another program has it open")]
    DamagedInUse,
    /// The damaged database cannot be moved aside.
    #[error("the damaged outbox cannot be moved aside")]
    MoveAside(#[source] io::Error),
    /// Reading did not work.
    #[error("the outbox cannot be read")]
    Read(#[source] sqlx::Error),
    /// Writing did not work: nothing was changed.
    #[error("the outbox cannot be written")]
    Write(#[source] sqlx::Error),
    /// The bytes of an attachment cannot be written to disk.
    #[error("the outbox cannot keep an attachment")]
    KeepBlob(#[source] io::Error),
    /// The bytes of an attachment cannot be read.
    #[error("the outbox cannot read an attachment")]
    ReadBlob(#[source] io::Error),
    /// The bytes of an attachment cannot be removed.
    #[error("the outbox cannot drop an attachment")]
    DropBlob(#[source] io::Error),
}

impl OutboxError {
    /// Whether the disk has no room left, which is the one trouble a person can mend.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Folder { source, .. } | Self::KeepBlob(source) => source.kind() == io::ErrorKind::StorageFull,
            Self::Read(source) | Self::Write(source) => primary_code(source) == Some(SQLITE_FULL),
            Self::Open(_) | Self::DamagedInUse | Self::MoveAside(_) | Self::ReadBlob(_) | Self::DropBlob(_) => false,
        }
    }
}

const SQLITE_CORRUPT: i32 = 11;
const SQLITE_FULL: i32 = 13;
const SQLITE_NOTADB: i32 = 26;

/// Whether the file is no longer what SQLite wrote.
pub(crate) fn is_damage(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(SQLITE_CORRUPT | SQLITE_NOTADB))
}

/// SQLite's result code without its extension.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let extended: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(extended & 0xff)
}
