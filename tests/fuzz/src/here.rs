//! On the computer itself: its settings, its window, and what people type or follow.

use super::{desk::again, wait};
use desk_api::Notice;
use desk_view::{FromWindow, Link, Place, Request, ToWindow};

/// What the window says, as one stream, and what it is told, line by line.
pub fn pipe(data: &[u8]) {
    let frames = wait(desk_agent::fuzz::pipe(data));
    assert!(frames.len() <= data.split(|byte| *byte == b'\n').count(), "more than was said");
    for frame in &frames {
        assert!(!format!("{frame:?}").contains("text:"), "somebody's words are in the log");
        let line = serde_json::to_vec(frame).expect("what was read can be written");
        assert!(!line.contains(&b'\n') && serde_json::from_slice::<FromWindow>(&line).ok().as_ref() == Some(frame));
    }
    for line in data.split(|byte| *byte == b'\n') {
        again::<ToWindow>(line);
        again::<Request>(line);
    }
}

/// A policy, the server's configuration, and which desk was kept.
pub fn settings(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    desk_platform::fuzz::policy(text);
    desk_platform::fuzz::connection(text);
    desk_server::fuzz::config(text);
}

/// A link that was followed, a code or an address that was typed, a name that was given to a file, a notice for the calendar.
pub fn typed(data: &[u8]) {
    if let Some(notice) = again::<Notice>(data) {
        desk_agent::fuzz::calendar(&notice);
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    link(text);
    desk_agent::fuzz::code(text);
    desk_client::fuzz::address(text);
    desk_platform::fuzz::file_name(text);
    desk_server::fuzz::name(text);
}

/// A link is a place: one of ours leads where it says, any other to My requests.
fn link(text: &str) {
    let Some(Link(place)) = Link::read(text) else {
        assert_eq!(Link::exact(text), None, "exactly a link, and none");
        return;
    };
    assert!(text.to_ascii_lowercase().starts_with("deskside:"), "another's link");
    let own = Link(place).to_string();
    assert_eq!(Link::exact(&own), Some(Link(place)), "a link leads back to its place");
    let is_own = text.trim_end_matches('/').eq_ignore_ascii_case(&own);
    assert!(place == Place::Requests || is_own, "{text:?} leads to {own}");
}
