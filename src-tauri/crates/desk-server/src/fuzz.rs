//! Bytes that a stranger could send, led to what reads them here. Each function panics where what it says does not hold; those in
//! `tests/fuzz` call them.

use crate::{
    Config,
    arrival::Arrivals,
    bounds::{self, Bounded},
    content, findings,
    front::{Outside, bearer},
    session,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use desk_api::{
    Confirmation, EnrolmentRequest, MAX_WORDS, NewMessage, NewTicket, Rating, RefreshRequest,
    staff::{Assignment, HandOff, Joining, NewHowTo, NewNotice, NewNoticeUpdate, Renewal, SetPassword, SignIn, StaffMessage, StatusChange},
};
use secrecy::ExposeSecret;
use serde::Serialize;
use std::net::{IpAddr, Ipv4Addr};

/// A subject is a line on a screen.
const LONGEST_SUBJECT: usize = 120;

/// Reads a body as each call would that takes one. What is taken is within bounds, and read again as it is written.
pub fn body(body: &[u8]) {
    if let Some(ticket) = written::<NewTicket>(body) {
        assert!(ticket.words.chars().count() <= MAX_WORDS && !ticket.words.trim().is_empty(), "words without bounds");
        let subject = bounds::subject(&ticket.words);
        assert!(subject.chars().count() <= LONGEST_SUBJECT && !subject.contains('\n'), "{subject:?} is no line");
        for attachment in &ticket.attachments {
            name(&attachment.name);
        }
        let found = ticket.report.as_ref().map(findings::findings).unwrap_or_default();
        assert!(found.is_sorted_by_key(|finding| finding.severity), "not the worst first");
    }
    written::<NewMessage>(body);
    written::<Confirmation>(body);
    written::<Rating>(body);
    written::<Joining>(body);
    written::<NewHowTo>(body);
    written::<NewNotice>(body);
    written::<NewNoticeUpdate>(body);
    written::<Renewal>(body);
    written::<StaffMessage>(body);
    written::<StatusChange>(body);
    written::<Assignment>(body);
    written::<HandOff>(body);
    read::<EnrolmentRequest>(body);
    read::<RefreshRequest>(body);
    read::<SetPassword>(body);
    read::<SignIn>(body);
}

fn read<T: Bounded>(body: &[u8]) -> Option<T> {
    bounds::read(body).ok()
}

fn written<T: Bounded + Serialize + PartialEq>(body: &[u8]) -> Option<T> {
    let value: T = read(body)?;
    let written = serde_json::to_vec(&value).expect("what was read can be written");
    let again: T = serde_json::from_slice(&written).expect("what was written can be read");
    assert!(again == value, "another value: {}", String::from_utf8_lossy(&written));
    Some(value)
}

/// Looks at a file. It is told by its content alone, and what is called a text can be shown as one.
pub fn file(content: &[u8]) -> Option<&'static str> {
    let kind = content::media_type(content)?;
    assert!(content::TYPES.contains(&kind), "{kind} is not taken");
    if kind == "text/plain" {
        assert!(std::str::from_utf8(content).is_ok_and(|text| !text.contains('\0')), "no text");
    }
    Some(kind)
}

/// Makes a file's name harmless: it leads nowhere, and stays as it is when it is made so again.
pub fn name(announced: &str) {
    let name = content::file_name(announced);
    assert!(!name.is_empty() && !name.contains(['/', '\\']) && !name.contains(char::is_control), "{name:?} leads elsewhere");
    assert_eq!(content::file_name(&name), name, "a plain name is plain");
}

/// Reads a configuration.
pub fn config(text: &str) {
    if let Ok(config) = Config::parse(text) {
        let profile = config.profile();
        assert!(profile.team.iter().all(|member| member.initials.chars().count() <= 6), "initials are short");
    }
}

/// Reads who calls, by the headers. Nobody is somebody else because they say so: only a proxy that was named is believed.
pub fn caller(headers: &[(&[u8], &[u8])]) {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) else { return };
        map.append(name, value);
    }
    let proxies = vec!["10.0.0.0/24".parse().expect("a network")];
    let outside = Outside { proxies, speaks_tls: false, arrivals: Arrivals::default() };
    let stranger = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));
    assert_eq!(outside.address(stranger, &map), stranger, "a stranger is somebody else");
    assert!(!outside.is_secure(stranger, &map), "a stranger says that it is secure");
    outside.address(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)), &map);
    if let Some(token) = bearer(&map) {
        assert_eq!(token.expose_secret().trim(), token.expose_secret());
    }
    if session::is_own(&map, Some("desk.school.example"), true) {
        let origin = map.get("origin").and_then(|origin| origin.to_str().ok()).unwrap_or_default();
        assert!(origin.eq_ignore_ascii_case("https://desk.school.example"), "a write from another page");
    }
}
