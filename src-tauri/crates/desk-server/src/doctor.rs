//! What an operator wants to know when something is wrong, or before anything is: configuration, database, disk, mail, certificate,
//! address and time, each with what to do and whose task it is. Changes nothing, and says no secret.

mod data;
mod reach;

use crate::{Config, ConfigError, Database, Transport, store::schema};
use jiff::Timestamp;
use serde::Serialize;
use std::{net::SocketAddr, path::PathBuf};

/// How it stands with one thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Ok,
    /// It works, and somebody should look at it.
    Look,
    /// It does not work.
    Wrong,
}

/// Who can do something about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(crate) enum Whose {
    #[serde(rename = "whoever runs this server")]
    Operator,
    #[serde(rename = "whoever runs the mail server")]
    Mail,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) check: &'static str,
    pub(crate) state: State,
    pub(crate) said: String,
    /// What to do; none where nothing is.
    pub(crate) to_do: Option<String>,
    pub(crate) whose: Option<Whose>,
}

impl Line {
    fn ok(check: &'static str, said: impl Into<String>) -> Self {
        Self { check, state: State::Ok, said: said.into(), to_do: None, whose: None }
    }

    fn look(check: &'static str, said: impl Into<String>, to_do: impl Into<String>) -> Self {
        Self { check, state: State::Look, said: said.into(), to_do: Some(to_do.into()), whose: Some(Whose::Operator) }
    }

    fn wrong(check: &'static str, said: impl Into<String>, to_do: impl Into<String>) -> Self {
        Self { state: State::Wrong, ..Self::look(check, said, to_do) }
    }
}

/// What is looked at.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) config: PathBuf,
    pub(crate) database: Database,
    pub(crate) listen: SocketAddr,
    pub(crate) transport: Transport,
}

/// Looks at everything.
pub(crate) async fn examine(subject: &Subject, now: Timestamp) -> Vec<Line> {
    let version = format!("deskside-server {}, schema {}", env!("CARGO_PKG_VERSION"), schema::newest());
    let mut lines = vec![Line::ok("version", version)];
    let config = Config::read(&subject.config);
    lines.push(configuration(subject, &config));
    lines.extend(data::lines(&subject.database, now).await);
    lines.extend(reach::address(subject));
    if let Ok(config) = &config {
        lines.push(reach::mail(config).await);
        lines.push(time(config, now));
    }
    lines
}

fn configuration(subject: &Subject, config: &Result<Config, ConfigError>) -> Line {
    let from = subject.config.display();
    let wrong = |why: String| {
        Line::wrong("configuration", format!("{from}: {why}"), "correct the file; packaging/server/deskside-server.toml explains it")
    };
    match config {
        Ok(config) if config.technicians.is_empty() => {
            Line::look("configuration", format!("{from}: nobody is named who answers"), "name them under [[technicians]]")
        }
        Ok(config) => Line::ok("configuration", format!("{from}: {}, {} technicians", config.school.name, config.technicians.len())),
        Err(ConfigError::Read(error)) => wrong(error.to_string()),
        // The parser's own words, without the line it quotes.
        Err(ConfigError::Parse(error)) => wrong(error.message().to_owned()),
        Err(ConfigError::Value(what)) => wrong(what.clone()),
    }
}

/// The time as the desk has it: a wrong one shows at a glance.
fn time(config: &Config, now: Timestamp) -> Line {
    let here = now.to_zoned(config.calendar.zone.clone());
    Line::ok("time", format!("{} at the desk", here.strftime("%A %Y-%m-%d %H:%M %Z")))
}
