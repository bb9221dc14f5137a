//! `deskside-server backup` and `restore`.

use super::{Data, run::print};
use crate::{
    Operator,
    backup::{BackedUp, back_up},
    restore,
    store::{Action, Entry, schema},
};
use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use std::path::PathBuf;

const BACKUP_MANUAL: &str = "\
What is in it:
  Everything the server knows, pictures and files too, as it was at one moment. It holds people's words and hashes of their tokens:
  keep it as safe as the server. The configuration, the certificate and the mail password are files of their own and not in it.

How it is written:
  Beside its name, then synced to disk and checked as a whole, then renamed. Under its name there is a whole backup or none. The
  server goes on meanwhile; what is written while the backup runs is in the next one.

Examples:
  deskside-server backup --data /var/lib/deskside /srv/backup/help-desk-$(date +%F).sqlite3
  deskside-server backup --data /var/lib/deskside --force /srv/backup/help-desk.sqlite3

Exit status:
  0  the backup is on disk and whole
  1  there is none; the reason is on stderr
  2  asked wrongly";

const RESTORE_MANUAL: &str = "\
What happens:
  The backup is copied into the data folder and checked as a whole; only then does it take the place of the database, at once. The
  database from before is kept beside it as help-desk.sqlite3.before-restore-TIME until you delete it. A backup from an older version
  is brought up to date; one from a newer version is refused.

What to know:
  What came in after the backup is gone from the server: requests, answers and pictures. Computers whose sign-in changed since then
  enrol again by themselves where the policy sets them up. Mails that were sent after the backup may be sent a second time. People
  who were deleted after the backup are there again: delete them again.

Examples:
  systemctl stop deskside-server
  deskside-server restore --data /var/lib/deskside /srv/backup/help-desk-2026-09-14.sqlite3
  systemctl start deskside-server

Exit status:
  0  the backup is in place
  1  nothing was changed; the reason is on stderr
  2  asked wrongly";

/// Write everything the server knows into one file, while it runs.
#[derive(Args, Debug)]
#[command(after_long_help = BACKUP_MANUAL)]
pub(super) struct Backup {
    #[command(flatten)]
    data: Data,
    /// The file to write.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Replace a file that is there.
    #[arg(long)]
    force: bool,
}

/// Put a backup in the place of the database, while no server runs.
#[derive(Args, Debug)]
#[command(after_long_help = RESTORE_MANUAL)]
pub(super) struct Restore {
    #[command(flatten)]
    data: Data,
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn backup(asked: Backup) -> anyhow::Result<()> {
    let folder = &asked.data.folder("pg_dump, which takes one moment of it too")?;
    let done = back_up(folder, &asked.file, asked.force).await?;
    let BackedUp { size_bytes, tickets, attachments, schema } = done;
    // A database an older version still works on is left as it is, so it cannot hold the row yet.
    if schema == Some(schema::newest()) {
        let operator = asked.data.operator().await?;
        operator.note(Entry::of(Action::BackedUp)).await?;
        operator.close().await;
    }
    print(&format!("{}: {tickets} tickets, {attachments} pictures and files, {size_bytes} bytes", asked.file.display()))
}

pub(super) async fn restore(asked: Restore) -> anyhow::Result<()> {
    let folder = &asked.data.folder("pg_restore while no server runs")?;
    let done = restore::restore(folder, &asked.file, Timestamp::now()).await?;
    let operator = Operator::open(folder).await.context("the backup is in place, but could not be brought up to date")?;
    operator.note(Entry::of(Action::Restored)).await?;
    operator.close().await;
    print(&format!("restored {} tickets, {} pictures and files", done.tickets, done.attachments))?;
    match done.aside {
        Some(aside) => print(&format!("the database from before is {}", aside.display())),
        None => Ok(()),
    }
}
