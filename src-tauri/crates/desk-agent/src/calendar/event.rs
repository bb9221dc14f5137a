//! A notice as an iCalendar event (RFC 5545).

use desk_api::Notice;
use jiff::Timestamp;

/// The longest line in octets, without its end (RFC 5545 §3.1).
pub(crate) const LONGEST_LINE: usize = 75;

/// The text of the file. The same notice is the same event whenever it is opened, so that a calendar that has it already moves it.
pub(crate) fn event(notice: &Notice, now: Timestamp) -> String {
    let mut file = String::new();
    let mut line = |name: &str, value: &str| push_folded(&mut file, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Deskside//Deskside//EN");
    line("BEGIN", "VEVENT");
    line("UID", &notice.id.to_string());
    line("DTSTAMP", &moment(now));
    line("LAST-MODIFIED", &moment(notice.updated_at));
    line("DTSTART", &moment(notice.starts_at));
    if let Some(end) = notice.back_by.filter(|end| *end > notice.starts_at) {
        line("DTEND", &moment(end));
    }
    line("SUMMARY", &escaped(&notice.title));
    if let Some(meanwhile) = &notice.meanwhile {
        line("DESCRIPTION", &escaped(meanwhile));
    }
    if !notice.places.is_empty() {
        line("LOCATION", &escaped(&notice.places.join(", ")));
    }
    // A printer that is off makes nobody unavailable.
    line("TRANSP", "TRANSPARENT");
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    file
}

/// In UTC, which needs no description of a time zone.
fn moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// As a TEXT value (§3.3.11): no character in it ends a line or is a control.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\\' | ';' | ',' => value.extend(['\\', character]),
            '\n' | '\r' => value.push_str("\\n"),
            '\t' => value.push('\t'),
            _ if character.is_control() => {}
            _ => value.push(character),
        }
    }
    value
}

/// In pieces of at most so many octets, the later of which begin with a space; no character is cut in two.
fn push_folded(file: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LONGEST_LINE {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(character);
        length += character.len_utf8();
    }
    file.push_str("\r\n");
}

/// Planned work on a Thursday.
#[cfg(test)]
pub(super) fn planned(title: &str, meanwhile: Option<&str>) -> Notice {
    use desk_api::{NoticeKind, NoticeState};

    Notice {
        id: "0193592a-0000-7000-8000-0000000000b1".parse().expect("an identifier"),
        title: title.to_owned(),
        kind: NoticeKind::Planned,
        state: NoticeState::Scheduled,
        places: vec!["Building B".to_owned(), "Gym".to_owned()],
        meanwhile: meanwhile.map(str::to_owned),
        owner: None,
        starts_at: "2026-11-26T20:45:00Z".parse().expect("a moment"),
        back_by: Some("2026-11-26T21:30:00Z".parse().expect("a moment")),
        next_update_by: None,
        resolved_at: None,
        updated_at: "2026-11-23T15:00:00Z".parse().expect("a moment"),
        affected: 0,
        affects_me: false,
        updates: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::{Calendar, CalendarComponent, Component, Event};
    use proptest::prelude::*;

    fn now() -> Timestamp {
        "2026-11-23T15:40:00Z".parse().unwrap()
    }

    /// As another program reads it.
    fn read_back(file: &str) -> Event {
        let calendar: Calendar = file.parse().unwrap();
        let [CalendarComponent::Event(event)] = &calendar.components[..] else { panic!("one event: {file}") };
        event.clone()
    }

    #[test]
    fn planned_work_is_an_event_in_utc_with_the_notice_as_its_name() {
        let file = event(&planned("Printers off Thursday, 3:45 to 4:30", Some("Print before; not after.")), now());

        insta::assert_snapshot!(file.replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Deskside//Deskside//EN
        BEGIN:VEVENT
        UID:0193592a-0000-7000-8000-0000000000b1
        DTSTAMP:20261123T154000Z
        LAST-MODIFIED:20261123T150000Z
        DTSTART:20261126T204500Z
        DTEND:20261126T213000Z
        SUMMARY:Printers off Thursday\, 3:45 to 4:30
        DESCRIPTION:Print before\; not after.
        LOCATION:Building B\, Gym
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        ");
    }

    #[test]
    fn work_without_an_end_is_a_moment() {
        let mut notice = planned("Printers off", None);
        notice.back_by = Some(notice.starts_at);

        let file = event(&notice, now());

        assert!(!file.contains("DTEND") && !file.contains("DESCRIPTION"));
        assert_eq!(read_back(&file).get_summary(), Some("Printers off"));
    }

    #[test]
    fn a_title_cannot_add_a_line_of_its_own() {
        let hostile = "Off\r\nATTACH:https://bad.example/x\nEND:VEVENT\rBEGIN:VALARM\0\u{7}";

        let file = event(&planned(hostile, Some(hostile)), now());

        let read = read_back(&file);
        assert_eq!(read.get_summary(), Some("Off\nATTACH:https://bad.example/x\nEND:VEVENT\nBEGIN:VALARM"));
        let lines: Vec<&str> = file.split("\r\n").collect();
        assert!(!lines.iter().any(|line| line.starts_with("ATTACH") || line.starts_with("BEGIN:VALARM")));
        assert_eq!(lines.iter().filter(|line| **line == "END:VEVENT").count(), 1);
    }

    proptest! {
        #[test]
        fn whatever_is_written_comes_back_in_short_lines(title in "\\PC{1,300}", more in "[\\PC\n]{1,300}") {
            let file = event(&planned(&title, Some(&more)), now());

            for line in file.split("\r\n") {
                prop_assert!(line.len() <= LONGEST_LINE && !line.contains(['\r', '\n']), "{line:?}");
            }
            let read = read_back(&file);
            prop_assert_eq!(read.get_summary(), Some(&*title));
            prop_assert_eq!(read.get_description(), Some(&*more));
        }
    }
}
