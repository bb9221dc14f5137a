//! The command line: sends, asks and opens without a window, and without a display.

mod args;
mod attach;
mod doctor;
mod forget;
mod open;
mod report;
mod send;
mod status;

pub(crate) use open::beside_this_program;

use crate::{
    here::Here,
    logs,
    say::{End, say_why_not},
    system::leave_no_core_file,
};
use anyhow::Context;
use args::{Command, Deskside};
use clap::Parser;
use desk_view::words::{Arg, Words};
use std::process::ExitCode;
use tracing::level_filters::LevelFilter;

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    leave_no_core_file();
    let asked = Deskside::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("starting the runtime");
    match runtime.and_then(|runtime| runtime.block_on(run(asked))) {
        Ok(end) => end.into(),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "a command was not done");
            say_why_not(&format!("deskside: {error:#}"));
            End::NotDone.into()
        }
    }
}

async fn run(asked: Deskside) -> anyhow::Result<End> {
    let Deskside { command, place_of_things } = asked;
    let here = Here::find(&place_of_things).context("finding a place for files")?;
    if let Err(error) = logs::begin(&here.paths, "deskside", LevelFilter::OFF) {
        say_why_not(&format!("deskside: {error:#}"));
    }
    here.log_policy();
    match command {
        Command::Doctor { json } => doctor::doctor(json, &here).await,
        Command::Forget { unsent } => forget::forget(unsent, &here).await,
        Command::Open { way } => open::open(way, &place_of_things, &here).await,
        Command::Report { json } => report::report(json, &here).await,
        Command::Send(what) => send::send(what, &here).await,
        Command::Status { json } => status::status(json, &here).await,
    }
}

/// Says that no help desk is known here, and how to reach one all the same.
fn say_not_set_up(here: &Here, words: &Words) -> End {
    say_why_not(&words.say("none-title"));
    match &here.policy.policy.phone {
        Some(phone) => say_why_not(&words.say_with("sent-call", &[("ext", Arg::Text(phone))])),
        None => say_why_not(&words.say("none-body")),
    }
    say_why_not(&words.say_with("tray-device", &[("name", Arg::Text(&here.computer))]));
    for problem in &here.policy.problems {
        say_why_not(&format!("{}: {problem}", here.policy.source));
    }
    End::NotSetUp
}
