//! The database. In a data folder: who may read it, what is in the database, whether it is whole, and how much room is left.

use super::Line;
use crate::{
    Database, PostgresUrl,
    in_use::InUse,
    os,
    store::{FILE_NAME, copies, schema, server},
};
use jiff::{SignedDuration, Timestamp};
use std::{path::Path, time::Duration};

/// Less than this, and a day with many pictures fills the disk.
const LITTLE_BYTES: u64 = 1024 * 1024 * 1024;
/// Less than this, and SQLite soon refuses to write.
const TOO_LITTLE_BYTES: u64 = 64 * 1024 * 1024;
/// How long a PostgreSQL server may take to answer.
const PATIENCE: Duration = Duration::from_secs(8);
const UNREACHED: &str =
    "check the address, the account and its password, pg_hba.conf and the network; `psql` with the same address says more";
/// What a clock may be off between two machines.
const DRIFT: SignedDuration = SignedDuration::from_mins(5);

pub(super) async fn lines(database: &Database, now: Timestamp) -> Vec<Line> {
    match database {
        Database::Folder(folder) => in_folder(folder, now).await,
        Database::Postgres(url) => on_server(url, now).await,
    }
}

async fn in_folder(folder: &Path, now: Timestamp) -> Vec<Line> {
    let at = folder.display();
    if !folder.is_dir() {
        return vec![Line::look("data", format!("{at} is not there"), "check --data; `serve` makes the folder at its first start")];
    }
    let mut lines = vec![match os::others_may_read(folder) {
        Ok(false) => Line::ok("data", format!("{at}, for its own account alone")),
        Ok(true) => Line::look("data", format!("{at} can be read by other accounts"), format!("chmod 700 {at}")),
        Err(error) => Line::wrong("data", format!("{at}: {error}"), "run this as the account the server runs as"),
    }];
    lines.extend(database(folder, now).await);
    lines.push(room(folder));
    lines
}

async fn database(folder: &Path, now: Timestamp) -> Vec<Line> {
    let file = folder.join(FILE_NAME);
    if !file.is_file() {
        return vec![Line::look(
            "database",
            "there is none yet",
            "`serve` makes it at its first start; if there was one, restore a backup",
        )];
    }
    let working = if InUse::is_taken(folder) { "a server or a command works on it" } else { "no server works on it" };
    let damaged = |why: String| {
        vec![Line::wrong(
            "database",
            format!("damaged: {why}"),
            "stop the server, keep the file, and `deskside-server restore` the last backup",
        )]
    };
    let looked = match copies::look(&file).await {
        Ok(looked) if looked.faults.is_empty() => looked,
        Ok(looked) => return damaged(looked.faults.join("; ")),
        Err(error) if copies::is_damage(&error) => return damaged(error.to_string()),
        Err(error) => {
            return vec![Line::wrong("database", error.to_string(), "run this as the account the server runs as, and check the disk")];
        }
    };
    let mut lines = vec![match looked.schema {
        None => Line::wrong("database", format!("{} is no help desk's", file.display()), "check --data"),
        Some(found) if found > schema::newest() => Line::wrong(
            "database",
            format!("schema {found} is newer than this version knows"),
            "install the newer deskside-server again, or restore a backup from before the update",
        ),
        Some(found) if found < schema::newest() => {
            Line::look("database", format!("whole; schema {found} is an older one"), "back it up: the next start brings it up to date")
        }
        Some(found) => Line::ok(
            "database",
            format!("whole, schema {found}, {} tickets, {} pictures and files; {working}", looked.tickets, looked.attachments),
        ),
    }];
    lines.extend(looked.newest.and_then(|newest| ahead(newest, now)));
    lines
}

/// Of what another clock wrote.
fn ahead(newest: Timestamp, now: Timestamp) -> Option<Line> {
    let said = format!("the newest event is from {newest}, and it is {now} now");
    (newest > now + DRIFT).then(|| Line::wrong("clock", said, "set this machine's clock by NTP: promises are counted by it"))
}

/// A database on PostgreSQL: whether it is reached, and whether nobody between reads along. Its tables stay as they are.
async fn on_server(url: &PostgresUrl, now: Timestamp) -> Vec<Line> {
    let looked = match tokio::time::timeout(PATIENCE, server::look(url)).await {
        Ok(Ok(looked)) => looked,
        Ok(Err(error)) => return vec![Line::wrong("database", format!("{url}: {error}"), UNREACHED)],
        Err(_) => return vec![Line::wrong("database", format!("{url}: no answer"), UNREACHED)],
    };
    let known = schema::newest();
    let mut lines = vec![match looked.schema {
        None => Line::look("database", format!("{url}: it is empty"), "`serve` makes its tables at its first start"),
        Some(found) if found > known => Line::wrong(
            "database",
            format!("{url}: schema {found} is newer than this version knows"),
            "install the newer deskside-server again, or restore a dump from before the update",
        ),
        Some(found) if found < known => Line::look(
            "database",
            format!("{url}: schema {found} is an older one"),
            "dump it by pg_dump: the next start brings it up to date",
        ),
        Some(found) => Line::ok("database", format!("{url}: {}, schema {found}, {} tickets", looked.version, looked.tickets)),
    }];
    if !url.is_checked() {
        let said = "the line to the database does not check who answers";
        lines.push(Line::look("database line", said, "leave sslmode out of the address, or write sslmode=verify-full"));
    }
    lines.extend(looked.newest.and_then(|newest| ahead(newest, now)));
    lines
}

fn room(folder: &Path) -> Line {
    let mib = |bytes: u64| bytes / 1024 / 1024;
    match os::free_bytes(folder) {
        Ok(None) => Line::look("disk", "how much is free cannot be told on this system", "look by hand"),
        Ok(Some(free)) if free < TOO_LITTLE_BYTES => {
            Line::wrong("disk", format!("{} MiB free", mib(free)), "make room now: requests are refused once it is full")
        }
        Ok(Some(free)) if free < LITTLE_BYTES => {
            Line::look("disk", format!("{} MiB free", mib(free)), "make room, or keep pictures for a shorter time by [retention]")
        }
        Ok(Some(free)) => Line::ok("disk", format!("{} MiB free", mib(free))),
        Err(error) => Line::look("disk", error.to_string(), "look by hand"),
    }
}
