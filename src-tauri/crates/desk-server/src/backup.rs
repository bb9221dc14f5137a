//! A backup while the server runs: one file with everything, pictures too, and nothing under its name before it is whole.

use crate::{
    in_use::{InUse, Refused},
    os,
    store::{FILE_NAME, copies},
};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Why there is no backup. What was under its name before is as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    #[error("there is no help desk's database in {0}")]
    NoDatabase(PathBuf),
    #[error("{0} is there already: choose another name, or give --force to replace it")]
    Exists(PathBuf),
    #[error("a restore is going on in this data folder")]
    Taken,
    #[error("the database is damaged, so no backup was kept: {}", .0.join("; "))]
    Damaged(Vec<String>),
    #[error("writing the backup")]
    Write(#[from] io::Error),
    #[error("copying the database")]
    Database(#[from] sqlx::Error),
}

/// A backup that is on disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BackedUp {
    pub(crate) size_bytes: u64,
    pub(crate) tickets: i64,
    pub(crate) attachments: i64,
    pub(crate) schema: Option<i64>,
}

/// Writes the database in `folder` as it is at one moment into the file `to`.
pub(crate) async fn back_up(folder: &Path, to: &Path, may_replace: bool) -> Result<BackedUp, BackupError> {
    let database = folder.join(FILE_NAME);
    if !database.is_file() {
        return Err(BackupError::NoDatabase(folder.to_owned()));
    }
    if to.exists() && !may_replace {
        return Err(BackupError::Exists(to.to_owned()));
    }
    let _in_use = InUse::beside_others(folder).map_err(|refused| match refused {
        Refused::Taken => BackupError::Taken,
        Refused::Io(error) => BackupError::Write(error),
    })?;
    let partial = beside(to, &format!("partial-{}", Uuid::now_v7()));
    let done = write(&database, &partial, to).await;
    if done.is_err() {
        // Nothing half is left behind; where it cannot be removed either, its name says what it is.
        let _ = fs::remove_file(&partial);
    }
    done
}

async fn write(database: &Path, partial: &Path, to: &Path) -> Result<BackedUp, BackupError> {
    os::touch_private(partial)?;
    copies::copy_into(database, partial).await?;
    let looked = copies::look(partial).await?;
    if !looked.faults.is_empty() {
        return Err(BackupError::Damaged(looked.faults));
    }
    let file = File::options().write(true).open(partial)?;
    file.sync_all()?;
    let size_bytes = file.metadata()?.len();
    fs::rename(partial, to)?;
    os::sync_folder_of(to)?;
    Ok(BackedUp { size_bytes, tickets: looked.tickets, attachments: looked.attachments, schema: looked.schema })
}

/// A name beside `file`.
pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}
