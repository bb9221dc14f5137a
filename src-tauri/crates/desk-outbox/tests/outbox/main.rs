//! The outbox on a real disk.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod blobs;
mod damage;
mod interleavings;
mod notes;
mod order;
mod stored;
mod two_programs;
mod unwritable;
mod upgrade;
mod withdrawal;

use bytes::Bytes;
use desk_api::{AttachmentId, MessageId, NewMessage, NewTicket, Sealed, TicketId};
use desk_outbox::{Began, Key, Opened, Outbox, Parcel};
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;
use uuid::Uuid;

/// A moment that is easy to read in a failure.
fn noon() -> Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

/// An outbox in a folder that goes with the test.
async fn fresh() -> (TempDir, Outbox) {
    let dir = TempDir::new().unwrap();
    let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();
    assert_eq!(opened, Opened::Whole);
    (dir, outbox)
}

async fn reopen(dir: &TempDir) -> Outbox {
    let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();
    assert_eq!(opened, Opened::Whole);
    outbox
}

fn ticket_id(number: u128) -> TicketId {
    TicketId(Uuid::from_u128(number))
}

fn ticket(number: u128) -> Parcel {
    ticket_saying(number, "{\"words\":\"The printer again.\"}")
}

fn ticket_saying(number: u128, body: &str) -> Parcel {
    Parcel::Ticket { id: ticket_id(number), body: Sealed::<NewTicket>::from_bytes(Bytes::copy_from_slice(body.as_bytes())) }
}

fn message(number: u128, of: u128) -> Parcel {
    let body = Sealed::<NewMessage>::from_bytes(format!("{{\"body\":\"{number}\"}}").into());
    Parcel::Message { id: MessageId(Uuid::from_u128(number)), ticket: ticket_id(of), body }
}

fn attachment(number: u128, of: u128) -> Parcel {
    let id = AttachmentId(Uuid::from_u128(number));
    Parcel::Attachment { id, ticket: ticket_id(of), name: "screen.png".to_owned(), sha256: "0".repeat(64), size_bytes: 3 }
}

async fn next_key(outbox: &Outbox, now: Timestamp) -> Option<Key> {
    outbox.next(now).await.unwrap().map(|due| due.parcel.key())
}

async fn waiting_keys(outbox: &Outbox) -> Vec<Key> {
    outbox.waiting().await.unwrap().into_iter().map(|waiting| waiting.key).collect()
}

async fn begin(outbox: &Outbox, key: Key) {
    assert_eq!(outbox.began(key).await.unwrap(), Began::Go);
}
