//! What the desk says when it is asked: the person's tickets, notices, and who the desk is.

use super::{Effect, Fetch, Freshness, Heard, News, Note, State, Unheard, news::Told};
use desk_api::{EventKind, HistoryItem, Message, Notice, Role, Status, Ticket, TicketId, TicketThread};
use desk_view::Place;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, time::Duration};

/// How long a notice shows after it was resolved.
const RESOLVED_SHOWS: Duration = Duration::from_secs(60 * 60);

/// A ticket as last heard.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) ticket: Ticket,
    /// All that was said and done, where it was fetched.
    pub(crate) history: Option<Vec<HistoryItem>>,
    /// What was told about it; none where it was there before this computer first asked.
    pub(super) told: Option<Told>,
    /// The list said that it changed, and the rest has not been fetched since.
    #[serde(default)]
    pub(super) is_stale: bool,
    /// When the desk answered that it has it, where that was in this run.
    #[serde(skip)]
    pub(super) heard_at: Option<Timestamp>,
}

impl Known {
    /// A ticket of which only the list is known.
    fn listed(ticket: Ticket) -> Self {
        Self { ticket, history: None, told: None, is_stale: false, heard_at: None }
    }

    fn is_finished(&self) -> bool {
        matches!(self.ticket.status, Status::Closed | Status::Cancelled)
    }
}

/// The messages that are not the person's own, oldest first.
pub(crate) fn theirs(history: &[HistoryItem]) -> impl DoubleEndedIterator<Item = &Message> {
    history.iter().filter_map(|item| match item {
        HistoryItem::Message(message) => (message.author.role != Role::Requester).then_some(message),
        HistoryItem::Change(_) => None,
    })
}

impl State {
    pub(super) fn heard(&mut self, heard: Heard) -> Vec<Effect> {
        self.desk_answers = Some(true);
        let mut effects = match heard {
            Heard::Tickets { .. } | Heard::Thread(_) => self.keyring_opened(),
            // These are told to those who cannot sign in, too.
            Heard::Profile(_) | Heard::Notices(_) | Heard::Tips(_) => Vec::new(),
        };
        effects.extend(self.take_heard(heard));
        effects
    }

    /// Somebody is signed in, so that nothing need wait for the keyring any more.
    pub(super) fn keyring_opened(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.is_locked) { vec![Effect::Hurry] } else { Vec::new() }
    }

    fn take_heard(&mut self, heard: Heard) -> Vec<Effect> {
        match heard {
            Heard::Profile(profile) => {
                let is_new = self.profile.as_ref() != Some(&profile);
                self.profile = Some(profile);
                let mut effects = if is_new { vec![Effect::Keep(Note::Profile)] } else { Vec::new() };
                effects.extend(self.welcome());
                effects
            }
            Heard::Tickets { asked_at, tickets } => {
                self.setup.is_unknown = false;
                let mut effects = self.heard_tickets(asked_at, tickets);
                effects.extend(self.welcome());
                effects
            }
            Heard::Thread(thread) => self.heard_thread(thread),
            Heard::Notices(notices) => self.heard_notices(notices),
            Heard::Tips(tips) => {
                self.tips = tips;
                Vec::new()
            }
        }
    }

    /// The live channel says only that something changed.
    pub(super) fn said(kind: EventKind) -> Vec<Effect> {
        match kind {
            EventKind::Ticket { ticket_id } => vec![Effect::Fetch(Fetch::Thread(ticket_id))],
            EventKind::Notice { .. } => vec![Effect::Fetch(Fetch::Notices)],
            EventKind::Resync => Fetch::ALL.map(Effect::Fetch).to_vec(),
            EventKind::Unknown => Vec::new(),
        }
    }

    pub(super) fn not_heard(&mut self, what: Fetch, why: Unheard) -> Vec<Effect> {
        if matches!(what, Fetch::Tickets | Fetch::Thread(_)) {
            // Whoever got as far as an answer, or as none, had signed in.
            self.is_locked = why == Unheard::Locked;
        }
        if why != Unheard::Locked {
            self.desk_answers = Some(why == Unheard::Refused);
        }
        self.setup.is_unknown |= why == Unheard::NotEnrolled;
        let freshness = match what {
            Fetch::Tickets => &mut self.tickets_state,
            Fetch::Notices => &mut self.notices_state,
            Fetch::Profile | Fetch::Thread(_) | Fetch::Tips => return Vec::new(),
        };
        if *freshness == Freshness::Unheard {
            *freshness = Freshness::Failed;
        }
        Vec::new()
    }

    /// The list is all there is, but for what the desk took while it was on its way.
    fn heard_tickets(&mut self, asked_at: Timestamp, tickets: Vec<Ticket>) -> Vec<Effect> {
        let is_first = self.tickets_state != Freshness::Heard;
        self.tickets_state = Freshness::Heard;
        let listed: BTreeSet<TicketId> = tickets.iter().map(|ticket| ticket.id).collect();
        let before = self.tickets.len();
        self.tickets.retain(|id, known| listed.contains(id) || known.heard_at.is_some_and(|at| at >= asked_at));
        let mut has_changed = is_first || self.tickets.len() < before;
        let mut effects = Vec::new();
        for ticket in tickets {
            let id = ticket.id;
            effects.extend(self.has_arrived(&ticket));
            let known = self.tickets.entry(id).or_insert_with(|| Known::listed(ticket.clone()));
            if known.ticket.updated_at > ticket.updated_at {
                continue;
            }
            let is_other = known.ticket != ticket;
            known.ticket = ticket;
            known.is_stale |= is_other;
            has_changed |= is_other;
            if known.is_stale || (known.history.is_none() && !known.is_finished()) {
                effects.push(Effect::Fetch(Fetch::Thread(id)));
            }
        }
        if has_changed {
            effects.push(Effect::Keep(Note::Tickets));
        }
        effects
    }

    fn heard_thread(&mut self, thread: TicketThread) -> Vec<Effect> {
        let TicketThread { ticket, history } = thread;
        let id = ticket.id;
        let before = self.tickets.get(&id).cloned();
        if before.as_ref().is_some_and(|known| known.ticket.updated_at > ticket.updated_at) {
            return Vec::new();
        }
        let telling = Told::of(&ticket, &history);
        let mut effects = Vec::new();
        match before.as_ref().and_then(|known| known.told.as_ref()) {
            Some(told) if !self.has_in_front(Place::Ticket { id }) => {
                effects.extend(News::of_ticket(told, &ticket, &history).map(Effect::Tell));
            }
            Some(_) => {}
            None => self.take_as_seen(&ticket, &telling),
        }
        let heard_at = before.as_ref().and_then(|known| known.heard_at);
        let known = Known { ticket, history: Some(history), told: Some(telling), is_stale: false, heard_at };
        if before.as_ref() != Some(&known) {
            self.tickets.insert(id, known);
            effects.push(Effect::Keep(Note::Tickets));
        }
        if self.has_in_front(Place::Ticket { id }) {
            effects.extend(self.mark_seen(id));
        }
        effects
    }

    /// What was said before this computer first asked is nothing new, unless the desk waits for the person.
    fn take_as_seen(&mut self, ticket: &Ticket, telling: &Told) {
        let waits_for_person = matches!(ticket.status, Status::WaitingOnRequester | Status::Resolved);
        if let Some(last) = telling.last.filter(|_| !waits_for_person) {
            self.seen.entry(ticket.id).or_insert(last);
        }
    }

    /// The person has read a request up to its last message.
    pub(super) fn mark_seen(&mut self, id: TicketId) -> Vec<Effect> {
        let history = self.tickets.get(&id).and_then(|known| known.history.as_deref()).unwrap_or_default();
        let Some(last) = theirs(history).last().map(|message| message.id) else { return Vec::new() };
        if self.seen.insert(id, last) == Some(last) { Vec::new() } else { vec![Effect::Keep(Note::Seen)] }
    }

    /// Whether a request has a message that the person has not seen.
    pub(crate) fn is_unread(&self, id: TicketId) -> bool {
        let history = self.tickets.get(&id).and_then(|known| known.history.as_deref()).unwrap_or_default();
        theirs(history).last().is_some_and(|last| self.seen.get(&id) != Some(&last.id))
    }

    /// How many requests have something new.
    pub(crate) fn unread(&self) -> u32 {
        u32::try_from(self.tickets.keys().filter(|id| self.is_unread(**id)).count()).unwrap_or(u32::MAX)
    }

    fn heard_notices(&mut self, notices: Vec<Notice>) -> Vec<Effect> {
        let knew = self.notices_state == Freshness::Heard;
        self.notices_state = Freshness::Heard;
        let notices = notices.into_iter().filter(|notice| self.is_near(notice)).map(|notice| (notice.id, notice)).collect();
        let before = std::mem::replace(&mut self.notices, notices);
        let mut effects = Vec::new();
        for notice in self.notices.values() {
            let is_watched = self.has_in_front(Place::Help) || self.has_in_front(Place::Notice { id: notice.id });
            if knew && !is_watched {
                effects.extend(News::of_notice(before.get(&notice.id), notice).map(Effect::Tell));
            }
        }
        if !knew || before != self.notices {
            effects.push(Effect::Keep(Note::Notices));
        }
        effects
    }

    /// Whether a notice is about a place of this computer.
    fn is_near(&self, notice: &Notice) -> bool {
        let (here, there) = (&self.settings.places, &notice.places);
        here.is_empty() || there.is_empty() || there.iter().any(|place| here.iter().any(|name| name.eq_ignore_ascii_case(place)))
    }

    pub(super) fn notice_alarm(&self) -> Option<Timestamp> {
        self.notices.values().filter_map(|notice| notice.resolved_at).map(|at| at + RESOLVED_SHOWS).min()
    }

    pub(super) fn forget_old_notices(&mut self) {
        let now = self.now;
        self.notices.retain(|_, notice| notice.resolved_at.is_none_or(|at| at + RESOLVED_SHOWS > now));
    }
}
