//! Between a client and a desk: bodies, answers, the live channel, and who is at the other end.

use super::{head_and_body, headers, wait};
use desk_api::{Attachment, DeskProfile, Event, Message, Notice, Problem, Ticket, TicketThread, Tip, Tokens};
use serde::{Serialize, de::DeserializeOwned};

/// A body that is sent to the server, by whatever call.
pub fn body(data: &[u8]) {
    desk_server::fuzz::body(data);
}

/// An answer to the client: a line with the status, headers, an empty line, the body.
pub fn answer(data: &[u8]) {
    let (head, body) = head_and_body(data);
    let Some((status, rest)) = head.split_first() else { return };
    let Some(status) = std::str::from_utf8(status).ok().and_then(|status| status.trim().parse().ok()) else { return };
    let Some(body) = wait(desk_client::fuzz::answer(status, &headers(rest), body)) else { return };
    again::<Vec<Ticket>>(&body);
    again::<Ticket>(&body);
    again::<TicketThread>(&body);
    again::<Message>(&body);
    again::<Attachment>(&body);
    again::<DeskProfile>(&body);
    again::<Vec<Notice>>(&body);
    again::<Vec<Tip>>(&body);
    again::<Event>(&body);
    again::<Problem>(&body);
    // Carries secrets, and is never written.
    let _ = serde_json::from_slice::<Tokens>(&body);
}

/// A live channel. The first byte says how large the pieces are in which it comes, which makes no difference.
pub fn channel(data: &[u8]) {
    let Some((piece, channel)) = data.split_first() else { return };
    let whole = wait(desk_client::fuzz::channel(channel, channel.len()));
    let in_pieces = wait(desk_client::fuzz::channel(channel, usize::from(*piece)));
    assert_eq!(whole, in_pieces, "what is heard depends on how it comes");
}

/// Whoever is at the other end: a certificate's, or the headers of a call.
pub fn stranger(data: &[u8]) {
    desk_client::fuzz::certificate(data);
    let (head, _) = head_and_body(data);
    desk_server::fuzz::caller(&headers(&head));
}

/// What is read is read the same once it was written.
pub(super) fn again<T: Serialize + DeserializeOwned + PartialEq>(json: &[u8]) -> Option<T> {
    let value: T = serde_json::from_slice(json).ok()?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert!(again == value, "another value: {}", String::from_utf8_lossy(&written));
    Some(value)
}
