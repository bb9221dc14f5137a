//! `deskside open`: shows the window, in the agent that runs or in one that is started for it.

use crate::{
    here::Here,
    options::{Way, Where},
    say::{End, say, say_why_not},
    system::there_is_a_screen,
};
use anyhow::Context;
use desk_platform::{Claimed, Instance, Paths};
use desk_view::{Link, Place, words::Words};
use jiff::Zoned;
use std::{
    env,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
    time::timeout,
};

/// How long a started agent may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn open(way: Way, at: &Where, here: &Here) -> anyhow::Result<End> {
    let (words, place) = (here.words(), way.place());
    // The page of a test may be the one that links here.
    if matches!(way, Way::Link(_)) && desk_platform::testing(&here.policy.policy, Zoned::now().datetime()).is_some() {
        say_why_not(&words.say("cli-test"));
        return Ok(End::NotDone);
    }
    if let Some(end) = ask_running(place, &here.paths, &words).await? {
        return Ok(end);
    }
    if !there_is_a_screen() {
        say_why_not(&words.say("cli-no-screen"));
        return Ok(End::NotDone);
    }
    let Some(agent) = beside_this_program("deskside-agent").filter(|agent| agent.exists()) else {
        say_why_not(&words.say("cli-missing"));
        return Ok(End::NotDone);
    };
    let started = timeout(PATIENCE, start(&agent, place, at)).await;
    if started.is_ok_and(|started| started.is_ok_and(|is_ready| is_ready)) {
        say(&words.say("cli-started"));
        return Ok(End::Done);
    }
    say_why_not(&words.say("cli-hung"));
    Ok(End::NotDone)
}

/// `None` where no agent runs.
async fn ask_running(place: Place, paths: &Paths, words: &Words) -> anyhow::Result<Option<End>> {
    let Claimed::Second(agent) = Instance::claim(paths).await else { return Ok(None) };
    let place = serde_json::to_string(&place).context("naming the place")?;
    match agent.open(&place).await {
        Ok(()) => {
            say(&words.say("cli-opened"));
            Ok(Some(End::Done))
        }
        Err(error) => {
            tracing::warn!(%error, "the running agent was not reached");
            say_why_not(&words.say("cli-hung"));
            Ok(Some(End::NotDone))
        }
    }
}

/// Starts the agent with the same files as ours and waits until it says that it is there. It stays when we end.
async fn start(agent: &Path, place: Place, at: &Where) -> std::io::Result<bool> {
    let mut command = Command::new(agent);
    command.args(["--announce", "--open", &Link(place).to_string(), "--keyring-label", &at.keyring_label]);
    if let Some(policy) = &at.policy {
        command.arg("--policy").arg(std::path::absolute(policy)?);
    }
    if let Some(data) = &at.data {
        command.arg("--data").arg(std::path::absolute(data)?);
    }
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut said = String::new();
    if let Some(stdout) = child.stdout.take() {
        BufReader::new(stdout).read_line(&mut said).await?;
    }
    Ok(!said.is_empty())
}

/// Where a program of ours is, as this one is installed.
pub(crate) fn beside_this_program(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", env::consts::EXE_SUFFIX);
    Some(env::current_exe().ok()?.with_file_name(name))
}
