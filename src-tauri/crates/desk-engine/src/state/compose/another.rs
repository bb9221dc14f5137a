//! Another picture in the place of the one that is there: one of several screens, or one of the person's own.
//!
//! On the disk lies the picture that the preview shows and no other; what it took the place of is in memory alone, to be had back.

use super::shot::{Shot, Slot, Source};
use crate::{
    Picture,
    state::{Effect, Note, State},
};
use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use desk_api::MAX_ATTACHMENT_BYTES;
use std::time::Duration;

/// The page makes a picture this small before it hands it over; base64 makes four bytes of three.
const MOST_BASE64: u64 = MAX_ATTACHMENT_BYTES / 3 * 4 + 4;
/// How long the window stays away for a picture that a person is asked for.
const ASIDE_FOR: Duration = Duration::from_secs(60);

/// A picture that is being made.
#[derive(Debug)]
pub(super) struct Another {
    turn: u64,
    source: Source,
}

impl State {
    /// Whether a picture of the person's own may be sent.
    pub(crate) fn may_add_picture(&self) -> bool {
        let desk_takes_some = self.profile.as_ref().is_none_or(|profile| profile.capabilities.max_attachment_bytes > 0);
        self.settings.pictures_allowed && desk_takes_some
    }

    /// Whether the person's desktop was told to give no picture of the screen away.
    pub(crate) fn is_refused(&self) -> bool {
        self.preferences.screen_refused
    }

    /// A picture that was pasted, dropped or chosen.
    pub(in crate::state) fn use_picture(&mut self, png: &str) -> Vec<Effect> {
        if !self.may_add_picture() || !self.may_be_replaced() {
            return Vec::new();
        }
        let Some(png) = decoded(png) else {
            self.help.picture_trouble = true;
            return Vec::new();
        };
        let turn = self.await_another(Source::Own);
        vec![Effect::ReadPicture { turn, png }]
    }

    /// One of several screens; or all of them, also in the place of a picture of the person's own.
    pub(in crate::state) fn show_screen(&mut self, screen: Option<u32>) -> Vec<Effect> {
        let Slot::Ready(shot) = &self.help.draft.picture else { return Vec::new() };
        let is_offered = shot.source == Source::Own || !shot.is_marked();
        if !self.may_be_replaced() || !is_offered {
            return Vec::new();
        }
        let Some(number) = screen else {
            let Some(before) = shot.before.clone() else { return Vec::new() };
            return self.replace(*before);
        };
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let Some(part) = at.and_then(|at| shot.screens().get(at)).copied() else { return Vec::new() };
        let whole = shot.before.as_deref().unwrap_or(shot).picture.clone();
        let turn = self.await_another(Source::Screen(number));
        vec![Effect::CutPicture { turn, png: whole.png, taken_at: whole.taken_at, part }]
    }

    /// Asks the desktop once more. The window steps aside, so as not to be on the picture.
    pub(in crate::state) fn ask_for_screen(&mut self) -> Vec<Effect> {
        if !self.preferences.screen_refused || self.help.journey.is_some() {
            return Vec::new();
        }
        self.preferences.screen_refused = false;
        let mut effects = vec![Effect::Keep(Note::Preferences)];
        if matches!(self.help.draft.picture, Slot::Empty | Slot::None) {
            effects.push(self.step_aside(ASIDE_FOR));
            self.help.draft.picture = Slot::Taking { before: None };
            effects.push(Effect::TakePicture { turn: self.help.turn });
        }
        effects
    }

    /// Another picture is here, or is none.
    pub(in crate::state) fn made(&mut self, turn: u64, picture: Result<Picture, String>) -> Vec<Effect> {
        let Some(another) = self.help.another.take_if(|another| another.turn == turn) else { return self.read_for_reply(turn, picture) };
        let sends = std::mem::take(&mut self.help.sends_when_marked);
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => {
                tracing::warn!(why, "Another picture could not be had");
                self.help.picture_trouble = true;
                return Vec::new();
            }
        };
        let before = match &self.help.draft.picture {
            Slot::Ready(shot) | Slot::Removed(shot) => {
                shot.before.clone().or_else(|| (shot.source == Source::Screens).then(|| Box::new(shot.clone())))
            }
            Slot::Empty | Slot::Kept(_) | Slot::Taking { .. } | Slot::None => None,
        };
        let id = self.new_attachment_id();
        let mut effects = self.replace(Shot { source: another.source, before, ..Shot::new(id, picture) });
        if sends {
            effects.extend(self.send());
        }
        effects
    }

    /// The disk has the new picture before it loses the old one.
    fn replace(&mut self, shot: Shot) -> Vec<Effect> {
        let mut effects = self.close_marking();
        self.give_up_drawing();
        effects.extend(self.let_go());
        self.help.picture_trouble = false;
        effects.extend([shot.keep(), shot.show()]);
        let old = std::mem::replace(&mut self.help.draft.picture, Slot::Ready(shot));
        effects.push(Effect::Keep(Note::Draft));
        effects.extend(old.forget());
        effects
    }

    /// Not once it is being sent.
    fn may_be_replaced(&self) -> bool {
        self.help.journey.is_none() && !self.help.sends_when_marked
    }

    fn await_another(&mut self, source: Source) -> u64 {
        self.help.picture_trouble = false;
        let turn = self.next_reading();
        self.help.another = Some(Another { turn, source });
        turn
    }

    /// Tells a picture that is to be read from earlier ones.
    pub(in crate::state) fn next_reading(&mut self) -> u64 {
        self.help.drawings += 1;
        self.help.drawings
    }
}

/// The bytes of what the page handed over; none where they are not what it hands over.
pub(in crate::state) fn decoded(png: &str) -> Option<Bytes> {
    let bytes = if png.len() as u64 <= MOST_BASE64 { BASE64.decode(png).ok() } else { None };
    if bytes.is_none() {
        tracing::warn!(letters = png.len(), "What was to be a picture is none");
    }
    bytes.map(Bytes::from)
}
