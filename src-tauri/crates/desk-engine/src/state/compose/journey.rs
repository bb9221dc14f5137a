//! What becomes of a request that was sent from Get help, for as long as the person looks at it there.

use super::{Draft, Shot, Slot};
use crate::state::{Effect, Note, State};
use desk_api::{Ticket, TicketId};
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
    /// What the outbox held of it because it was taken back before, until it has accepted it again.
    pub(super) held: Vec<Parcel>,
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
    /// On the disk; the person's keyring does not open.
    Locked,
    /// On the disk; the desk is in trouble.
    Trouble { next_try_at: Option<Timestamp>, code: String },
    /// The desk has it.
    Sent { number: Option<String>, sent_at: Timestamp, promised_by: Option<Timestamp> },
}

impl Phase {
    /// The desk has it.
    pub(in crate::state) fn sent(ticket: &Ticket) -> Self {
        Self::Sent { number: ticket.number.clone(), sent_at: ticket.created_at, promised_by: ticket.next_update_by }
    }
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
        let (now, is_cut_off) = (self.now, !self.has_network && self.desk_answers != Some(true));
        // An attempt from before it was taken back may have got through meanwhile.
        let handed_over = |journey: &&mut Journey| journey.id == id && journey.phase == Phase::HandedOver;
        let Some(journey) = self.help.journey.as_mut().filter(handed_over) else { return Vec::new() };
        journey.since = now;
        journey.phase = Phase::Quick;
        journey.held.clear();
        let mut effects = vec![Effect::Keep(Note::Draft)];
        if is_cut_off {
            effects.extend(self.journey_is(id, Phase::Saved));
        }
        effects
    }

    /// The outbox did not take it: everything is as it was before Send.
    pub(in crate::state) fn ticket_not_kept(&mut self, id: TicketId) -> Vec<Effect> {
        let Some(journey) = self.help.journey.take_if(|journey| journey.id == id) else { return Vec::new() };
        self.help.draft = journey.draft;
        if !journey.held.is_empty() {
            self.help.sent_as = Some(id);
            self.help.taken_back = journey.held;
        }
        self.help.not_kept = true;
        vec![Effect::Jot(Note::Draft)]
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
            && matches!(journey.phase, Phase::Saved | Phase::Locked | Phase::Trouble { .. })
        {
            journey.phase = Phase::Sending;
        }
        vec![Effect::Hurry, Effect::Reconnect]
    }

    /// The person goes on: only the window's copy of the picture is let go, because its blob goes with its parcel.
    pub(super) fn leave_journey(&mut self) -> Vec<Effect> {
        let Some(journey) = self.help.journey.take() else { return Vec::new() };
        self.help.text_revision += 1;
        journey.draft.shot().map(Shot::hide).into_iter().collect()
    }
}
