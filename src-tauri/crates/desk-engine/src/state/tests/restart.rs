//! What is being written, after the program has ended and started again.

use crate::{
    NoPicture,
    state::{Effect, Event, Kept, Note},
    testing::{Scene, accepted, attachment_id, settings, ticket, waiting},
};
use desk_api::Status;
use desk_outbox::Parcel;
use desk_view::{PictureId, PictureSlot, Place, Request};

#[test]
fn a_draft_outlives_the_program_with_its_picture() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    scene.ask(Request::SetClassWaiting { on: true });

    let effects = scene.ask(Request::Quit);
    let mut again = scene.restart();
    again.ask(Request::Open { place: Place::Help });
    let turn = again.turn();
    let without = again.apply(Event::Pictured { turn, picture: Err(NoPicture::Failed("there is no display".to_owned())) });
    again.apply(Event::Recalled { turn, picture: Some(crate::testing::picture()) });
    let help = again.view().help;

    assert!(!effects.contains(&Effect::DropBlob(attachment_id(1))), "{effects:?}");
    assert!(without.iter().any(|effect| matches!(effect, Effect::Recall { id, .. } if *id == attachment_id(1))), "{without:?}");
    assert_eq!((help.text.as_str(), help.class_waiting), ("The printer again.", true));
    assert!(matches!(help.picture, PictureSlot::Ready { id, .. } if id == PictureId::from(attachment_id(1))));
}

#[test]
fn a_new_picture_takes_the_place_of_one_from_before_the_start() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let mut again = scene.restart();
    again.ask(Request::Open { place: Place::Help });

    let effects = again.picture_comes();

    assert!(effects.contains(&Effect::DropBlob(attachment_id(1))), "{effects:?}");
    assert!(matches!(again.view().help.picture, PictureSlot::Ready { .. }));
}

#[test]
fn a_picture_without_words_does_not_outlive_the_program() {
    let mut scene = Scene::with_help();

    let effects = scene.ask(Request::Quit);

    assert!(effects.contains(&Effect::DropBlob(attachment_id(1))), "{effects:?}");
    assert!(!String::from_utf8(scene.state.note(Note::Draft)).unwrap().contains("taken_at"));
}

#[test]
fn a_draft_that_lies_in_the_outbox_is_no_draft_after_a_restart() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);
    let id = effects.iter().find_map(accepted).unwrap()[0].ticket().unwrap();
    let parcel = effects.iter().find_map(accepted).unwrap().remove(0);
    let draft = scene.state.note(Note::Draft);
    let restart = |parcels: Vec<Parcel>| {
        let mut kept = Kept { waiting: parcels.into_iter().map(waiting).collect(), ..Kept::default() };
        kept.read(Note::Draft, &draft);
        Scene::with(settings(), kept)
    };

    let taken = restart(vec![parcel]);
    let mut unknown = restart(vec![]);

    assert_eq!(taken.view().help.text, "");
    assert_eq!(unknown.view().help.text, "The printer again.", "it may not have been taken");
    let heard = unknown.hear_tickets(vec![ticket(id, Status::New)]);
    assert!(heard.contains(&Effect::Keep(Note::Draft)));
    assert_eq!(unknown.view().help.text, "", "it was taken, and sent");
}

#[test]
fn a_picture_that_still_lies_in_the_outbox_after_a_restart_stays_there() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);
    let mut parcels = effects.iter().find_map(accepted).unwrap();
    let id = parcels[0].ticket().unwrap();
    let mut kept = Kept { waiting: vec![waiting(parcels.remove(1))], ..Kept::default() };
    kept.read(Note::Draft, &scene.state.note(Note::Draft));

    let mut again = Scene::with(settings(), kept);
    let heard = again.hear_tickets(vec![ticket(id, Status::New)]);

    assert_eq!(again.view().help.text, "", "the words went through");
    assert!(!heard.iter().any(|effect| matches!(effect, Effect::DropBlob(_))), "{heard:?}");
}
