//! Get help: what is written, and how it is handed over.

mod another;
mod draft;
mod journey;
mod marking;
mod picture;
mod shot;
mod stop;

pub(super) use another::decoded;
pub(crate) use draft::{Draft, sha256};
pub(crate) use journey::{Journey, Phase};
pub(super) use shot::hide;
pub(crate) use shot::{KeptShot, Shot, Slot, Source};

use super::{Effect, Note, Outgoing, State, keep::KeptDraft};
use another::Another;
use bytes::Bytes;
use desk_api::{AttachmentId, MAX_WORDS, NewAttachment, Sealed, TicketId};
use desk_outbox::{Key, Parcel};
use jiff::Timestamp;
use marking::{Drawing, Open};

/// Get help.
#[derive(Debug, Default)]
pub(crate) struct Help {
    /// What is being written.
    pub(crate) draft: Draft,
    /// What was sent from here last, until the person goes on.
    pub(crate) journey: Option<Journey>,
    /// Counts up when the text changes by anything but typing.
    pub(crate) text_revision: u64,
    /// The window had crashed, and the person has not gone on since.
    pub(crate) restarted: bool,
    /// Send was pressed and the disk did not take the request.
    pub(crate) not_kept: bool,
    /// The ticket that the draft may be at the desk: Send was pressed before, and nobody heard how it went.
    pub(crate) sent_as: Option<TicketId>,
    /// "Hide or point", while it is open.
    pub(crate) open: Option<Open>,
    /// Marks that are being drawn into the picture.
    drawing: Option<Drawing>,
    /// Send was pressed while they were.
    sends_when_marked: bool,
    /// Another picture on its way into the place of this one.
    another: Option<Another>,
    /// It could not be had.
    pub(crate) picture_trouble: bool,
    /// Tells a drawing from earlier ones.
    drawings: u64,
    /// What the outbox holds because it was taken back, to be sent again as it was.
    taken_back: Vec<Parcel>,
    /// Tells the picture and facts that were asked for last from earlier ones.
    turn: u64,
    /// When the keyboard will have rested long enough.
    durable_at: Option<Timestamp>,
}

impl Help {
    /// What was being written when the program last ended, unless it lies in the outbox.
    pub(crate) fn kept(kept: KeptDraft, taken_back: Vec<Parcel>, outgoing: &Outgoing) -> Self {
        let KeptDraft { text, class_waiting, sent_as, still, picture } = kept;
        if sent_as.is_some_and(|id| outgoing.ticket(id).is_some()) {
            return Self { taken_back, ..Self::default() };
        }
        // A picture that lies in the outbox is its parcel's.
        let picture = picture.filter(|kept| outgoing.get(Key::Attachment(kept.id)).is_none()).map_or(Slot::Empty, Slot::Kept);
        let draft = Draft { text, class_waiting, picture, still, ..Draft::default() };
        Self { draft, sent_as, ..Self::default() }.with(taken_back)
    }

    /// The number of the picture and facts that were asked for last.
    #[cfg(test)]
    pub(crate) fn turn(&self) -> u64 {
        self.turn
    }

    /// What the page shows to be written: until there is something to say about a request that was sent, the page stands still.
    pub(crate) fn shown(&self) -> &Draft {
        match &self.journey {
            Some(journey) if journey.stands_still() => &journey.draft,
            Some(_) | None => &self.draft,
        }
    }
}

impl State {
    /// Begins Get help anew: the text stays, picture and facts are taken again.
    pub(super) fn start_help(&mut self) -> Vec<Effect> {
        if self.help.journey.as_ref().is_some_and(|journey| journey.phase == Phase::HandedOver) {
            return Vec::new();
        }
        let mut effects = self.leave_journey();
        self.help.not_kept = false;
        self.help.draft.helped_by = None;
        effects.extend(self.take());
        effects.push(Self::fetch_tips());
        effects
    }

    /// Takes what is missing, where the person came to Get help by another way than the tray.
    pub(super) fn complete_help(&mut self) -> Vec<Effect> {
        let is_bare = self.help.draft.report.is_none() && matches!(self.help.draft.picture, Slot::Empty | Slot::Kept(_));
        match &self.help.journey {
            None if self.is_as_it_was_sent() => self.recall_kept().into_iter().collect(),
            None if is_bare => self.start_help(),
            Some(journey) if !journey.is_young() => self.start_help(),
            None | Some(_) => Vec::new(),
        }
    }

    /// Leaves the page of a request that was sent for an empty one.
    pub(super) fn start_over(&mut self) -> Vec<Effect> {
        if self.help.journey.as_ref().is_some_and(Journey::stands_still) { Vec::new() } else { self.start_help() }
    }

    /// A keystroke. What is longer than a desk takes is cut, and the page is told so.
    pub(super) fn write(&mut self, mut text: String) -> Vec<Effect> {
        if self.help.journey.as_ref().is_some_and(Journey::stands_still) || text == self.help.draft.text {
            return Vec::new();
        }
        if let Some((end, _)) = text.char_indices().nth(MAX_WORDS) {
            text.truncate(end);
            self.help.text_revision += 1;
        }
        self.help.draft.text = text;
        self.help.restarted = false;
        self.help.not_kept = false;
        self.let_go().into_iter().chain(self.jot_draft()).collect()
    }

    pub(super) fn set_class_waiting(&mut self, on: bool) -> Vec<Effect> {
        if self.help.draft.class_waiting == on {
            return Vec::new();
        }
        self.help.draft.class_waiting = on;
        self.let_go().into_iter().chain(self.jot_draft()).collect()
    }

    fn jot_draft(&mut self) -> Vec<Effect> {
        self.help.durable_at = Some(self.now + self.settings.durable_after);
        vec![Effect::Jot(Note::Draft)]
    }

    /// Hands the draft to the outbox. The page changes, and the draft on disk is cleared, once the outbox has it.
    pub(super) fn send(&mut self) -> Vec<Effect> {
        if self.help.journey.is_some() || self.help.draft.text.trim().is_empty() {
            return Vec::new();
        }
        if self.help.another.is_some() {
            self.help.sends_when_marked = true;
            return Vec::new();
        }
        if self.is_being_marked() {
            self.help.sends_when_marked = true;
            return self.draw();
        }
        let Some((id, parcels)) = self.parcels_of_draft() else {
            tracing::error!("The request could not be written as JSON");
            self.help.not_kept = true;
            return Vec::new();
        };
        let goes_again = self.is_as_it_was_sent() && self.help.sent_as == Some(id);
        // Before the new one is in the queue: ended in between, there is one draft and nothing else.
        let (other, held) = if goes_again { (None, self.go_again()) } else { (self.let_go(), Vec::new()) };
        let draft = std::mem::take(&mut self.help.draft);
        let blobs: Vec<(AttachmentId, Bytes)> = draft.shot().map(|shot| (shot.id, shot.picture.png.clone())).into_iter().collect();
        let mut effects: Vec<_> = other.into_iter().chain([Effect::Jot(Note::Draft), Effect::Accept { parcels, blobs }]).collect();
        if matches!(draft.picture, Slot::Taking { .. }) && !goes_again {
            effects.extend(draft.picture.forget());
        }
        effects.extend(self.close_marking());
        // A picture that is still being taken comes too late.
        self.help.turn += 1;
        self.help.durable_at = None;
        self.help.not_kept = false;
        self.help.restarted = false;
        self.help.journey = Some(Journey { id, draft, since: self.now, phase: Phase::HandedOver, held });
        effects
    }

    /// The words first, then the picture. What was taken back and is as it was goes as it went.
    fn parcels_of_draft(&mut self) -> Option<(TicketId, Vec<Parcel>)> {
        let ticket = self.help.draft.ticket(self.settings.language.tag(), self.now);
        if let Some(before) = self.taken_back_as(&ticket) {
            return Some(before);
        }
        // What may be at the desk under an id keeps it, so that the desk knows it again.
        let may_be_there = self.help.sent_as.filter(|_| self.help.taken_back.is_empty());
        let id = may_be_there.unwrap_or_else(|| self.new_ticket_id());
        let body = Sealed::seal(&ticket).ok()?;
        let pictures = ticket.attachments.into_iter().map(|NewAttachment { id: attachment, name, sha256, size_bytes, .. }| {
            Parcel::Attachment { id: attachment, ticket: id, name, sha256, size_bytes }
        });
        Some((id, std::iter::once(Parcel::Ticket { id, body }).chain(pictures).collect()))
    }

    /// The window is no longer looked at: the picture of an unwritten request and the page of a sent one are let go.
    pub(super) fn leave_help(&mut self) -> Vec<Effect> {
        self.help.restarted = false;
        let mut effects = self.close_marking();
        if self.help.journey.as_ref().is_some_and(|journey| matches!(journey.phase, Phase::Sent { .. })) {
            effects.extend(self.leave_journey());
        }
        if !self.help.draft.is_begun() {
            effects.extend(self.forget_draft());
        } else if matches!(self.help.draft.picture, Slot::Removed(_)) {
            self.help.draft.picture = Slot::None;
        }
        if self.help.durable_at.take().is_some() {
            effects.push(Effect::Keep(Note::Draft));
        }
        effects
    }

    /// Nothing is being written any more.
    fn forget_draft(&mut self) -> Vec<Effect> {
        let let_go = self.let_go();
        let draft = std::mem::take(&mut self.help.draft);
        self.help.turn += 1;
        self.give_up_drawing();
        self.help.picture_trouble = false;
        let_go.into_iter().chain(draft.picture.forget()).collect()
    }

    /// The pictures that Get help names, for a window that has none yet.
    pub(super) fn help_pictures(&self) -> Vec<Effect> {
        let drafts = [Some(&self.help.draft), self.help.journey.as_ref().map(|journey| &journey.draft)];
        let previews = drafts.into_iter().flatten().filter_map(Draft::shot).map(Shot::show);
        let full = self.help.open.as_ref().zip(self.help.draft.shot());
        let full = full.map(|(open, shot)| Effect::ShowPicture(open.full, shot.original().png.clone()));
        previews.chain(full).collect()
    }

    pub(super) fn help_alarm(&self) -> Option<Timestamp> {
        self.sending_at().into_iter().chain(self.help.durable_at).min()
    }

    pub(super) fn help_tick(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.sending_at().is_some_and(|at| at <= self.now)
            && let Some(id) = self.help.journey.as_ref().map(|journey| journey.id)
        {
            effects.extend(self.journey_is(id, Phase::Sending));
        }
        if self.help.durable_at.take_if(|at| *at <= self.now).is_some() {
            effects.push(Effect::Keep(Note::Draft));
        }
        effects
    }

    /// When the page says that a request is being sent.
    fn sending_at(&self) -> Option<Timestamp> {
        let journey = self.help.journey.as_ref().filter(|journey| journey.phase == Phase::Quick)?;
        Some(journey.since + self.settings.sending_after)
    }
}
