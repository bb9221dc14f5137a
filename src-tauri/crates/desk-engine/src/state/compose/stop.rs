//! "Stop sending": a request becomes the draft again.
//!
//! Nobody can know whether an attempt that had begun reached the desk. So the outbox holds what was taken back, and the draft remembers
//! which ticket it was: sent again as it is, it goes with the same key and the same bytes, and the desk takes it once; and when the desk
//! turns out to have it, it is no draft any more. Only other words, or another picture, let go of it.

use super::{Help, Journey, Phase, Shot, Slot, draft::Draft, shot::hide};
use crate::state::{Effect, Note, State};
use desk_api::{AttachmentId, NewTicket, Ticket, TicketId};
use desk_outbox::Parcel;

impl Help {
    /// At the start: what the outbox holds because it was taken back is the draft, also where nothing lived to write that down.
    pub(super) fn with(mut self, taken_back: Vec<Parcel>) -> Self {
        let before = Draft::of_parcels(&taken_back);
        let ticket = taken_back.iter().find_map(Parcel::ticket);
        if ticket.is_some() && ticket == self.sent_as {
            self.draft.report = before.report;
        } else if ticket.is_some() && self.draft.text.trim().is_empty() {
            (self.draft, self.sent_as) = (before, ticket);
        } else if !self.draft.text.starts_with(before.text.trim_end()) {
            self.draft.text = joined(&before.text, &self.draft.text);
        }
        Self { taken_back, ..self }
    }
}

impl State {
    /// A ticket is out of the outbox: its words are the draft again, and words that were begun since stand below them.
    pub(in crate::state) fn taken_back(&mut self, ticket: TicketId, parcels: Option<Vec<Parcel>>) -> Vec<Effect> {
        let Some(parcels) = parcels else { return Vec::new() };
        if self.tickets.contains_key(&ticket) {
            // The desk was heard to have it in the same moment, so it is too late. Sent to its end, its pictures follow.
            return vec![Effect::TakeUp(ticket)];
        }
        self.outgoing.remove_all_of(ticket);
        let mut written = match self.help.journey.take_if(|journey| journey.id == ticket) {
            Some(journey) => journey.draft,
            None => Draft::of_parcels(&parcels),
        };
        if let Slot::Ready(shot) = &mut written.picture {
            shot.was_sent = true;
        }
        let mut effects = self.close_marking();
        self.give_up_drawing();
        effects.extend(self.let_go());
        let begun = std::mem::take(&mut self.help.draft);
        effects.extend(drop_blobs_but(&parcels, written.picture.kept().map(|kept| kept.id)));
        effects.extend(begun.picture.forget());
        self.help.turn += 1;
        self.help.text_revision += 1;
        self.help.taken_back = parcels;
        self.help.draft = written;
        effects.extend(self.recall_kept());
        effects.extend(self.help.draft.shot().map(Shot::show));
        effects.push(Effect::Keep(Note::Draft));
        if begun.text.trim().is_empty() {
            self.help.sent_as = Some(ticket);
        } else {
            self.help.draft.text = joined(&self.help.draft.text, &begun.text);
            effects.extend(self.let_go());
        }
        effects
    }

    /// What was taken back, where `ticket` is the same but for the moment of pressing Send.
    pub(super) fn taken_back_as(&self, ticket: &NewTicket) -> Option<(TicketId, Vec<Parcel>)> {
        let id = self.help.sent_as?;
        let before = Draft::ticket_in(&self.help.taken_back)?;
        // Its picture may still be on its way from the disk; another one has another id.
        let picture = self.help.draft.picture.kept().map(|kept| kept.id);
        let has_its_picture = picture.is_some() && picture == before.attachments.first().map(|sent| sent.id);
        let is_same = NewTicket {
            attachments: if has_its_picture { before.attachments.clone() } else { ticket.attachments.clone() },
            written_at: before.written_at,
            language: before.language.clone(),
            // Where its facts did not come in time, none are sent now either.
            report: before.report.as_ref().and(ticket.report.clone()),
            ..ticket.clone()
        } == before;
        is_same.then(|| (id, self.help.taken_back.clone()))
    }

    /// Whether the draft is still what was taken back. Then neither its picture nor its facts are taken anew.
    pub(super) fn is_as_it_was_sent(&self) -> bool {
        self.help.sent_as.is_some() && !self.help.taken_back.is_empty()
    }

    /// Something else stands in the place of what was taken back.
    pub(super) fn let_go(&mut self) -> Option<Effect> {
        self.help.sent_as = None;
        let held = std::mem::take(&mut self.help.taken_back);
        held.iter().find_map(Parcel::ticket).map(Effect::LetGo)
    }

    /// It is sent as it was, and the draft is another from now on.
    pub(super) fn go_again(&mut self) -> Vec<Parcel> {
        self.help.sent_as = None;
        std::mem::take(&mut self.help.taken_back)
    }

    /// The desk has a ticket. If the draft was it, it is no draft any more.
    pub(in crate::state) fn has_arrived(&mut self, ticket: &Ticket) -> Vec<Effect> {
        if self.help.journey.is_some() || self.help.sent_as.take_if(|sent| *sent == ticket.id).is_none() {
            return Vec::new();
        }
        let mut effects = self.close_marking();
        self.give_up_drawing();
        let held = std::mem::take(&mut self.help.taken_back);
        let picture = std::mem::take(&mut self.help.draft).picture;
        if held.is_empty() {
            effects.extend(picture.forget());
        } else {
            // It was too late to stop it. Sent to its end, its picture follows.
            effects.extend(picture.kept().map(|kept| hide(kept.id)));
            effects.push(Effect::TakeUp(ticket.id));
        }
        effects.push(Effect::Keep(Note::Draft));
        self.help.text_revision += 1;
        let phase = Phase::sent(ticket);
        self.help.journey = Some(Journey { id: ticket.id, draft: Draft::default(), since: self.now, phase, held: Vec::new() });
        effects
    }
}

fn joined(first: &str, then: &str) -> String {
    format!("{}\n\n{}", first.trim_end(), then.trim())
}

fn drop_blobs_but(parcels: &[Parcel], keep: Option<AttachmentId>) -> Vec<Effect> {
    parcels
        .iter()
        .filter_map(|parcel| match parcel {
            Parcel::Attachment { id, .. } if keep != Some(*id) => Some(Effect::DropBlob(*id)),
            Parcel::Attachment { .. }
            | Parcel::Ticket { .. }
            | Parcel::Message { .. }
            | Parcel::Confirmation { .. }
            | Parcel::Rating { .. }
            | Parcel::Affected { .. }
            | Parcel::TipHelped { .. } => None,
        })
        .collect()
}
