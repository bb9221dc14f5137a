//! The hotkey, on a real X server: it opens Get help wherever it is pressed, and is left to others while a test is taken.

use super::stage;
use deskside_tests::{AgentSetting, Desktop, Parts, Programs, until};
use std::time::Duration;
use x11rb::connection::Connection;
use x11rb::errors::ReplyError;
use x11rb::protocol::ErrorKind;
use x11rb::protocol::xproto::{ConnectionExt as _, GrabMode, ModMask};
use x11rb::rust_connection::RustConnection;

const PATIENCE: Duration = Duration::from_secs(20);
/// A time that does not end.
const ALWAYS_TESTING: &str = "testing_times = [\"2000-01-01T00:00/2999-01-01T00:00\"]";
/// Ctrl+Alt, and how X knows H by its small letter.
const HELD: u16 = 0b1100;
const H: u32 = 0x68;

#[tokio::test]
async fn the_hotkey_opens_get_help_with_a_picture_of_what_was_there_before() {
    let mut stage = stage().await;
    until("the keys to be held", PATIENCE, async || are_held(&stage.desktop).then_some(())).await.expect("the agent holds them");
    stage.desktop.output("xdotool", &["key", "Num_Lock"]).expect("the lock is on");

    stage.desktop.output("xdotool", &["key", "ctrl+alt+h"]).expect("a press");

    let window = stage.window().await.expect("a window");
    window.wait_for("Your screen at").await.expect("there is a picture");
    window.find("#say").await.expect("a text box").write("It is blue").await.expect("typing");
    window.find("#send").await.expect("a button").click().await.expect("a click");
    let ticket = stage.server.ticket_where("It is blue", |_| true).await.expect("it arrives");
    let picture = stage.server.picture_of(&ticket.id).await.expect("with its picture");
    assert!(stage.pattern.is_in(&picture).expect("a picture"), "the window was on the picture, or nothing was");
}

#[tokio::test]
async fn the_hotkey_stays_where_its_letter_is_on_another_keyboard() {
    let stage = stage().await;
    until("the keys to be held", PATIENCE, async || are_held(&stage.desktop).then_some(())).await.expect("the agent holds them");
    let before = where_h_is(&stage.desktop);

    stage.desktop.output("setxkbmap", &["-layout", "us", "-variant", "dvorak"]).expect("another keyboard");

    assert_ne!(where_h_is(&stage.desktop), before);
    until("the keys to be held there", PATIENCE, async || are_held(&stage.desktop).then_some(())).await.expect("the agent holds them");
}

#[tokio::test]
async fn while_a_test_is_taken_and_where_policy_says_so_the_keys_are_left_to_others() {
    let mut stage = stage().await;
    for (line, said) in [(ALWAYS_TESTING, "there is no hotkey"), ("hotkey = \"\"", "the policy wants no hotkey")] {
        stage.agent.stop();
        let mut setting = stage.setting.clone();
        setting.data = stage.desktop.folder().join(said.replace(' ', "-"));
        setting.decide(line).expect("it is decided");
        stage.agent = setting.start(&stage.desktop, "", 2).expect("an agent");

        until("the agent to decide", PATIENCE, async || logs(&setting).contains(said).then_some(())).await.expect("it says so");
        assert!(!are_held(&stage.desktop), "{line}");
    }
}

#[tokio::test]
async fn keys_that_another_program_holds_are_left_to_it() {
    let desktop = Desktop::start(Parts::all()).await.expect("a desktop");
    let (other, screen) = x11rb::connect(Some(desktop.display())).expect("the X server");
    grab(&other, screen).expect("nobody holds them yet");
    let programs = Programs::beside_me().expect("a folder");
    let setting =
        AgentSetting::new(&programs, &desktop.folder().join("deskside"), "http://127.0.0.1:9", "key-0123456789abcdef").expect("a policy");

    let agent = setting.start(&desktop, "", 2).expect("an agent");

    until("a word about it", PATIENCE, async || agent.said().contains("another program holds these keys").then_some(()))
        .await
        .expect("the agent says so");
    desktop.tray().wait_for_item().await.expect("and goes on");
}

/// All that an agent wrote down about itself.
fn logs(setting: &AgentSetting) -> String {
    let files = std::fs::read_dir(setting.data.join("log")).into_iter().flatten().flatten();
    files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
}

/// Whether some program holds Ctrl+Alt+H. To find out, we ask for it.
fn are_held(desktop: &Desktop) -> bool {
    let (connection, screen) = x11rb::connect(Some(desktop.display())).expect("the X server");
    match grab(&connection, screen) {
        Ok(()) => false,
        Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Access => true,
        Err(error) => panic!("{error}"),
    }
}

fn grab(connection: &RustConnection, screen: usize) -> Result<(), ReplyError> {
    let root = connection.setup().roots[screen].root;
    let code = code_of_h(connection);
    connection.grab_key(false, root, ModMask::from(HELD), code, GrabMode::ASYNC, GrabMode::ASYNC)?.check()
}

fn where_h_is(desktop: &Desktop) -> u8 {
    code_of_h(&x11rb::connect(Some(desktop.display())).expect("the X server").0)
}

fn code_of_h(connection: &RustConnection) -> u8 {
    let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
    let layout = connection.get_keyboard_mapping(first, last - first + 1).expect("a question").reply().expect("an answer");
    let mut keys = (first..=last).zip(layout.keysyms.chunks(layout.keysyms_per_keycode.into()));
    keys.find(|(_, signs)| signs.first() == Some(&H)).expect("there is an H").0
}
