use crate::{
    state::{Answer, Effect, Event, FixStep},
    testing::{Scene, accepted, changed, devons, mine, notice, notice_id, thread, ticket, ticket_id},
};
use desk_api::{ChangeKind, Confirmation, Notice, NoticeState, Rating, Score, Status, TicketId};
use desk_outbox::{Key, Parcel};
use desk_view::{Entry, FixStage, FromWindow, Place, Request, StatusLine};

/// The request is open, and Devon asks whether it is fixed.
fn asked(id: TicketId) -> Scene {
    let mut scene = Scene::new();
    scene.hear_thread(thread(
        id,
        Status::Resolved,
        vec![mine("It is blue."), devons(1, "New cable is in."), changed(ChangeKind::AskedIfFixed)],
    ));
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    scene
}

fn stage(scene: &Scene) -> FixStage {
    scene.view().thread.expect("the request is open").fix
}

fn confirmation(effects: &[Effect]) -> Confirmation {
    let parcels = effects.iter().find_map(accepted).expect("an answer is given to the outbox");
    let Parcel::Confirmation { body, .. } = &parcels[0] else { panic!("it is an answer") };
    body.open().expect("the answer can be read")
}

fn confirm(id: TicketId, fixed: bool, note: Option<&str>) -> Request {
    Request::Confirm { id, fixed, note: note.map(str::to_owned), someone_else: false }
}

#[test]
fn a_resolved_request_asks_with_the_technicians_own_words() {
    let scene = asked(ticket_id(1));

    assert_eq!(
        stage(&scene),
        FixStage::Asking {
            name: Some("Devon Clark".to_owned()),
            did: Some("New cable is in.".to_owned()),
            at: crate::testing::at("2026-11-23T15:42:00Z"),
        }
    );
    assert_eq!(scene.view().requests.needs_you.len(), 1);
}

#[test]
fn yes_leads_to_one_tap_and_thanks() {
    let id = ticket_id(1);
    let mut scene = asked(id);

    let effects = scene.ask(confirm(id, true, None));
    scene.keep(&effects);
    assert!(confirmation(&effects).fixed);
    assert_eq!(stage(&scene), FixStage::Rating { name: Some("Devon Clark".to_owned()) });
    assert_eq!(scene.view().requests.finished[0].status, StatusLine::Done { name: Some("Devon".to_owned()) });

    let effects = scene.ask(Request::Rate { id, score: Score::Positive, note: None });
    scene.keep(&effects);
    assert_eq!(stage(&scene), FixStage::Thanks { score: Score::Positive, noted: false });

    let effects = scene.ask(Request::Rate { id, score: Score::Positive, note: Some(" Quick! ".to_owned()) });
    let Parcel::Rating { body, .. } = &effects.iter().find_map(accepted).unwrap()[0] else { panic!("it is a rating") };
    assert_eq!(body.open().unwrap(), Rating { score: Score::Positive, note: Some("Quick!".to_owned()) });
    scene.keep(&effects);
    assert_eq!(stage(&scene), FixStage::Thanks { score: Score::Positive, noted: true });
}

#[test]
fn a_rating_can_be_skipped() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    let effects = scene.ask(confirm(id, true, None));
    scene.keep(&effects);

    scene.ask(Request::SkipRating { id });

    assert_eq!(stage(&scene), FixStage::None);
}

#[test]
fn not_yet_asks_what_is_still_wrong_and_sends_it() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    scene.ask(Request::StartNotYet { id });
    assert_eq!(stage(&scene), FixStage::NotYet { name: Some("Devon Clark".to_owned()) });

    let effects = scene.ask(confirm(id, false, Some("No sound.")));
    scene.keep(&effects);

    assert_eq!(confirmation(&effects).note.as_deref(), Some("No sound."));
    let view = scene.view();
    assert_eq!(view.thread.unwrap().fix, FixStage::None);
    assert_eq!(view.requests.open[0].status, StatusLine::Work { name: Some("Devon".to_owned()) });
    assert_eq!(scene.ask(confirm(id, false, None)), [], "a second press says nothing twice");
}

#[test]
fn not_yet_holds_also_without_a_word_more() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    scene.ask(Request::StartNotYet { id });

    let effects = scene.window(FromWindow::Hidden);

    assert_eq!(confirmation(&effects), Confirmation { fixed: false, note: None, someone_else: false });
}

#[test]
fn an_answer_from_a_toast_needs_no_window() {
    let id = ticket_id(1);
    let mut scene = Scene::new();
    scene.hear_thread(thread(id, Status::Resolved, vec![mine("It is blue."), devons(1, "Fixed.")]));

    let effects = scene.ask(confirm(id, true, None));

    assert!(matches!(effects[..], [Effect::Accept { .. }]), "{effects:?}");
}

#[test]
fn an_answer_shows_at_once_and_what_the_desk_says_replaces_it() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    let effects = scene.ask(confirm(id, true, None));
    scene.keep(&effects);
    let key = effects.iter().find_map(accepted).unwrap()[0].key();
    let entries = scene.view().thread.unwrap().entries;
    assert!(matches!(entries.last(), Some(Entry::Confirmed { .. })));

    scene.through(key, Answer::Ticket(ticket(id, Status::Closed)));

    assert_eq!(scene.state.tickets[&id].ticket.status, Status::Closed);
    assert!(scene.state.outgoing.confirmation(id).is_none());
}

#[test]
fn an_answer_that_came_too_late_is_let_go() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    let effects = scene.ask(confirm(id, true, None));
    scene.keep(&effects);
    let key = effects.iter().find_map(accepted).unwrap()[0].key();

    let effects = scene.stuck(key, "conflict");

    assert!(effects.contains(&Effect::Discard(key)), "{effects:?}");
    assert!(scene.state.outgoing.confirmation(id).is_none());
}

#[test]
fn thanks_are_over_when_the_page_is_left() {
    let id = ticket_id(1);
    let mut scene = asked(id);
    scene.state.fix.insert(id, FixStep::Thanks { score: Score::Neutral, noted: false });

    scene.ask(Request::Go { place: Place::Requests });

    assert!(scene.state.fix.is_empty());
}

#[test]
fn me_too_shows_at_once_and_is_sent_once() {
    let id = notice_id(1);
    let mut scene = Scene::new();
    scene.hear_notices(vec![notice(id)]);

    let effects = scene.ask(Request::MeToo { id });

    assert!(scene.view().notices[0].joined);
    assert_eq!(scene.ask(Request::MeToo { id }), []);
    scene.keep(&effects);
    assert_eq!(scene.ask(Request::MeToo { id }), []);
    scene.through(Key::Affected(id), Answer::Notice(Notice { affects_me: true, affected: 42, ..notice(id) }));
    let card = &scene.view().notices[0];
    assert_eq!((card.joined, card.notice.affected), (true, 42));
    assert_eq!(scene.ask(Request::MeToo { id }), []);
}

#[test]
fn me_too_that_could_not_be_kept_can_be_pressed_again() {
    let id = notice_id(1);
    let mut scene = Scene::new();
    scene.hear_notices(vec![notice(id)]);
    let effects = scene.ask(Request::MeToo { id });

    scene.apply(Event::NotAccepted(effects.iter().find_map(accepted).unwrap()));

    assert!(!scene.view().notices[0].joined);
    assert!(!scene.ask(Request::MeToo { id }).is_empty());
}

#[test]
fn a_toasts_answer_counts_while_the_question_stands() {
    let id = ticket_id(1);
    let mut scene = asked(id);

    let effects = scene.apply(Event::Pressed(confirm(id, false, None)));

    assert!(!confirmation(&effects).fixed);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Window(_))), "no window comes up for it");
}

#[test]
fn a_toasts_answer_to_a_question_from_before_only_opens_the_request() {
    let id = ticket_id(1);
    for status in [Status::Closed, Status::InProgress] {
        let mut scene = Scene::new();
        scene.hear_thread(thread(id, status, vec![mine("It is blue.")]));

        let effects = scene.apply(Event::Pressed(confirm(id, false, None)));

        assert!(effects.iter().all(|effect| accepted(effect).is_none()), "{status:?}");
        assert_eq!(scene.view().place, Place::Ticket { id });
    }
}

#[test]
fn me_too_in_a_toast_counts_for_an_outage_that_is_not_over() {
    let (down, over) = (notice_id(1), notice_id(2));
    let mut scene = Scene::new();
    let resolved = Notice { state: NoticeState::Resolved, resolved_at: Some(scene.state.now), ..notice(over) };
    scene.hear_notices(vec![notice(down), resolved]);

    let joined = scene.apply(Event::Pressed(Request::MeToo { id: down }));
    let late = scene.apply(Event::Pressed(Request::MeToo { id: over }));

    assert!(matches!(joined.iter().find_map(accepted).as_deref(), Some([Parcel::Affected { notice }]) if *notice == down));
    assert!(late.iter().all(|effect| accepted(effect).is_none()));
    assert_eq!(scene.view().place, Place::Notice { id: over });
}
