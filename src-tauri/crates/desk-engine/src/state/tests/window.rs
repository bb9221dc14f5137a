use crate::{
    state::{Effect, Event, Fetch},
    testing::{Scene, attachment_id, devons, mine, thread, ticket_id},
};
use bytes::Bytes;
use desk_api::Status;
use desk_view::{FromWindow, PictureId, PictureSlot, Place, Request, ToWindow};

const SHOW: Effect = Effect::Window(ToWindow::Show);

#[test]
fn a_window_that_must_be_started_is_started_at_once() {
    let mut scene = Scene::new();

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert!(
        matches!(effects[..], [Effect::TakePicture { .. }, Effect::TakeReport { .. }, Effect::Fetch(Fetch::Tips), SHOW]),
        "{effects:?}"
    );
}

#[test]
fn a_hidden_window_waits_for_the_picture_so_as_not_to_be_on_it() {
    let mut scene = Scene::with_help();
    scene.window(FromWindow::Hidden);

    let opened = scene.ask(Request::Open { place: Place::Help });
    let pictured = scene.picture_comes();

    assert!(!opened.contains(&SHOW), "{opened:?}");
    assert!(matches!(pictured[..], [Effect::KeepBlob(..), Effect::ShowPicture(..), SHOW]), "{pictured:?}");
}

#[test]
fn a_hidden_window_shows_after_300_ms_whether_or_not_the_picture_has_come() {
    let mut scene = Scene::with_help();
    scene.window(FromWindow::Hidden);
    scene.ask(Request::Open { place: Place::Help });

    assert_eq!(scene.wait_ms(299), []);
    assert_eq!(scene.wait_ms(1), [SHOW]);

    let late = scene.picture_comes();
    assert!(!late.contains(&SHOW), "{late:?}");
    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { .. }));
}

#[test]
fn a_window_on_the_screen_is_not_pictured_again() {
    let mut scene = Scene::with_help();

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert_eq!(effects, [SHOW]);
}

#[test]
fn another_place_needs_no_picture() {
    let mut scene = Scene::new();

    let effects = scene.ask(Request::Open { place: Place::Requests });

    assert_eq!(effects, [Effect::Fetch(Fetch::Tickets), SHOW]);
}

#[test]
fn a_page_that_is_up_is_given_its_pictures_and_its_view() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.picture_comes();

    let effects = scene.window(FromWindow::Ready);

    assert!(matches!(effects[..], [Effect::ShowPicture(..), Effect::ShowView]), "{effects:?}");
}

#[test]
fn a_crash_keeps_the_draft_and_brings_the_window_back_once() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");

    let first = scene.apply(Event::WindowGone { crashed: true });
    let back = scene.apply(Event::MayShow);
    scene.window(FromWindow::Ready);
    let help = scene.view().help;
    let second = scene.apply(Event::WindowGone { crashed: true });

    assert_eq!((first, back), (vec![Effect::ShowAgain], vec![SHOW]));
    assert_eq!((help.text.as_str(), help.restarted), ("The printer again.", true));
    assert!(matches!(help.picture, PictureSlot::Ready { .. }));
    assert_eq!(second, [], "a window that keeps crashing is left alone");
    assert_eq!(scene.view().help.text, "The printer again.");
}

#[test]
fn who_writes_on_needs_no_word_about_the_crash() {
    let mut scene = Scene::with_help();
    scene.apply(Event::WindowGone { crashed: true });
    scene.window(FromWindow::Ready);

    scene.write("The printer again.");

    assert!(!scene.view().help.restarted);
}

#[test]
fn pictures_of_a_conversation_are_let_go_when_it_is_left() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    let shown = attachment_id(77);
    assert_eq!(scene.ask(Request::FetchPicture { id: shown }), [Effect::FetchPicture(shown)]);
    let png = Bytes::from_static(b"\x89PNG");
    assert_eq!(scene.apply(Event::Fetched { id: shown, png: Some(png.clone()) }), [Effect::ShowPicture(PictureId::from(shown), png)]);

    let effects = scene.ask(Request::Go { place: Place::Requests });

    assert!(effects.contains(&Effect::Window(ToWindow::DropPicture { id: PictureId::from(shown) })), "{effects:?}");
}

#[test]
fn what_is_new_is_marked_until_the_page_is_left() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way.")]));
    assert_eq!(scene.view().around.unread, 1);

    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    scene.ask(Request::Seen { id });

    let view = scene.view();
    assert_eq!((view.around.unread, view.thread.and_then(|thread| thread.new_from)), (0, Some(1)));
    scene.ask(Request::Go { place: Place::Requests });
    scene.ask(Request::Go { place: Place::Ticket { id } });
    assert_eq!(scene.view().thread.and_then(|thread| thread.new_from), None);
}
