use super::*;
use crate::{
    fake::{FakeDesk, Weather},
    testing::report,
};
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(20);

fn request(words: &str) -> NewRequest {
    let file =
        NewFile { name: "screen.png".to_owned(), media_type: "image/png".to_owned(), content: Bytes::from_static(b"\x89PNG\r\n\x1a\n") };
    NewRequest { words: words.to_owned(), class_waiting: true, report: Some(report()), files: vec![file], language: Some("en".to_owned()) }
}

async fn outbox() -> (TempDir, Outbox) {
    let folder = TempDir::new().expect("a temporary folder");
    let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
    (folder, outbox)
}

#[tokio::test]
async fn a_request_arrives_with_its_report_and_its_files() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);

    let outcome = send_once(&desk, &outbox, request("The printer again."), &Clock::default(), SOON).await;

    let Ok(SendOutcome::Sent { ticket, left_behind }) = outcome else { panic!("it is sent, not {outcome:?}") };
    assert_eq!(left_behind, Vec::<String>::new());
    let arrived = desk.arrived(ticket.id);
    assert_eq!((arrived.report, arrived.class_waiting, arrived.attachments.len()), (Some(report()), true, 1));
    assert_eq!(desk.attachment(arrived.attachments[0].id).await.expect("the file arrived"), &b"\x89PNG\r\n\x1a\n"[..]);
    assert_eq!(outbox.waiting().await.expect("it can be read"), []);
}

#[tokio::test]
async fn offline_it_is_saved_and_a_later_run_sends_it_once() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);
    desk.set_weather(Weather::AnswersLost);
    let first = send_once(&desk, &outbox, request("The printer again."), &Clock::default(), SOON).await;
    let Ok(SendOutcome::Saved { why, .. }) = first else { panic!("it is saved, not {first:?}") };
    assert_eq!(why, "unreachable");

    desk.set_weather(Weather::Fair);
    outbox.hurry().await.expect("it can be written");
    let second = send_once(&desk, &outbox, request("And the projector."), &Clock::default(), SOON).await;

    assert!(matches!(second, Ok(SendOutcome::Sent { .. })), "{second:?}");
    assert_eq!(desk.all_tickets().len(), 2);
}

#[tokio::test]
async fn a_refused_file_is_named_and_the_words_arrive() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);
    desk.set_weather(Weather::RefusesAttachments);

    let outcome = send_once(&desk, &outbox, request("The printer again."), &Clock::default(), SOON).await;

    assert!(matches!(outcome, Ok(SendOutcome::Sent { ref left_behind, .. }) if left_behind == &["screen.png"]), "{outcome:?}");
}

#[tokio::test]
async fn a_desk_that_never_answers_costs_no_more_than_the_time_given() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);
    desk.set_weather(Weather::Silent);

    let outcome = send_once(&desk, &outbox, request("The printer again."), &Clock::default(), Duration::from_millis(50)).await;

    assert!(matches!(outcome, Ok(SendOutcome::Saved { ref why, .. }) if why == "too_slow"), "{outcome:?}");
    assert_eq!(outbox.waiting().await.expect("it can be read").len(), 2);
}

#[tokio::test]
async fn without_words_nothing_is_kept() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);

    let outcome = send_once(&desk, &outbox, request("  "), &Clock::default(), SOON).await;

    assert!(matches!(outcome, Err(OnceError::NoWords)), "{outcome:?}");
    assert_eq!(outbox.waiting().await.expect("it can be read"), []);
}

#[tokio::test]
async fn status_says_what_the_desk_has_and_what_is_still_here() {
    let (desk, (_folder, outbox)) = (FakeDesk::default(), outbox().await);
    send_once(&desk, &outbox, request("The printer again."), &Clock::default(), SOON).await.expect("it is sent");
    desk.set_weather(Weather::InTrouble);
    send_once(&desk, &outbox, request("The projector."), &Clock::default(), SOON).await.expect("it is saved");

    let unheard = status_once(&desk, &outbox).await.expect("the outbox can be read");
    desk.set_weather(Weather::Fair);
    let heard = status_once(&desk, &outbox).await.expect("the outbox can be read");

    assert!(unheard.not_heard.is_some());
    assert_eq!((unheard.tickets.len(), unheard.waiting.len()), (0, 2));
    assert!(heard.not_heard.is_none());
    assert_eq!((heard.tickets.len(), heard.tickets[0].subject.as_str()), (1, "The printer again."));
}
