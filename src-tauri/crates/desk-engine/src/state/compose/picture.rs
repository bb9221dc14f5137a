//! The picture and the facts of a draft: taken inside a click, shown before they leave, taken off and put back.

use super::draft::{Shot, Slot};
use crate::{
    Picture,
    state::{Effect, State},
};
use desk_api::{
    DeviceReport,
    report::{FactValue, Reading},
};

impl State {
    /// Asks for facts and picture.
    pub(super) fn take(&mut self) -> Vec<Effect> {
        self.help.turn += 1;
        let turn = self.help.turn;
        let desk_takes_none = self.profile.as_ref().is_some_and(|profile| profile.capabilities.max_attachment_bytes == 0);
        let draft = &mut self.help.draft;
        draft.report = None;
        let before = draft.kept_shot().cloned();
        if desk_takes_none {
            draft.picture = Slot::None;
            return before.iter().flat_map(Shot::forget).chain([Effect::TakeReport { turn }]).collect();
        }
        draft.picture = Slot::Taking { before };
        vec![Effect::TakePicture { turn }, Effect::TakeReport { turn }]
    }

    /// The picture joins the draft, and the one from before is let go. Without a new one, the one from before stays.
    pub(in crate::state) fn pictured(&mut self, turn: u64, picture: Result<Picture, String>) -> Vec<Effect> {
        let show = self.release_show();
        if turn != self.help.turn {
            return show;
        }
        let Slot::Taking { before } = &mut self.help.draft.picture else { return show };
        let before = before.take();
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => {
                tracing::debug!(why, "There is no picture of the screen");
                self.help.draft.picture = before.map_or(Slot::None, Slot::Ready);
                return show;
            }
        };
        let shot = Shot { id: self.new_attachment_id(), picture };
        let mut effects = vec![shot.keep(), shot.show()];
        effects.extend(before.iter().flat_map(Shot::forget));
        effects.extend(show);
        self.help.draft.picture = Slot::Ready(shot);
        effects
    }

    /// The facts join the draft.
    pub(in crate::state) fn reported(&mut self, turn: u64, mut report: DeviceReport) -> Vec<Effect> {
        if turn == self.help.turn {
            // JSON has no word for these, and a desk would refuse the request for one of them.
            for fact in &mut report.facts {
                if let Reading::Known { value: FactValue::Percent(n) | FactValue::Number(n) | FactValue::Milliseconds(n) } = &fact.reading
                    && !n.is_finite()
                {
                    fact.reading = Reading::Unknown { because: "not a number".to_owned() };
                }
            }
            self.help.draft.report = Some(report);
        }
        Vec::new()
    }

    /// Takes the picture off the request and off the disk.
    pub(in crate::state) fn remove_picture(&mut self) -> Vec<Effect> {
        let Slot::Ready(shot) = &self.help.draft.picture else { return Vec::new() };
        let effects = shot.forget().to_vec();
        self.help.draft.picture = Slot::Removed(shot.clone());
        effects
    }

    /// Puts it back on, from memory.
    pub(in crate::state) fn restore_picture(&mut self) -> Vec<Effect> {
        let Slot::Removed(shot) = &self.help.draft.picture else { return Vec::new() };
        let effects = vec![shot.keep(), shot.show()];
        self.help.draft.picture = Slot::Ready(shot.clone());
        effects
    }
}
