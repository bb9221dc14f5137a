//! A computer that is not as it should be.

use super::stage::{Shown, Stage};
use crate::{
    Clock, Settings, deliver,
    fake::{FakeDesk, Weather},
    testing::settings,
};
use desk_outbox::Outbox;
use jiff::{SignedDuration, Timestamp};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};
use tempfile::TempDir;

#[tokio::test]
async fn a_clock_that_jumps_by_a_day_neither_holds_a_request_up_nor_doubles_it() {
    for hours in [-24, 24] {
        let ahead_hours = Arc::new(AtomicI64::new(0));
        let clock = Clock::new({
            let ahead_hours = Arc::clone(&ahead_hours);
            move || Timestamp::now() + SignedDuration::from_hours(ahead_hours.load(Ordering::Relaxed))
        });
        let folder = TempDir::new().expect("a temporary folder");
        let mut stage = Stage::start(FakeDesk::default(), folder, Settings { clock, ..settings() }).await;
        stage.desk.set_weather(Weather::AnswersLost);
        stage.open_help().await;
        stage.send("The projector stays blue.").await;
        stage.until("it is saved", Shown::is_saved).await;

        ahead_hours.store(hours, Ordering::Relaxed);
        stage.desk.set_weather(Weather::Fair);

        stage.until("it is sent", Shown::is_sent).await;
        assert_eq!(stage.desk.all_tickets().len(), 1, "the clock jumped by {hours} h");
    }
}

#[tokio::test]
async fn a_damaged_queue_is_told_once_and_plainly() {
    let folder = TempDir::new().expect("a temporary folder");
    let mut stage = Stage::start(FakeDesk::default(), folder, Settings { queue_was_damaged: true, ..settings() }).await;

    stage.until("it is told", |shown| shown.titles() == ["Some of your words may be missing"]).await;

    let (desk, folder) = stage.quit().await;
    let mut stage = Stage::start(desk, folder, settings()).await;
    stage.until_heard().await;
    assert_eq!(stage.look(|shown| shown.titles().len()), 0);
}

#[tokio::test]
async fn a_desk_that_comes_back_in_this_moment_is_no_filter() {
    let mut stage = Stage::new(FakeDesk::default()).await;
    stage.desk.set_weather(Weather::SwallowsAttachments);
    stage.open_help().await;
    stage.send("The projector stays blue.").await;
    stage.until("it is sent", Shown::is_sent).await;
    let (desk, folder) = stage.kill().await;
    let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
    let now = Timestamp::now() + SignedDuration::from_hours(2);

    desk.set_weather(Weather::Offline);
    while let Some(due) = outbox.next(now).await.expect("the queue can be read") {
        if due.tries >= 6 {
            break;
        }
        deliver::attempt(&desk, &outbox, &due, now, 7).await.expect("the queue can be written");
        outbox.hurry().await.expect("the queue can be written");
    }
    desk.set_weather(Weather::ClearsUp);
    let due = outbox.next(now).await.expect("the queue can be read").expect("the picture still waits");
    deliver::attempt(&desk, &outbox, &due, now, 7).await.expect("the queue can be written");

    assert_eq!(outbox.waiting().await.expect("the queue can be read"), [], "the picture was given up");
}
