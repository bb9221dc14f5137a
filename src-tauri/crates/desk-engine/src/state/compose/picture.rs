//! The picture and the facts of a draft: taken inside a click, shown before they leave, taken off and put back.

use super::shot::{Earlier, Shot, Slot, forget};
use crate::{
    NoPicture, Picture,
    state::{Effect, Note, State},
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
        if self.is_as_it_was_sent() {
            return self.recall_kept().into_iter().collect();
        }
        let desk_takes_none = self.profile.as_ref().is_some_and(|profile| profile.capabilities.max_attachment_bytes == 0);
        let draft = &mut self.help.draft;
        draft.report = None;
        if desk_takes_none {
            let before = std::mem::replace(&mut draft.picture, Slot::None);
            self.give_up_drawing();
            return before.forget().into_iter().chain([Effect::TakeReport { turn }]).collect();
        }
        if matches!(draft.picture, Slot::Ready(_)) && draft.picture.is_worked_on() {
            return vec![Effect::TakeReport { turn }];
        }
        let is_refused = self.preferences.screen_refused;
        let is_worked_on = draft.picture.is_worked_on();
        let before = Earlier::of(std::mem::take(&mut draft.picture));
        let first = match &before {
            Some(Earlier::OnDisk(kept)) if is_worked_on || is_refused => Some(kept.recall(turn)),
            Some(Earlier::Here(_)) | None if is_refused => None,
            Some(_) | None => Some(Effect::TakePicture { turn }),
        };
        draft.picture = match before {
            Some(Earlier::Here(shot)) if first.is_none() => Slot::Ready(*shot),
            None if first.is_none() => Slot::None,
            before => Slot::Taking { before },
        };
        self.give_up_drawing();
        first.into_iter().chain([Effect::TakeReport { turn }]).collect()
    }

    /// Fetches a picture that lies on the disk, also where that was asked for before.
    pub(super) fn recall_kept(&mut self) -> Option<Effect> {
        let (Slot::Kept(kept) | Slot::Taking { before: Some(Earlier::OnDisk(kept)) }) = &self.help.draft.picture else { return None };
        let kept = kept.clone();
        let recall = kept.recall(self.help.turn);
        self.help.draft.picture = Slot::Taking { before: Some(Earlier::OnDisk(kept)) };
        Some(recall)
    }

    /// The picture joins the draft, and the one from before is let go. Without a new one, the one from before stays.
    pub(in crate::state) fn pictured(&mut self, turn: u64, picture: Result<Picture, NoPicture>) -> Vec<Effect> {
        let show = self.release_show();
        if turn != self.help.turn {
            return show;
        }
        let Slot::Taking { before } = &mut self.help.draft.picture else { return show };
        let before = before.take();
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => {
                tracing::debug!(%why, "There is no picture of the screen");
                let mut effects = show;
                if why == NoPicture::Refused {
                    self.preferences.screen_refused = true;
                    effects.push(Effect::Keep(Note::Preferences));
                }
                self.help.draft.picture = match before {
                    Some(Earlier::Here(shot)) => Slot::Ready(*shot),
                    Some(Earlier::OnDisk(kept)) => {
                        effects.push(kept.recall(turn));
                        Slot::Taking { before: Some(Earlier::OnDisk(kept)) }
                    }
                    None => Slot::None,
                };
                return effects;
            }
        };
        let shot = Shot::new(self.new_attachment_id(), picture);
        let mut effects = vec![shot.keep(), shot.show()];
        effects.extend(before.into_iter().flat_map(|before| forget(before.id())));
        self.help.draft.picture = Slot::Ready(shot);
        if self.help.draft.is_begun() {
            effects.push(Effect::Jot(Note::Draft));
        }
        effects.extend(show);
        effects
    }

    /// The picture from before the start joins the draft again, where it is still there.
    pub(in crate::state) fn recalled(&mut self, turn: u64, picture: Option<Picture>) -> Vec<Effect> {
        let Slot::Taking { before: Some(Earlier::OnDisk(kept)) } = &self.help.draft.picture else { return Vec::new() };
        if turn != self.help.turn {
            return Vec::new();
        }
        let Some(picture) = picture else {
            self.help.draft.picture = Slot::None;
            return Vec::new();
        };
        let shot = Shot::recalled(kept, picture);
        let effects = vec![shot.show()];
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
        let mut effects = forget(shot.id).to_vec();
        self.help.draft.picture = Slot::Removed(shot.clone());
        self.give_up_drawing();
        effects.extend(self.close_marking());
        effects
    }

    /// Puts it back on, from memory.
    pub(in crate::state) fn restore_picture(&mut self) -> Vec<Effect> {
        let Slot::Removed(shot) = &self.help.draft.picture else { return Vec::new() };
        let mut effects = vec![shot.keep(), shot.show()];
        self.help.draft.picture = Slot::Ready(shot.clone());
        effects.extend(self.draw());
        effects
    }
}
