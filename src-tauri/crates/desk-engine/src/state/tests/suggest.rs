//! What is offered while somebody writes.

use crate::{
    state::{Answer, Effect, Event, Heard},
    testing::{Scene, accepted, notice, notice_id},
};
use desk_api::{Notice, NoticeState, Tip, TipId};
use desk_outbox::{Key, Parcel};
use desk_view::{Place, Request};

fn jam() -> Tip {
    Tip {
        id: TipId(uuid::Uuid::from_u128(70)),
        title: "Free the back door".to_owned(),
        body: "Open the back door of the printer, close it firmly, then print one page.".to_owned(),
        topics: vec!["paper jam".to_owned()],
        helped: 11,
        helped_me: false,
    }
}

fn writing(text: &str) -> Scene {
    let mut scene = Scene::with_help();
    scene.hear_notices(vec![Notice { title: "Wi-Fi is down in Building B".to_owned(), ..notice(notice_id(1)) }]);
    scene.apply(Event::Heard(Heard::Tips(vec![jam()])));
    scene.write(text);
    scene
}

#[test]
fn an_outage_that_is_over_for_the_person_too_is_not_shown_any_more() {
    let mut scene = Scene::with_help();
    scene.hear_notices(vec![Notice { state: NoticeState::Resolved, ..notice(notice_id(1)) }]);
    assert_eq!(scene.view().notices.len(), 1);

    scene.ask(Request::BackToNormal { id: notice_id(1), working: true });

    assert_eq!(scene.view().notices, []);
    scene.hear_notices(vec![notice(notice_id(1))]);
    assert_eq!(scene.view().notices.len(), 1, "it is back, and so is the card");
}

#[test]
fn what_is_over_for_others_and_not_for_the_person_is_what_the_request_is_about() {
    let mut scene = Scene::with_help();
    scene.hear_notices(vec![Notice { state: NoticeState::Resolved, ..notice(notice_id(1)) }]);
    scene.ask(Request::Go { place: Place::Notice { id: notice_id(1) } });

    scene.ask(Request::BackToNormal { id: notice_id(1), working: false });

    assert_eq!(scene.view().place, Place::Help);
    assert!(scene.view().notices[0].still);
    scene.write("Still nothing in B204.");
    let mut scene = scene.restart();
    scene.ask(Request::Open { place: Place::Help });
    let parcels = scene.ask(Request::Send).iter().find_map(accepted).expect("it is sent");
    let [Parcel::Ticket { body, .. }] = &parcels[..] else { panic!("{parcels:?}") };
    assert_eq!(body.open().expect("a ticket").notice_id, Some(notice_id(1)));
}

#[test]
fn an_outage_that_the_words_name_is_offered_until_the_person_says_it_is_another() {
    let mut scene = writing("The Wi-Fi is not working on our tablets");
    assert_eq!(scene.view().help.known, Some(notice_id(1)));

    scene.ask(Request::NotThis { notice: notice_id(1) });
    assert_eq!(scene.view().help.known, None);

    scene.ask(Request::Send);
    assert!(scene.state.help.draft.different.is_empty(), "another request is another question");
}

#[test]
fn that_fixed_it_is_counted_once_and_makes_no_ticket() {
    let mut scene = writing("The printer again, paper jam");
    let tip = scene.view().help.tip.unwrap();
    assert_eq!((tip.id, tip.helped, tip.helped_me), (jam().id, 11, false));

    let first = scene.ask(Request::TipHelped { id: tip.id });
    let again = scene.ask(Request::TipHelped { id: tip.id });

    assert_eq!(first, [Effect::Accept { parcels: vec![Parcel::TipHelped { tip: tip.id }], blobs: Vec::new() }]);
    assert_eq!(again, []);
    scene.through(Key::TipHelped(tip.id), Answer::Tip(Tip { helped: 12, helped_me: true, ..jam() }));
    assert!(scene.view().help.tip.is_some_and(|tip| tip.helped_me && tip.helped == 12));
    assert!(scene.state.help.journey.is_none());
}

#[test]
fn a_tip_nobody_knows_is_not_counted() {
    let mut scene = writing("paper jam");

    assert_eq!(scene.ask(Request::TipHelped { id: TipId::new() }), []);
}
