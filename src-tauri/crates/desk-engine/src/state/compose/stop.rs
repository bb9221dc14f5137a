//! "Stop sending": a request becomes the draft again.
//!
//! Nobody can know whether an attempt that had begun reached the desk. So the draft remembers which ticket it was: sent again as it
//! is, it goes with the same key and the same bytes, and the desk takes it once; and when the desk turns out to have it, it is no
//! draft any more.

use super::{Journey, Phase, Shot, Slot, draft::Draft};
use crate::state::{Effect, Note, State};
use desk_api::{NewTicket, Ticket, TicketId};
use desk_outbox::Parcel;

impl State {
    /// A ticket is out of the outbox: its words are the draft again, and words that were begun since stand below them.
    pub(in crate::state) fn taken_back(&mut self, ticket: TicketId, parcels: Option<Vec<Parcel>>) -> Vec<Effect> {
        let Some(parcels) = parcels else { return Vec::new() };
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
        let begun = std::mem::take(&mut self.help.draft);
        effects.extend(drop_blobs_but(&parcels, written.shot()));
        effects.extend(begun.picture.forget());
        let (text, sent_as) = match begun.text.trim() {
            "" => (written.text.clone(), Some(ticket)),
            more => (format!("{}\n\n{more}", written.text.trim_end()), None),
        };
        self.help.turn += 1;
        self.help.draft = Draft { text, ..written };
        self.help.text_revision += 1;
        self.help.sent_as = sent_as;
        self.help.taken_back = parcels;
        effects.extend(self.help.draft.shot().map(Shot::show));
        effects.push(Effect::Keep(Note::Draft));
        effects
    }

    /// What was taken back, where `ticket` is the same but for the moment of pressing Send.
    pub(super) fn taken_back_as(&mut self, ticket: &NewTicket) -> Option<(TicketId, Vec<Parcel>)> {
        let parcels = std::mem::take(&mut self.help.taken_back);
        let before = Draft::ticket_in(&parcels)?;
        let is_same = NewTicket { written_at: before.written_at, ..ticket.clone() } == before;
        let id = self.help.sent_as.filter(|_| is_same)?;
        Some((id, parcels))
    }

    /// The desk has a ticket. If the draft was it, it is no draft any more.
    pub(in crate::state) fn has_arrived(&mut self, ticket: &Ticket) -> Vec<Effect> {
        if self.help.sent_as.take_if(|sent| *sent == ticket.id).is_none() || self.help.journey.is_some() {
            return Vec::new();
        }
        self.help.taken_back.clear();
        let mut effects = self.close_marking();
        self.give_up_drawing();
        effects.extend(std::mem::take(&mut self.help.draft).picture.forget());
        effects.push(Effect::Keep(Note::Draft));
        self.help.text_revision += 1;
        let phase = Phase::sent(ticket);
        self.help.journey = Some(Journey { id: ticket.id, draft: Draft::default(), since: self.now, phase });
        effects
    }
}

fn drop_blobs_but(parcels: &[Parcel], keep: Option<&Shot>) -> Vec<Effect> {
    parcels
        .iter()
        .filter_map(|parcel| match parcel {
            Parcel::Attachment { id, .. } if keep.is_none_or(|shot| shot.id != *id) => Some(Effect::DropBlob(*id)),
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
