//! The window's process: it may end at any time, and the agent goes on without it.

use super::{processes, stage};
use deskside_tests::{Programs, Stage, until};
use std::process::Command;
use std::time::Duration;

const WORDS: &str = "The projector shows blue";
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_window_that_crashes_leaves_the_draft() {
    let mut stage = stage().await;
    stage.desktop.tray().click("Get help…").await.expect("a click");
    let window = stage.window().await.expect("a window");
    window.find("#say").await.expect("a text box").write(WORDS).await.expect("typing");
    until("the words in the agent's files", PATIENCE, async || is_kept(&stage).then_some(())).await.expect("the agent keeps them");
    let crashed = window_of(&stage).expect("the window's process");

    kill(crashed);
    stage.window = None;
    stage.desktop.tray().click("Get help…").await.expect("a click");
    let window = stage.window().await.expect("a new window");
    window.press("Keep writing").await.expect("it says what happened");
    let page = window.find("#say").await.expect("a text box");
    until("the words", PATIENCE, async || page.property("value").await.ok().filter(|value| value == WORDS)).await.expect("the words");
    window.find("#send").await.expect("a button").click().await.expect("a click");

    stage.server.ticket_where(WORDS, |_| true).await.expect("it arrives");
}

#[tokio::test]
async fn after_the_linger_time_no_webkit_process_is_left() {
    let mut stage = stage().await;
    stage.agent.stop();
    stage.agent = stage.setting.start(&stage.desktop, "", 2).expect("an agent");
    let desktop = &stage.desktop;
    desktop.tray().click("Get help…").await.expect("a click");
    until("the window", PATIENCE, async || shown(&stage)).await.expect("the window shows");
    until("the browser engine", PATIENCE, async || Some(()).filter(|()| !processes::of_webkit(desktop).is_empty()))
        .await
        .expect("it was looked for in the right place");

    desktop.output("wmctrl", &["-c", "Deskside"]).expect("the window is closed");
    until("the browser engine to be gone", PATIENCE, async || processes::of_webkit(desktop).is_empty().then_some(()))
        .await
        .unwrap_or_else(|error| panic!("{error:#}: {:?}", processes::of_webkit(desktop)));

    assert_eq!(window_of(&stage), None);
    let maps = std::fs::read_to_string(format!("/proc/{}/maps", stage.agent.id())).expect("the agent lives");
    assert!(maps.contains("deskside-agent"), "these are not the agent's: {maps}");
    for heavy in ["libwebkit", "libgtk", "libjavascriptcore"] {
        assert!(!maps.contains(heavy), "the agent holds {heavy}");
    }
}

#[test]
fn the_agent_says_that_a_window_lingers_for_a_minute() {
    let programs = Programs::beside_me().expect("a folder");

    let help = Command::new(programs.agent).arg("--help").output().expect("the agent");

    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let (_, linger) = help.split_once("--linger").unwrap_or_else(|| panic!("{help}"));
    let (_, default) = linger.split_once("[default: ").unwrap_or_else(|| panic!("{help}"));
    assert!(default.starts_with("60]"), "{help}");
}

#[tokio::test]
async fn a_second_start_opens_the_window_of_the_first() {
    let stage = stage().await;
    assert_eq!(shown(&stage), None);

    let mut second = stage.setting.start(&stage.desktop, "", 2).expect("a second start");
    let end = until("the second start to end", PATIENCE, async || second.ended()).await.expect("it ends");
    until("the window", PATIENCE, async || shown(&stage)).await.expect("the window shows");

    assert!(end.success(), "{end}: {}", second.said());
    assert_eq!(stage.desktop.tray().count().await, 1);
    let window = window_of(&stage).expect("the window's process");
    let status = std::fs::read_to_string(format!("/proc/{window}/status")).expect("it lives");
    assert!(status.contains(&format!("PPid:\t{}\n", stage.agent.id())), "the window is not the first agent's: {status}");
}

/// Whether the words lie in a file of the agent's.
fn is_kept(stage: &Stage) -> bool {
    let files = std::fs::read_dir(&stage.setting.data).into_iter().flatten().flatten();
    let holds = |bytes: Vec<u8>| bytes.windows(WORDS.len()).any(|window| window == WORDS.as_bytes());
    files.map(|file| file.path()).any(|path| std::fs::read(path).is_ok_and(holds))
}

/// Something where the window can be seen.
fn shown(stage: &Stage) -> Option<()> {
    stage.desktop.output("xdotool", &["search", "--onlyvisible", "--name", "^Deskside"]).ok().map(drop)
}

fn window_of(stage: &Stage) -> Option<u32> {
    processes::id_of(&stage.desktop, "deskside-window")
}

fn kill(process: u32) {
    let killed = Command::new("kill").args(["-KILL", &process.to_string()]).status().expect("kill runs");
    assert!(killed.success(), "{process} was not killed");
}
