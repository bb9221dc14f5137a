//! "Stop sending", and what goes out when Send is pressed again.

use crate::{
    state::{Effect, Event, Kept, Note, Trouble},
    testing::{Scene, accepted, picture, settings},
};
use desk_api::TicketId;
use desk_outbox::{Key, Parcel};
use desk_view::{FromWindow, HelpStage, PictureSlot, Place, Request};

/// A request that lies in the queue.
fn sent() -> (Scene, Vec<Parcel>) {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);
    scene.keep(&effects);
    let parcels = effects.iter().find_map(accepted).unwrap();
    (scene, parcels)
}

/// A request that was stopped after an attempt had begun.
fn stopped() -> (Scene, Vec<Parcel>) {
    let (mut scene, parcels) = sent();
    let id = parcels[0].ticket().unwrap();
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);
    scene.wait_ms(5_000);
    scene.apply(Event::TakenBack { ticket: id, parcels: Some(parcels.clone()) });
    (scene, parcels)
}

#[test]
fn what_was_stopped_and_is_sent_as_it_was_goes_with_the_same_key_and_bytes() {
    let (mut scene, parcels) = stopped();

    let again = scene.ask(Request::Send);

    assert_eq!(again.iter().find_map(accepted), Some(parcels));
}

#[test]
fn what_was_stopped_and_changed_is_another_request() {
    let (mut scene, parcels) = stopped();
    scene.write("The printer again, and it smells.");

    let again = scene.ask(Request::Send).iter().find_map(accepted).unwrap();

    assert_ne!(again[0].key(), parcels[0].key());
}

#[test]
fn what_was_stopped_too_late_is_no_draft_once_the_desk_turns_out_to_have_it() {
    let (mut scene, parcels) = stopped();
    let id = parcels[0].ticket().unwrap();

    let effects = scene.hear_tickets(vec![crate::testing::ticket(id, desk_api::Status::New)]);

    assert!(matches!(scene.view().help.stage, HelpStage::Sent { .. }));
    assert_eq!(scene.view().help.text, "");
    assert!(effects.contains(&Effect::Keep(Note::Draft)), "{effects:?}");
}

#[test]
fn too_late_to_stop_changes_nothing() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.wait_ms(700);

    scene.apply(Event::TakenBack { ticket: id, parcels: None });

    assert!(matches!(scene.view().help.stage, HelpStage::Sending { .. }));
}

#[test]
fn words_begun_since_are_not_lost_when_an_earlier_request_comes_back() {
    let (mut scene, parcels) = sent();
    let id = parcels[0].ticket().unwrap();
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);
    scene.window(FromWindow::Hidden);
    scene.ask(Request::Open { place: Place::Help });
    scene.write("And the projector.");

    scene.apply(Event::TakenBack { ticket: id, parcels: Some(parcels) });

    assert_eq!(scene.view().help.text, "The printer again.\n\nAnd the projector.");
}

/// The agent starts again: its queue holds what was taken back, and this draft was the last that was written down.
fn started_again(parcels: &[Parcel], draft: &[u8]) -> Scene {
    let mut kept = Kept { taken_back: parcels.to_vec(), ..Kept::default() };
    kept.read(Note::Draft, draft);
    Scene::with(settings(), kept)
}

/// Its window opens, and the picture of before is read from the disk.
fn opened(scene: &mut Scene) -> Vec<Effect> {
    let effects = scene.ask(Request::Open { place: Place::Help });
    if let Some(turn) = effects.iter().find_map(|effect| if let Effect::Recall { turn, .. } = effect { Some(*turn) } else { None }) {
        scene.apply(Event::Recalled { turn, picture: Some(picture()) });
    }
    effects
}

#[test]
fn closing_the_window_in_between_changes_nothing() {
    let (mut scene, parcels) = stopped();
    scene.window(FromWindow::Hidden);

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert!(!effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. } | Effect::TakeReport { .. })), "{effects:?}");
    assert_eq!(scene.ask(Request::Send).iter().find_map(accepted), Some(parcels));
}

#[test]
fn after_a_restart_it_goes_with_the_same_key_and_bytes() {
    let (scene, parcels) = stopped();
    let mut scene = started_again(&parcels, &scene.state.note(Note::Draft));
    opened(&mut scene);
    assert_eq!(scene.view().help.text, "The printer again.");

    let again = scene.ask(Request::Send);

    assert_eq!(again.iter().find_map(accepted), Some(parcels));
}

#[test]
fn after_a_restart_it_need_not_wait_for_its_picture() {
    let (scene, parcels) = stopped();
    let mut scene = started_again(&parcels, &scene.state.note(Note::Draft));
    scene.ask(Request::Open { place: Place::Help });

    let again = scene.ask(Request::Send);

    assert_eq!(again.iter().find_map(accepted), Some(parcels));
    assert!(!again.iter().any(|effect| matches!(effect, Effect::DropBlob(_))), "{again:?}");
}

#[test]
fn after_a_restart_its_picture_comes_also_where_the_person_looks_elsewhere_first() {
    let (scene, parcels) = stopped();
    let mut scene = started_again(&parcels, &scene.state.note(Note::Draft));
    scene.ask(Request::Open { place: Place::Requests });

    opened(&mut scene);

    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { .. }), "{:?}", scene.view().help.picture);
}

#[test]
fn where_the_end_came_before_the_draft_was_written_its_words_are_there() {
    let (_, parcels) = stopped();
    let nothing = Scene::new().state.note(Note::Draft);
    let mut scene = started_again(&parcels, &nothing);
    opened(&mut scene);
    assert_eq!(scene.view().help.text, "The printer again.");

    assert_eq!(scene.ask(Request::Send).iter().find_map(accepted), Some(parcels));
}

#[test]
fn where_the_end_came_before_the_draft_was_written_words_begun_since_stand_below() {
    let (_, parcels) = stopped();
    let mut other = Scene::with_help();
    other.write("And the projector.");
    let mut scene = started_again(&parcels, &other.state.note(Note::Draft));
    opened(&mut scene);
    assert_eq!(scene.view().help.text, "The printer again.\n\nAnd the projector.");

    let effects = scene.ask(Request::Send);

    let Some(Effect::LetGo(id)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(Key::Ticket(*id), parcels[0].key());
}

#[test]
fn other_words_let_go_of_it_before_anything_else_is_queued() {
    let (mut scene, parcels) = stopped();
    let id = parcels[0].ticket().unwrap();

    assert_eq!(scene.write("The printer again, and it smells.").first(), Some(&Effect::LetGo(id)));
}

#[test]
fn without_its_picture_it_is_another_request_and_lets_go_first() {
    let (mut scene, parcels) = stopped();
    scene.ask(Request::RemovePicture);

    let effects = scene.ask(Request::Send);

    let let_go = effects.iter().position(|effect| matches!(effect, Effect::LetGo(_))).unwrap();
    let queued = effects.iter().position(|effect| accepted(effect).is_some()).unwrap();
    assert!(let_go < queued, "{effects:?}");
    assert_ne!(effects.iter().find_map(accepted).unwrap()[0].key(), parcels[0].key());
}

#[test]
fn a_class_that_waits_makes_it_another_request() {
    let (mut scene, parcels) = stopped();
    let id = parcels[0].ticket().unwrap();

    assert!(scene.ask(Request::SetClassWaiting { on: true }).contains(&Effect::LetGo(id)));
}

#[test]
fn what_arrived_while_the_agent_was_killed_keeps_its_id() {
    let (scene, parcels) = stopped();
    let mut scene = started_again(&[], &scene.state.note(Note::Draft));
    opened(&mut scene);

    let again = scene.ask(Request::Send).iter().find_map(accepted).unwrap();

    assert_eq!(again[0].key(), parcels[0].key());
}

#[test]
fn a_disk_that_does_not_take_it_again_loses_nothing() {
    let (mut scene, parcels) = stopped();
    scene.ask(Request::Send);
    scene.apply(Event::NotAccepted(parcels.clone()));

    let again = scene.ask(Request::Send);

    assert_eq!(again.iter().find_map(accepted), Some(parcels));
}

#[test]
fn an_answer_that_comes_in_the_same_moment_is_not_undone() {
    let (mut scene, parcels) = sent();
    let id = parcels[0].ticket().unwrap();
    scene.delivered(id);

    let effects = scene.apply(Event::TakenBack { ticket: id, parcels: Some(parcels) });

    assert_eq!(effects, [Effect::TakeUp(id)]);
    assert!(matches!(scene.view().help.stage, HelpStage::Sent { .. }));
    assert_eq!(scene.view().help.text, "");
}

#[test]
fn an_attempt_from_before_that_gets_through_while_it_is_sent_again_leaves_room_for_the_next() {
    let (mut scene, parcels) = stopped();
    let again = scene.ask(Request::Send);
    scene.delivered(parcels[0].ticket().unwrap());
    assert!(matches!(scene.view().help.stage, HelpStage::Sent { .. }));

    let next = scene.ask(Request::StartOver);

    assert!(next.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{next:?}");
    scene.keep(&again);
    assert_eq!((scene.view().help.text.as_str(), scene.view().help.stage), ("", HelpStage::Writing));
}

#[test]
fn an_attempt_from_before_that_gets_through_first_is_what_the_page_goes_on_to_say() {
    let (mut scene, parcels) = stopped();
    let again = scene.ask(Request::Send);
    scene.delivered(parcels[0].ticket().unwrap());

    scene.keep(&again);

    assert!(matches!(scene.view().help.stage, HelpStage::Sent { .. }));
}

#[test]
fn what_the_desk_turns_out_to_have_is_sent_to_its_end_with_its_picture() {
    let (mut scene, parcels) = stopped();
    let id: TicketId = parcels[0].ticket().unwrap();

    let effects = scene.hear_tickets(vec![crate::testing::ticket(id, desk_api::Status::New)]);

    assert!(effects.contains(&Effect::TakeUp(id)), "{effects:?}");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::DropBlob(_))), "{effects:?}");
}
