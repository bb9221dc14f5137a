//! What is offered while somebody writes: an outage the desk knows, or else a tip that helped others. Neither is in the way of Send.

use super::{Effect, Fetch, Note, State};
use crate::about;
use desk_api::{Notice, NoticeId, Tip, TipId};
use desk_outbox::Parcel;
use desk_view::Place;

impl State {
    /// The outage the words are about, unless the person said that they are not.
    pub(crate) fn known_outage(&self) -> Option<&Notice> {
        let draft = self.help.shown();
        about::notice(&draft.text, self.notices.values().filter(|notice| !draft.different.contains(&notice.id)))
    }

    /// The tip that fits the words; the one that fixed it stays, whatever is written after.
    pub(crate) fn fitting_tip(&self) -> Option<&Tip> {
        let draft = self.help.shown();
        match draft.helped_by {
            Some(id) => self.tips.iter().find(|tip| tip.id == id),
            None => about::tip(&draft.text, &self.tips),
        }
    }

    /// What may help is asked for when somebody begins to write, and not before.
    pub(super) fn fetch_tips() -> Effect {
        Effect::Fetch(Fetch::Tips)
    }

    /// "My problem is different."
    pub(super) fn not_this(&mut self, notice: NoticeId) -> Vec<Effect> {
        self.help.draft.different.insert(notice);
        Vec::new()
    }

    /// "Working for you too?"
    pub(super) fn back_to_normal(&mut self, notice: NoticeId, working: bool) -> Vec<Effect> {
        if !self.notices.contains_key(&notice) || self.help.journey.is_some() {
            return Vec::new();
        }
        let still = &mut self.help.draft.still;
        if working {
            self.over.insert(notice);
            still.take_if(|still| *still == notice);
        } else {
            *still = Some(notice);
        }
        let mut effects = self.go(Place::Help);
        effects.push(Effect::Keep(Note::Draft));
        effects
    }

    /// "That fixed it": counted, and no ticket.
    pub(super) fn tip_helped(&mut self, tip: TipId) -> Vec<Effect> {
        if self.help.draft.helped_by.is_some() || !self.tips.iter().any(|known| known.id == tip) {
            return Vec::new();
        }
        self.help.draft.helped_by = Some(tip);
        vec![Effect::Accept { parcels: vec![Parcel::TipHelped { tip }], blobs: Vec::new() }]
    }
}
