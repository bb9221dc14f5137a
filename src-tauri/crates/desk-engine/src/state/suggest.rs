//! What is offered while somebody writes: an outage the desk knows, or else a tip that helped others. Neither is in the way of Send.

use super::{Effect, Fetch, State};
use crate::about;
use desk_api::{Notice, NoticeId, Tip, TipId};
use desk_outbox::Parcel;

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

    /// "That fixed it": counted, and no ticket.
    pub(super) fn tip_helped(&mut self, tip: TipId) -> Vec<Effect> {
        if self.help.draft.helped_by.is_some() || !self.tips.iter().any(|known| known.id == tip) {
            return Vec::new();
        }
        self.help.draft.helped_by = Some(tip);
        vec![Effect::Accept { parcels: vec![Parcel::TipHelped { tip }], blobs: Vec::new() }]
    }
}
