//! Who is written to about what happened in a ticket, and what they read. Pure.

use super::{settings::MailSettings, words};
use crate::config::Config;
use desk_api::Status;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// One thing that happened in a ticket, and what has to be known of the ticket to write about it.
#[derive(Clone, Debug)]
pub(crate) struct Happened {
    pub(crate) what: What,
    pub(crate) ticket_id: String,
    pub(crate) number: i64,
    pub(crate) subject: String,
    /// The words it began with.
    pub(crate) words: String,
    pub(crate) place: Option<String>,
    pub(crate) class_waiting: bool,
    pub(crate) status: Status,
    pub(crate) department: Option<String>,
    /// Account name of who is on it.
    pub(crate) assignee: Option<String>,
    pub(crate) next_update_by: Option<Timestamp>,
    /// Full name.
    pub(crate) requester: String,
    pub(crate) requester_address: Option<String>,
    pub(crate) language: Option<String>,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum What {
    /// Somebody asks for help.
    Opened,
    /// A technician wrote to the requester, with so many pictures and files.
    Replied { by: String, body: String, files: u32 },
    /// A technician put somebody else on it, who has it now.
    Assigned { by: String },
    /// Another department has it now.
    HandedOff { by: Option<String>, department: String },
    /// Nobody answered in time, and the desk moved the promise.
    Missed { until: Timestamp },
    /// The requester wrote back.
    WroteBack { body: String },
    /// The requester said that it is not fixed yet, with words or without.
    NotYet { body: Option<String> },
    /// A technician gave the requester a new time.
    Moved { by: String, until: Timestamp },
}

/// One mail that is to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Letter {
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// The mails about one event: one for each address, none to whoever made it happen.
pub(crate) fn letters(happened: &Happened, mail: &MailSettings, config: &Config) -> Vec<Letter> {
    let about = About { happened, config };
    let body = match &happened.what {
        What::Opened => about.opened(),
        What::Replied { by, body, files } => about.replied(by, body, *files),
        What::Assigned { by } => about.handed_off(Some(by)),
        What::HandedOff { by, .. } => about.handed_off(by.as_deref()),
        What::Missed { until } => about.missed(*until),
        What::WroteBack { body } => about.wrote_back(body),
        What::NotYet { body } => about.not_yet(body.as_deref()),
        What::Moved { by, until } => about.moved(by, *until),
    };
    let subject = format!("[{}] {}", happened.number, happened.subject);
    let readers = readers(happened, mail, config);
    readers.into_iter().map(|to| Letter { to, subject: subject.clone(), body: body.clone() }).collect()
}

fn readers(happened: &Happened, mail: &MailSettings, config: &Config) -> BTreeSet<String> {
    let person = |user: &str| config.technicians.iter().find(|one| one.user == user).and_then(|one| one.email.clone());
    let named = |name: &str| config.technicians.iter().find(|one| one.name == name).and_then(|one| one.email.clone());
    let department = |name: &str| config.departments.iter().find(|one| one.name == name).and_then(|one| one.email.clone());
    let everybody = || mail.staff.iter().cloned().chain(config.technicians.iter().filter_map(|one| one.email.clone()));
    let requester = happened.requester_address.clone().filter(|address| mail.may_write_to(address));
    let responsible = || {
        let one = happened.assignee.as_deref().and_then(person).or_else(|| happened.department.as_deref().and_then(department));
        one.map_or_else(|| everybody().collect(), |one| vec![one])
    };
    let (readers, writer): (Vec<String>, Option<String>) = match &happened.what {
        What::Opened => (everybody().collect(), happened.requester_address.clone()),
        What::Replied { by, .. } => (requester.into_iter().collect(), named(by)),
        What::HandedOff { by, department: to } => (department(to).into_iter().collect(), by.as_deref().and_then(named)),
        What::Missed { .. } | What::WroteBack { .. } | What::NotYet { .. } => (responsible(), happened.requester_address.clone()),
        What::Assigned { by } => (happened.assignee.as_deref().and_then(person).into_iter().collect(), named(by)),
        What::Moved { by, .. } => (responsible(), named(by)),
    };
    let writer = writer.map(|address| address.to_lowercase());
    readers.into_iter().map(|address| address.to_lowercase()).filter(|address| Some(address) != writer.as_ref()).collect()
}

/// The words about one event.
struct About<'a> {
    happened: &'a Happened,
    config: &'a Config,
}

impl About<'_> {
    fn opened(&self) -> String {
        let waits = self.happened.class_waiting.then(|| "A class is waiting.".to_owned());
        let promised = self.happened.next_update_by.map(|at| format!("We promised a first answer by {}.", self.moment(at)));
        letter([Some(format!("{} asks for help:", self.who())), Some(self.happened.words.clone()), waits, promised, self.link()])
    }

    fn handed_off(&self, by: Option<&str>) -> String {
        let first = format!("{} handed this to you. {} asked for help:", by.unwrap_or("The help desk"), self.who());
        letter([Some(first), Some(self.happened.words.clone()), self.told(), self.link()])
    }

    fn missed(&self, until: Timestamp) -> String {
        let first = format!("Nobody has answered {} in time.", self.who());
        let moved = format!("They were told that it takes longer, and that they hear by {}. Please answer.", self.moment(until));
        letter([Some(first), Some(self.happened.words.clone()), Some(moved), self.link()])
    }

    fn wrote_back(&self, body: &str) -> String {
        letter([Some(format!("{} wrote back:", self.who())), Some(body.to_owned()), self.told(), self.link()])
    }

    fn not_yet(&self, body: Option<&str>) -> String {
        let first = format!("{} says that it is not fixed yet:", self.who());
        letter([Some(first), Some(body.unwrap_or(&self.happened.words).to_owned()), self.told(), self.link()])
    }

    fn moved(&self, by: &str, until: Timestamp) -> String {
        let first = format!("{by} gave {} a new time: {}. They asked for help:", self.who(), self.moment(until));
        letter([Some(first), Some(self.happened.words.clone()), self.link()])
    }

    /// What the requester waits for.
    fn told(&self) -> Option<String> {
        self.happened.next_update_by.map(|at| format!("They were told that they hear more by {}.", self.moment(at)))
    }

    fn replied(&self, by: &str, body: &str, files: u32) -> String {
        let frame = words::frame(self.happened.language.as_deref());
        let number = self.happened.number.to_string();
        let asked = (self.happened.status == Status::Resolved).then(|| frame.is_it_fixed.to_owned());
        let next = self.happened.next_update_by.map(|at| (frame.next)(&self.said_as(at, frame.moment)));
        let first = (frame.wrote)(by, &number, &self.happened.subject);
        let with = (files > 0).then(|| (frame.files)(files));
        letter([Some(first), Some(body.to_owned()), with, asked, next, Some(frame.back.to_owned())])
    }

    fn who(&self) -> String {
        match &self.happened.place {
            Some(place) => format!("{} ({place})", self.happened.requester),
            None => self.happened.requester.clone(),
        }
    }

    fn link(&self) -> Option<String> {
        let url = self.config.school.url.as_ref()?;
        Some(format!("{}/tickets/{}", url.as_str().trim_end_matches('/'), self.happened.ticket_id))
    }

    fn moment(&self, at: Timestamp) -> String {
        self.said_as(at, words::STAFF_MOMENT)
    }

    fn said_as(&self, at: Timestamp, format: &str) -> String {
        at.to_zoned(self.config.calendar.zone.clone()).strftime(format).to_string()
    }
}

fn letter<const N: usize>(parts: [Option<String>; N]) -> String {
    let mut text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests;
