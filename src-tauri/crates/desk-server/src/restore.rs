//! Putting a backup in the place of the database: looked at first, all at once, and with what was there kept aside.

use crate::{
    backup::beside,
    in_use::{InUse, Refused},
    os,
    store::{FILE_NAME, copies, schema},
};
use jiff::Timestamp;
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Why nothing was restored. The data folder is as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RestoreError {
    #[error("a server or another command works in this data folder: stop it first")]
    Taken,
    #[error("{0} is no backup of a help desk")]
    NoBackup(PathBuf),
    #[error("the backup is damaged: {}", .0.join("; "))]
    Damaged(Vec<String>),
    #[error(
        "a newer deskside-server made this backup (its schema is {found}, this version knows {known}): install the newer version first"
    )]
    Newer { found: i64, known: i64 },
    #[error("reading the backup")]
    Read(#[source] io::Error),
    #[error("writing into the data folder")]
    Write(#[from] io::Error),
}

/// What a restore did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Restored {
    pub(crate) tickets: i64,
    pub(crate) attachments: i64,
    /// Where the database from before lies; none where there was none.
    pub(crate) aside: Option<PathBuf>,
}

/// Puts the backup `from` in the place of the database in `folder`.
pub(crate) async fn restore(folder: &Path, from: &Path, now: Timestamp) -> Result<Restored, RestoreError> {
    let mut backup = File::open(from).map_err(RestoreError::Read)?;
    os::make_private(folder)?;
    let _in_use = InUse::alone(folder).map_err(|refused| match refused {
        Refused::Taken => RestoreError::Taken,
        Refused::Io(error) => RestoreError::Write(error),
    })?;
    let database = folder.join(FILE_NAME);
    let fresh = beside(&database, &format!("restoring-{}", Uuid::now_v7()));
    let done = async {
        copy(&mut backup, &fresh)?;
        let looked = check(&fresh, from).await?;
        let aside = replace(&database, &fresh, now).await?;
        Ok(Restored { tickets: looked.tickets, attachments: looked.attachments, aside })
    };
    let done = done.await;
    if done.is_err() {
        // Nothing half is left behind; where it cannot be removed either, its name says what it is.
        let _ = fs::remove_file(&fresh);
    }
    done
}

fn copy(backup: &mut File, fresh: &Path) -> Result<(), RestoreError> {
    os::touch_private(fresh)?;
    let mut file = File::options().write(true).open(fresh)?;
    io::copy(backup, &mut file).map_err(RestoreError::Read)?;
    Ok(file.sync_all()?)
}

async fn check(fresh: &Path, from: &Path) -> Result<copies::Looked, RestoreError> {
    let looked = copies::look(fresh).await.map_err(|error| match copies::is_damage(&error) {
        true => RestoreError::Damaged(vec![error.to_string()]),
        // What SQLite cannot read at all is no database.
        false => RestoreError::NoBackup(from.to_owned()),
    })?;
    if !looked.faults.is_empty() {
        return Err(RestoreError::Damaged(looked.faults));
    }
    match looked.schema {
        None => Err(RestoreError::NoBackup(from.to_owned())),
        Some(found) if found > schema::newest() => Err(RestoreError::Newer { found, known: schema::newest() }),
        Some(_) => Ok(looked),
    }
}

/// At every moment there is a database under the name: the one from before, or the whole new one.
async fn replace(database: &Path, fresh: &Path, now: Timestamp) -> Result<Option<PathBuf>, RestoreError> {
    let mut aside = None;
    if database.exists() {
        let kept = beside(database, &format!("before-restore-{}", now.strftime("%Y%m%dT%H%M%S%3fZ")));
        // One that is too damaged to be opened is kept as it is, with its log.
        let _ = copies::settle(database).await;
        if fs::hard_link(database, &kept).is_err() {
            fs::copy(database, &kept)?;
        }
        for log in ["-wal", "-shm"] {
            let (from, to) = (with_log(database, log), with_log(&kept, log));
            if from.exists() {
                fs::rename(from, to)?;
            }
        }
        aside = Some(kept);
    }
    fs::rename(fresh, database)?;
    os::sync_folder_of(database)?;
    Ok(aside)
}

fn with_log(database: &Path, log: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(log);
    name.into()
}
