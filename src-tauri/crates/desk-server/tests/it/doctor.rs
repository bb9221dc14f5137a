//! `deskside-server doctor`: what it finds, what it says to do, how it ends, and what it never says.

use crate::{
    backup::database,
    durability::serve_with,
    support::{CEDAR_RIDGE, TestServer},
};
use desk_server::Operator;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use tokio::process::Command;

const CANARY: &str = "canary-0f3b9e5a";

/// Exit status and lines, by what was looked at.
async fn doctor(config: &Path, data: &Path, more: &[&str]) -> (Option<i32>, Value) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_deskside-server"));
    program.args(["doctor", "--json", "--config"]).arg(config).arg("--data").arg(data).args(more).env("DESKSIDE_SMTP_PASSWORD", CANARY);
    let output = program.output().await.expect("ran");
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(!said.contains(CANARY) && !String::from_utf8_lossy(&output.stderr).contains(CANARY), "{said}");
    (output.status.code(), serde_json::from_str(&said).expect("JSON"))
}

fn line<'v>(said: &'v Value, check: &str) -> &'v Value {
    let lines = said["lines"].as_array().expect("lines");
    lines.iter().find(|line| line["check"] == check).unwrap_or_else(|| panic!("no line about {check}: {said}"))
}

fn school(folder: &Path, more: &str) -> std::path::PathBuf {
    let file = folder.join("school.toml");
    std::fs::write(&file, format!("{CEDAR_RIDGE}{more}")).expect("written");
    file
}

#[tokio::test]
async fn a_server_that_is_well_is_said_to_be_while_it_runs() {
    let folder = TempDir::new().expect("folder");
    let _server = serve_with(folder.path(), CEDAR_RIDGE).await;

    let (status, said) = doctor(&school(folder.path(), ""), &folder.path().join("data"), &["--behind-proxy", "10.0.0.0/8"]).await;

    assert_eq!(status, Some(1), "no mail is a reason to look: {said}");
    for check in ["version", "configuration", "data", "database", "disk", "address", "time"] {
        assert_eq!(line(&said, check)["state"], "ok", "{said}");
    }
    assert!(line(&said, "database")["said"].as_str().expect("text").contains("a server or a command works on it"), "{said}");
    assert_eq!(
        (line(&said, "mail")["state"].as_str(), line(&said, "mail")["whose"].as_str()),
        (Some("look"), Some("whoever runs this server"))
    );
}

#[tokio::test]
async fn what_would_keep_the_server_from_starting_is_wrong() {
    let folder = TempDir::new().expect("folder");
    let data = folder.path().join("data");
    Operator::open(&data).await.expect("made").close().await;
    let good = school(folder.path(), "");
    let (bad, key) = (folder.path().join("bad.toml"), folder.path().join("key.pem"));
    std::fs::write(&bad, format!("{CEDAR_RIDGE}\n[mail]\nhost = \"{CANARY}\n")).expect("written");
    std::fs::write(&key, "no key").expect("written");
    let key = key.to_str().expect("text");

    let (_, config) = doctor(&bad, &data, &[]).await;
    let (open, address) = doctor(&good, &data, &["--listen", "0.0.0.0:8420"]).await;
    let (tls, certificate) = doctor(&good, &data, &["--tls-cert", key, "--tls-key", key]).await;

    assert_eq!(
        (line(&config, "configuration")["state"].as_str(), line(&address, "address")["state"].as_str()),
        (Some("wrong"), Some("wrong"))
    );
    assert_eq!((open, tls, line(&certificate, "certificate")["state"].as_str()), (Some(2), Some(2), Some("wrong")));
}

#[tokio::test]
async fn a_mail_server_that_does_not_answer_is_said_without_the_password() {
    let folder = TempDir::new().expect("folder");
    let mail = "\n[mail]\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"help@example.org\"\nuser = \"help\"\n";

    let (status, said) = doctor(&school(folder.path(), mail), folder.path(), &[]).await;

    assert_eq!((status, line(&said, "mail")["whose"].as_str()), (Some(2), Some("whoever runs the mail server")));
    assert!(line(&said, "mail")["said"].as_str().expect("text").starts_with("127.0.0.1:9: "), "{said}");
}

#[tokio::test]
async fn a_damaged_a_newer_and_a_missing_database_are_told_apart() {
    let folder = TempDir::new().expect("folder");
    let config = school(folder.path(), "");
    let data = folder.path().join("data");
    let file = data.join("help-desk.sqlite3");
    Operator::open(&data).await.expect("made").close().await;
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'later', 1, x'00', 0)";
    sqlx::query(later).execute(&mut database(&file).await).await.expect("written");

    let (_, newer) = doctor(&config, &data, &[]).await;
    let mut bytes = std::fs::read(&file).expect("read");
    let third = bytes.len() / 3;
    bytes[third..third * 2].fill(0xa5);
    std::fs::write(&file, bytes).expect("written");
    let (status, damaged) = doctor(&config, &data, &[]).await;
    let (_, none) = doctor(&config, &folder.path().join("nowhere"), &[]).await;

    assert!(line(&newer, "database")["said"].as_str().expect("text").contains("schema 99 is newer"), "{newer}");
    assert!(line(&damaged, "database")["said"].as_str().expect("text").starts_with("damaged: "), "{damaged}");
    assert!(line(&damaged, "database")["to_do"].as_str().expect("text").contains("restore"), "{damaged}");
    assert_eq!((status, line(&none, "data")["state"].as_str()), (Some(2), Some("look")));
}

#[tokio::test]
async fn a_clock_that_went_back_is_noticed() {
    let server = TestServer::start_at(TempDir::new().expect("folder"), CEDAR_RIDGE, || {
        jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24)
    })
    .await;
    let teacher = server.enrol("maria").await;
    teacher.open("From tomorrow").await;

    let (status, said) = doctor(&school(server.folder.path(), ""), server.folder.path(), &[]).await;

    assert_eq!((status, line(&said, "clock")["state"].as_str()), (Some(2), Some("wrong")), "{said}");
}

#[tokio::test]
async fn in_words_each_line_says_what_to_do_and_whose_task_it_is() {
    let folder = TempDir::new().expect("folder");
    let config = school(folder.path(), "");

    let mut program = Command::new(env!("CARGO_BIN_EXE_deskside-server"));
    let output =
        program.args(["doctor", "--config"]).arg(config).arg("--data").arg(folder.path().join("none")).output().await.expect("ran");

    let said = String::from_utf8(output.stdout).expect("text");
    assert!(said.lines().count() < 25, "one screen: {said}");
    assert!(
        said.contains("\nlook   mail           none is sent")
            && said.contains("→ [mail] in the configuration turns it on (whoever runs this server)"),
        "{said}"
    );
}
