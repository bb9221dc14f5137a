//! `deskside-server doctor`.

use super::{Data, Reached, run::print};
use crate::doctor::{Line, State, Subject, examine};
use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use std::{path::PathBuf, process::ExitCode};

const MANUAL: &str = "\
Each line says ok, look or wrong, what was found, and under it what to do and whose task that is. It looks at the versions, the
configuration, the data folder, the database (all of it is read, which takes a while where there are many pictures), the room on the
disk, the address with its certificate by the rules of `serve`, the mail server where one is configured, and the time at the desk. It
changes nothing and prints no key, token or password. Give it the same arguments as `serve`. It may be used while the server runs.
When a certificate ends is not looked at.

Exit status:
  0  everything is ok
  1  something wants a look, or the doctor could not print
  2  something is wrong, or it was asked wrongly";

/// Look at everything the server needs, and say what is wrong, what to do, and whose task it is.
#[derive(Args, Debug)]
#[command(after_long_help = MANUAL)]
pub(super) struct Doctor {
    /// The configuration file.
    #[arg(long, value_name = "FILE", env = "DESKSIDE_SERVER_CONFIG")]
    config: PathBuf,
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    reached: Reached,
    /// One JSON object with every line.
    #[arg(long)]
    json: bool,
}

pub(super) async fn doctor(asked: Doctor) -> anyhow::Result<ExitCode> {
    let (listen, transport) = (asked.reached.listen, asked.reached.transport());
    let subject = Subject { config: asked.config, database: asked.data.database()?, listen, transport };
    let lines = examine(&subject, Timestamp::now()).await;
    let worst = lines.iter().map(|line| line.state).max().unwrap_or(State::Ok);
    if asked.json {
        print(&serde_json::to_string_pretty(&serde_json::json!({ "state": worst, "lines": lines })).context("writing JSON")?)?;
    } else {
        lines.iter().try_for_each(|line| print(&in_words(line)))?;
    }
    Ok(ExitCode::from(match worst {
        State::Ok => 0,
        State::Look => 1,
        State::Wrong => 2,
    }))
}

fn in_words(line: &Line) -> String {
    let state = match line.state {
        State::Ok => "ok",
        State::Look => "look",
        State::Wrong => "wrong",
    };
    let mut text = format!("{state:<6} {:<14} {}", line.check, line.said);
    if let Some(to_do) = &line.to_do {
        let whose = serde_json::to_value(line.whose).unwrap_or_default();
        text.push_str(&format!("\n{:<21} → {to_do} ({})", "", whose.as_str().unwrap_or_default()));
    }
    text
}
