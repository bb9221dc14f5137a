//! A computer that is not as it should be.

use super::stage::{Shown, Stage};
use crate::{
    Clock, Settings, deliver,
    fake::{FakeDesk, Weather},
    state::{Answer, Went},
    testing::settings,
};
use desk_api::{Desk, NewTicket, Sealed, TicketId};
use desk_outbox::{Outbox, Parcel};
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

#[tokio::test]
async fn words_that_arrived_unheard_and_go_out_again_with_newer_facts_are_one_ticket() {
    let (desk, folder) = (FakeDesk::default(), TempDir::new().expect("a temporary folder"));
    let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
    let (id, earlier) = (TicketId::new(), Timestamp::now());
    let ticket = |written_at| NewTicket {
        words: "The projector stays blue.".to_owned(),
        class_waiting: false,
        written_at,
        attachments: Vec::new(),
        report: None,
        about_device: None,
        notice_id: None,
        language: None,
    };
    let seal = |written_at| Sealed::seal(&ticket(written_at)).expect("JSON");
    desk.open(id, &seal(earlier)).await.expect("the desk has it");
    let later = earlier + SignedDuration::from_mins(5);
    outbox.accept(&[Parcel::Ticket { id, body: seal(later) }], later).await.expect("the queue can be written");

    let due = outbox.next(later).await.expect("the queue can be read").expect("it waits");
    let attempt = deliver::attempt(&desk, &outbox, &due, later, 7).await.expect("the queue can be written").expect("it was there");

    assert!(matches!(attempt.went, Went::Through(answer) if matches!(&*answer, Answer::Ticket(ticket) if ticket.id == id)));
    assert_eq!(desk.all_tickets().len(), 1);
    assert_eq!(outbox.waiting().await.expect("the queue can be read"), []);
}
