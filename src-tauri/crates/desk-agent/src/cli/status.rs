//! `deskside status`: the person's requests in plain words, what waits here, and whether the help desk answers.

use super::say_not_set_up;
use crate::{
    desk::help_desk,
    here::Here,
    say::{End, say},
};
use anyhow::Context;
use desk_api::{Desk, DeskError, Status, Ticket};
use desk_engine::{Standing, status_once};
use desk_outbox::{Outbox, Parcel, Waiting};
use desk_view::words::{Arg, Words};
use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

/// How a first line longer than this is cut, in characters.
const TITLE: usize = 60;

pub(super) async fn status(json: bool, here: &Here) -> anyhow::Result<End> {
    let words = here.words();
    let Some(desk) = help_desk(here).context("knowing the help desk")? else {
        return Ok(say_not_set_up(here, &words));
    };
    let (outbox, _) = Outbox::open(here.paths.data()).await.context("opening the outbox")?;
    let standing = status_once(&desk, &outbox).await.context("reading the outbox")?;
    if let Some(error) = &standing.not_heard {
        tracing::info!(error = crate::host::in_full(error), "the help desk was not heard");
    }
    if json {
        say(&serde_json::to_string_pretty(&Said::of(&standing)).context("writing the status as JSON")?);
    } else {
        let school = if standing.not_heard.is_none() { desk.profile().await.ok().map(|profile| profile.name) } else { None };
        let page = Page { words: &words, now: Timestamp::now(), zone: TimeZone::system() };
        say(page.of(&standing, school.as_deref()).trim_end());
    }
    Ok(End::Done)
}

/// The status as JSON.
#[derive(Serialize)]
struct Said<'a> {
    connected: bool,
    tickets: &'a [Ticket],
    waiting: Vec<SaidWaiting>,
}

#[derive(Serialize)]
struct SaidWaiting {
    key: String,
    ticket: Option<String>,
    accepted_at: Timestamp,
    tries: u32,
    next_try_at: Option<Timestamp>,
    stuck: bool,
}

impl<'a> Said<'a> {
    fn of(standing: &'a Standing) -> Self {
        let waiting = standing.waiting.iter().map(|waiting| SaidWaiting {
            key: waiting.key.to_string(),
            ticket: waiting.parcel.ticket().map(|id| id.to_string()),
            accepted_at: waiting.accepted_at,
            tries: waiting.tries,
            next_try_at: waiting.next_try_at,
            stuck: waiting.parked.is_some(),
        });
        Self { connected: standing.not_heard.is_none(), tickets: &standing.tickets, waiting: waiting.collect() }
    }
}

/// The status in words.
struct Page<'a> {
    words: &'a Words,
    now: Timestamp,
    zone: TimeZone,
}

impl Page<'_> {
    fn of(&self, standing: &Standing, school: Option<&str>) -> String {
        let mut page = match (&standing.not_heard, school) {
            (None, Some(school)) => self.words.say_with("cli-connected", &[("name", Arg::Text(school))]),
            (None, None) => self.words.say("set-conn"),
            (Some(_), _) => self.words.say("cli-not-connected"),
        };
        page.push('\n');
        if matches!(standing.not_heard, Some(DeskError::NoStore(_))) {
            page.push_str(&format!("{}\n", self.words.say("cli-keyring")));
        }
        let waiting: Vec<String> = standing.waiting.iter().filter_map(|waiting| self.waiting(waiting)).collect();
        let group = |belongs: fn(Status) -> bool| -> Vec<String> {
            standing.tickets.iter().filter(|ticket| belongs(ticket.status)).map(|ticket| self.ticket(ticket)).collect()
        };
        let (needs_you, finished) = (group(needs_you), group(is_finished));
        let open = group(|status| !needs_you_or_finished(status));
        if waiting.is_empty() && standing.tickets.is_empty() {
            page.push_str(&format!("\n{}\n", self.words.say("req-empty-title")));
        }
        for (title, lines) in [("cli-waiting", waiting), ("req-needs", needs_you), ("req-open", open), ("req-closed", finished)] {
            if !lines.is_empty() {
                page.push_str(&format!("\n{}\n{}\n", self.words.say(title), lines.join("\n")));
            }
        }
        for name in standing.waiting.iter().filter_map(left_behind) {
            page.push_str(&format!("\n{}\n", self.words.say_with("cli-left", &[("name", Arg::Text(name))])));
        }
        page
    }

    /// A request in two lines: which, and where it stands.
    fn ticket(&self, ticket: &Ticket) -> String {
        let number = ticket.number.as_ref().map(|number| format!("{}  ", self.words.say_with("sent-num", &[("n", Arg::Text(number))])));
        let mut lines = format!("  {}{}\n    {}", number.unwrap_or_default(), cut(&ticket.subject), self.standing(ticket));
        if let Some(by) = ticket.next_update_by {
            let time = self.words.moment(by, self.now, &self.zone);
            lines.push_str(&format!("\n    {}", self.words.say_with("conv-next", &[("time", Arg::Text(&time))])));
        }
        lines
    }

    /// Only words have a line of their own: pictures and answers go with them.
    fn waiting(&self, waiting: &Waiting) -> Option<String> {
        let first_line = match &waiting.parcel {
            Parcel::Ticket { body, .. } => body.open().ok()?.words,
            Parcel::Message { body, .. } => body.open().ok()?.body,
            Parcel::Attachment { .. }
            | Parcel::Confirmation { .. }
            | Parcel::Rating { .. }
            | Parcel::Affected { .. }
            | Parcel::TipHelped { .. } => return None,
        };
        let stands = self.words.say(if waiting.parked.is_some() { "st-stuck" } else { "st-saved" });
        Some(format!("  {}\n    {stands}", cut(first_line.lines().next().unwrap_or_default())))
    }

    fn standing(&self, ticket: &Ticket) -> String {
        let first_name = |name: &str| name.split_whitespace().next().unwrap_or_default().to_owned();
        let assignee = ticket.assignee.as_deref().map(first_name);
        let by_name = |with: &str, without: &str| match &assignee {
            Some(name) => self.words.say_with(with, &[("name", Arg::Text(name))]),
            None => self.words.say(without),
        };
        match ticket.status {
            Status::New => self.words.say("st-new"),
            Status::InProgress | Status::Unknown => match &ticket.department {
                Some(department) => self.handed_off(department, ticket),
                None => by_name("st-work", "st-work-none"),
            },
            Status::WaitingOnRequester => by_name("st-reply", "st-reply-none"),
            Status::OnHold => match ticket.due {
                Some(due) => self.words.say_with("st-wait", &[("day", Arg::Text(&self.words.moment(due, self.now, &self.zone)))]),
                None => self.words.say("st-wait-none"),
            },
            Status::Resolved => by_name("st-ask", "st-ask-none"),
            Status::Closed => by_name("st-done", "st-done-none"),
            Status::Cancelled => self.words.say("st-cancelled"),
        }
    }

    fn handed_off(&self, department: &str, ticket: &Ticket) -> String {
        let dept = ("dept", Arg::Text(department));
        match &ticket.department_contact {
            None => self.words.say_with("st-hand-none", &[dept]),
            Some(contact) => match &contact.phone {
                None => self.words.say_with("st-hand-name", &[dept, ("name", Arg::Text(&contact.name))]),
                Some(phone) => self.words.say_with("st-hand", &[dept, ("name", Arg::Text(&contact.name)), ("ext", Arg::Text(phone))]),
            },
        }
    }
}

/// The name of a file that will not be tried any more.
fn left_behind(waiting: &Waiting) -> Option<&str> {
    let Parcel::Attachment { name, .. } = &waiting.parcel else { return None };
    waiting.parked.map(|_| name.as_str())
}

fn needs_you(status: Status) -> bool {
    matches!(status, Status::WaitingOnRequester | Status::Resolved)
}

fn is_finished(status: Status) -> bool {
    matches!(status, Status::Closed | Status::Cancelled)
}

fn needs_you_or_finished(status: Status) -> bool {
    needs_you(status) || is_finished(status)
}

fn cut(line: &str) -> String {
    if line.chars().count() <= TITLE {
        return line.to_owned();
    }
    line.chars().take(TITLE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::{AttachmentId, TicketId};
    use desk_outbox::Reason;
    use desk_view::words::Language;
    use std::{fmt, sync::Arc};

    fn request(number: &str, subject: &str, status: Status) -> Ticket {
        let at: Timestamp = "2026-11-23T14:40:00Z".parse().unwrap();
        Ticket {
            id: TicketId::new(),
            number: Some(number.to_owned()),
            subject: subject.to_owned(),
            status,
            status_since: at,
            class_waiting: false,
            next_update_by: None,
            assignee: Some("Devon Price".to_owned()),
            department: None,
            department_contact: None,
            due: None,
            rating: None,
            created_at: at,
            updated_at: at,
        }
    }

    fn page(standing: &Standing, school: Option<&str>) -> String {
        let words = Words::of(Language::English);
        let now = "2026-11-23T14:40:00Z".parse().unwrap();
        Page { words: &words, now, zone: TimeZone::get("America/New_York").unwrap() }.of(standing, school)
    }

    #[test]
    fn requests_are_grouped_as_in_the_window() {
        let mut new = request("4128", "The printer again", Status::New);
        new.next_update_by = Some("2026-11-24T15:40:00Z".parse().unwrap());
        let tickets = vec![new, request("4127", "Projector screen stays blue", Status::Resolved), request("4098", "Sound", Status::Closed)];

        insta::assert_snapshot!(page(&Standing { waiting: Vec::new(), tickets, not_heard: None }, Some("Cedar Ridge")), @r"
        Connected to Cedar Ridge

        Needs you
          Request 4127  Projector screen stays blue
            Devon thinks it’s fixed. Is it?

        In our hands
          Request 4128  The printer again
            A person will read it soon
            Next update by Tue 10:40

        Finished
          Request 4098  Sound
            Fixed by Devon
        ");
    }

    #[test]
    fn a_file_that_stays_behind_is_named() {
        let (id, ticket) = (AttachmentId::new(), TicketId::new());
        let parcel = Parcel::Attachment { id, ticket, name: "large.png".to_owned(), sha256: "0".repeat(64), size_bytes: 3_000_000 };
        let left = Waiting {
            key: parcel.key(),
            parcel,
            accepted_at: "2026-11-23T14:40:00Z".parse().unwrap(),
            began: true,
            tries: 4,
            next_try_at: None,
            why: None,
            parked: Some(Reason::NotLetThrough),
        };
        let tickets = vec![request("4127", "The printer again", Status::New)];

        insta::assert_snapshot!(page(&Standing { waiting: vec![left], tickets, not_heard: None }, Some("Cedar Ridge")), @r"
        Connected to Cedar Ridge

        In our hands
          Request 4127  The printer again
            A person will read it soon

        “large.png” couldn’t go along.
        ");
    }

    #[test]
    fn an_empty_list_and_a_desk_that_does_not_answer_are_said() {
        let nothing = Standing { waiting: Vec::new(), tickets: Vec::new(), not_heard: Some(DeskError::NotEnrolled(None)) };

        insta::assert_snapshot!(page(&nothing, None), @r"
        Not connected to the help desk right now

        Nothing on your list
        ");
    }

    #[test]
    fn a_keyring_that_does_not_open_is_said() {
        let nothing = Standing { waiting: Vec::new(), tickets: Vec::new(), not_heard: Some(DeskError::NoStore(Arc::new(fmt::Error))) };

        insta::assert_snapshot!(page(&nothing, None), @r"
        Not connected to the help desk right now
        Your keyring is locked or missing. What you send is kept on this computer and goes out once it is open.

        Nothing on your list
        ");
    }

    #[test]
    fn a_long_line_is_cut() {
        assert_eq!(cut(&"a".repeat(61)), format!("{}…", "a".repeat(59)));
        assert_eq!(cut("short"), "short");
    }
}
