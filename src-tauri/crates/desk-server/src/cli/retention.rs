//! `deskside-server retention`: letting go now of what the server lets go of once a day.

use super::{Data, run::print};
use crate::Config;
use anyhow::Context;
use clap::Args;
use std::path::PathBuf;

const MANUAL: &str = "\
The server does this by itself at its start and once a day. Days are those of [retention] in the configuration; without them only rows
of the audit log go. Each ticket and the pictures of each leave a row in the audit log. What is deleted is overwritten; the file of the
database does not shrink but is filled again, and a backup is as small as what is left. Older backups keep what was in them.

Exit status:
  0  done, or told
  1  could not be done; the reason is on stderr
  2  asked wrongly";

/// Let go of what was kept long enough, now.
#[derive(Args, Debug)]
#[command(after_long_help = MANUAL)]
pub(super) struct Retain {
    /// The configuration file.
    #[arg(long, value_name = "FILE", env = "DESKSIDE_SERVER_CONFIG")]
    config: PathBuf,
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = true)]
struct How {
    /// Do it.
    #[arg(long)]
    now: bool,
    /// Say what would go, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) async fn retain(asked: Retain) -> anyhow::Result<()> {
    let config = Config::read(&asked.config).with_context(|| format!("in {}", asked.config.display()))?;
    let operator = asked.data.operator().await?;
    let gone = operator.retain(&config, asked.how.dry_run).await?;
    operator.close().await;
    let verb = if asked.how.dry_run { "would go" } else { "gone" };
    print(&format!("{verb}: {} tickets, {} pictures and files, {} rows of the audit log", gone.tickets, gone.attachments, gone.audit_rows))
}
