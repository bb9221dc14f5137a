//! The suite every [`Desk`] passes: the server in-process, the client over real HTTP, and the one the engine's tests pretend with.
//!
//! An implementation says how its stage is set ([`Stage`]) and calls [`desk_conformance!`](crate::desk_conformance) in its tests,
//! which makes one test of each behaviour. Every behaviour gets a stage of its own with nothing on it.
//!
//! ```text
//! async fn stage() -> MyStage {
//!     MyStage::empty().await
//! }
//! desk_api::desk_conformance!(stage);
//! ```

mod answers;
mod attachments;
mod events;
mod notices;
mod tickets;
mod tips;

pub use answers::*;
pub use attachments::*;
pub use events::*;
pub use notices::*;
pub use tickets::*;
pub use tips::*;

use crate::{
    Code, Desk, DeskError, HistoryItem, Message, NewAttachment, NewMessage, NewTicket, NoticeId, Sealed, TicketId, TicketThread, TipId,
};
use jiff::Timestamp;
use std::{fmt::Debug, future::Future};

/// A help desk with nothing in it, the people who use it, and a technician.
pub trait Stage: Send + Sync {
    /// What is tested.
    type Desk: Desk;

    /// The desk as `person` uses it. The same name is the same person, on the same device.
    fn desk(&self, person: &str) -> impl Future<Output = Self::Desk> + Send;

    /// A technician answers, for the requester to see.
    fn staff_replies(&self, ticket: TicketId, body: &str) -> impl Future<Output = ()> + Send;

    /// A technician asks "Is it fixed?", with some words.
    fn staff_asks_if_fixed(&self, ticket: TicketId, body: &str) -> impl Future<Output = ()> + Send;

    /// A technician writes an internal note.
    fn staff_notes(&self, ticket: TicketId, body: &str) -> impl Future<Output = ()> + Send;

    /// A technician posts a notice that is active now and for everywhere.
    fn posts_notice(&self, title: &str) -> impl Future<Output = NoticeId> + Send;

    /// A technician writes a how-to note about printers, offered to people while they write or kept for the desk.
    fn writes_how_to(&self, title: &str, is_offered: bool) -> impl Future<Output = TipId> + Send;
}

/// Makes one test of each behaviour. Takes an async function without arguments that sets a fresh [`Stage`](crate::conformance::Stage); the
/// calling crate needs `tokio` with `macros`, `rt` and `time`.
#[macro_export]
macro_rules! desk_conformance {
    ($make_stage:path) => {
        $crate::desk_conformance! { @each $make_stage:
            the_desk_says_who_it_is
            a_new_ticket_is_there_with_its_words
            the_same_key_and_bytes_open_one_ticket
            the_same_key_with_other_bytes_is_refused
            words_that_are_missing_or_too_long_are_refused
            a_body_that_is_no_ticket_is_refused
            tickets_come_newest_change_first
            a_ticket_of_somebody_else_is_not_found
            a_key_of_somebody_else_opens_nothing
            an_announced_picture_is_stored_and_comes_back
            bringing_a_picture_twice_is_harmless
            other_bytes_than_announced_are_refused
            a_picture_nobody_announced_is_not_found
            a_picture_of_somebody_else_is_not_found
            a_picture_may_come_with_a_reply
            a_reply_is_said_once
            a_reply_reopens_a_resolved_ticket
            a_technicians_answer_is_seen
            an_internal_note_is_never_seen
            yes_closes_a_resolved_ticket
            not_yet_reopens_a_resolved_ticket
            a_late_repeat_of_an_answer_changes_nothing
            a_rating_is_kept_and_a_later_one_replaces_it
            a_rating_with_an_over_long_note_is_refused
            a_posted_notice_is_listed
            me_too_counts_each_person_once
            a_notice_that_is_not_there_cannot_affect_anybody
            a_how_to_that_is_offered_is_a_tip
            a_tip_counts_each_person_it_helped_once
            a_tip_that_is_not_offered_helped_nobody
            an_event_says_that_a_ticket_changed
            events_resume_without_gap_or_repeat
            events_of_somebody_elses_ticket_are_not_seen
        }
    };
    (@each $make_stage:path: $($behaviour:ident)+) => {$(
        #[tokio::test]
        async fn $behaviour() {
            let stage = $make_stage().await;

            let shown = tokio::time::timeout(std::time::Duration::from_secs(60), $crate::conformance::$behaviour(&stage)).await;

            assert!(shown.is_ok(), "it was not shown within a minute");
        }
    )+};
}

/// A picture of one pixel.
const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00,
    0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63,
    0x50, 0x70, 0x48, 0x00, 0x00, 0x01, 0x44, 0x00, 0xc1, 0x0b, 0x8d, 0x96, 0x42, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];
/// Its SHA-256.
const PICTURE_SHA256: &str = "beb4ab03d1c924d8f85d2a7430b4f5f577e69f655691e3926356fb26ec19d3cf";

/// When everything here was written, by the device's clock.
fn written_at() -> Timestamp {
    Timestamp::from_second(1_789_000_000).expect("a time in 2026")
}

fn new_ticket(words: &str) -> NewTicket {
    NewTicket {
        words: words.to_owned(),
        class_waiting: false,
        written_at: written_at(),
        attachments: Vec::new(),
        report: None,
        about_device: None,
        notice_id: None,
        language: None,
    }
}

fn new_message(body: &str) -> NewMessage {
    NewMessage { body: body.to_owned(), attachments: Vec::new(), written_at: written_at() }
}

fn picture(id: crate::AttachmentId) -> NewAttachment {
    NewAttachment {
        id,
        name: "screen.png".to_owned(),
        media_type: "image/png".to_owned(),
        size_bytes: PICTURE.len() as u64,
        sha256: PICTURE_SHA256.to_owned(),
    }
}

fn seal<T: serde::Serialize>(value: &T) -> Sealed<T> {
    Sealed::seal(value).expect("the value can be written as JSON")
}

/// Opens a ticket that says nothing in particular.
async fn open_any<D: Desk>(desk: &D) -> TicketId {
    let id = TicketId::new();
    desk.open(id, &seal(&new_ticket("The projector stays blue."))).await.expect("the ticket is opened");
    id
}

async fn thread<D: Desk>(desk: &D, ticket: TicketId) -> TicketThread {
    desk.thread(ticket).await.expect("the thread is there")
}

fn messages(thread: &TicketThread) -> Vec<&Message> {
    let said = thread.history.iter().filter_map(|item| match item {
        HistoryItem::Message(message) => Some(message),
        HistoryItem::Change(_) => None,
    });
    said.collect()
}

#[track_caller]
fn assert_refused<T: Debug>(outcome: Result<T, DeskError>, code: Code) {
    match outcome {
        Err(DeskError::Refused { problem, .. }) => assert_eq!(problem.code, code, "{problem:?}"),
        other => panic!("expected a refusal with {code:?}, got {other:?}"),
    }
}
