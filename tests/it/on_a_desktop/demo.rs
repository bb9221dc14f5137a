//! `cargo xtask demo` leaves home and keyring as it found them.

use deskside_tests::{Desktop, Parts, Programs, Running, until};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn after_ctrl_c_home_and_keyring_are_as_found() {
    let desktop = Desktop::start(Parts::all()).await.expect("a desktop");
    let before = listing(&desktop.home());
    let mut demo = show(&desktop).await;

    Command::new("kill").args(["-INT", &demo.id().to_string()]).status().expect("kill runs");
    let ended = until("the demo to end", PATIENCE, async || demo.ended()).await.expect("it ends");

    assert!(ended.success(), "{}", demo.said());
    assert_eq!(listing(&desktop.home()), before);
    assert_eq!(secrets(&desktop), "");
}

#[tokio::test]
async fn after_a_crash_cleaning_leaves_home_and_keyring_as_found() {
    let desktop = Desktop::start(Parts::all()).await.expect("a desktop");
    let before = listing(&desktop.home());
    let mut demo = show(&desktop).await;

    demo.kill();
    until("the tray to be empty", PATIENCE, async || (desktop.tray().count().await == 0).then_some(())).await.expect("the agent ends too");
    desktop.output(&xtask().to_string_lossy(), &["demo", "--clean"]).expect("it cleans");

    assert_eq!(listing(&desktop.home()), before);
    assert_eq!(secrets(&desktop), "");
}

/// Starts the demo, opens its window, and waits until it has left something in home and keyring.
async fn show(desktop: &Desktop) -> Running {
    let mut command = desktop.command(xtask());
    let demo = Running::start(command.args(["demo", "--built"]), &desktop.log("demo")).expect("the demo");
    desktop.tray().click("Get help…").await.unwrap_or_else(|error| panic!("{error:#}: {}", demo.said()));
    until("the window", PATIENCE, async || desktop.output("xdotool", &["search", "--onlyvisible", "--name", "Deskside"]).ok())
        .await
        .expect("a window");
    until("a secret", PATIENCE, async || Some(secrets(desktop)).filter(|secrets| !secrets.is_empty())).await.expect("a secret");
    assert!(desktop.home().join(".cache/deskside-demo").is_dir(), "the demo keeps its files where it says");
    demo
}

fn xtask() -> PathBuf {
    Programs::beside_me().expect("a folder").server.with_file_name("xtask")
}

/// The demo's items in the keyring.
fn secrets(desktop: &Desktop) -> String {
    desktop.output("secret-tool", &["search", "--all", "service", "Deskside demo"]).expect("the keyring answers")
}

/// Every path below a folder.
fn listing(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path.clone());
            }
            found.insert(path);
        }
    }
    found
}
