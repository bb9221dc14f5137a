//! A home that takes no files as the agent starts.

use crate::session::{Running, Session, soon};
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

const CANNOT: &str = "This computer can’t keep what you write";
const POLICY: &str = "phone = \"4357\"\n";
/// Fills the one disk there is for the home, seen by nobody else, and becomes the agent.
const ON_A_FULL_DISK: &str = r#"mount -t tmpfs -o size=8m tmpfs "$1" && cat /dev/zero > "$1/film" 2>/dev/null; shift; exec "$@""#;

/// The agent, started by what `around` makes of it, with its files in a folder inside `home`.
fn agent(session: &Session, mut around: Command, home: &Path) -> Running {
    let its = session.command(env!("CARGO_BIN_EXE_deskside-agent"));
    around.arg(its.get_program());
    for (name, value) in its.get_envs() {
        match value {
            Some(value) => around.env(name, value),
            None => around.env_remove(name),
        };
    }
    around.arg("--policy").arg(session.path("policy.toml")).arg("--data").arg(home.join("data")).arg("--window").arg(session.window());
    Running(around.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
}

async fn says_how_to_get_help(session: &Session) {
    let tray = session.tray().await;
    let labels = tray.labels().await;
    assert!(labels.contains(&CANNOT.to_owned()), "{labels:?}");
    assert!(labels.contains(&"Can’t wait? Call 4357 from any school phone.".to_owned()), "{labels:?}");

    tray.click("Get help…").await;
    let (title, body) = soon("a toast", || session.panel.toasts.lock().unwrap().first().cloned()).await;

    assert_eq!(title, CANNOT);
    assert!(body.starts_with("You can still get help: call 4357 from any school phone."), "{body}");
}

/// The agent that could not begin has begun: it takes a click and has a queue.
async fn works(session: &Session) {
    let labels = soon_labels(session).await;
    assert!(!labels.contains(&CANNOT.to_owned()), "{labels:?}");
    session.tray().await.click("Get help…").await;
    soon("the window", || session.window_heard().contains(r#"{"frame":"show"}"#).then_some(())).await;
}

/// What the second tray item says: the first was the sign.
async fn soon_labels(session: &Session) -> Vec<String> {
    soon("the agent's own tray item", || (session.panel.count() > 1).then_some(())).await;
    session.tray().await.labels().await
}

#[tokio::test]
async fn a_home_that_cannot_be_written_has_a_tray_that_says_how_to_get_help_until_it_can() {
    let session = Session::start().await;
    session.policy(POLICY);
    let home = session.path("home");
    fs::create_dir(&home).unwrap();
    fs::set_permissions(&home, Permissions::from_mode(0o555)).unwrap();
    // Permissions do not stop root, unless it gave that up.
    let mut obeys = Command::new("setpriv");
    obeys.args(["--bounding-set", "-dac_override,-dac_read_search"]);
    let plain = if fs::write(home.join("probe"), "").is_ok() { obeys } else { Command::new("env") };
    fs::remove_file(home.join("probe")).ok();

    let mut agent = agent(&session, plain, &home);
    says_how_to_get_help(&session).await;
    fs::set_permissions(&home, Permissions::from_mode(0o755)).unwrap();

    works(&session).await;
    assert!(home.join("data/outbox.db").exists());
    assert!(agent.0.try_wait().unwrap().is_none());
}

#[tokio::test]
async fn a_disk_that_was_full_from_the_start_holds_the_agent_up_until_there_is_room() {
    let session = Session::start().await;
    session.policy(POLICY);
    let home = session.path("home");
    fs::create_dir(&home).unwrap();
    let mut inside = Command::new("unshare");
    inside.args(["--user", "--map-current-user", "--keep-caps", "--mount", "--", "sh", "-c", ON_A_FULL_DISK, "sh"]).arg(&home);

    let agent = agent(&session, inside, &home);
    says_how_to_get_help(&session).await;
    fs::remove_file(format!("/proc/{}/root{}", agent.0.id(), home.join("film").display())).unwrap();

    works(&session).await;
}

#[tokio::test]
async fn a_second_start_without_a_home_is_told_how_to_get_help_by_the_first() {
    let session = Session::start().await;
    session.policy(POLICY);
    fs::write(session.path("home"), "no folder").unwrap();
    let start = || agent(&session, Command::new("env"), &session.path("home"));
    let mut first = start();
    session.tray().await;

    let mut second = start();

    assert_eq!(second.ended().await, Some(0));
    soon("a toast", || session.panel.toasts.lock().unwrap().first().cloned()).await;
    assert_eq!(session.panel.count(), 1);
    session.tray().await.click("Quit Deskside").await;
    assert_eq!(first.ended().await, Some(0));
}
