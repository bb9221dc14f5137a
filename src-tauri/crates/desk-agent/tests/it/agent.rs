//! The agent in its session.

use crate::session::{Session, holds, run, soon};

#[tokio::test]
async fn a_computer_without_a_help_desk_has_a_tray_that_says_so_and_how_to_get_help() {
    let session = Session::start().await;
    session.policy("phone = \"4357\"\n");
    let _agent = session.agent(&[]);

    let labels = session.tray().await.labels().await;

    assert_eq!(labels[0], "Get help…");
    assert!(labels.contains(&"Deskside isn’t set up here yet".to_owned()), "{labels:?}");
    assert!(labels.contains(&"Can’t wait? Call 4357 from any school phone.".to_owned()), "{labels:?}");
}

#[tokio::test]
async fn a_click_in_the_menu_starts_the_window_and_quit_ends_both() {
    let session = Session::start().await;
    let mut agent = session.agent(&[]);
    let tray = session.tray().await;

    tray.click("Get help…").await;
    soon("the window's view", || session.window_heard().contains(r#"{"frame":"view""#).then_some(())).await;
    assert!(session.window_heard().contains(r#"{"frame":"show"}"#));
    tray.click("Quit Deskside").await;

    assert_eq!(agent.ended().await, Some(0));
}

#[tokio::test]
async fn a_second_start_opens_the_window_of_the_first_and_ends_well() {
    let session = Session::start().await;
    let mut first = session.agent(&[]);
    session.tray().await;

    let mut second = session.agent(&[]);

    assert_eq!(second.ended().await, Some(0));
    soon("the first one's window", || session.window_heard().contains(r#"{"frame":"show"}"#).then_some(())).await;
    assert!(first.0.try_wait().unwrap().is_none());
}

#[tokio::test]
async fn two_starts_at_the_same_moment_leave_one_agent() {
    let session = Session::start().await;

    let mut starts = [session.agent(&[]), session.agent(&[]), session.agent(&[])];
    soon("the end of all but one", || (starts.iter_mut().filter_map(|start| start.0.try_wait().unwrap()).count() == 2).then_some(())).await;

    let left: Vec<Option<i32>> = starts.iter_mut().map(|start| start.0.try_wait().unwrap().and_then(|status| status.code())).collect();
    assert_eq!(left.iter().filter(|status| **status == Some(0)).count(), 2, "{left:?}");
    session.tray().await;
}

#[tokio::test]
async fn the_command_line_opens_the_window_of_the_agent_that_runs() {
    let session = Session::start().await;
    let _agent = session.agent(&[]);
    session.tray().await;
    let mut command = session.command(env!("CARGO_BIN_EXE_deskside"));
    command.args(["open", "requests"]).args(session.places());

    let (status, said, _) = run(command, "").await;

    assert_eq!((status, said.as_str()), (Some(0), "Deskside is open.\n"));
    soon("the window", || session.window_heard().contains(r#"{"frame":"show"}"#).then_some(())).await;
}

#[tokio::test]
async fn a_missing_window_says_how_to_get_help_and_the_tray_stays() {
    let session = Session::start().await;
    session.policy("phone = \"4357\"\n");
    let _agent = session.agent(&["--window", "/nowhere/deskside-window"]);
    let tray = session.tray().await;

    tray.click("Get help…").await;
    let (title, body) = soon("a toast", || session.panel.toasts.lock().unwrap().first().cloned()).await;

    assert_eq!(title, "The window can’t open on this computer");
    assert!(body.starts_with("You can still get help: call 4357 from any school phone."), "{body}");
    assert_eq!(tray.labels().await[0], "Get help…");
}

#[tokio::test]
async fn an_agent_that_is_told_to_end_does_so_in_order() {
    let session = Session::start().await;
    let mut agent = session.agent(&[]);
    session.tray().await;

    agent.signal("TERM");

    assert_eq!(agent.ended().await, Some(0));
    assert!(holds(&session.path("data/log"), "the agent has ended"));
}

#[tokio::test]
async fn the_agent_ends_with_its_session() {
    let session = Session::start().await;
    let mut agent = session.agent(&[]);
    session.tray().await;

    drop(session);

    assert_eq!(agent.ended().await, Some(0));
}
