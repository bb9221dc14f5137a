use crate::{
    Picture,
    state::{Effect, Event, Note},
    testing::{Scene, accepted, attachment_id, picture},
};
use bytes::Bytes;
use desk_outbox::Parcel;
use desk_view::{FromWindow, MAX_MARKS, MarkId, MarkTrouble, MarkingPage, PictureId, PictureSlot, Place, Request, Shape, Spot, ToWindow};

fn cover(x: u32) -> Shape {
    Shape::Cover { x, y: 20, width: 30, height: 40 }
}

/// "Hide or point" is open.
fn open() -> Scene {
    let mut scene = Scene::with_help();
    scene.write("The gradebook is slow.");
    scene.ask(Request::StartMarking);
    scene
}

fn page(scene: &Scene) -> MarkingPage {
    scene.view().help.marking.expect("it is open")
}

fn done(scene: &Scene) -> Vec<bool> {
    page(scene).marks.iter().map(|mark| mark.done).collect()
}

/// What is asked to be drawn.
fn drawing(effects: &[Effect]) -> Option<(u64, Vec<Shape>)> {
    effects.iter().find_map(|effect| if let Effect::DrawMarks { turn, shapes, .. } = effect { Some((*turn, shapes.clone())) } else { None })
}

fn with_marks(marks: &str) -> Picture {
    Picture { png: Bytes::from(marks.to_owned()), ..picture() }
}

/// What was asked to be drawn is drawn; it is not on the disk yet.
fn draw(scene: &mut Scene, effects: &[Effect]) -> (u64, Vec<Effect>) {
    let (turn, shapes) = drawing(effects).expect("something is to be drawn");
    (turn, scene.apply(Event::Marked { turn, picture: Ok(with_marks(&format!("{shapes:?}"))) }))
}

/// And now it is.
fn draw_and_keep(scene: &mut Scene, effects: &[Effect]) -> Vec<Effect> {
    let (turn, kept) = draw(scene, effects);
    assert!(kept.iter().any(|effect| matches!(effect, Effect::KeepPicture { .. })), "{kept:?}");
    scene.apply(Event::PictureKept { turn, kept: true })
}

fn add(scene: &mut Scene, shape: Shape) {
    let effects = scene.ask(Request::AddMark { shape });
    draw_and_keep(scene, &effects);
}

#[test]
fn a_box_is_shown_as_done_only_once_the_disk_has_it_and_nothing_else() {
    let mut scene = open();

    let asked = scene.ask(Request::AddMark { shape: cover(10) });
    assert_eq!(done(&scene), [false]);
    let (turn, drawn) = draw(&mut scene, &asked);
    assert_eq!(done(&scene), [false], "it is drawn, and not on the disk");
    assert!(!drawn.iter().any(|effect| matches!(effect, Effect::ShowPicture(..))), "{drawn:?}");
    let [Effect::KeepPicture { id, png, instead_of: None, .. }] = &drawn[..] else { panic!("{drawn:?}") };
    assert_eq!(*id, attachment_id(1), "the new picture takes the place of the old one");
    let kept = scene.apply(Event::PictureKept { turn, kept: true });

    assert_eq!(done(&scene), [true]);
    assert_eq!(kept[0], Effect::ShowPicture(PictureId::from(attachment_id(1)), picture().preview));
    assert_eq!(png, &Bytes::from(format!("{:?}", [cover(10)])));
}

#[test]
fn the_whole_picture_is_with_the_window_while_it_is_open_and_no_longer() {
    let mut scene = Scene::with_help();
    scene.write("The gradebook is slow.");

    let opened = scene.ask(Request::StartMarking);
    let full = page(&scene).picture;
    let reloaded = scene.window(FromWindow::Ready);
    let closed = scene.ask(Request::FinishMarking);

    assert_eq!(opened, [Effect::ShowPicture(full, picture().png)]);
    assert!(reloaded.contains(&Effect::ShowPicture(full, picture().png)), "{reloaded:?}");
    assert_eq!(closed, [Effect::Window(ToWindow::DropPicture { id: full })]);
    assert_eq!(scene.view().help.marking, None);
}

#[test]
fn changes_that_come_while_it_draws_are_drawn_together_after() {
    let mut scene = open();
    let first = scene.ask(Request::AddMark { shape: cover(10) });

    for x in 11..15 {
        assert_eq!(scene.ask(Request::ChangeMark { id: MarkId(1), shape: cover(x) }), []);
    }
    let next = draw_and_keep(&mut scene, &first);

    assert_eq!(done(&scene), [false], "what the disk has is where the box was at first");
    assert_eq!(drawing(&next).expect("the rest is drawn").1, [cover(14)]);
    draw_and_keep(&mut scene, &next);
    assert_eq!(done(&scene), [true]);
}

#[test]
fn every_drawing_begins_with_the_picture_without_marks() {
    let mut scene = open();
    add(&mut scene, cover(10));

    let effects = scene.ask(Request::RemoveMark { id: MarkId(1) });
    let [Effect::KeepPicture { png, .. }] = &effects[..] else { panic!("nothing is to be drawn: {effects:?}") };
    assert_eq!(*png, picture().png, "without marks it is the picture, byte for byte");
    let undone = scene.ask(Request::UndoMark);
    assert_eq!(undone, [], "it waits for the disk");
    let next = scene.apply(Event::PictureKept { turn: 2, kept: true });

    let Some(Effect::DrawMarks { png, shapes, .. }) = next.iter().find(|effect| matches!(effect, Effect::DrawMarks { .. })) else {
        panic!("{next:?}")
    };
    assert_eq!((png, shapes.as_slice()), (&picture().png, [cover(10)].as_slice()));
}

#[test]
fn a_box_is_not_done_while_a_picture_without_it_is_on_its_way_to_the_disk() {
    let mut scene = open();
    add(&mut scene, cover(10));

    let undone = scene.ask(Request::UndoMark);
    assert!(matches!(undone[..], [Effect::KeepPicture { .. }]), "{undone:?}");
    scene.ask(Request::RedoMark);
    assert_eq!(done(&scene), [false]);
    let next = scene.apply(Event::PictureKept { turn: 2, kept: true });
    assert_eq!(done(&scene), [false]);
    draw_and_keep(&mut scene, &next);

    assert_eq!(done(&scene), [true]);
}

#[test]
fn done_waits_for_the_disk() {
    let mut scene = open();
    let asked = scene.ask(Request::AddMark { shape: cover(10) });

    assert_eq!(scene.ask(Request::FinishMarking), []);
    assert!(scene.view().help.marking.is_some());
    let kept = draw_and_keep(&mut scene, &asked);

    assert!(kept.iter().any(|effect| matches!(effect, Effect::Window(ToWindow::DropPicture { .. }))), "{kept:?}");
    assert_eq!(scene.view().help.marking, None);
}

#[test]
fn cancel_brings_the_marks_from_before_back() {
    let mut scene = open();
    add(&mut scene, cover(10));
    scene.ask(Request::FinishMarking);
    scene.ask(Request::StartMarking);
    add(&mut scene, cover(50));

    let cancelled = scene.ask(Request::CancelMarking);
    assert_eq!(drawing(&cancelled).expect("it is drawn anew").1, [cover(10)]);
    draw_and_keep(&mut scene, &cancelled);

    assert_eq!(scene.view().help.marking, None);
    scene.ask(Request::StartMarking);
    assert_eq!(page(&scene).marks.len(), 1);
}

#[test]
fn a_picture_that_could_not_be_kept_is_as_it_was_and_the_mark_is_not_lost() {
    let mut scene = open();
    let asked = scene.ask(Request::AddMark { shape: cover(10) });
    scene.ask(Request::FinishMarking);
    let (turn, _) = draw(&mut scene, &asked);

    scene.apply(Event::PictureKept { turn, kept: false });

    let shown = page(&scene);
    assert_eq!((shown.trouble, shown.marks.len(), done(&scene)), (Some(MarkTrouble::NotKept), 1, vec![false]));
    let again = scene.ask(Request::FinishMarking);
    draw_and_keep(&mut scene, &again);
    assert_eq!(scene.view().help.marking, None, "it was tried again");
}

#[test]
fn nonsense_is_refused_and_loses_nothing() {
    let mut scene = open();
    add(&mut scene, cover(10));
    let before = page(&scene).marks;
    let outside = Shape::Cover { x: 1_900, y: 0, width: 100, height: 10 };
    let nowhere = Shape::Arrow { from: Spot { x: 5, y: 5 }, to: Spot { x: 5, y: 5 } };

    for nonsense in [
        Request::AddMark { shape: outside },
        Request::AddMark { shape: nowhere },
        Request::ChangeMark { id: MarkId(1), shape: outside },
        Request::ChangeMark { id: MarkId(7), shape: cover(1) },
        Request::RemoveMark { id: MarkId(7) },
    ] {
        assert_eq!(scene.ask(nonsense.clone()), [], "{nonsense:?}");
        assert_eq!((page(&scene).trouble, page(&scene).marks), (Some(MarkTrouble::Outside), before.clone()), "{nonsense:?}");
    }
    for _ in 1..MAX_MARKS {
        scene.ask(Request::AddMark { shape: cover(11) });
    }
    scene.ask(Request::AddMark { shape: cover(12) });

    assert_eq!((page(&scene).trouble, page(&scene).marks.len()), (Some(MarkTrouble::TooMany), MAX_MARKS));
}

#[test]
fn without_a_picture_there_is_nothing_to_mark() {
    let mut scene = Scene::with_help();
    assert_eq!(scene.ask(Request::AddMark { shape: cover(10) }), [], "it is not open");
    scene.ask(Request::RemovePicture);

    assert_eq!(scene.ask(Request::StartMarking), []);
    assert_eq!(scene.view().help.marking, None);
}

#[test]
fn what_is_sent_has_every_mark_that_was_placed() {
    let mut scene = open();
    let asked = scene.ask(Request::AddMark { shape: cover(10) });

    assert_eq!(scene.ask(Request::Send), [], "the picture does not have its box yet");
    let sent = draw_and_keep(&mut scene, &asked);

    let parcels = sent.iter().find_map(accepted).expect("it is sent now");
    let Some(Effect::Accept { blobs, .. }) = sent.iter().find(|effect| matches!(effect, Effect::Accept { .. })) else { panic!() };
    assert_eq!(blobs[0].1, Bytes::from(format!("{:?}", [cover(10)])));
    assert!(matches!(parcels[1], Parcel::Attachment { size_bytes, .. } if size_bytes == blobs[0].1.len() as u64));
    assert_eq!(scene.view().help.marking, None);
}

#[test]
fn a_picture_without_the_box_that_was_placed_is_not_sent() {
    let mut scene = open();
    let asked = scene.ask(Request::AddMark { shape: cover(10) });
    scene.ask(Request::Send);
    let (turn, _) = drawing(&asked).expect("it is drawn");

    let effects = scene.apply(Event::Marked { turn, picture: Err("no memory".to_owned()) });

    assert_eq!(effects, []);
    assert!(scene.view().help.not_kept);
    assert_eq!(scene.view().help.text, "The gradebook is slow.");
}

#[test]
fn a_marked_picture_is_not_replaced_when_help_opens_again() {
    let mut scene = open();
    add(&mut scene, cover(10));
    scene.window(FromWindow::Hidden);
    assert_eq!(scene.view().help.marking, None);

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert!(!effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{effects:?}");
    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { id, .. } if id == PictureId::from(attachment_id(1))));
}

#[test]
fn a_restarted_agent_has_the_picture_with_its_marks_alone() {
    let mut scene = open();
    add(&mut scene, cover(10));

    let mut again = scene.restart();
    let opened = again.ask(Request::Open { place: Place::Help });
    again.window(FromWindow::Ready);
    let turn = again.turn();
    let recalled = again.apply(Event::Recalled { turn, picture: Some(with_marks("burnt")) });
    again.ask(Request::StartMarking);

    assert!(opened.iter().any(|effect| matches!(effect, Effect::Recall { id, .. } if *id == attachment_id(1))), "{opened:?}");
    assert!(!opened.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{opened:?}");
    assert_eq!(recalled, [Effect::ShowPicture(PictureId::from(attachment_id(1)), picture().preview)]);
    let page = page(&again);
    assert_eq!((page.marks, page.can_undo), (vec![], false));
    assert!(String::from_utf8(scene.state.note(Note::Draft)).is_ok_and(|note| !note.contains("cover")), "no mark is written down");
}

#[test]
fn a_picture_that_was_sent_before_gets_another_name_with_other_marks() {
    let mut scene = open();
    scene.ask(Request::FinishMarking);
    let sent = scene.ask(Request::Send);
    let parcels = sent.iter().find_map(accepted).expect("it is sent");
    scene.apply(Event::Accepted(parcels.clone()));
    let ticket = parcels[0].ticket().expect("a ticket");
    scene.apply(Event::TakenBack { ticket, parcels: Some(parcels) });

    scene.ask(Request::StartMarking);
    let asked = scene.ask(Request::AddMark { shape: cover(10) });
    let (turn, drawn) = draw(&mut scene, &asked);
    let [Effect::KeepPicture { id, instead_of, .. }] = &drawn[..] else { panic!("{drawn:?}") };
    assert_eq!(*instead_of, Some(attachment_id(1)));
    let kept = scene.apply(Event::PictureKept { turn, kept: true });

    assert!(kept.contains(&Effect::Window(ToWindow::DropPicture { id: PictureId::from(attachment_id(1)) })), "{kept:?}");
    assert!(kept.contains(&Effect::Keep(Note::Draft)), "{kept:?}");
    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { id: shown, .. } if shown == PictureId::from(*id)));
}

#[test]
fn a_picture_that_is_taken_off_while_it_is_drawn_comes_back_with_its_marks() {
    let mut scene = open();
    let asked = scene.ask(Request::AddMark { shape: cover(10) });
    let (turn, _) = drawing(&asked).expect("it is drawn");

    let removed = scene.ask(Request::RemovePicture);
    assert!(removed.contains(&Effect::DropBlob(attachment_id(1))));
    assert_eq!(scene.apply(Event::Marked { turn, picture: Ok(with_marks("late")) }), [], "it comes too late");
    let restored = scene.ask(Request::RestorePicture);

    assert_eq!(drawing(&restored).expect("the box is drawn again").1, [cover(10)]);
}

#[test]
fn a_window_that_crashes_over_the_whole_picture_does_not_open_with_it_again() {
    let mut scene = open();
    add(&mut scene, cover(10));

    scene.apply(Event::WindowGone { crashed: true });

    assert_eq!(scene.view().help.marking, None);
    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { .. }), "with its box");
    scene.ask(Request::StartMarking);
    assert_eq!(page(&scene).marks.len(), 1);
}
