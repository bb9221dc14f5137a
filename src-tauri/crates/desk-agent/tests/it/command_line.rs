//! The command line, with no display and mostly no help desk.

use crate::session::{Session, holds, run, soon};
use std::process::Command;

/// Nobody listens on the port of "discard".
const NOBODY: &str = "server = \"http://127.0.0.1:9\"\nenrolment_key = \"cedar-ridge-0123456789abcdef\"\n";

fn deskside(session: &Session, asked: &[&str]) -> Command {
    let mut command = session.command(env!("CARGO_BIN_EXE_deskside"));
    command.args(asked).args(session.places());
    command
}

#[tokio::test]
async fn words_are_on_the_disk_when_the_help_desk_does_not_answer() {
    let session = Session::start().await;
    session.policy(NOBODY);

    let sent = run(deskside(&session, &["send", "--message", "-", "--no-report", "--wait", "1"]), "the printer again").await;
    let (status, said, _) = run(deskside(&session, &["status"]), "").await;

    assert_eq!((sent.0, sent.2.as_str()), (Some(3), ""));
    insta::assert_snapshot!(sent.1, @r"
    Saved. We’ll send it for you.
    It goes out the next time Deskside runs on this computer.
    Your keyring is locked or missing. What you send is kept on this computer and goes out once it is open.
    ");
    assert!(holds(&session.path("data"), "the printer again"));
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(said, @r"
    Not connected to the help desk right now
    Your keyring is locked or missing. What you send is kept on this computer and goes out once it is open.

    On its way from this computer
      the printer again
        Saved, waiting for internet
    ");
}

#[tokio::test]
async fn a_running_agent_is_told_of_what_waits() {
    let session = Session::start().await;
    session.policy(NOBODY);
    let _agent = session.agent(&[]);
    session.tray().await;

    let (status, said, _) = run(deskside(&session, &["send", "-m", "the printer again", "--no-report", "--wait", "5"]), "").await;

    assert_eq!((status, said.lines().nth(1)), (Some(3), Some("It goes out by itself as soon as the help desk answers.")));
}

#[tokio::test]
async fn a_computer_without_a_help_desk_says_so_and_keeps_nothing() {
    let session = Session::start().await;
    session.policy("phone = \"4357\"\n");

    let (status, said, why_not) = run(deskside(&session, &["send", "--message", "the printer again"]), "").await;

    assert_eq!((status, said.as_str()), (Some(4), ""));
    assert!(
        why_not.starts_with("Deskside isn’t set up here yet\nCan’t wait? Call 4357 from any school phone.\nThis computer: "),
        "{why_not}"
    );
    assert!(!holds(&session.path("data"), "the printer again"));
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_and_nothing_is_kept() {
    let session = Session::start().await;
    session.policy(NOBODY);

    let empty = run(deskside(&session, &["send", "--message", "-"]), " \n").await;
    let gone = run(deskside(&session, &["send", "--message", "words", "--attach", "/nowhere/log.txt"]), "").await;
    let usage = run(deskside(&session, &["send"]), "").await;

    assert_eq!((empty.0, empty.2.as_str()), (Some(1), "Add a few words so we know where to start.\n"));
    assert_eq!((gone.0, gone.2.as_str()), (Some(1), "“log.txt” can’t be read, so nothing was sent.\n"));
    assert_eq!(usage.0, Some(2));
    assert!(!holds(&session.path("data"), "words"));
}

#[tokio::test]
async fn words_go_without_a_picture_where_there_is_no_screen() {
    let session = Session::start().await;
    session.policy(NOBODY);

    let (status, said, why_not) = run(deskside(&session, &["send", "-m", "words", "--screenshot", "--no-report", "--wait", "5"]), "").await;

    assert_eq!(status, Some(3));
    assert!(said.starts_with("Saved."), "{said}");
    assert!(why_not.starts_with("There is no picture to send: the display cannot be reached"), "{why_not}");
}

#[tokio::test]
async fn the_report_is_the_same_in_words_and_as_json() {
    let session = Session::start().await;
    session.policy("room = \"B204\"\n");

    let words = run(deskside(&session, &["report"]), "").await;
    let json = run(deskside(&session, &["report", "--json"]), "").await;

    let report: desk_api::DeviceReport = serde_json::from_str(&json.1).expect("it is a report");
    let host = report.known(desk_api::report::key::HOST_NAME).map(desk_api::report::FactValue::in_words).expect("a host name");
    assert_eq!((words.0, json.0), (Some(0), Some(0)));
    assert!(words.1.contains(&host) && words.1.contains("B204"), "{}", words.1);
}

#[tokio::test]
async fn without_a_screen_no_window_is_promised() {
    let session = Session::start().await;

    let (status, _, why_not) = run(deskside(&session, &["open"]), "").await;

    assert_eq!((status, why_not.as_str()), (Some(1), "There is no screen here to open a window on. Use “deskside send” instead.\n"));
}

#[tokio::test]
async fn other_languages_are_spoken() {
    let session = Session::start().await;
    session.policy("language = \"es\"\n");

    let (status, _, why_not) = run(deskside(&session, &["status"]), "").await;

    assert_eq!((status, why_not.lines().next()), (Some(4), Some("Deskside aún no está configurado aquí")));
}

#[tokio::test]
async fn the_manual_says_what_every_status_means() {
    let session = Session::start().await;

    let (status, manual, _) = run(deskside(&session, &["--help"]), "").await;

    assert_eq!(status, Some(0));
    insta::assert_snapshot!(manual);
}

#[tokio::test]
async fn the_manual_of_send_says_what_happens_to_the_words() {
    let session = Session::start().await;

    let (status, manual, _) = run(deskside(&session, &["send", "--help"]), "").await;

    assert_eq!(status, Some(0));
    insta::assert_snapshot!(manual);
}

#[tokio::test]
async fn a_link_opens_a_place_whatever_else_it_says() {
    let session = Session::start().await;
    session.policy(NOBODY);
    let _agent = session.agent(&[]);
    session.tray().await;

    let opened = run(deskside(&session, &["open", "deskside://help?message=hello&send=1"]), "").await;
    let foreign = run(deskside(&session, &["open", "https://help.example"]), "").await;
    soon("the window", || session.window_heard().contains(r#"{"frame":"show"}"#).then_some(())).await;
    let (_, waits, _) = run(deskside(&session, &["status"]), "").await;

    assert_eq!((opened.0, opened.1.as_str()), (Some(0), "Deskside is open.\n"));
    assert_eq!(foreign.0, Some(2));
    assert!(!waits.contains("hello"), "{waits}");
}

#[tokio::test]
async fn while_a_test_is_taken_a_link_opens_nothing() {
    let session = Session::start().await;
    session.policy("testing_times = [\"2000-01-01T00:00/2999-01-01T00:00\"]\n");

    let opened = run(deskside(&session, &["open", "deskside://help"]), "").await;

    assert_eq!(opened, (Some(1), String::new(), "A test is being taken on this computer, so links open nothing.\n".to_owned()));
}

#[tokio::test]
async fn a_damaged_queue_is_said_plainly_and_takes_new_words() {
    let session = Session::start().await;
    session.policy(NOBODY);
    std::fs::create_dir_all(session.path("data")).unwrap();
    std::fs::write(session.path("data").join("outbox.db"), "a disk that lies, a disk that lies").unwrap();

    let (status, said, why_not) = run(deskside(&session, &["send", "-m", "the printer again", "--no-report", "--wait", "5"]), "").await;

    assert_eq!((status, said.lines().next()), (Some(3), Some("Saved. We’ll send it for you.")));
    assert_eq!(
        why_not,
        "Some of your words may be missing. A file on this computer was damaged. What could be saved is here. Look in My requests, and \
         write again what is missing.\n"
    );
    assert!(session.path("data").join("outbox.damaged-1.db").exists());
}

#[tokio::test]
async fn a_folder_that_cannot_hold_the_queue_is_said_plainly() {
    let session = Session::start().await;
    session.policy(NOBODY);
    std::fs::create_dir_all(session.path("data").join("outbox.db")).unwrap();

    let sent = run(deskside(&session, &["send", "-m", "the printer again", "--no-report"]), "").await;

    assert_eq!(sent, (Some(1), String::new(), "This computer couldn’t keep your words, so nothing was sent.\n".to_owned()));
}
