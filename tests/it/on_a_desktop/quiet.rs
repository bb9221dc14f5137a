//! Nothing pops up where a class may be looking, and nothing of it is lost.

use super::{hear_back, stage};
use deskside_tests::{MenuEntry, Stage, until};
use std::time::Duration;

/// What waited is told within a minute.
const A_MINUTE: Duration = Duration::from_secs(60);
const OUTAGE: &str = "The gradebook is down";

#[tokio::test]
async fn over_a_full_screen_nothing_pops_up_and_what_waited_comes_after_it() {
    let mut stage = stage().await;
    let technician = hear_back(&mut stage).await;
    let before = stage.desktop.toasts().seen().len();
    stage.desktop.run("xmessage", &["-title", "slides", "The water cycle"]).expect("a window");
    fills_the_screen(&stage, "add").await;

    technician.say("Is it the left one or the right one?", "Ask a question").await.expect("it is asked");
    technician.post_outage(OUTAGE, "Paper works.").await.expect("it is posted");
    knows_of(&stage, OUTAGE).await;
    assert_eq!(stage.desktop.toasts().seen().len(), before, "{:?}", stage.desktop.toasts().seen());
    fills_the_screen(&stage, "remove").await;

    let told = until("what waited", A_MINUTE, async || stage.desktop.toasts().seen().into_iter().nth(before)).await.expect("a toast");
    assert_eq!(told.title, "What happened meanwhile");
    assert_eq!(told.body.lines().collect::<Vec<_>>(), ["Devon has a question", OUTAGE]);
}

#[tokio::test]
async fn whoever_is_not_to_be_disturbed_is_told_afterwards() {
    let mut stage = stage().await;
    let technician = hear_back(&mut stage).await;
    let before = stage.desktop.toasts().seen().len();
    stage.desktop.output("dunstctl", &["set-paused", "true"]).expect("dunst is paused");

    technician.post_outage(OUTAGE, "Paper works.").await.expect("it is posted");
    knows_of(&stage, OUTAGE).await;
    assert_eq!(stage.desktop.toasts().seen().len(), before, "{:?}", stage.desktop.toasts().seen());
    stage.desktop.output("dunstctl", &["set-paused", "false"]).expect("dunst goes on");

    let told = until("what waited", A_MINUTE, async || stage.desktop.toasts().seen().into_iter().nth(before)).await.expect("a toast");
    assert_eq!(told.title, OUTAGE);
}

/// Has the slides fill the screen, or no longer.
async fn fills_the_screen(stage: &Stage, how: &str) {
    until("the slides to do so", Duration::from_secs(20), async || {
        stage.desktop.output("wmctrl", &["-r", "slides", "-b", &format!("{how},fullscreen")]).ok()?;
        let state = stage.desktop.output("xprop", &["-name", "slides", "_NET_WM_STATE"]).ok()?;
        (state.contains("_NET_WM_STATE_FULLSCREEN") == (how == "add")).then_some(())
    })
    .await
    .expect("a window manager does it");
}

/// Waits until the agent has heard of an outage, which the tray's menu names.
async fn knows_of(stage: &Stage, outage: &str) {
    let names_it = |entry: &MenuEntry| entry.label.contains(outage);
    until("the menu to name it", Duration::from_secs(20), async || {
        stage.desktop.tray().menu().await.ok()?.iter().any(names_it).then_some(())
    })
    .await
    .expect("the agent hears of it");
}
