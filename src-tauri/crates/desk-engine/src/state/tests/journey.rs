use crate::{
    state::{Effect, Event, Fetch, Note, Trouble, Unheard},
    testing::{Scene, accepted, told},
};
use desk_outbox::Key;
use desk_view::{FromWindow, HelpStage, PictureSlot, Place, Request, StatusLine};

fn desk_trouble() -> Trouble {
    Trouble::Desk { code: "503".to_owned() }
}

#[test]
fn sending_shows_only_when_it_takes_its_time() {
    let mut scene = Scene::with_help();
    scene.send("The printer again.");

    scene.wait_ms(599);
    assert_eq!(scene.view().help.stage, HelpStage::Writing);
    assert_eq!(scene.view().help.text, "The printer again.");
    scene.wait_ms(1);

    let HelpStage::Sending { text, picture, .. } = scene.view().help.stage else { panic!("it is being sent") };
    assert_eq!(text, "The printer again.");
    assert!(picture.is_some());
}

#[test]
fn a_quick_desk_is_never_seen_sending() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.wait_ms(200);

    scene.delivered(id);

    let HelpStage::Sent { number, promised_by, .. } = scene.view().help.stage else { panic!("it is sent") };
    assert_eq!(number.as_deref(), Some("4127"));
    assert!(promised_by.is_some());
    assert_eq!(scene.view().help.text, "", "the next one begins empty");
    assert_eq!(scene.state.alarm(), None);
}

#[test]
fn out_of_reach_is_saved_and_a_desk_in_trouble_is_our_trouble() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");

    scene.held_up(Key::Ticket(id), Trouble::Unreachable);
    assert!(matches!(scene.view().help.stage, HelpStage::Saved { .. }));
    assert!(!scene.view().around.online);

    scene.held_up(Key::Ticket(id), desk_trouble());
    let HelpStage::Trouble { next_try_at, code, .. } = scene.view().help.stage else { panic!("the desk is in trouble") };
    assert_eq!((next_try_at.is_some(), code.as_str()), (true, "503"));
}

#[test]
fn a_keyring_that_does_not_open_is_neither_the_network_nor_the_desk() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::Locked });

    scene.held_up(Key::Ticket(id), Trouble::Locked);

    let HelpStage::Locked { text, .. } = scene.view().help.stage else { panic!("it waits for the keyring") };
    assert_eq!(text, "The printer again.");
    let view = scene.view();
    assert!(view.around.locked && view.around.online);
    assert_eq!(view.requests.open[0].status, StatusLine::Locked);
    scene.ask(Request::TryNow);
    assert!(matches!(scene.view().help.stage, HelpStage::Sending { .. }));
}

#[test]
fn what_waits_for_the_keyring_goes_as_soon_as_anything_was_signed_in() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.held_up(Key::Ticket(id), Trouble::Locked);

    let told_to_all = scene.hear_notices(vec![]);
    assert!(!told_to_all.contains(&Effect::Hurry) && scene.view().around.locked);
    let told_to_her = scene.hear_tickets(vec![]);

    assert!(told_to_her.contains(&Effect::Hurry));
    assert!(!scene.view().around.locked);
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);
    assert_eq!(scene.view().requests.open[0].status, StatusLine::Saved);
}

#[test]
fn a_request_written_without_a_network_is_saved_at_once() {
    let mut scene = Scene::with_help();
    scene.apply(Event::Network(false));

    scene.send("The printer again.");

    assert!(matches!(scene.view().help.stage, HelpStage::Saved { .. }));
}

#[test]
fn a_request_that_will_not_be_taken_says_so_with_a_code() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");

    scene.stuck(Key::Ticket(id), "forbidden");

    assert!(matches!(scene.view().help.stage, HelpStage::Trouble { next_try_at: None, ref code, .. } if code == "forbidden"));
    let rows = scene.view().requests.open;
    assert_eq!(rows[0].status, StatusLine::Stuck { code: "forbidden".to_owned() });
}

#[test]
fn stop_sending_makes_it_a_draft_again() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    scene.ask(Request::SetClassWaiting { on: true });
    let effects = scene.ask(Request::Send);
    scene.keep(&effects);
    let parcels = effects.iter().find_map(accepted).unwrap();
    let id = scene.state.help.journey.as_ref().unwrap().id;
    scene.wait_ms(700);
    assert_eq!(scene.ask(Request::StopSending { id }), [Effect::Withdraw(id)]);

    let effects = scene.apply(Event::TakenBack { ticket: id, parcels: Some(parcels) });

    let view = scene.view();
    assert_eq!((view.help.text.as_str(), view.help.class_waiting), ("The printer again.", true));
    assert!(matches!(view.help.picture, PictureSlot::Ready { .. }));
    assert_eq!(view.help.stage, HelpStage::Writing);
    assert_eq!(view.requests.open, []);
    assert!(effects.contains(&Effect::Keep(Note::Draft)));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::DropBlob(_))), "its picture stays: {effects:?}");
}

#[test]
fn try_now_hurries_and_shows_that_it_tries() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);

    let effects = scene.ask(Request::TryNow);

    assert_eq!(effects, [Effect::Hurry, Effect::Reconnect]);
    assert!(matches!(scene.view().help.stage, HelpStage::Sending { .. }));
}

#[test]
fn a_network_that_comes_back_hurries() {
    let mut scene = Scene::new();
    scene.apply(Event::Network(false));

    assert_eq!(scene.apply(Event::Network(true)), [Effect::Hurry, Effect::Reconnect]);
}

#[test]
fn nobody_is_told_what_the_window_shows() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");

    let effects = scene.delivered(id);

    assert_eq!(told(&effects), Vec::<&crate::state::News>::new());
}

#[test]
fn whoever_closed_the_window_or_looks_elsewhere_is_told_that_it_was_sent() {
    for away in [FromWindow::Hidden, FromWindow::Front { front: false }] {
        let mut scene = Scene::with_help();
        let id = scene.send("The printer again.");
        scene.window(away.clone());

        let effects = scene.delivered(id);

        assert_eq!(told(&effects).len(), 1, "after {away:?}");
    }
}

#[test]
fn after_a_request_was_sent_help_begins_empty() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.delivered(id);

    let effects = scene.ask(Request::StartOver);

    let help = scene.view().help;
    assert_eq!((help.text.as_str(), help.stage), ("", HelpStage::Writing));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::TakeReport { .. })));
}

#[test]
fn a_sent_page_is_gone_when_the_window_opens_again() {
    let mut scene = Scene::with_help();
    let id = scene.send("The printer again.");
    scene.delivered(id);
    scene.window(FromWindow::Hidden);

    scene.ask(Request::Open { place: Place::Help });

    assert_eq!(scene.view().help.stage, HelpStage::Writing);
}
