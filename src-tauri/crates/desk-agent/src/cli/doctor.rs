//! `deskside doctor`: what a technician looks at first on a computer that does not reach its help desk, each with what to do and whose
//! task it is. For technicians, so in English as the manual is; it says no secret.

mod checks;
mod desk;

use crate::{
    here::Here,
    host::ThisMachine,
    say::{End, say},
};
use anyhow::Context;
use desk_engine::Host;
use serde::Serialize;

/// How it stands with one thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Ok,
    /// It works, and somebody should look at it.
    Look,
    /// It does not work.
    Wrong,
}

/// Who can do something about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub(super) enum Whose {
    #[serde(rename = "whoever sets the policy")]
    Policy,
    #[serde(rename = "whoever runs the network")]
    Network,
    #[serde(rename = "whoever runs the help desk")]
    Desk,
    #[serde(rename = "whoever looks after this computer")]
    Computer,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub(super) struct Line {
    check: &'static str,
    state: State,
    said: String,
    to_do: Option<String>,
    whose: Option<Whose>,
}

impl Line {
    fn ok(check: &'static str, said: impl Into<String>) -> Self {
        Self { check, state: State::Ok, said: said.into(), to_do: None, whose: None }
    }

    fn look(check: &'static str, said: impl Into<String>, to_do: &str, whose: Whose) -> Self {
        Self { check, state: State::Look, said: said.into(), to_do: Some(to_do.to_owned()), whose: Some(whose) }
    }

    fn wrong(check: &'static str, said: impl Into<String>, to_do: &str, whose: Whose) -> Self {
        Self { state: State::Wrong, ..Self::look(check, said, to_do, whose) }
    }
}

pub(super) async fn doctor(json: bool, here: &Here) -> anyhow::Result<End> {
    let machine = ThisMachine::new(here);
    let (report, proxy, desk, keyring) = tokio::join!(machine.report(), checks::proxy(here), desk::lines(here), checks::keyring(here));
    let mut lines = vec![Line::ok("version", concat!("deskside ", env!("CARGO_PKG_VERSION")))];
    lines.extend(checks::policy(here));
    lines.extend(checks::network(&report));
    lines.push(proxy);
    lines.extend(desk);
    lines.push(keyring);
    lines.push(checks::disk(&report, here.paths.data()));
    let worst = lines.iter().map(|line| line.state).max().unwrap_or(State::Ok);
    if json {
        let said = serde_json::json!({ "state": worst, "lines": lines });
        say(&serde_json::to_string_pretty(&said).context("writing what was found as JSON")?);
    } else {
        lines.iter().for_each(|line| say(&in_words(line)));
    }
    Ok(match worst {
        State::Ok => End::Done,
        State::Look => End::Look,
        State::Wrong => End::Wrong,
    })
}

fn in_words(line: &Line) -> String {
    let state = match line.state {
        State::Ok => "ok",
        State::Look => "look",
        State::Wrong => "wrong",
    };
    let mut text = format!("{state:<6} {:<10} {}", line.check, line.said);
    if let Some(to_do) = &line.to_do {
        let whose = serde_json::to_value(line.whose).unwrap_or_default();
        text.push_str(&format!("\n{:<17} → {to_do} ({})", "", whose.as_str().unwrap_or_default()));
    }
    text
}
