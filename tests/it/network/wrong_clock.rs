//! A computer whose clock is a day off. What the desk says holds.

use super::walk::{Says, Scene};
use desk_view::HelpStage;
use deskside_tests::Fault;
use jiff::{SignedDuration, Timestamp};

const DAY_S: i64 = 24 * 60 * 60;

async fn everything_is_right_with_a_clock_ahead_by(seconds: i64) {
    let mut scene = Scene::with_clocks_ahead_by(seconds).await;

    scene.send().await;
    let (sent_at, promised_by) = scene
        .shows("when it was sent and by when they answer", |view| {
            let HelpStage::Sent { sent_at, promised_by, .. } = view.help.stage else { return None };
            Some((sent_at, promised_by?))
        })
        .await;

    let off = Timestamp::now().duration_since(sent_at).abs();
    assert!(off < SignedDuration::from_mins(1), "sent at the wrong time: {off}");
    assert!(promised_by > Timestamp::now(), "promised for {promised_by}");
}

#[tokio::test]
async fn a_computer_a_day_ahead_shows_the_desks_own_times() {
    everything_is_right_with_a_clock_ahead_by(DAY_S).await;
}

#[tokio::test]
async fn a_computer_a_day_behind_shows_the_desks_own_times() {
    everything_is_right_with_a_clock_ahead_by(-DAY_S).await;
}

#[tokio::test]
async fn sign_in_queue_and_rests_do_not_go_by_the_computers_clock() {
    let busy = || Fault::Answered("HTTP/1.1 503 Busy\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned());
    for off in [DAY_S, -DAY_S] {
        Scene::with_clocks_ahead_by(off).await.sends_one_of_everything_through(&busy(), Says::Trouble("503")).await;
    }
}
