//! What became of what was handed to the outbox, and what the desk answered.

use super::{Answer, Attempt, Effect, Fetch, Known, News, Note, Phase, State, Trouble, Went, news::Told, outgoing::Sending};
use crate::state::outgoing::What;
use desk_api::{Attachment, AttachmentState, Author, HistoryItem, Message, MessageId, NewTicket, Role, Ticket};
use desk_outbox::{Key, Parcel};
use desk_view::Place;

impl State {
    /// The outbox has these, on disk.
    pub(super) fn accepted(&mut self, parcels: &[Parcel]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for parcel in parcels {
            self.outgoing.add(parcel, self.now);
            match parcel {
                Parcel::Ticket { id, .. } => effects.extend(self.ticket_kept(*id)),
                Parcel::Message { ticket, .. } => effects.extend(self.reply_kept(*ticket)),
                Parcel::Confirmation { ticket, body, .. } => self.confirmation_kept(*ticket, body),
                Parcel::Rating { ticket, body, .. } => self.rating_kept(*ticket, body),
                Parcel::Affected { notice } => {
                    self.joining.remove(notice);
                }
                Parcel::Attachment { .. } | Parcel::TipHelped { .. } => {}
            }
        }
        effects
    }

    /// The outbox has none of these.
    pub(super) fn not_accepted(&mut self, parcels: &[Parcel]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for parcel in parcels {
            match parcel {
                Parcel::Ticket { id, .. } => effects.extend(self.ticket_not_kept(*id)),
                Parcel::Message { ticket, .. } => self.reply_not_kept(*ticket),
                Parcel::Confirmation { ticket, .. } => self.confirmation_not_kept(*ticket),
                Parcel::Affected { notice } => {
                    self.joining.remove(notice);
                }
                Parcel::TipHelped { .. } => self.help.draft.helped_by = None,
                Parcel::Attachment { .. } | Parcel::Rating { .. } => {}
            }
        }
        effects
    }

    /// A parcel was tried.
    pub(super) fn attempted(&mut self, attempt: Attempt) -> Vec<Effect> {
        let Attempt { key, went } = attempt;
        match went {
            Went::Through(answer) => {
                self.desk_answers = Some(true);
                let mut effects = self.keyring_opened();
                effects.extend(self.through(key, *answer));
                effects
            }
            Went::Later { next_try_at, trouble } => {
                if let Some(sending) = self.outgoing.get_mut(key) {
                    sending.is_late = true;
                }
                self.is_locked = trouble == Trouble::Locked;
                // What holds up a picture says nothing about the desk: filters do it.
                let Key::Ticket(id) = key else { return Vec::new() };
                let phase = match trouble {
                    Trouble::Locked => return self.journey_is(id, Phase::Locked),
                    Trouble::Unreachable => Phase::Saved,
                    Trouble::Desk { code } => Phase::Trouble { next_try_at: Some(next_try_at), code },
                };
                self.desk_answers = Some(phase != Phase::Saved);
                self.journey_is(id, phase)
            }
            Went::Stuck { code } => self.stuck(key, code),
        }
    }

    fn stuck(&mut self, key: Key, code: String) -> Vec<Effect> {
        match key {
            Key::Ticket(id) => {
                if let Some(sending) = self.outgoing.get_mut(key) {
                    sending.stuck = Some(code.clone());
                }
                self.journey_is(id, Phase::Trouble { next_try_at: None, code })
            }
            Key::Attachment(_) | Key::Message(_) => {
                if let Some(sending) = self.outgoing.get_mut(key) {
                    sending.stuck = Some(code);
                }
                Vec::new()
            }
            // The desk has gone on without them; what it has now is the truth.
            Key::Confirmation(_) | Key::Rating(_) => {
                let ticket = self.outgoing.remove(key).and_then(|sending| sending.ticket);
                std::iter::once(Effect::Discard(key)).chain(ticket.map(|id| Effect::Fetch(Fetch::Thread(id)))).collect()
            }
            Key::Affected(_) => {
                self.outgoing.remove(key);
                vec![Effect::Discard(key), Effect::Fetch(Fetch::Notices)]
            }
            Key::TipHelped(_) => {
                self.outgoing.remove(key);
                vec![Effect::Discard(key)]
            }
        }
    }

    fn through(&mut self, key: Key, answer: Answer) -> Vec<Effect> {
        let sending = self.outgoing.remove(key);
        match answer {
            Answer::Ticket(ticket) if matches!(key, Key::Ticket(_)) => self.opened(ticket, sending.as_ref()),
            Answer::Ticket(ticket) => {
                let id = ticket.id;
                if let Some(known) = self.tickets.get_mut(&id) {
                    known.told = known.told.take().map(|told| Told { status: ticket.status, ..told });
                    known.ticket = ticket;
                }
                vec![Effect::Keep(Note::Tickets), Effect::Fetch(Fetch::Thread(id))]
            }
            Answer::Attachment(attachment) => self.arrived(&attachment),
            Answer::Message(message) => {
                let Some(ticket) = sending.and_then(|sending| sending.ticket) else { return Vec::new() };
                if let Some(history) = self.tickets.get_mut(&ticket).and_then(|known| known.history.as_mut())
                    && !history.iter().any(|item| matches!(item, HistoryItem::Message(known) if known.id == message.id))
                {
                    history.push(HistoryItem::Message(message));
                }
                vec![Effect::Keep(Note::Tickets), Effect::Fetch(Fetch::Thread(ticket))]
            }
            Answer::Notice(notice) => {
                self.notices.insert(notice.id, notice);
                vec![Effect::Keep(Note::Notices)]
            }
            Answer::Tip(tip) => {
                self.tips.retain(|known| known.id != tip.id);
                self.tips.push(tip);
                Vec::new()
            }
        }
    }

    /// The desk has a ticket of ours.
    fn opened(&mut self, ticket: Ticket, sending: Option<&Sending>) -> Vec<Effect> {
        let id = ticket.id;
        let is_watched = self.has_in_front(Place::Help) && self.help.journey.as_ref().is_some_and(|journey| journey.id == id);
        let phase = Phase::sent(&ticket);
        let mut effects = self.has_arrived(&ticket);
        let news = News::Sent { id, was_late: sending.is_some_and(|sending| sending.is_late), promised_by: ticket.next_update_by };
        if !self.tickets.contains_key(&id) {
            let history = sending.and_then(|sending| match &sending.what {
                What::Ticket(new) => Some(vec![HistoryItem::Message(self.first_message(&ticket, new))]),
                What::Attachment(_) | What::Message(..) | What::Confirmation(_) | What::Rating | What::Affected(_) | What::TipHelped(_) => {
                    None
                }
            });
            let told = Some(Told::of(&ticket, history.as_deref().unwrap_or_default()));
            self.tickets.insert(id, Known { ticket, history, told, is_stale: true, heard_at: Some(self.now) });
        }
        effects.extend(self.journey_is(id, phase));
        if !is_watched {
            effects.push(Effect::Tell(news));
        }
        effects.extend([Effect::Keep(Note::Tickets), Effect::Fetch(Fetch::Thread(id))]);
        effects
    }

    /// The words of a ticket as its history will begin, until it is fetched.
    fn first_message(&self, ticket: &Ticket, new: &NewTicket) -> Message {
        let attachments = new.attachments.iter().map(|new| Attachment {
            id: new.id,
            name: new.name.clone(),
            media_type: new.media_type.clone(),
            size_bytes: new.size_bytes,
            state: AttachmentState::Pending,
        });
        Message {
            id: MessageId(ticket.id.0),
            author: Author { name: self.settings.first_name.clone().unwrap_or_default(), role: Role::Requester },
            body: new.words.clone(),
            attachments: attachments.collect(),
            created_at: ticket.created_at,
        }
    }

    /// The desk has a picture or file.
    fn arrived(&mut self, arrived: &Attachment) -> Vec<Effect> {
        let messages = self.tickets.values_mut().filter_map(|known| known.history.as_mut()).flatten();
        let attachments = messages.filter_map(|item| match item {
            HistoryItem::Message(message) => Some(&mut message.attachments),
            HistoryItem::Change(_) => None,
        });
        for attachment in attachments.flatten().filter(|attachment| attachment.id == arrived.id) {
            attachment.state = arrived.state;
        }
        vec![Effect::Keep(Note::Tickets)]
    }
}
