//! Whoever was enrolled by policy is told where the bell is, once.

use super::{hear_back, stage};
use deskside_tests::{Stage, WELCOME};

#[tokio::test]
async fn an_account_is_welcomed_by_one_toast_whenever_the_agent_is_killed_and_started_again() {
    let mut stage = stage().await;
    let welcome = stage.desktop.toasts().seen().into_iter().find(|toast| toast.title == WELCOME).expect("the stage waits for it");

    stage.start_agent_again().await.expect("the agent comes again");
    hear_back(&mut stage).await;

    assert!(welcome.body.contains("click the little bell by the clock"), "{welcome:?}");
    assert_eq!(welcomes(&stage), 1, "{:?}", stage.desktop.toasts().seen());
}

fn welcomes(stage: &Stage) -> usize {
    stage.desktop.toasts().seen().iter().filter(|toast| toast.title == WELCOME).count()
}
