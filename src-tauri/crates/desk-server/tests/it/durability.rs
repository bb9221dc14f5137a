//! The program itself: killed in the middle of writing, stopped in order, and refusing what would be unsafe.

use crate::support::{CEDAR_RIDGE, database::work_on, http, ticket};
use desk_api::TicketId;
use reqwest::Client;
use serde_json::{Value, json};
use std::{path::Path, process::Stdio, time::Duration};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) url: String,
}

fn program(arguments: &[&str], folder: &Path) -> Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_deskside-server"));
    work_on(command.args(arguments), &folder.join("data"));
    let mut command = Command::from(command);
    command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    command
}

async fn serve(folder: &Path) -> Program {
    serve_with(folder, &format!("{CEDAR_RIDGE}\n[limits]\ntickets_an_hour = 1000\ncalls_a_minute = 5000\n")).await
}

/// The program on the database in `folder`, at any free port.
pub(crate) async fn serve_with(folder: &Path, school: &str) -> Program {
    let config = folder.join("school.toml");
    std::fs::write(&config, school).expect("written");
    let config = config.to_str().expect("text").to_owned();
    let mut child = program(&["serve", "--config", &config, "--listen", "127.0.0.1:0"], folder).spawn().expect("spawned");
    let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
    let first = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("in time").expect("read").expect("a line");
    let url = first.strip_prefix("listening on ").expect("the first line says where").to_owned();
    // Whatever else it prints must not block it.
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Program { child, url }
}

async fn enrol(http: &Client, url: &str, folder: &Path) -> String {
    let made = program(&["enrolment-key"], folder).output().await.expect("ran");
    let key = String::from_utf8(made.stdout).expect("text").trim().to_owned();
    let body = json!({
        "key": key,
        "account_secret": "the-account-secret-of-maria",
        "device": { "install_id": "018f5a3e-1111-7111-8111-111111111111", "host_name": "pc" },
        "person": { "user_name": "maria" },
    });
    let tokens: Value = http.post(format!("{url}/api/v1/enrolments")).json(&body).send().await.expect("sent").json().await.expect("tokens");
    tokens["access_token"].as_str().expect("token").to_owned()
}

async fn open(http: &Client, url: &str, token: &str, id: TicketId) -> reqwest::Result<()> {
    let request = http.post(format!("{url}/api/v1/tickets")).bearer_auth(token).header("idempotency-key", id.to_string());
    // The same bytes at every attempt.
    let mut new = ticket("It must not get lost");
    new.written_at = jiff::Timestamp::UNIX_EPOCH;
    request.json(&new).send().await?.error_for_status()?;
    Ok(())
}

async fn numbers(http: &Client, url: &str, token: &str) -> Vec<(TicketId, String)> {
    let list: Value = http.get(format!("{url}/api/v1/tickets")).bearer_auth(token).send().await.expect("sent").json().await.expect("list");
    let rows = list.as_array().expect("list").iter();
    rows.map(|row| (row["id"].as_str().expect("id").parse().expect("id"), row["number"].as_str().expect("number").to_owned())).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_survives_a_kill_and_a_repeat_opens_nothing_twice() {
    let folder = TempDir::new().expect("folder");
    let http = http();
    let mut server = serve(folder.path()).await;
    let token = enrol(&http, &server.url, folder.path()).await;
    let ids: Vec<TicketId> = (0..160).map(|_| TicketId::new()).collect();
    let (kept_sender, mut kept) = tokio::sync::mpsc::unbounded_channel();
    let writers: Vec<_> = ids
        .chunks(20)
        .map(|chunk| {
            let (http, url, token, chunk, sender) = (http.clone(), server.url.clone(), token.clone(), chunk.to_vec(), kept_sender.clone());
            tokio::spawn(async move {
                for id in chunk {
                    if open(&http, &url, &token, id).await.is_ok() {
                        sender.send(id).expect("received");
                    }
                }
            })
        })
        .collect();
    drop(kept_sender);

    // Killed as soon as some are answered and others are on their way.
    let mut answered = Vec::new();
    while answered.len() < 12 {
        answered.push(tokio::time::timeout(PATIENCE, kept.recv()).await.expect("in time").expect("more to come"));
    }
    server.child.kill().await.expect("killed");
    for writer in writers {
        writer.await.expect("ended");
    }
    while let Some(id) = kept.recv().await {
        answered.push(id);
    }
    assert!(answered.len() < ids.len(), "the kill came too late to mean anything");

    let server = serve(folder.path()).await;
    let after_kill = numbers(&http, &server.url, &token).await;
    for id in &answered {
        assert!(after_kill.iter().any(|(there, _)| there == id), "an answered ticket is gone");
    }
    for id in &ids {
        open(&http, &server.url, &token, *id).await.expect("opened");
    }
    let all = numbers(&http, &server.url, &token).await;
    let mut distinct: Vec<_> = all.iter().map(|(_, number)| number).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!((all.len(), distinct.len()), (ids.len(), ids.len()));
    for kept in &after_kill {
        assert!(all.contains(kept), "a ticket changed its number");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_signal_stops_it_in_order() {
    let folder = TempDir::new().expect("folder");
    let http = http();
    let mut server = serve(folder.path()).await;
    let token = enrol(&http, &server.url, folder.path()).await;
    let stream = http.get(format!("{}/api/v1/events", server.url)).bearer_auth(&token).send().await.expect("open");
    let pid = server.child.id().expect("running").to_string();

    Command::new("kill").args(["-TERM", &pid]).status().await.expect("sent");
    let status = tokio::time::timeout(Duration::from_secs(8), server.child.wait()).await.expect("in time").expect("ended");

    assert!(status.success(), "{status}");
    stream.bytes().await.expect("the stream ended in order");
    let mut left: Vec<_> = std::fs::read_dir(folder.path().join("data")).expect("folder").map(|e| e.expect("entry").file_name()).collect();
    left.sort();
    assert_eq!(left, ["help-desk.sqlite3", "in-use.lock"], "nothing waits in a log of the database");
}

#[tokio::test]
async fn without_tls_it_does_not_leave_this_machine() {
    let folder = TempDir::new().expect("folder");
    let config = folder.path().join("school.toml");
    std::fs::write(&config, CEDAR_RIDGE).expect("written");

    let mut command = program(&["serve", "--config", config.to_str().expect("text"), "--listen", "0.0.0.0:0"], folder.path());
    let refused = command.stderr(Stdio::piped()).output().await.expect("ran");

    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--tls-cert"));
}

#[tokio::test]
async fn a_link_for_nobody_is_refused_with_a_remedy() {
    let folder = TempDir::new().expect("folder");

    let refused = program(&["sign-in-link", "--user", "nobody"], folder.path()).stderr(Stdio::piped()).output().await.expect("ran");

    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("[[technicians]]"));
}
