//! What is offered while somebody writes.

use crate::{
    state::{Answer, Effect, Event, Heard},
    testing::{Scene, notice, notice_id},
};
use desk_api::{Notice, Tip, TipId};
use desk_outbox::{Key, Parcel};
use desk_view::Request;

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
