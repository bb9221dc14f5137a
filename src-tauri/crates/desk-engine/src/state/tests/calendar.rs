use crate::{
    state::{Effect, Event},
    testing::{Scene, at, notice, notice_id},
};
use desk_api::{Notice, NoticeKind, NoticeState};
use desk_view::{CalendarStep, Place, Request};

fn planned() -> Notice {
    let (starts_at, back_by) = (at("2026-11-26T20:45:00Z"), Some(at("2026-11-26T21:30:00Z")));
    Notice { kind: NoticeKind::Planned, state: NoticeState::Scheduled, starts_at, back_by, ..notice(notice_id(1)) }
}

fn with_planned() -> Scene {
    let mut scene = Scene::with_help();
    scene.hear_notices(vec![planned()]);
    scene
}

fn add(scene: &mut Scene) -> Vec<Effect> {
    scene.ask(Request::AddToCalendar { id: notice_id(1) })
}

fn step(scene: &Scene) -> CalendarStep {
    scene.view().notices[0].calendar
}

#[test]
fn planned_work_goes_to_the_calendar_as_the_desk_said_it() {
    let mut scene = with_planned();

    let effects = add(&mut scene);

    assert_eq!(effects, [Effect::AddToCalendar(Box::new(planned()))]);
    assert_eq!(step(&scene), CalendarStep::Opening);
}

#[test]
fn a_second_press_opens_it_once() {
    let mut scene = with_planned();
    add(&mut scene);

    assert_eq!(add(&mut scene), []);
}

#[test]
fn the_banner_says_how_it_went_and_can_be_pressed_again() {
    for (opened, said) in [(true, CalendarStep::Opened), (false, CalendarStep::Failed)] {
        let mut scene = with_planned();
        add(&mut scene);

        scene.apply(Event::InCalendar { id: notice_id(1), opened });

        assert_eq!(step(&scene), said);
        assert_eq!(add(&mut scene).len(), 1);
    }
}

#[test]
fn what_was_said_of_it_is_gone_when_the_window_opens_anew() {
    let mut scene = with_planned();
    add(&mut scene);

    scene.ask(Request::Close);
    scene.apply(Event::InCalendar { id: notice_id(1), opened: false });
    scene.ask(Request::Open { place: Place::Help });

    assert_eq!(step(&scene), CalendarStep::None);
}

#[test]
fn what_is_down_by_mischance_or_has_begun_goes_into_no_calendar() {
    for (kind, state) in [(NoticeKind::Major, NoticeState::Active), (NoticeKind::Planned, NoticeState::Active)] {
        let mut scene = Scene::with_help();
        scene.hear_notices(vec![Notice { kind, state, ..planned() }]);

        assert_eq!(add(&mut scene), []);
    }
}
