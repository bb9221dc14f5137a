//! `deskside doctor`: what it finds on this computer, what it says to do, how it ends, and what it never says.

use crate::session::{Session, run};
use desk_api::{Capabilities, DeskProfile};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use serde_json::Value;
use std::process::Command;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const CANARY: &str = "canary-0f3b9e5a-0123456789";

async fn doctor(session: &Session, more: &[&str]) -> (Option<i32>, String) {
    let mut command: Command = session.command(env!("CARGO_BIN_EXE_deskside"));
    command.arg("doctor").args(more).args(session.places()).env("HTTPS_PROXY", format!("http://maria:{CANARY}@127.0.0.1:9"));
    let (status, said, why_not) = run(command, "").await;
    assert!(!said.contains(CANARY) && !why_not.contains(CANARY), "{said}{why_not}");
    (status, said)
}

async fn in_json(session: &Session) -> (Option<i32>, Value) {
    let (status, said) = doctor(session, &["--json"]).await;
    (status, serde_json::from_str(&said).expect("JSON"))
}

fn line<'v>(said: &'v Value, check: &str) -> &'v Value {
    let lines = said["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["check"] == check).unwrap_or_else(|| panic!("no line about {check}: {said}"))
}

/// Somebody who answers every call with this, at this time of theirs.
async fn answering(kind: &'static str, body: String, at: Timestamp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("listening");
    let address = listener.local_addr().expect("address");
    let date = rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).expect("a date");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4_096]).await;
            let length = body.len();
            let head =
                format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\ndate: {date}\r\nconnection: close\r\n\r\n");
            let _ = stream.write_all(format!("{head}{body}").as_bytes()).await;
        }
    });
    format!("server = \"http://{address}\"\nenrolment_key = \"{CANARY}\"\n")
}

fn cedar_ridge() -> String {
    let profile = DeskProfile {
        name: "Cedar Ridge Schools".into(),
        phone: None,
        hours: None,
        answer_within_hours: 24,
        usual_hours: None,
        usually_read_minutes: None,
        time_zone: "America/Chicago".into(),
        manager: None,
        team: Vec::new(),
        departments: Vec::new(),
        languages: vec!["en".into()],
        capabilities: Capabilities {
            live: true,
            max_attachment_bytes: 1,
            attachment_types: Vec::new(),
            reply: true,
            confirmation: true,
            rating: true,
            affected: true,
            number_at_once: true,
            tips: true,
        },
    };
    serde_json::to_string(&profile).expect("JSON")
}

#[tokio::test]
async fn a_help_desk_that_answers_is_named_and_its_clock_compared() {
    let session = Session::start().await;
    let (now, hour) = (Timestamp::now(), SignedDuration::from_hours(1));

    session.policy(&answering("application/json", cedar_ridge(), now).await);
    let (_, well) = in_json(&session).await;
    session.policy(&answering("application/json", cedar_ridge(), now + hour).await);
    let (status, off) = in_json(&session).await;

    assert_eq!((line(&well, "answer")["state"].as_str(), line(&well, "clock")["state"].as_str()), (Some("ok"), Some("ok")), "{well}");
    assert!(line(&well, "answer")["said"].as_str().expect("text").starts_with("Cedar Ridge Schools"), "{well}");
    assert!(line(&well, "help desk")["said"].as_str().expect("text").ends_with("by policy"), "{well}");
    assert_eq!((status, line(&off, "clock")["state"].as_str()), (Some(2), Some("wrong")), "{off}");
    assert_eq!(line(&off, "clock")["whose"], "whoever looks after this computer");
}

#[tokio::test]
async fn somebody_else_who_answers_is_a_matter_for_the_network() {
    let session = Session::start().await;
    session.policy(&answering("text/html", "<h1>Welcome to Guest Wi-Fi</h1>".into(), Timestamp::now()).await);

    let (status, said) = in_json(&session).await;

    assert_eq!((status, line(&said, "answer")["whose"].as_str()), (Some(2), Some("whoever runs the network")), "{said}");
    assert!(line(&said, "answer")["to_do"].as_str().expect("text").starts_with("sign in to the network"), "{said}");
}

#[tokio::test]
async fn a_policy_is_told_with_its_source_and_what_of_it_does_not_hold() {
    let session = Session::start().await;
    session.policy(&format!("server = \"http://127.0.0.1:9\"\nenrolment_key = \"{CANARY}\"\nroom = 7\nrom = \"{CANARY}\"\n"));

    let (status, said) = in_json(&session).await;

    let lines = said["lines"].as_array().expect("lines").iter().filter(|line| line["check"] == "policy");
    let told: Vec<(&str, &str)> = lines.map(|line| (line["state"].as_str().expect("text"), line["said"].as_str().expect("text"))).collect();
    assert!(matches!(told.as_slice(), [("ok", _), ("look", _), ("look", _)]), "{told:?}");
    assert!(told[0].1.ends_with("policy.toml") && told[1].1.starts_with("`room`") && told[2].1.starts_with("`rom`"), "{told:?}");
    assert_eq!((status, line(&said, "answer")["state"].as_str()), (Some(2), Some("wrong")), "nobody listens at that port");
    assert_eq!(line(&said, "proxy")["said"], "127.0.0.1:9 by HTTPS_PROXY");
    assert_eq!(line(&said, "keyring")["state"], "look", "this session has none");
}

#[tokio::test]
async fn in_words_it_is_one_screen_with_what_to_do_and_whose_task_it_is() {
    let session = Session::start().await;
    session.policy("");

    let (status, said) = doctor(&session, &[]).await;

    assert_eq!(status, Some(2));
    assert!(said.lines().count() < 25, "{said}");
    assert!(said.contains("wrong  help desk  none is known on this computer\n"), "{said}");
    assert!(
        said.contains("→ set `server` in the policy, or let the person type the code of the help desk (whoever sets the policy)"),
        "{said}"
    );
}
