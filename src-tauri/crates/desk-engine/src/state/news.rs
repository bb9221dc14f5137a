//! What a person is told by a toast: the difference between what the desk says and what was told before. It is the same whether
//! the difference was pushed or polled, and what was told is kept, so that nothing is told twice after a restart.

use super::{Effect, State, theirs};
use desk_api::{ChangeKind, Contact, HistoryItem, Message, MessageId, Notice, NoticeKind, NoticeState, Role, Status, Ticket, TicketId};
use desk_view::Place;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing to tell.
#[derive(Clone, PartialEq)]
pub(crate) enum News {
    /// The desk has the request.
    Sent { id: TicketId, was_late: bool, promised_by: Option<Timestamp> },
    /// Somebody is on it.
    PickedUp { id: TicketId, title: String, name: String },
    /// Somebody asked something.
    Question { id: TicketId, name: String, text: String },
    /// Somebody wrote.
    Said { id: TicketId, name: String, text: String },
    /// Somebody thinks it is fixed.
    AskedIfFixed { id: TicketId, title: String, name: Option<String>, text: Option<String> },
    /// Another department has it.
    HandedOff { id: TicketId, title: String, department: String, contact: Option<Contact> },
    /// The promise moved.
    Delayed { id: TicketId, title: String, name: Option<String>, was: Timestamp, until: Timestamp },
    /// Something is down or slow.
    Outage(Box<Notice>),
    /// It takes longer.
    OutageLate(Box<Notice>),
    /// It is over.
    OutageOver(Box<Notice>),
    /// Where the bell is and who answers.
    Welcome,
    /// The queue was damaged: some of what was written may be lost.
    Damaged,
    /// All that had to wait.
    Meanwhile(Vec<News>),
}

/// What was told about a ticket, in short.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Told {
    pub(super) status: Status,
    pub(super) assignee: Option<String>,
    pub(super) department: Option<String>,
    /// The last message of the desk's.
    pub(super) last: Option<MessageId>,
    /// How much the person had said.
    pub(super) own_messages: usize,
    pub(super) promised_by: Option<Timestamp>,
}

impl Told {
    /// The short of a ticket as it is.
    pub(super) fn of(ticket: &Ticket, history: &[HistoryItem]) -> Self {
        Self {
            status: ticket.status,
            assignee: ticket.assignee.clone(),
            department: ticket.department.clone(),
            last: theirs(history).last().map(|message| message.id),
            own_messages: own_messages(history),
            promised_by: ticket.next_update_by,
        }
    }
}

impl News {
    /// What it is about, where it is about one thing.
    pub(crate) fn about(&self) -> Option<Place> {
        match self {
            Self::Sent { id, .. }
            | Self::PickedUp { id, .. }
            | Self::Question { id, .. }
            | Self::Said { id, .. }
            | Self::AskedIfFixed { id, .. }
            | Self::HandedOff { id, .. }
            | Self::Delayed { id, .. } => Some(Place::Ticket { id: *id }),
            Self::Outage(notice) | Self::OutageLate(notice) | Self::OutageOver(notice) => Some(Place::Notice { id: notice.id }),
            Self::Welcome => Some(Place::Welcome),
            Self::Damaged | Self::Meanwhile(_) => None,
        }
    }

    /// Whether something is down, or stays down for longer.
    pub(crate) fn is_outage(&self) -> bool {
        matches!(self, Self::Outage(_) | Self::OutageLate(_))
    }

    /// What is to be told about a ticket, of which `told` was told before. Of several things, the one that asks the most.
    pub(super) fn of_ticket(told: &Told, ticket: &Ticket, history: &[HistoryItem]) -> Option<Self> {
        let id = ticket.id;
        let title = || ticket.subject.clone();
        let said = theirs(history).last().filter(|message| told.last != Some(message.id));
        if ticket.status == Status::Resolved && told.status != Status::Resolved {
            let name = asker(ticket, history).or_else(|| said.map(|message| message.author.name.clone()));
            return Some(Self::AskedIfFixed { id, title: title(), name, text: said.map(|message| message.body.clone()) });
        }
        if let Some(Message { author, body, .. }) = said {
            let (name, text) = (author.name.clone(), body.clone());
            let asks = ticket.status == Status::WaitingOnRequester;
            return Some(if asks { Self::Question { id, name, text } } else { Self::Said { id, name, text } });
        }
        if let Some(department) = ticket.department.clone().filter(|department| told.department.as_ref() != Some(department)) {
            return Some(Self::HandedOff { id, title: title(), department, contact: ticket.department_contact.clone() });
        }
        if let Some(name) = ticket.assignee.clone().filter(|name| told.assignee.as_ref() != Some(name)) {
            return Some(Self::PickedUp { id, title: title(), name });
        }
        let is_untouched = told.status == ticket.status && told.own_messages == own_messages(history);
        match (told.promised_by, ticket.next_update_by) {
            (Some(was), Some(until)) if is_untouched && until > was => {
                Some(Self::Delayed { id, title: title(), name: ticket.assignee.clone(), was, until })
            }
            (Some(_) | None, Some(_) | None) => None,
        }
    }

    /// What is to be told about a notice. Planned work shows in the window and interrupts nobody.
    pub(super) fn of_notice(before: Option<&Notice>, notice: &Notice) -> Option<Self> {
        if notice.kind == NoticeKind::Planned {
            return None;
        }
        let was_active = before.is_some_and(|before| before.state == NoticeState::Active);
        match notice.state {
            NoticeState::Active if !was_active => Some(Self::Outage(Box::new(notice.clone()))),
            NoticeState::Active => {
                let was = before.and_then(|before| before.back_by)?;
                (notice.back_by? > was).then(|| Self::OutageLate(Box::new(notice.clone())))
            }
            NoticeState::Resolved if was_active => Some(Self::OutageOver(Box::new(notice.clone()))),
            NoticeState::Resolved | NoticeState::Scheduled => None,
        }
    }
}

impl State {
    /// Shows it, as one where it is more, but for what the person has come upon meanwhile.
    pub(super) fn may_tell(&mut self, all: Vec<News>) -> Vec<Effect> {
        if all.contains(&News::Welcome) && !self.preferences.welcomed {
            return self.welcome_first_noted(all);
        }
        let is_new = |news: &News| match news.about() {
            Some(Place::Welcome) => !self.window.is_in_front(),
            Some(place) => !self.has_in_front(place),
            None => true,
        };
        let mut left: Vec<_> = all.into_iter().filter(is_new).collect();
        let one = if left.len() > 1 { Some(News::Meanwhile(left)) } else { left.pop() };
        one.map(Effect::Toast).into_iter().collect()
    }
}

/// Who asked whether it is fixed, last.
pub(crate) fn asker(ticket: &Ticket, history: &[HistoryItem]) -> Option<String> {
    let asked = history.iter().rev().find_map(|item| match item {
        HistoryItem::Change(change) if change.what == ChangeKind::AskedIfFixed => change.by.clone(),
        HistoryItem::Change(_) | HistoryItem::Message(_) => None,
    });
    asked.or_else(|| ticket.assignee.clone())
}

fn own_messages(history: &[HistoryItem]) -> usize {
    history.iter().filter(|item| matches!(item, HistoryItem::Message(message) if message.author.role == Role::Requester)).count()
}

impl fmt::Debug for News {
    /// Names what is told and leaves out every word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sent { .. } => "Sent",
            Self::PickedUp { .. } => "PickedUp",
            Self::Question { .. } => "Question",
            Self::Said { .. } => "Said",
            Self::AskedIfFixed { .. } => "AskedIfFixed",
            Self::HandedOff { .. } => "HandedOff",
            Self::Delayed { .. } => "Delayed",
            Self::Outage(_) => "Outage",
            Self::OutageLate(_) => "OutageLate",
            Self::OutageOver(_) => "OutageOver",
            Self::Welcome => "Welcome",
            Self::Damaged => "Damaged",
            Self::Meanwhile(_) => "Meanwhile",
        })
    }
}
