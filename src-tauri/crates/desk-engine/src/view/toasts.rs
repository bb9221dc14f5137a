//! News in words.

use super::first_name;
use crate::state::{News, State};
use desk_api::{Contact, Notice, TicketId};
use desk_view::{
    Button, Place, Request, Toast, ToastAction,
    words::{Arg, Words},
};
use jiff::Timestamp;

/// The longest text of somebody's that a toast shows, in characters.
const SHOWN: usize = 160;
/// The most things that are told in one toast.
const LINES: usize = 3;

/// A toast that tells it.
pub(crate) fn toast(news: &News, state: &State, words: &Words) -> Toast {
    let speech = Speech { state, words };
    match news {
        News::Sent { id, was_late, promised_by } => {
            let title = words.say(if *was_late { "toast-queued" } else { "toast-sent" });
            of_ticket(*id, title, promised_by.map(|at| speech.with_time("toast-sent-b", at)).unwrap_or_default())
        }
        News::PickedUp { id, title, name } => of_ticket(*id, speech.with_name("toast-work", name), speech.title(title)),
        News::Question { id, name, text } => Toast {
            buttons: vec![speech.open("toast-reply-a", Place::Ticket { id: *id })],
            ..of_ticket(*id, speech.with_name("toast-reply", name), speech.quote(text))
        },
        News::Said { id, name, text } => Toast {
            buttons: vec![speech.open("toast-reply-a", Place::Ticket { id: *id })],
            ..of_ticket(*id, speech.with_name("toast-said", name), speech.quote(text))
        },
        News::AskedIfFixed { id, title, name, text } => {
            let body = match (name, text) {
                (Some(name), Some(text)) => {
                    words.say_with("toast-fix-b", &[("name", Arg::Text(&first_name(name))), ("text", Arg::Text(&first_line(text)))])
                }
                (None, Some(text)) => speech.quote(text),
                (Some(_) | None, None) => speech.title(title),
            };
            let buttons = vec![speech.confirm("fix-yes", *id, true), speech.confirm("fix-no", *id, false)];
            Toast { buttons, ..of_ticket(*id, words.say("toast-fix"), body) }
        }
        News::HandedOff { id, title, department, contact } => {
            let heading = words.say_with("toast-hand", &[("dept", Arg::Text(department))]);
            of_ticket(*id, heading, contact.as_ref().and_then(|contact| speech.contact(contact)).unwrap_or_else(|| speech.title(title)))
        }
        News::Delayed { id, title, name, was, until } => {
            let body = name.as_ref().map(|name| {
                words.say_with("toast-delay-b", &[("name", Arg::Text(&first_name(name))), ("new", Arg::Text(&speech.moment(*until)))])
            });
            of_ticket(*id, speech.with_time("toast-delay", *was), body.unwrap_or_else(|| speech.title(title)))
        }
        News::Outage(notice) => speech.outage(notice),
        News::OutageLate(notice) => {
            let body = notice.back_by.map(|at| speech.with_time("toast-late-b", at)).unwrap_or_default();
            of_notice(notice, words.say_with("toast-late", &[("title", Arg::Text(&notice.title))]), body)
        }
        News::Welcome => speech.welcome(),
        News::Damaged => of_everything("damaged", Place::Requests, words.say("damaged-title"), words.say("damaged-body")),
        News::Meanwhile(all) => of_everything("meanwhile", Place::Requests, words.say("toast-held"), speech.in_lines(all)),
        News::OutageOver(notice) => Toast {
            buttons: vec![speech.open("out-res-no", Place::Help)],
            ..of_notice(notice, words.say("out-res"), format!("{}\n{}", speech.title(&notice.title), words.say("toast-back-b")))
        },
    }
}

fn of_ticket(id: TicketId, title: String, body: String) -> Toast {
    Toast { tag: format!("ticket-{id}"), title, body, buttons: Vec::new(), opens: Place::Ticket { id } }
}

fn of_notice(notice: &Notice, title: String, body: String) -> Toast {
    Toast { tag: format!("notice-{}", notice.id), title, body, buttons: Vec::new(), opens: Place::Notice { id: notice.id } }
}

/// A toast about no one request or notice.
fn of_everything(tag: &str, opens: Place, title: String, body: String) -> Toast {
    Toast { tag: tag.to_owned(), title, body, buttons: Vec::new(), opens }
}

/// The first line of a text, cut where a toast would cut it anyway.
fn first_line(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// The catalogue, with what it is about.
struct Speech<'a> {
    state: &'a State,
    words: &'a Words,
}

impl Speech<'_> {
    fn moment(&self, at: Timestamp) -> String {
        self.words.moment(at, self.state.now, &self.state.settings.time_zone)
    }

    fn with_time(&self, key: &str, at: Timestamp) -> String {
        self.words.say_with(key, &[("time", Arg::Text(&self.moment(at)))])
    }

    fn with_name(&self, key: &str, full: &str) -> String {
        self.words.say_with(key, &[("name", Arg::Text(&first_name(full)))])
    }

    /// The first few in a line each, and how many more there are.
    fn in_lines(&self, all: &[News]) -> String {
        let mut lines: Vec<_> = all.iter().take(LINES).map(|news| toast(news, self.state, self.words).title).collect();
        let more = all.len().saturating_sub(LINES);
        if more > 0 {
            lines.push(self.words.say_with("toast-held-more", &[("n", Arg::Count(i64::try_from(more).unwrap_or(i64::MAX)))]));
        }
        lines.join("\n")
    }

    fn title(&self, title: &str) -> String {
        self.words.say_with("toast-work-b", &[("title", Arg::Text(&first_line(title)))])
    }

    fn quote(&self, text: &str) -> String {
        self.words.say_with("toast-reply-b", &[("text", Arg::Text(&first_line(text)))])
    }

    fn contact(&self, contact: &Contact) -> Option<String> {
        let phone = contact.phone.as_ref()?;
        Some(self.words.say_with("toast-hand-b", &[("name", Arg::Text(&contact.name)), ("ext", Arg::Text(phone))]))
    }

    fn welcome(&self) -> Toast {
        let body = match &self.state.profile {
            Some(profile) => self.words.say_with("wel-body", &[("school", Arg::Text(&profile.name))]),
            None => self.words.say("wel-body-plain"),
        };
        of_everything("welcome", Place::Welcome, self.words.say("wel-title"), body)
    }

    fn open(&self, key: &str, place: Place) -> Button {
        Button { label: self.words.say(key), does: ToastAction::Open(place) }
    }

    fn ask(&self, key: &str, request: Request) -> Button {
        Button { label: self.words.say(key), does: ToastAction::Ask(Box::new(request)) }
    }

    fn confirm(&self, key: &str, id: TicketId, fixed: bool) -> Button {
        self.ask(key, Request::Confirm { id, fixed, note: None, someone_else: false })
    }

    fn outage(&self, notice: &Notice) -> Toast {
        let body = match (notice.back_by, &notice.owner) {
            (Some(at), _) => self.with_time("toast-out-b", at),
            (None, Some(owner)) => self.with_name("out-know-name", owner),
            (None, None) => self.words.say("out-know-none"),
        };
        let can_join = self.state.profile.as_ref().is_none_or(|profile| profile.capabilities.affected) && !notice.affects_me;
        let buttons = if can_join { vec![self.ask("out-metoo", Request::MeToo { id: notice.id })] } else { Vec::new() };
        Toast { buttons, ..of_notice(notice, notice.title.clone(), body) }
    }
}
