use crate::{
    NoPicture, Settings,
    state::{Effect, Event, Freshness, Kept, Note},
    testing::{Scene, accepted, at, attachment_id, report, settings},
    view,
};
use desk_api::{MAX_WORDS, NewTicket};
use desk_outbox::Parcel;
use desk_view::{FromWindow, HelpStage, PictureId, PictureSlot, Place, Request, ToWindow};

fn sent_ticket(effects: &[Effect]) -> NewTicket {
    let parcels = effects.iter().find_map(accepted).expect("something is given to the outbox");
    let Parcel::Ticket { body, .. } = &parcels[0] else { panic!("words go first") };
    body.open().expect("the ticket can be read")
}

#[test]
fn the_facts_on_the_page_are_the_facts_that_are_sent() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let shown = scene.view().help;

    let effects = scene.ask(Request::Send);

    let ticket = sent_ticket(&effects);
    let sent = ticket.report.expect("the facts go with the words");
    assert_eq!(sent, report());
    assert_eq!(view::facts(&sent, &scene.words, &settings().time_zone), shown.facts);
    assert_eq!(shown.facts.len(), sent.facts.len());
}

#[test]
fn the_picture_on_the_page_is_the_picture_that_is_sent() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let PictureSlot::Ready { id: shown, .. } = scene.view().help.picture else { panic!("the picture is shown") };

    let effects = scene.ask(Request::Send);

    let ticket = sent_ticket(&effects);
    assert_eq!(ticket.attachments.len(), 1);
    assert_eq!(PictureId::from(ticket.attachments[0].id), shown);
    let Effect::Accept { parcels, blobs } = &effects[1] else { panic!("it is given to the outbox") };
    assert_eq!(parcels.len(), 2);
    assert_eq!(blobs[0].0, ticket.attachments[0].id);
}

#[test]
fn a_picture_that_was_taken_off_is_not_sent() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");

    let removed = scene.ask(Request::RemovePicture);
    let effects = scene.ask(Request::Send);

    assert!(removed.contains(&Effect::DropBlob(attachment_id(1))));
    assert_eq!(sent_ticket(&effects).attachments, []);
}

#[test]
fn a_picture_that_was_taken_off_can_be_put_back() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    scene.ask(Request::RemovePicture);
    assert_eq!(scene.view().help.picture, PictureSlot::Removed);

    let restored = scene.ask(Request::RestorePicture);

    assert!(matches!(restored[..], [Effect::KeepBlob(..), Effect::ShowPicture(..)]), "{restored:?}");
    assert_eq!(sent_ticket(&scene.ask(Request::Send)).attachments.len(), 1);
}

#[test]
fn words_are_trimmed_and_needed() {
    let mut scene = Scene::with_help();
    assert_eq!(scene.ask(Request::Send), []);
    scene.write("  \n ");
    assert_eq!(scene.ask(Request::Send), []);

    scene.write("  The printer again.\n");
    let effects = scene.ask(Request::Send);

    assert_eq!(sent_ticket(&effects).words, "The printer again.");
}

#[test]
fn words_beyond_what_a_desk_takes_are_cut_where_the_person_sees_it() {
    let mut scene = Scene::with_help();
    let before = scene.view().help.text_revision;

    scene.write(&"ñ".repeat(MAX_WORDS + 5));

    let help = scene.view().help;
    assert_eq!(help.text.chars().count(), MAX_WORDS);
    assert!(help.text_revision > before);
}

#[test]
fn the_page_changes_only_once_the_request_is_kept() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");

    let effects = scene.ask(Request::Send);

    assert_eq!(scene.view().help.stage, HelpStage::Writing);
    assert_eq!(scene.view().help.text, "The printer again.");
    assert!(String::from_utf8(scene.state.note(Note::Draft)).unwrap().contains("printer"), "the draft outlives a crash until then");
    assert_eq!(scene.ask(Request::Send), [], "a second press does nothing");

    let kept = scene.keep(&effects);

    assert!(kept.contains(&Effect::Keep(Note::Draft)));
    assert!(!String::from_utf8(scene.state.note(Note::Draft)).unwrap().contains("printer"));
}

#[test]
fn a_request_that_could_not_be_kept_is_a_draft_again() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");
    let effects = scene.ask(Request::Send);

    scene.apply(Event::NotAccepted(effects.iter().find_map(accepted).unwrap()));

    let help = scene.view().help;
    assert!(help.not_kept);
    assert_eq!(help.text, "The printer again.");
    assert!(matches!(help.picture, PictureSlot::Ready { .. }));
    assert!(!scene.ask(Request::Send).is_empty(), "it can be sent again");
}

#[test]
fn every_keystroke_is_written_and_made_durable_after_a_rest() {
    let mut scene = Scene::with_help();

    assert_eq!(scene.write("The"), [Effect::Jot(Note::Draft)]);
    assert_eq!(scene.wait_ms(900), []);
    assert_eq!(scene.write("The printer"), [Effect::Jot(Note::Draft)]);
    assert_eq!(scene.wait_ms(900), []);

    assert_eq!(scene.wait_ms(200), [Effect::Keep(Note::Draft)]);
    assert_eq!(scene.state.alarm(), None);
}

#[test]
fn an_unsent_draft_keeps_its_words_when_help_opens_again() {
    let mut scene = Scene::with_help();
    scene.write("The printer");
    scene.window(FromWindow::Hidden);

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert_eq!(scene.view().help.text, "The printer");
    assert_eq!(scene.view().help.picture, PictureSlot::Taking);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })));
    let taken = scene.picture_comes();
    assert!(taken.contains(&Effect::DropBlob(attachment_id(1))), "the old picture is let go: {taken:?}");
    let dropped = Effect::Window(ToWindow::DropPicture { id: PictureId::from(attachment_id(1)) });
    assert!(taken.contains(&dropped), "{taken:?}");
}

#[test]
fn without_a_new_picture_the_one_from_before_stays() {
    let mut scene = Scene::with_help();
    scene.write("The printer");
    scene.window(FromWindow::Hidden);
    scene.ask(Request::Open { place: Place::Help });

    let turn = scene.turn();
    scene.apply(Event::Pictured { turn, picture: Err(NoPicture::Failed("there is no display".to_owned())) });

    assert!(matches!(scene.view().help.picture, PictureSlot::Ready { .. }));
}

#[test]
fn a_picture_that_comes_after_send_is_not_kept() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    scene.window(FromWindow::Ready);
    let turn = scene.turn();
    let id = scene.send("The printer again.");

    let effects = scene.apply(Event::Pictured { turn, picture: Ok(crate::testing::picture()) });

    assert_eq!(effects, []);
    assert!(scene.state.outgoing.ticket(id).unwrap().1.attachments.is_empty());
}

#[test]
fn an_empty_draft_leaves_no_picture_behind_when_the_window_closes() {
    let mut scene = Scene::with_help();

    let effects = scene.window(FromWindow::Hidden);

    assert!(effects.contains(&Effect::DropBlob(attachment_id(1))), "{effects:?}");
    assert_eq!(scene.view().help.picture, PictureSlot::None);
}

#[test]
fn a_desk_that_takes_no_pictures_is_given_none() {
    let mut scene = Scene::new();
    scene.state.profile = Some(desk_api::DeskProfile {
        name: "Cedar Ridge".to_owned(),
        phone: None,
        hours: None,
        answer_within_hours: 24,
        usual_hours: None,
        usually_read_minutes: None,
        time_zone: "UTC".to_owned(),
        manager: None,
        team: Vec::new(),
        departments: Vec::new(),
        languages: Vec::new(),
        capabilities: desk_api::Capabilities::default(),
    });

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert!(!effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. })), "{effects:?}");
    assert_eq!(scene.view().help.picture, PictureSlot::None);
}

#[test]
fn nothing_that_is_printed_for_a_log_holds_the_words() {
    let mut scene = Scene::with_help();
    scene.write("hunter2 is on the board");
    let drafted = format!("{:?}", scene.state);
    let effects = scene.ask(Request::Send);
    let sending = format!("{:?} {effects:?}", scene.state);
    scene.keep(&effects);
    scene.hear_thread(crate::testing::thread(crate::testing::ticket_id(1), desk_api::Status::New, vec![crate::testing::mine("hunter2")]));

    for shown in [drafted, sending, format!("{:?}", scene.state), format!("{:?}", settings())] {
        assert!(!shown.contains("hunter2") && !shown.contains("B204") && !shown.contains("Maria"), "{shown}");
    }
}

#[test]
fn a_fact_json_has_no_word_for_becomes_unknown() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Help });
    let mut odd = report();
    odd.facts[0].reading = desk_api::report::Reading::Known { value: desk_api::report::FactValue::Percent(f64::NAN) };

    let turn = scene.turn();
    scene.apply(Event::Reported { turn, report: odd });

    assert!(!scene.view().help.facts[0].known);
}

#[test]
fn lists_show_as_they_were_last_heard() {
    let mut kept = Kept::default();
    let mut scene = Scene::new();
    scene.hear_tickets(vec![crate::testing::ticket(crate::testing::ticket_id(1), desk_api::Status::New)]);
    kept.read(Note::Tickets, &scene.state.note(Note::Tickets));

    let scene = Scene::with(Settings { may_quit: false, ..settings() }, kept);

    assert_eq!(scene.state.tickets_state, Freshness::Heard);
    assert_eq!(scene.view().requests.open.len(), 1);
    assert_eq!(scene.now, at(crate::testing::START));
}
