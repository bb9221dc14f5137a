//! What becomes of a request that was sent from Get help, for as long as the person looks at it there.

use super::draft::{Draft, Shot, Slot};
use crate::state::{Effect, Note, State};
use desk_api::TicketId;
use desk_outbox::Parcel;
use jiff::Timestamp;

/// A request that was sent from Get help.
#[derive(Debug)]
pub(crate) struct Journey {
    pub(crate) id: TicketId,
    /// Exactly what was sent.
    pub(crate) draft: Draft,
    /// When Send was pressed; from the outbox's word on, when it was kept.
    pub(crate) since: Timestamp,
    pub(crate) phase: Phase,
}

/// How far a request has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    /// Not on the disk yet: the page shows the draft.
    HandedOver,
    /// On the disk, and too young to say that it is being sent: the page shows the draft.
    Quick,
    /// On the disk, and it takes its time.
    Sending,
    /// On the disk; the desk cannot be reached.
    Saved,
    /// On the disk; the desk is in trouble.
    Trouble { next_try_at: Option<Timestamp>, code: String },
    /// The desk has it.
    Sent { number: Option<String>, sent_at: Timestamp, promised_by: Option<Timestamp> },
}

impl Journey {
    /// Whether the page still shows the draft.
    pub(crate) fn stands_still(&self) -> bool {
        matches!(self.phase, Phase::HandedOver | Phase::Quick)
    }

    /// Whether nothing has been heard of it yet.
    pub(super) fn is_young(&self) -> bool {
        matches!(self.phase, Phase::HandedOver | Phase::Quick | Phase::Sending)
    }
}

impl State {
    /// The outbox has a ticket that may be the one.
    pub(in crate::state) fn ticket_kept(&mut self, id: TicketId) -> Vec<Effect> {
        let (now, is_online) = (self.now, self.is_online());
        let Some(journey) = self.help.journey.as_mut().filter(|journey| journey.id == id) else { return Vec::new() };
        journey.since = now;
        journey.phase = Phase::Quick;
        let mut effects = vec![Effect::Keep(Note::Draft)];
        if !is_online {
            effects.extend(self.journey_is(id, Phase::Saved));
        }
        effects
    }

    /// The outbox did not take it: everything is as it was before Send.
    pub(in crate::state) fn ticket_not_kept(&mut self, id: TicketId) -> Vec<Effect> {
        let Some(journey) = self.help.journey.take_if(|journey| journey.id == id) else { return Vec::new() };
        self.help.draft = journey.draft;
        self.help.not_kept = true;
        Vec::new()
    }

    /// Something was heard of a ticket that may be the one.
    pub(in crate::state) fn journey_is(&mut self, id: TicketId, phase: Phase) -> Vec<Effect> {
        let Some(journey) = self.help.journey.as_mut().filter(|journey| journey.id == id) else { return Vec::new() };
        if journey.stands_still() {
            self.help.text_revision += 1;
        }
        let mut effects = Vec::new();
        if matches!(phase, Phase::Sent { .. }) {
            // What is sent needs its pixels no more.
            effects.extend(journey.draft.shot().map(Shot::hide));
            journey.draft.picture = Slot::None;
        }
        journey.phase = phase;
        effects
    }

    /// "Try now."
    pub(in crate::state) fn try_now(&mut self) -> Vec<Effect> {
        if let Some(journey) = &mut self.help.journey
            && matches!(journey.phase, Phase::Saved | Phase::Trouble { .. })
        {
            journey.phase = Phase::Sending;
        }
        vec![Effect::Hurry, Effect::Reconnect]
    }

    /// A ticket was taken back: its words are the draft again, and words that were begun since stand below them.
    pub(in crate::state) fn taken_back(&mut self, ticket: TicketId, parcels: Option<&[Parcel]>) -> Vec<Effect> {
        let Some(parcels) = parcels else { return Vec::new() };
        self.outgoing.remove_all_of(ticket);
        let written = match self.help.journey.take_if(|journey| journey.id == ticket) {
            Some(journey) => journey.draft,
            None => Draft::of_parcels(parcels),
        };
        let begun = std::mem::take(&mut self.help.draft);
        let mut effects = drop_blobs_but(parcels, written.shot());
        effects.extend(begun.kept_shot().into_iter().flat_map(Shot::forget));
        let text = match begun.text.trim() {
            "" => written.text.clone(),
            more => format!("{}\n\n{more}", written.text.trim_end()),
        };
        self.help.turn += 1;
        self.help.draft = Draft { text, ..written };
        self.help.text_revision += 1;
        effects.extend(self.help.draft.shot().map(Shot::show));
        effects.push(Effect::Keep(Note::Draft));
        effects
    }

    /// The person goes on: only the window's copy of the picture is let go, because its blob goes with its parcel.
    pub(super) fn leave_journey(&mut self) -> Vec<Effect> {
        let Some(journey) = self.help.journey.take() else { return Vec::new() };
        self.help.text_revision += 1;
        journey.draft.shot().map(Shot::hide).into_iter().collect()
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
            | Parcel::Affected { .. } => None,
        })
        .collect()
}
