//! Bytes that a stranger could send, led to what reads them here. Each function panics where what it says does not hold; those in
//! `tests/fuzz` call them.

use crate::{calendar::event, typed, window};
use desk_api::Notice;
use desk_view::{FromWindow, SetupTrouble};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use tokio::sync::mpsc;
use url::Url;

/// What starts the lines of the file for a calendar.
const LINES: [&str; 12] = [
    "BEGIN:",
    "END:",
    "VERSION:",
    "PRODID:",
    "UID:",
    "DTSTAMP:",
    "LAST-MODIFIED:",
    "DTSTART:",
    "DTEND:",
    "SUMMARY:",
    "DESCRIPTION:",
    "LOCATION:",
];

/// Reads what a window says, to the end of it.
pub async fn pipe(said: &[u8]) -> Vec<FromWindow> {
    let (heard, mut frames) = mpsc::channel(16);
    let mut all = Vec::new();
    let collect = async {
        while let Some(frame) = frames.recv().await {
            all.push(frame);
        }
    };
    tokio::join!(window::read(said, heard), collect);
    all
}

/// Writes the calendar's file of a notice: one event, whatever its words are, in lines no longer than they may be.
pub fn calendar(notice: &Notice) {
    let file = event::event(notice, Timestamp::UNIX_EPOCH);
    let lines: Vec<&str> = file.split_terminator("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= event::LONGEST_LINE, "a line that is too long: {line:?}");
        assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "a line within a line: {line:?}");
        let is_known = line.starts_with(' ') || *line == "TRANSP:TRANSPARENT" || LINES.iter().any(|start| line.starts_with(start));
        assert!(is_known, "a line of somebody else's: {line:?}");
    }
    assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:")).count(), 2, "one calendar with one event");
    assert_eq!(lines.iter().filter(|line| line.starts_with("END:")).count(), 2, "one calendar with one event");
}

/// Reads what was typed to set a computer up. Where the district decided on an address, no other one is asked.
pub fn code(text: &str) {
    let decided = Url::parse("https://help.school.example/desk").expect("an address");
    match typed::typed(text, Some(&decided)) {
        Ok((server, code)) => {
            assert_eq!(server, decided, "another desk than the district's");
            let code = code.expose_secret();
            assert!(code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()), "no code: {code:?}");
        }
        Err(trouble) => assert_eq!(trouble, SetupTrouble::UnknownCode),
    }
    if let Ok((server, _)) = typed::typed(text, None) {
        assert!(server.has_host());
    }
}
