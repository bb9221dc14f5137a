use crate::{
    Settings,
    state::{Effect, Event, Fetch, Freshness, Kept, News, Note, Unheard},
    testing::{Scene, at, changed, devons, mine, notice, notice_id, settings, thread, ticket, ticket_id, told},
};
use desk_api::{ChangeKind, Contact, EventKind, Notice, NoticeKind, NoticeState, Status, Ticket};
use desk_view::{FromWindow, ListState, Place, Request};

fn resolved(mut notice: Notice) -> Notice {
    notice.state = NoticeState::Resolved;
    notice.resolved_at = Some(at("2026-11-23T15:50:00Z"));
    notice
}

#[test]
fn the_first_news_is_silent() {
    let id = ticket_id(1);
    let mut scene = Scene::new();
    scene.hear_tickets(vec![ticket(id, Status::InProgress)]);

    let heard = scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way.")]));
    let posted = scene.hear_notices(vec![notice(notice_id(1))]);

    assert_eq!(told(&heard).len() + told(&posted).len(), 0);
    assert_eq!(scene.view().around.unread, 0, "what was said before is not new");
}

#[test]
fn what_the_desk_still_waits_for_is_unread_from_the_first_time() {
    let id = ticket_id(1);
    let mut scene = Scene::new();

    scene.hear_thread(thread(id, Status::WaitingOnRequester, vec![mine("It is blue."), devons(1, "Which room?")]));

    assert_eq!(scene.view().around.unread, 1);
}

#[test]
fn each_change_is_told_once() {
    let id = ticket_id(1);
    let mut scene = Scene::new();
    scene.hear_thread(thread(id, Status::New, vec![]));
    let taken = thread(id, Status::InProgress, vec![changed(ChangeKind::Taken)]);

    let first = scene.hear_thread(taken.clone());
    let again = scene.hear_thread(taken);

    assert!(matches!(told(&first)[..], [News::PickedUp { name, .. }] if name == "Devon Clark"), "{first:?}");
    assert_eq!(again, []);
}

#[test]
fn of_several_changes_the_one_that_asks_most_is_told() {
    let id = ticket_id(1);
    let asked = thread(id, Status::WaitingOnRequester, vec![changed(ChangeKind::Taken), devons(1, "Which room?")]);
    let fixed = thread(id, Status::Resolved, vec![changed(ChangeKind::Taken), devons(1, "New cable."), changed(ChangeKind::AskedIfFixed)]);
    let said = thread(id, Status::InProgress, vec![changed(ChangeKind::Taken), devons(1, "On my way.")]);

    for (heard, is_right) in [
        (asked, (|news| matches!(news, News::Question { .. })) as fn(&News) -> bool),
        (fixed, |news| matches!(news, News::AskedIfFixed { text: Some(text), .. } if text == "New cable.")),
        (said, |news| matches!(news, News::Said { .. })),
    ] {
        let mut scene = Scene::new();
        scene.hear_thread(thread(id, Status::New, vec![]));

        let effects = scene.hear_thread(heard);

        let news = told(&effects);
        assert!(news.len() == 1 && is_right(news[0]), "{effects:?}");
    }
}

#[test]
fn a_hand_off_and_a_moved_promise_are_told() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    let mut handed =
        thread(id, Status::InProgress, vec![mine("It is blue."), changed(ChangeKind::HandedOff { department: "Facilities".to_owned() })]);
    handed.ticket.department = Some("Facilities".to_owned());
    handed.ticket.department_contact = Some(Contact { name: "Rosa Lima".to_owned(), phone: Some("2210".to_owned()) });
    let mut moved = handed.clone();
    moved.ticket.next_update_by = Some(at("2026-11-25T15:40:00Z"));

    let first = scene.hear_thread(handed);
    let second = scene.hear_thread(moved);

    assert!(matches!(told(&first)[..], [News::HandedOff { .. }]), "{first:?}");
    assert!(matches!(told(&second)[..], [News::Delayed { .. }]), "{second:?}");
}

#[test]
fn a_promise_that_moves_because_the_person_wrote_is_no_delay() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    let mut answered = thread(id, Status::InProgress, vec![mine("It is blue."), mine("Room 12.")]);
    answered.ticket.next_update_by = Some(at("2026-11-25T15:40:00Z"));

    assert_eq!(told(&scene.hear_thread(answered)).len(), 0);
}

#[test]
fn what_is_told_after_a_restart_is_what_came_since() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    let said = thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way.")]);
    scene.hear_thread(said.clone());
    let mut scene = scene.restart();

    let old = scene.hear_thread(said);
    let new =
        scene.hear_thread(thread(id, Status::WaitingOnRequester, vec![mine("It is blue."), devons(1, "On my way."), devons(2, "Where?")]));

    assert_eq!(told(&old).len(), 0);
    assert!(matches!(told(&new)[..], [News::Question { .. }]));
}

#[test]
fn the_person_is_not_told_what_is_before_their_eyes() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);

    let watched = scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way.")]));
    scene.window(FromWindow::Front { front: false });
    let behind =
        scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way."), devons(2, "I am here.")]));

    assert_eq!(told(&watched).len(), 0);
    assert_eq!(told(&behind).len(), 1);
    assert_eq!(scene.view().around.unread, 1);
    assert_eq!(scene.window(FromWindow::Front { front: true }), [Effect::Keep(Note::Seen)]);
    assert_eq!(scene.view().around.unread, 0);
}

#[test]
fn an_older_answer_does_not_undo_a_newer_one() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    let newer = thread(id, Status::Resolved, vec![mine("It is blue."), devons(1, "Fixed."), changed(ChangeKind::AskedIfFixed)]);
    scene.hear_thread(newer);

    let effects = scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue.")]));

    assert_eq!(effects, []);
    assert_eq!(scene.state.tickets[&id].ticket.status, Status::Resolved);
}

#[test]
fn the_list_asks_for_what_changed_and_no_more() {
    let (open, closed, changing) = (ticket_id(1), ticket_id(2), ticket_id(3));
    let mut scene = Scene::new();
    scene.hear_thread(thread(changing, Status::New, vec![]));
    let newer = Ticket { updated_at: at("2026-11-23T16:00:00Z"), ..ticket(changing, Status::InProgress) };
    let list = vec![newer, ticket(open, Status::New), ticket(closed, Status::Closed)];

    let first = scene.hear_tickets(list.clone());
    let again = scene.hear_tickets(list);

    let asked = [Effect::Fetch(Fetch::Thread(changing)), Effect::Fetch(Fetch::Thread(open))];
    assert_eq!(first, [asked.to_vec(), vec![Effect::Keep(Note::Tickets)]].concat());
    assert_eq!(again, asked, "nothing was answered yet");
}

#[test]
fn a_ticket_that_is_listed_no_more_is_gone_unless_it_is_newer_than_the_list() {
    let mut scene = Scene::with_help();
    scene.hear_thread(thread(ticket_id(1), Status::New, vec![]));
    let asked_at = scene.now;
    scene.wait_ms(10);
    let id = scene.send("The printer again.");
    scene.delivered(id);

    scene.apply(Event::Heard(crate::state::Heard::Tickets { asked_at, tickets: vec![] }));

    assert_eq!(scene.state.tickets.keys().collect::<Vec<_>>(), [&id]);
}

#[test]
fn an_unchanged_answer_writes_nothing() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    let heard = thread(id, Status::InProgress, vec![mine("It is blue.")]);
    scene.hear_thread(heard.clone());
    scene.hear_notices(vec![notice(notice_id(1))]);
    scene.hear_tickets(vec![heard.ticket.clone()]);

    let effects =
        [scene.hear_thread(heard.clone()), scene.hear_notices(vec![notice(notice_id(1))]), scene.hear_tickets(vec![heard.ticket])];

    assert_eq!(effects.concat(), []);
}

#[test]
fn an_outage_is_told_when_posted_late_and_over() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![]);
    let posted = notice(notice_id(1));
    let late = Notice { back_by: Some(at("2026-11-23T17:00:00Z")), ..posted.clone() };

    let first = scene.hear_notices(vec![posted]);
    let second = scene.hear_notices(vec![late.clone()]);
    let third = scene.hear_notices(vec![resolved(late)]);

    assert!(matches!(told(&first)[..], [News::Outage(_)]));
    assert!(matches!(told(&second)[..], [News::OutageLate(_)]));
    assert!(matches!(told(&third)[..], [News::OutageOver(_)]));
}

#[test]
fn planned_work_interrupts_nobody() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![]);

    let effects = scene.hear_notices(vec![Notice { kind: NoticeKind::Planned, ..notice(notice_id(1)) }]);

    assert_eq!(told(&effects).len(), 0);
    assert_eq!(scene.view().notices.len(), 1);
}

#[test]
fn an_outage_elsewhere_is_not_ours() {
    let mut scene = Scene::with(Settings { places: vec!["Building A".to_owned()], ..settings() }, Kept::default());
    scene.hear_notices(vec![]);

    scene.hear_notices(vec![
        Notice { places: vec!["Building B".to_owned()], ..notice(notice_id(1)) },
        Notice { places: vec!["building a".to_owned()], ..notice(notice_id(2)) },
        notice(notice_id(3)),
    ]);

    let near: Vec<_> = scene.view().notices.iter().map(|card| card.notice.id).collect();
    assert_eq!(near, [notice_id(2), notice_id(3)]);
}

#[test]
fn a_notice_that_is_over_is_forgotten_after_an_hour() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![resolved(notice(notice_id(1)))]);

    scene.now = at("2026-11-23T16:49:00Z");
    scene.wait_ms(0);
    assert_eq!(scene.view().notices.len(), 1);
    scene.wait_ms(61_000);

    assert_eq!(scene.view().notices, []);
    assert_eq!(scene.state.alarm(), None);
}

#[test]
fn the_live_channel_says_what_to_ask_for() {
    let id = ticket_id(1);
    let mut scene = Scene::new();

    let ticket = scene.apply(Event::Said(EventKind::Ticket { ticket_id: id }));
    let notices = scene.apply(Event::Said(EventKind::Notice { notice_id: notice_id(1) }));
    let all = scene.apply(Event::Said(EventKind::Resync));

    assert_eq!(ticket, [Effect::Fetch(Fetch::Thread(id))]);
    assert_eq!(notices, [Effect::Fetch(Fetch::Notices)]);
    assert_eq!(all, Fetch::ALL.map(Effect::Fetch));
}

#[test]
fn a_list_that_was_never_heard_loads_or_fails_honestly() {
    let mut scene = Scene::new();
    assert_eq!(scene.view().requests.state, ListState::Loading);

    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer });
    assert_eq!(scene.view().requests.state, ListState::Failed);
    assert!(!scene.view().around.online);

    scene.hear_tickets(vec![]);
    assert_eq!(scene.view().requests.state, ListState::Ready);
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer });
    assert_eq!(scene.state.tickets_state, Freshness::Heard);
}

#[test]
fn a_network_that_goes_is_tried_once_more_and_an_answer_outweighs_it() {
    let mut scene = Scene::new();
    scene.hear_tickets(vec![]);

    let effects = scene.apply(Event::Network(false));
    let is_reached = scene.view().around.online;
    scene.hear_tickets(vec![]);

    assert_eq!((effects, is_reached), (vec![Effect::Reconnect], false));
    assert!(scene.view().around.online, "such as a desk on this very computer");
}

#[test]
fn a_note_that_cannot_be_read_is_as_if_it_were_not_there() {
    let mut kept = Kept::default();
    kept.read(Note::Tickets, b"{ not what it was");
    kept.read(Note::Draft, b"[]");

    let scene = Scene::with(settings(), kept);

    assert_eq!(scene.state.tickets_state, Freshness::Unheard);
}
