//! Bytes that a stranger could send, led to what reads them here. Each function panics where what it says does not hold; those in
//! `tests/fuzz` call them.

use crate::{
    address::Address,
    live::{self, events},
    trust,
    wire::{self, Answer, Call},
};
use bytes::Bytes;
use desk_api::{DeskError, Event};
use futures_util::{StreamExt, stream};
use http::{HeaderName, HeaderValue, header};
use reqwest::{Body, Response};
use rustls::pki_types::CertificateDer;
use std::{convert::Infallible, time::Duration};
use url::Url;

/// The longest rest a desk may ask for.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// A file is read up to here.
const LARGEST_FILE: usize = 1024;

/// Reads an answer as JSON is asked for and as a file is, and gives back the body where it would be believed to be JSON. Nobody makes
/// the agent rest for more than a day, and no file is larger than was allowed.
pub async fn answer(status: u16, headers: &[(&[u8], &[u8])], body: &[u8]) -> Option<Bytes> {
    let response = || {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value).ok()?);
        }
        response.body(body.to_vec()).ok().map(Response::from)
    };
    let file = wire::read(response()?, &Call::get_file("attachments/x", LARGEST_FILE)).await;
    if let Ok(Answer::Content { body, .. }) = &file {
        assert!(body.len() <= LARGEST_FILE, "a file larger than was allowed");
    }
    let answer = wire::read(response()?, &Call::get("tickets")).await;
    for error in [file.as_ref().err(), answer.as_ref().err()].into_iter().flatten() {
        assert!(error.retry_after().is_none_or(|rest| rest <= A_DAY), "a rest longer than a day");
        assert!(!error.to_string().contains(char::is_control), "what goes to the log has a line of its own");
    }
    answer.ok()?.body().ok()
}

/// Reads a live channel whose bytes come in pieces of this size: its events, and whether it ended badly.
pub async fn channel(body: &[u8], piece: usize) -> (Vec<Event>, bool) {
    let pieces: Vec<Result<Bytes, Infallible>> = body.chunks(piece.max(1)).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    let response = http::Response::builder().header(header::CONTENT_TYPE, "text/event-stream");
    let response = response.body(Body::wrap_stream(stream::iter(pieces))).expect("a head of plain ASCII");
    let heard: Vec<Result<Event, DeskError>> = live::until_error(events(Response::from(response))).collect().await;
    let ended_badly = heard.last().is_some_and(Result::is_err);
    let events: Vec<Event> = heard.into_iter().filter_map(Result::ok).collect();
    (events, ended_badly)
}

/// Reads who vouches for a certificate: a name of one line, and not a long one.
pub fn certificate(der: &[u8]) {
    if let Some(name) = trust::authority(&CertificateDer::from(der)) {
        assert!(!name.contains(char::is_control), "a name with a line of its own");
        assert!(name.chars().count() <= trust::LONGEST_NAME, "a name without end");
    }
}

/// Reads a desk's address: every call goes there, encrypted or to this very machine.
pub fn address(text: &str) {
    let Ok(base) = text.parse::<Url>() else { return };
    let Ok(address) = Address::new(base.clone()) else { return };
    let call = address.call("tickets");
    assert_eq!((call.scheme(), call.host(), call.port()), (base.scheme(), base.host(), base.port()), "a call that goes elsewhere");
    assert!(call.path().ends_with("/api/v1/tickets") && call.query().is_none(), "another call");
    assert!(call.scheme() == "https" || address.is_this_machine(), "a call that anybody can read");
}
