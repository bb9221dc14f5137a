//! Backups of a server that goes on working, and putting them back: the program as an operator runs it.

use crate::{
    attachments::with_picture,
    durability::serve_with,
    support::{CEDAR_RIDGE, TestServer, database::work_on},
};
use desk_api::TicketId;
use desk_server::Operator;
use serde_json::Value;
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{
    path::Path,
    process::Output,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::SeqCst},
    },
};
use tempfile::TempDir;
use tokio::process::Command;

/// `deskside-server COMMAND --data FOLDER …`
pub(crate) async fn program(command: &[&str], folder: &Path, more: &[&str]) -> Output {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_deskside-server"));
    work_on(program.args(command), folder).args(more);
    Command::from(program).output().await.expect("ran")
}

pub(crate) fn said(output: &Output) -> (Option<i32>, String) {
    let text = if output.status.success() { &output.stdout } else { &output.stderr };
    (output.status.code(), String::from_utf8_lossy(text).into_owned())
}

pub(crate) async fn database(file: &Path) -> SqliteConnection {
    SqliteConnection::connect_with(&SqliteConnectOptions::new().filename(file)).await.expect("opened")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_while_people_write_holds_all_that_was_answered_before_and_serves_again() {
    let config = format!("{CEDAR_RIDGE}\n[limits]\ntickets_an_hour = 100000\ncalls_a_minute = 100000\n");
    let server = TestServer::start_with(&config).await;
    let (maria, ben) = (server.enrol("maria").await, server.enrol("ben").await);
    let (first, picture) = with_picture(&maria).await;
    let bytes = maria.get(&format!("/attachments/{picture}")).await.bytes().await.expect("bytes");
    let stop = Arc::new(AtomicBool::new(false));
    let (told, mut answered) = tokio::sync::mpsc::unbounded_channel();
    let writer = tokio::spawn({
        let (stop, ben) = (stop.clone(), ben.clone());
        async move {
            while !stop.load(SeqCst) {
                told.send(ben.open("It must not get lost").await).expect("told");
            }
        }
    });
    let mut before: Vec<TicketId> = Vec::new();
    while before.len() < 5 {
        before.push(answered.recv().await.expect("answered"));
    }

    let away = TempDir::new().expect("folder");
    let file = away.path().join("help-desk.backup");
    let made = program(&["backup"], server.folder.path(), &[file.to_str().expect("text")]).await;
    answered.recv().await.expect("people go on writing meanwhile");
    stop.store(true, SeqCst);
    writer.await.expect("ended");

    let (status, words) = said(&made);
    assert_eq!(status, Some(0), "{words}");
    assert_eq!(names(away.path()), ["help-desk.backup"], "nothing half is left beside it");
    server.running.stop().await.expect("stopped");
    let other = TempDir::new().expect("folder");
    let (status, words) = said(&program(&["restore"], other.path(), &[file.to_str().expect("text")]).await);
    assert_eq!(status, Some(0), "{words}");
    let again = TestServer::serving(other, &config, server.key.clone()).await;
    let (maria, ben) = (again.still(&maria), again.still(&ben));
    let hers = maria.get_json(&format!("/tickets/{first}")).await;
    assert_eq!(hers["history"][0]["attachments"][0]["state"], "stored");
    assert_eq!(maria.get(&format!("/attachments/{picture}")).await.bytes().await.expect("bytes"), bytes);
    let list = ben.get_json("/tickets").await;
    let kept: Vec<&Value> = list.as_array().expect("list").iter().map(|ticket| &ticket["id"]).collect();
    for ticket in &before {
        assert!(kept.contains(&&Value::from(ticket.to_string())), "an answered ticket is not in the backup");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let server = TestServer::start().await;
    let file = server.folder.path().join("copy");

    let made = program(&["backup"], server.folder.path(), &[file.to_str().expect("text")]).await;

    assert!(made.status.success(), "{made:?}");
    assert_eq!(file.metadata().expect("there").permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_file_that_is_there_is_replaced_only_when_told_so() {
    let server = TestServer::start().await;
    let folder = server.folder.path();
    let file = folder.join("mine.txt");
    std::fs::write(&file, "mine").expect("written");

    let refused = said(&program(&["backup"], folder, &[file.to_str().expect("text")]).await);
    assert_eq!((refused.0, std::fs::read(&file).expect("read")), (Some(1), b"mine".to_vec()));
    assert!(refused.1.contains("--force"), "{}", refused.1);
    let forced = program(&["backup"], folder, &["--force", file.to_str().expect("text")]).await;

    assert!(forced.status.success(), "{forced:?}");
    assert!(std::fs::read(&file).expect("read").starts_with(b"SQLite format 3"));
}

#[tokio::test]
async fn where_there_is_no_help_desk_there_is_no_backup_and_none_is_made_up() {
    let folder = TempDir::new().expect("folder");

    let (status, words) = said(&program(&["backup"], folder.path(), &["/tmp/never.sqlite3"]).await);

    assert_eq!(status, Some(1));
    assert!(words.contains("no help desk's database") && names(folder.path()).is_empty(), "{words}");
}

#[tokio::test]
async fn nothing_is_restored_under_a_running_server() {
    let folder = TempDir::new().expect("folder");
    let server = serve_with(folder.path(), CEDAR_RIDGE).await;
    let (data, file) = (folder.path().join("data"), folder.path().join("copy"));
    assert!(program(&["backup"], &data, &[file.to_str().expect("text")]).await.status.success());

    let (status, words) = said(&program(&["restore"], &data, &[file.to_str().expect("text")]).await);
    assert_eq!((status, words.contains("stop it first")), (Some(1), true), "{words}");

    let mut server = server;
    server.child.kill().await.expect("killed");
    let (status, words) = said(&program(&["restore"], &data, &[file.to_str().expect("text")]).await);
    assert_eq!(status, Some(0), "a server that was killed holds nothing: {words}");
}

#[tokio::test]
async fn what_was_there_before_a_restore_is_kept_aside() {
    let folder = TempDir::new().expect("folder");
    let file = folder.path().join("copy");
    let data = folder.path().join("data");
    Operator::open(&data).await.expect("made").close().await;
    assert!(program(&["backup"], &data, &[file.to_str().expect("text")]).await.status.success());
    let operator = Operator::open(&data).await.expect("opened");
    operator.new_enrolment_key().await.expect("key");
    operator.close().await;

    let (status, words) = said(&program(&["restore"], &data, &[file.to_str().expect("text")]).await);

    assert_eq!(status, Some(0), "{words}");
    let keys = "SELECT count(*) FROM enrolment_keys";
    let aside = names(&data).into_iter().find(|name| name.starts_with("help-desk.sqlite3.before-restore-")).expect("kept aside");
    let now: i64 = sqlx::query_scalar(keys).fetch_one(&mut database(&data.join("help-desk.sqlite3")).await).await.expect("read");
    let before: i64 = sqlx::query_scalar(keys).fetch_one(&mut database(&data.join(aside)).await).await.expect("read");
    assert_eq!((now, before), (0, 1));
}

#[tokio::test]
async fn what_is_no_whole_backup_of_this_version_or_an_older_one_changes_nothing() {
    let folder = TempDir::new().expect("folder");
    let (data, good) = (folder.path().join("data"), folder.path().join("good"));
    let operator = Operator::open(&data).await.expect("made");
    for _ in 0..2_000 {
        operator.new_enrolment_key().await.expect("key");
    }
    operator.close().await;
    assert!(program(&["backup"], &data, &[good.to_str().expect("text")]).await.status.success());
    let before = std::fs::read(data.join("help-desk.sqlite3")).expect("read");
    let bytes = std::fs::read(&good).expect("read");
    let mut holed = bytes.clone();
    let third = holed.len() / 3;
    holed[third..third * 2].fill(0xa5);
    let newer = folder.path().join("newer");
    std::fs::write(&newer, &bytes).expect("written");
    let later = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'later', 1, x'00', 0)";
    sqlx::query(later).execute(&mut database(&newer).await).await.expect("written");
    let newer = std::fs::read(&newer).expect("read");

    for (content, why) in [
        (b"a letter to the editor".to_vec(), "is no backup of a help desk"),
        (Vec::new(), "is no backup of a help desk"),
        (holed, "is damaged"),
        (newer, "a newer deskside-server made this backup"),
    ] {
        let file = folder.path().join("bad");
        std::fs::write(&file, content).expect("written");

        let (status, words) = said(&program(&["restore"], &data, &[file.to_str().expect("text")]).await);

        assert_eq!((status, words.contains(why)), (Some(1), true), "{words}");
        assert_eq!(names(&data), ["help-desk.sqlite3", "in-use.lock"]);
        assert_eq!(std::fs::read(data.join("help-desk.sqlite3")).expect("read"), before);
    }
}
