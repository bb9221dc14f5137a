//! The person's keyring: locked, missing, and emptied with everything else of theirs.

use crate::session::{Session, holds, run, soon};
use std::{
    fs,
    io::Write,
    process::{Child, Command, Stdio},
};

/// Nobody listens on the port of "discard".
const NOBODY: &str = "server = \"http://127.0.0.1:9\"\nenrolment_key = \"cedar-ridge-0123456789abcdef\"\n";
/// In what the person writes.
const CANARY: &str = "zanzibar";

/// A real one, open, that ends with its test.
struct Keyring(Child);

impl Keyring {
    async fn open(session: &Session) -> Self {
        fs::create_dir_all(session.path("home")).unwrap();
        let mut daemon = in_its_home(session, "gnome-keyring-daemon");
        daemon.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut daemon = daemon.spawn().expect("gnome-keyring is installed");
        daemon.stdin.take().unwrap().write_all(b"password").unwrap();
        let keyring = Self(daemon);
        soon("the keyring to keep things", || {
            let mut store = in_its_home(session, "secret-tool");
            let mut store = store.args(["store", "--label=ready", "ready", "yes"]).stdin(Stdio::piped()).spawn().unwrap();
            store.stdin.take().unwrap().write_all(b"yes").unwrap();
            store.wait().unwrap().success().then_some(())
        })
        .await;
        keyring
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

fn in_its_home(session: &Session, program: &str) -> Command {
    let mut command = session.command(program);
    command.env("HOME", session.path("home")).env("XDG_DATA_HOME", session.path("home")).env("XDG_RUNTIME_DIR", session.folder.path());
    command
}

fn session_says(session: &Session, asked: &[&str]) -> String {
    let output = in_its_home(session, "secret-tool").args(asked).output().expect("secret-tool is installed");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn deskside(session: &Session, asked: &[&str]) -> Command {
    let mut command = session.command(env!("CARGO_BIN_EXE_deskside"));
    command.args(asked).args(session.places());
    command
}

#[tokio::test]
async fn who_leaves_a_computer_leaves_nothing_of_theirs_on_it() {
    let session = Session::start().await;
    session.policy(NOBODY);
    let _keyring = Keyring::open(&session).await;
    let (sent, _, _) = run(deskside(&session, &["send", "--message", CANARY, "--no-report", "--wait", "1"]), "").await;
    assert_eq!(sent, Some(3));
    let ours = || session_says(&session, &["search", "--all", "service", "Deskside"]);
    assert!(holds(&session.path("data"), CANARY) && ours().contains("account-secret"), "{}", ours());

    let (asked, _, said) = run(deskside(&session, &["forget"]), "").await;
    assert_eq!(asked, Some(1));
    assert!(said.starts_with("One thing of yours has not reached the help desk."), "{said}");
    assert!(holds(&session.path("data"), CANARY), "nothing was removed");
    let (done, said, why_not) = run(deskside(&session, &["forget", "--unsent"]), "").await;

    assert_eq!((done, said.as_str()), (Some(0), "Nothing of yours is left here. Your requests stay at the help desk.\n"), "{why_not}");
    assert!(!holds(&session.path("data"), CANARY));
    assert!(!ours().contains("account-secret"), "{}", ours());
    let left: Vec<_> = fs::read_dir(session.path("data")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| name == "install-id"), "{left:?}");
}

#[tokio::test]
async fn nothing_is_forgotten_under_an_agent_that_would_write_it_again() {
    let session = Session::start().await;
    let _agent = session.agent(&[]);
    session.tray().await;

    let (status, _, said) = run(deskside(&session, &["forget"]), "").await;

    assert_eq!((status, said.as_str()), (Some(1), "Quit Deskside first, from its icon. Then nothing is written again.\n"));
}

#[tokio::test]
async fn without_a_keyring_words_are_kept_and_it_is_said_what_is_missing() {
    let session = Session::start().await;
    session.policy(NOBODY);

    let (sent, said, _) = run(deskside(&session, &["send", "--message", CANARY, "--no-report", "--wait", "1"]), "").await;
    let (_, standing, _) = run(deskside(&session, &["status"]), "").await;

    assert_eq!(sent, Some(3));
    for said in [&said, &standing] {
        assert!(said.contains("Your keyring is locked or missing."), "{said}");
    }
    assert!(holds(&session.path("data"), CANARY));
}
