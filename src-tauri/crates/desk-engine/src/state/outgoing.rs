//! What lies in the outbox, as the screens need it: every request, reply and answer shows at once, before the desk has it.

use super::{Effect, Fetch, State};
use crate::code;
use desk_api::{AttachmentId, Confirmation, MessageId, NewMessage, NewTicket, NoticeId, TicketId, TipId};
use desk_outbox::{Key, Parcel, Waiting};
use jiff::Timestamp;
use std::{collections::BTreeSet, fmt};

/// Everything on its way, in the order in which it was accepted.
#[derive(Default)]
pub(crate) struct Outgoing {
    parcels: Vec<Sending>,
    /// What left since the start, so that a list read earlier brings nothing back.
    gone: BTreeSet<Key>,
}

/// One parcel on its way.
#[derive(Clone, PartialEq)]
pub(crate) struct Sending {
    /// Its name in the outbox.
    pub(crate) key: Key,
    /// The ticket it opens or belongs to.
    pub(crate) ticket: Option<TicketId>,
    /// When it was accepted.
    pub(crate) accepted_at: Timestamp,
    /// At least one attempt came to nothing.
    pub(crate) is_late: bool,
    /// Why it is not tried any more.
    pub(crate) stuck: Option<String>,
    /// What it says.
    pub(crate) what: What,
}

/// What a parcel says.
#[derive(Clone, PartialEq)]
pub(crate) enum What {
    /// A new ticket, without its report.
    Ticket(NewTicket),
    /// A picture or file.
    Attachment(AttachmentId),
    /// Something said.
    Message(MessageId, NewMessage),
    /// Fixed, or not yet.
    Confirmation(Confirmation),
    /// How it went.
    Rating,
    /// "Me too."
    Affected(NoticeId),
    /// "That fixed it."
    TipHelped(TipId),
}

impl Outgoing {
    /// What lay in the outbox at start.
    pub(crate) fn kept(waiting: Vec<Waiting>) -> Self {
        let mut outgoing = Self::default();
        outgoing.take(waiting);
        outgoing
    }

    /// Everything, oldest first.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &Sending> {
        self.parcels.iter()
    }

    /// What belongs to a ticket, itself included, oldest first.
    pub(crate) fn of(&self, ticket: TicketId) -> impl DoubleEndedIterator<Item = &Sending> {
        self.parcels.iter().filter(move |sending| sending.ticket == Some(ticket))
    }

    /// One of them.
    pub(crate) fn get(&self, key: Key) -> Option<&Sending> {
        self.parcels.iter().find(|sending| sending.key == key)
    }

    /// The ticket itself, while the desk does not have it.
    pub(crate) fn ticket(&self, id: TicketId) -> Option<(&Sending, &NewTicket)> {
        self.get(Key::Ticket(id)).and_then(|sending| match &sending.what {
            What::Ticket(ticket) => Some((sending, ticket)),
            What::Attachment(_) | What::Message(..) | What::Confirmation(_) | What::Rating | What::Affected(_) | What::TipHelped(_) => None,
        })
    }

    /// The newest answer to "Is it fixed?" that the desk does not have yet.
    pub(crate) fn confirmation(&self, ticket: TicketId) -> Option<(&Sending, &Confirmation)> {
        self.of(ticket).rev().find_map(|sending| match &sending.what {
            What::Confirmation(confirmation) if sending.stuck.is_none() => Some((sending, confirmation)),
            What::Confirmation(_)
            | What::Ticket(_)
            | What::Attachment(_)
            | What::Message(..)
            | What::Rating
            | What::Affected(_)
            | What::TipHelped(_) => None,
        })
    }

    /// Whether an attachment will never arrive.
    pub(crate) fn is_refused(&self, id: AttachmentId) -> bool {
        self.get(Key::Attachment(id)).is_some_and(|sending| sending.stuck.is_some())
    }

    /// Whether "me too" is on its way.
    pub(crate) fn has_joined(&self, id: NoticeId) -> bool {
        self.get(Key::Affected(id)).is_some()
    }

    pub(super) fn add(&mut self, parcel: &Parcel, at: Timestamp) {
        if self.get(parcel.key()).is_none()
            && let Some(sending) = Sending::of(parcel, at)
        {
            self.gone.remove(&sending.key);
            self.parcels.push(sending);
        }
    }

    pub(super) fn remove(&mut self, key: Key) -> Option<Sending> {
        self.gone.insert(key);
        let at = self.parcels.iter().position(|sending| sending.key == key)?;
        Some(self.parcels.remove(at))
    }

    pub(super) fn remove_all_of(&mut self, ticket: TicketId) {
        self.parcels.retain(|sending| sending.ticket != Some(ticket));
    }

    pub(super) fn get_mut(&mut self, key: Key) -> Option<&mut Sending> {
        self.parcels.iter_mut().find(|sending| sending.key == key)
    }

    /// Brings this in line with what the outbox holds. Says whether anything left it meanwhile.
    fn take(&mut self, waiting: Vec<Waiting>) -> bool {
        let before = self.parcels.len();
        self.parcels.retain(|sending| waiting.iter().any(|held| held.key == sending.key));
        let something_left = self.parcels.len() < before;
        for held in waiting {
            if self.gone.contains(&held.key) {
                continue;
            }
            self.add(&held.parcel, held.accepted_at);
            if let Some(sending) = self.get_mut(held.key) {
                sending.is_late |= held.tries > 0;
                sending.stuck = held.parked.map(code::of_reason);
            }
        }
        something_left
    }
}

impl Sending {
    /// None where the bytes are not what they should be.
    fn of(parcel: &Parcel, accepted_at: Timestamp) -> Option<Self> {
        let what = match parcel {
            Parcel::Ticket { body, .. } => What::Ticket(NewTicket { report: None, ..body.open().ok()? }),
            Parcel::Attachment { id, .. } => What::Attachment(*id),
            Parcel::Message { id, body, .. } => What::Message(*id, body.open().ok()?),
            Parcel::Confirmation { body, .. } => What::Confirmation(body.open().ok()?),
            Parcel::Rating { .. } => What::Rating,
            Parcel::Affected { notice } => What::Affected(*notice),
            Parcel::TipHelped { tip } => What::TipHelped(*tip),
        };
        Some(Self { key: parcel.key(), ticket: parcel.ticket(), accepted_at, is_late: false, stuck: None, what })
    }
}

impl State {
    /// Takes in the outbox's own list, after another program wrote to it.
    pub(super) fn reloaded(&mut self, waiting: Vec<Waiting>) -> Vec<Effect> {
        if self.outgoing.take(waiting) { vec![Effect::Fetch(Fetch::Tickets)] } else { Vec::new() }
    }
}

impl fmt::Debug for Outgoing {
    /// Names the parcels alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parcels.iter().map(|sending| sending.key)).finish()
    }
}
