//! Toasts in a real notification daemon: they do not stack, and their buttons act with no window.

use super::{hear_back, stage};
use deskside_tests::{Stage, until};
use std::time::Duration;

const WORDS: &str = "The speakers are silent";
const OUTAGE: &str = "The gradebook is down";
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_toasts_buttons_answer_without_a_window() {
    let mut stage = stage().await;
    let technician = hear_back(&mut stage).await;
    hidden(&stage).await;

    technician.say("New cables are in.", "Send and ask “Is it fixed?”").await.expect("it is asked");
    let asked = stage.desktop.toasts().wait_for("the question", |toast| toast.title == "Is it fixed?").await.expect("a toast");
    let on_screen = stage.desktop.toasts().on_screen(&stage.desktop).expect("a count");
    stage.desktop.toasts().press(&stage.desktop, "Not yet").expect("a press");
    stage.server.ticket_where(WORDS, |ticket| ticket.status == "in_progress").await.expect("it is open again");
    technician.say("And now?", "Send and ask “Is it fixed?”").await.expect("it is asked again");
    stage.desktop.toasts().wait_for("the second question", |toast| toast.body.contains("And now?")).await.expect("a toast");
    stage.desktop.toasts().press(&stage.desktop, "Yes, thanks").expect("a press");
    stage.server.ticket_where(WORDS, |ticket| ticket.status == "closed").await.expect("it is closed");
    technician.post_outage(OUTAGE, "Paper works.").await.expect("it is posted");
    stage.desktop.toasts().wait_for("the outage", |toast| toast.title == OUTAGE).await.expect("a toast");
    stage.desktop.toasts().press(&stage.desktop, "Me too").expect("a press");
    stage.server.notice_where(OUTAGE, |notice| notice.affected == 1).await.expect("it is counted");

    assert_eq!(on_screen, 1, "toasts about one request stack: {:?}", stage.desktop.toasts().seen());
    assert!(shown(&stage).is_none(), "a window came up");
    let labels: Vec<&str> = asked.actions.iter().skip(1).step_by(2).map(String::as_str).collect();
    assert_eq!(labels, ["Open", "Yes, thanks", "Not yet"]);
}

async fn hidden(stage: &Stage) {
    until("the window to be hidden", PATIENCE, async || shown(stage).is_none().then_some(())).await.expect("it is closed");
}

/// Something where the window can be seen.
fn shown(stage: &Stage) -> Option<()> {
    stage.desktop.output("xdotool", &["search", "--onlyvisible", "--name", "^Deskside"]).ok().map(drop)
}
