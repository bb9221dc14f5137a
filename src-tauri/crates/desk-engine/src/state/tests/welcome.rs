use crate::{
    Settings,
    state::{Effect, Event, Heard, Kept, News},
    testing::{Scene, settings, ticket, ticket_id, told},
};
use desk_api::{DeskProfile, Status};
use desk_view::{FromWindow, Place, Request};

fn profile() -> DeskProfile {
    DeskProfile { name: "Cedar Ridge".to_owned(), ..crate::fake::profile() }
}

/// The desk knows this computer and says who it is.
fn enrolled(scene: &mut Scene) -> Vec<Effect> {
    let mut effects = scene.hear_tickets(Vec::new());
    effects.extend(scene.apply(Event::Heard(Heard::Profile(profile()))));
    effects
}

fn may_tell(scene: &mut Scene) -> Vec<Effect> {
    scene.apply(Event::MayTell(vec![News::Welcome]))
}

#[test]
fn somebody_whom_policy_enrolled_is_welcomed_once_the_desk_knows_her_and_has_a_name() {
    let mut scene = Scene::new();

    let known = scene.hear_tickets(Vec::new());
    let named = scene.apply(Event::Heard(Heard::Profile(profile())));
    let again = enrolled(&mut scene);

    assert_eq!(told(&known).len(), 0);
    assert_eq!(told(&named), [&News::Welcome]);
    assert_eq!(told(&again).len(), 0);
}

#[test]
fn it_is_on_the_disk_before_it_is_on_the_screen_and_never_said_again() {
    let mut scene = Scene::new();
    enrolled(&mut scene);

    let first = may_tell(&mut scene);
    let written = may_tell(&mut scene);
    let next_day = enrolled(&mut scene.restart());

    assert_eq!(first, [Effect::NoteWelcome { then: vec![News::Welcome] }]);
    assert_eq!(written, [Effect::Toast(News::Welcome)]);
    assert_eq!(told(&next_day).len(), 0);
}

#[test]
fn a_welcome_that_had_to_wait_until_the_end_is_said_at_the_next_start() {
    let mut scene = Scene::new();
    enrolled(&mut scene);

    let next_day = enrolled(&mut scene.restart());

    assert_eq!(told(&next_day), [&News::Welcome]);
}

#[test]
fn what_waited_with_it_is_told_with_it() {
    let mut scene = Scene::new();
    enrolled(&mut scene);
    let all = vec![News::Welcome, News::Damaged];

    let first = scene.apply(Event::MayTell(all.clone()));
    let told = scene.apply(Event::MayTell(all.clone()));

    assert_eq!(first, [Effect::NoteWelcome { then: all.clone() }]);
    assert_eq!(told, [Effect::Toast(News::Meanwhile(all))]);
}

#[test]
fn whoever_typed_a_code_or_has_a_request_knows_the_bell() {
    let mut typed = Scene::with(Settings { joins_by_code: true, ..settings() }, Kept::default());
    let mut asked = Scene::new();

    let of_typed = enrolled(&mut typed);
    asked.hear_tickets(vec![ticket(ticket_id(1), Status::Closed)]);
    let of_asked = asked.apply(Event::Heard(Heard::Profile(profile())));

    assert_eq!(told(&of_typed).len() + told(&of_asked).len(), 0);
}

#[test]
fn whoever_has_found_the_window_meanwhile_is_not_told_where_it_is() {
    let mut scene = Scene::new();
    enrolled(&mut scene);
    scene.ask(Request::Open { place: Place::Requests });
    scene.window(FromWindow::Ready);
    may_tell(&mut scene);

    assert_eq!(may_tell(&mut scene), []);
}
