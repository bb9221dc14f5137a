//! Get help.

use super::facts;
use crate::state::{Journey, Phase, Slot, Source, State};
use desk_view::{HelpPage, HelpStage, MarkingPage, PictureId, PictureSlot, PlacedMark, TipCard, words::Words};

pub(super) fn help(state: &State, words: &Words) -> HelpPage {
    let draft = state.help.shown();
    let report = draft.report.as_ref();
    HelpPage {
        text: draft.text.clone(),
        text_revision: state.help.text_revision,
        class_waiting: draft.class_waiting,
        picture: picture(&draft.picture, state.is_refused()),
        may_add_picture: state.may_add_picture(),
        picture_trouble: state.help.picture_trouble,
        facts: report.map(|report| facts(report, words, &state.settings.time_zone)).unwrap_or_default(),
        answer_within_hours: state.profile.as_ref().map(|profile| profile.answer_within_hours),
        usual_hours: state.profile.as_ref().and_then(|profile| profile.usual_hours),
        usually_read_minutes: state.profile.as_ref().and_then(|profile| profile.usually_read_minutes),
        stage: state.help.journey.as_ref().map_or(HelpStage::Writing, stage),
        restarted: state.help.restarted,
        not_kept: state.help.not_kept,
        marking: marking(state),
        known: state.known_outage().map(|notice| notice.id),
        tip: state.fitting_tip().map(|tip| TipCard {
            id: tip.id,
            title: tip.title.clone(),
            body: tip.body.clone(),
            helped: tip.helped,
            helped_me: draft.helped_by == Some(tip.id),
        }),
    }
}

fn marking(state: &State) -> Option<MarkingPage> {
    let (open, Slot::Ready(shot)) = (state.help.open.as_ref()?, &state.help.draft.picture) else { return None };
    let marks = shot.marking.as_ref();
    let original = marks.map_or(&shot.picture, |marking| &marking.original);
    let placed =
        shot.marks().iter().map(|mark| PlacedMark { id: mark.id, number: mark.number, shape: mark.shape, done: state.help.is_done(mark) });
    Some(MarkingPage {
        picture: open.full,
        width: original.width,
        height: original.height,
        marks: placed.collect(),
        can_undo: marks.is_some_and(|marking| marking.marks.can_undo()),
        can_redo: marks.is_some_and(|marking| marking.marks.can_redo()),
        trouble: open.trouble,
    })
}

fn picture(slot: &Slot, is_refused: bool) -> PictureSlot {
    match slot {
        Slot::Kept(_) | Slot::Taking { .. } => PictureSlot::Taking,
        Slot::Empty | Slot::None if is_refused => PictureSlot::Refused,
        Slot::Empty | Slot::None => PictureSlot::None,
        Slot::Ready(shot) => PictureSlot::Ready {
            id: PictureId::from(shot.id),
            taken_at: shot.picture.taken_at,
            own: shot.source == Source::Own,
            screens: u32::try_from(shot.screens().len()).unwrap_or(0),
            screen: if let Source::Screen(number) = shot.source { Some(number) } else { None },
            can_go_back: shot.source == Source::Own && shot.before.is_some(),
        },
        Slot::Removed(_) => PictureSlot::Removed,
    }
}

fn stage(journey: &Journey) -> HelpStage {
    let id = journey.id;
    let text = || journey.draft.text.trim().to_owned();
    let picture = || journey.draft.shot().map(|shot| PictureId::from(shot.id));
    match &journey.phase {
        Phase::HandedOver | Phase::Quick => HelpStage::Writing,
        Phase::Sending => HelpStage::Sending { id, text: text(), picture: picture() },
        Phase::Saved => HelpStage::Saved { id, text: text(), picture: picture(), saved_at: journey.since },
        Phase::Locked => HelpStage::Locked { id, text: text(), picture: picture(), saved_at: journey.since },
        Phase::Trouble { next_try_at, code } => {
            HelpStage::Trouble { id, text: text(), picture: picture(), next_try_at: *next_try_at, code: code.clone() }
        }
        Phase::Sent { number, sent_at, promised_by } => {
            HelpStage::Sent { id, number: number.clone(), sent_at: *sent_at, promised_by: *promised_by }
        }
    }
}
