use crate::{
    Area, NoPicture, Picture,
    state::{Effect, Event, Note},
    testing::{Scene, accepted, attachment_id, picture, report},
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use desk_api::AttachmentId;
use desk_outbox::Parcel;
use desk_view::{FromWindow, PictureSlot, Place, Request, Shape, ToWindow};

const LEFT: Area = Area { x: 0, y: 0, width: 960, height: 1080 };
const RIGHT: Area = Area { x: 960, ..LEFT };

/// Get help is open on a computer with two screens.
fn with_two_screens() -> Scene {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.window(FromWindow::Ready);
    let turn = scene.turn();
    scene.apply(Event::Pictured { turn, picture: Ok(Picture { screens: vec![LEFT, RIGHT], ..picture() }) });
    scene.report_comes();
    scene.write("The left one flickers.");
    scene
}

fn of(pixels: &'static str) -> Picture {
    Picture { png: Bytes::from_static(pixels.as_bytes()), ..picture() }
}

fn own() -> Request {
    Request::UsePicture { png: BASE64.encode("a photo") }
}

/// What is asked for is made.
fn make(scene: &mut Scene, effects: &[Effect], pixels: &'static str) -> Vec<Effect> {
    let turn = effects.iter().find_map(|effect| {
        if let Effect::ReadPicture { turn, .. } | Effect::CutPicture { turn, .. } = effect { Some(*turn) } else { None }
    });
    scene.apply(Event::Made { turn: turn.expect("a picture is to be made"), picture: Ok(of(pixels)) })
}

/// What the disk is told of pictures, in order.
fn on_disk(effects: &[Effect]) -> Vec<(char, AttachmentId)> {
    let told = |effect: &Effect| {
        if let Effect::KeepBlob(id, _) = effect {
            return Some(('+', *id));
        }
        if let Effect::DropBlob(id) = effect { Some(('-', *id)) } else { None }
    };
    effects.iter().filter_map(told).collect()
}

fn slot(scene: &Scene) -> PictureSlot {
    scene.view().help.picture
}

/// Whether it is the person's own, the screen that was chosen, how many there are, and whether there is a way back.
fn about(scene: &Scene) -> (bool, Option<u32>, u32, bool) {
    let PictureSlot::Ready { own, screen, screens, can_go_back, .. } = slot(scene) else { panic!("{:?}", slot(scene)) };
    (own, screen, screens, can_go_back)
}

/// The pictures that are sent.
fn sent(effects: &[Effect]) -> Vec<Bytes> {
    let blobs = effects.iter().find_map(|effect| if let Effect::Accept { blobs, .. } = effect { Some(blobs.clone()) } else { None });
    blobs.expect("it is sent").into_iter().map(|(_, bytes)| bytes).collect()
}

#[test]
fn one_of_two_screens_takes_the_place_of_both() {
    let mut scene = with_two_screens();
    assert_eq!(about(&scene), (false, None, 2, false));

    let asked = scene.ask(Request::ShowScreen { screen: Some(2) });
    assert!(matches!(&asked[..], [Effect::CutPicture { part: RIGHT, .. }]), "{asked:?}");
    let made = make(&mut scene, &asked, "right");

    assert_eq!(about(&scene), (false, Some(2), 2, false));
    assert_eq!(on_disk(&made), [('+', attachment_id(2)), ('-', attachment_id(1))], "the new one is there before the old one goes");
    assert!(made.contains(&Effect::Keep(Note::Draft)));
    assert_eq!(sent(&scene.ask(Request::Send)), ["right"]);
}

#[test]
fn from_one_screen_there_is_a_way_to_the_other_and_back_to_all() {
    let mut scene = with_two_screens();
    let asked = scene.ask(Request::ShowScreen { screen: Some(2) });
    make(&mut scene, &asked, "right");

    let asked = scene.ask(Request::ShowScreen { screen: Some(1) });
    let [Effect::CutPicture { png, part: LEFT, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(*png, picture().png, "it is cut out of the picture of both");
    make(&mut scene, &asked, "left");
    let back = scene.ask(Request::ShowScreen { screen: None });

    assert_eq!(about(&scene), (false, None, 2, false));
    assert_eq!(on_disk(&back), [('+', attachment_id(1)), ('-', attachment_id(3))]);
}

#[test]
fn a_screen_that_is_not_there_changes_nothing() {
    let mut scene = with_two_screens();

    for screen in [Some(0), Some(3), None] {
        assert_eq!(scene.ask(Request::ShowScreen { screen }), []);
    }
    assert_eq!(about(&scene), (false, None, 2, false));
}

#[test]
fn a_screen_is_not_swapped_under_what_was_drawn_on_it() {
    let mut scene = with_two_screens();
    scene.ask(Request::StartMarking);
    scene.ask(Request::AddMark { shape: Shape::Cover { x: 1, y: 1, width: 9, height: 9 } });

    assert_eq!(about(&scene), (false, None, 0, false), "there is nothing to choose any more");
    assert_eq!(scene.ask(Request::ShowScreen { screen: Some(1) }), []);
}

#[test]
fn a_picture_of_ones_own_takes_the_place_of_the_screen_until_it_is_called_back() {
    let mut scene = Scene::with_help();

    let asked = scene.ask(own());
    let [Effect::ReadPicture { png, .. }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(png, "a photo");
    let made = make(&mut scene, &asked, "photo");
    assert_eq!(about(&scene), (true, None, 0, true));
    assert_eq!(on_disk(&made), [('+', attachment_id(2)), ('-', attachment_id(1))]);
    let back = scene.ask(Request::ShowScreen { screen: None });

    assert_eq!(about(&scene), (false, None, 0, false));
    assert_eq!(on_disk(&back), [('+', attachment_id(1)), ('-', attachment_id(2))]);
}

#[test]
fn a_second_picture_of_ones_own_leads_back_to_the_screen_as_well() {
    let mut scene = Scene::with_help();
    for pixels in ["photo", "another"] {
        let asked = scene.ask(own());
        make(&mut scene, &asked, pixels);
    }

    scene.ask(Request::ShowScreen { screen: None });

    scene.write("It is the screen.");
    assert_eq!(sent(&scene.ask(Request::Send)), [picture().png]);
}

#[test]
fn send_waits_for_the_picture_that_was_chosen() {
    let mut scene = with_two_screens();
    let asked = scene.ask(Request::ShowScreen { screen: Some(1) });

    assert_eq!(scene.ask(Request::Send), [], "not the picture of both");
    assert_eq!(scene.ask(own()), [], "and what is being sent is not swapped");
    let made = make(&mut scene, &asked, "left");

    assert_eq!(sent(&made), ["left"]);
}

#[test]
fn what_is_no_picture_is_said_and_leaves_the_one_that_is_there() {
    let mut scene = with_two_screens();
    let before = slot(&scene);

    assert_eq!(scene.ask(Request::UsePicture { png: "no base64!".to_owned() }), []);
    assert!(scene.view().help.picture_trouble);
    let asked = scene.ask(own());
    assert!(!scene.view().help.picture_trouble, "the next try counts");
    let [Effect::ReadPicture { turn, .. }] = asked[..] else { panic!("{asked:?}") };
    assert_eq!(scene.ask(Request::Send), []);
    let effects = scene.apply(Event::Made { turn, picture: Err("it is a bomb".to_owned()) });

    assert_eq!(effects, [], "nothing is sent that was not looked at");
    assert!(scene.view().help.picture_trouble);
    assert_eq!(slot(&scene), before);
}

#[test]
fn a_picture_of_ones_own_outlives_a_new_picture_of_the_screen_and_a_restart() {
    let mut scene = Scene::with_help();
    let asked = scene.ask(own());
    make(&mut scene, &asked, "photo");
    scene.ask(Request::Close);
    let reopened = scene.ask(Request::Open { place: Place::Help });
    assert!(!reopened.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{reopened:?}");
    assert_eq!(about(&scene), (true, None, 0, true));

    let mut again = scene.restart();
    let opened = again.ask(Request::Open { place: Place::Help });
    assert!(opened.iter().any(|effect| matches!(effect, Effect::Recall { id, .. } if *id == attachment_id(2))), "{opened:?}");
    let turn = again.turn();
    again.apply(Event::Recalled { turn, picture: Some(of("photo")) });

    assert_eq!(about(&again), (true, None, 0, false), "the screen from before is gone");
}

#[test]
fn facts_that_come_after_a_picture_of_ones_own_go_along() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.window(FromWindow::Ready);
    let turn = scene.turn();
    let asked = scene.ask(own());
    make(&mut scene, &asked, "photo");

    scene.apply(Event::Reported { turn, report: report() });
    scene.apply(Event::Pictured { turn, picture: Ok(picture()) });

    assert!(!scene.view().help.facts.is_empty());
    assert_eq!(about(&scene), (true, None, 0, false), "and the screen comes too late");
}

#[test]
fn where_no_pictures_are_wanted_none_is_taken_in() {
    let mut settings = crate::testing::settings();
    settings.pictures_allowed = false;
    let mut scene = Scene::with(settings, crate::state::Kept::default());
    scene.ask(Request::Open { place: Place::Help });

    assert!(!scene.view().help.may_add_picture);
    assert_eq!(scene.ask(own()), []);
}

#[test]
fn a_picture_can_be_added_where_there_is_none_of_the_screen() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.window(FromWindow::Ready);
    let turn = scene.turn();
    scene.apply(Event::Pictured { turn, picture: Err(NoPicture::Failed("there is no display".to_owned())) });
    assert_eq!(slot(&scene), PictureSlot::None);

    let asked = scene.ask(own());
    make(&mut scene, &asked, "photo");

    assert_eq!(about(&scene), (true, None, 0, false));
    scene.write("The phone says this.");
    let parcels = scene.ask(Request::Send).iter().find_map(accepted).expect("it is sent");
    assert!(matches!(parcels[..], [Parcel::Ticket { .. }, Parcel::Attachment { .. }]), "{parcels:?}");
}

#[test]
fn a_desktop_that_was_told_no_is_not_asked_again_until_the_person_wants_it() {
    let takes = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. }));
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.window(FromWindow::Ready);
    let turn = scene.turn();
    let refused = scene.apply(Event::Pictured { turn, picture: Err(NoPicture::Refused) });
    assert_eq!(slot(&scene), PictureSlot::Refused);
    assert!(refused.contains(&Effect::Keep(Note::Preferences)));

    let mut scene = scene.restart();
    assert!(!takes(&scene.ask(Request::Open { place: Place::Help })), "it was refused");
    scene.window(FromWindow::Ready);
    assert_eq!(slot(&scene), PictureSlot::Refused);

    let asked = scene.ask(Request::AskForScreen);
    assert!(takes(&asked), "{asked:?}");
    assert!(asked.contains(&Effect::Window(ToWindow::Hide)), "the window is not to be on it");
    let taken = scene.picture_comes();

    assert!(taken.contains(&Effect::Window(ToWindow::Show)));
    assert_eq!(about(&scene), (false, None, 0, false));
    assert_eq!(scene.ask(Request::AskForScreen), [], "there is nothing to ask for");
}
