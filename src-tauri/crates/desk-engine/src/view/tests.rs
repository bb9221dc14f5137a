//! What people see, drawn as text.

use crate::{
    Settings,
    state::{Event, Fetch, Kept, News, Trouble, Unheard},
    testing::{Scene, at, changed, devons, mine, notice, notice_id, settings, thread, ticket, ticket_id, told},
    view::{is_news, menu, toast, view},
};
use desk_api::{ChangeKind, Contact, Notice, NoticeKind, NoticeState, Status};
use desk_outbox::Key;
use desk_view::{FromWindow, Item, Menu, Place, Request, Toast, ToastAction, TrayIcon, words::Language};

fn drawn_menu(scene: &Scene) -> String {
    let Menu { icon, tooltip, items } = menu(&scene.state, &scene.words);
    let lines = items.into_iter().map(|item| match item {
        Item::Entry { label, does } => format!("[{label}] {does:?}"),
        Item::Says { label } => label,
        Item::Line => "---".to_owned(),
    });
    std::iter::once(format!("{icon:?}: {tooltip}")).chain(lines).collect::<Vec<_>>().join("\n")
}

fn drawn_toast(news: &News, scene: &Scene) -> String {
    let Toast { title, body, buttons, .. } = toast(news, &scene.state, &scene.words);
    let buttons = buttons.into_iter().map(|button| match button.does {
        ToastAction::Open(place) => format!("[{}] {place:?}", button.label),
        ToastAction::Ask(request) => format!("[{}] {request:?}", button.label),
    });
    [title, body].into_iter().chain(buttons).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_idle_menu_offers_help_first_and_names_the_computer() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![]);

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Idle: Deskside: click to get help
    [Get help…] Open(Help)
    [My requests] Open(Requests)
    ---
    All systems are working
    This computer: B204-TEACHER
    ---
    [Settings] Open(Settings)
    [Quit Deskside] Quit
    ");
}

#[test]
fn a_menu_says_nothing_about_systems_it_never_heard_of() {
    let scene = Scene::with(Settings { may_quit: false, ..settings() }, Kept::default());

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Idle: Deskside: click to get help
    [Get help…] Open(Help)
    [My requests] Open(Requests)
    ---
    This computer: B204-TEACHER
    ---
    [Settings] Open(Settings)
    ");
}

#[test]
fn an_outage_is_named_with_its_time() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![notice(notice_id(1)), Notice { kind: NoticeKind::Planned, ..notice(notice_id(2)) }]);

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Outage: Deskside: we know about a problem in your building
    [Get help…] Open(Help)
    [My requests] Open(Requests)
    ---
    [Wi-Fi is down in Building B] Open(Notice { id: NoticeId(00000000-0000-0000-0000-000000002001) })
    Back by 11:30
    This computer: B204-TEACHER
    ---
    [Settings] Open(Settings)
    [Quit Deskside] Quit
    ");
}

#[test]
fn out_of_reach_is_said_and_help_stays() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![]);
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer });

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Offline: Deskside: not connected. You can still write to us.
    [Get help…] Open(Help)
    [My requests] Open(Requests)
    ---
    Not connected. You can still write to us.
    This computer: B204-TEACHER
    ---
    [Settings] Open(Settings)
    [Quit Deskside] Quit
    ");
}

#[test]
fn a_locked_keyring_is_said_as_such() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![]);
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::Locked });

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Offline: Deskside: your keyring is locked. You can still write to us.
    [Get help…] Open(Help)
    [My requests] Open(Requests)
    ---
    Your keyring is locked. What you send waits here.
    This computer: B204-TEACHER
    ---
    [Settings] Open(Settings)
    [Quit Deskside] Quit
    ");
}

#[test]
fn the_icon_shows_what_matters_most() {
    let id = ticket_id(1);
    let mut scene = Scene::with_ticket(id);
    scene.hear_notices(vec![notice(notice_id(1))]);
    scene.hear_thread(thread(id, Status::InProgress, vec![mine("It is blue."), devons(1, "On my way.")]));
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer });
    let icon = |scene: &Scene| menu(&scene.state, &scene.words).icon;

    assert_eq!(icon(&scene), TrayIcon::Attention);
    assert!(drawn_menu(&scene).contains("[My requests (1 new)]"));
    assert!(drawn_menu(&scene).starts_with("Attention: Deskside: 1 new message about your requests"));

    scene.ask(Request::Seen { id });
    assert_eq!(icon(&scene), TrayIcon::Outage);

    scene.hear_notices(vec![]);
    scene.apply(Event::Network(false));
    assert_eq!(icon(&scene), TrayIcon::Offline);

    scene.apply(Event::Network(true));
    assert_eq!(icon(&scene), TrayIcon::Idle);
}

#[test]
fn a_menu_speaks_the_persons_language() {
    let mut scene = Scene::with(Settings { language: Language::Spanish, ..settings() }, Kept::default());
    scene.hear_notices(vec![]);

    insta::assert_snapshot!(drawn_menu(&scene), @r"
    Idle: Deskside: haga clic para pedir ayuda
    [Pedir ayuda…] Open(Help)
    [Mis solicitudes] Open(Requests)
    ---
    Todo funciona bien
    Este equipo: B204-TEACHER
    ---
    [Ajustes] Open(Settings)
    [Salir de Deskside] Quit
    ");
}

#[test]
fn a_request_that_got_through_is_told_with_its_promise() {
    let scene = Scene::new();
    let sent = |was_late| News::Sent { id: ticket_id(1), was_late, promised_by: Some(at("2026-11-24T15:40:00Z")) };

    insta::assert_snapshot!(drawn_toast(&sent(false), &scene), @r"
    Request sent
    You’ll hear from us by Tue 10:40.
    ");
    insta::assert_snapshot!(drawn_toast(&sent(true), &scene), @r"
    Back online. Request sent.
    You’ll hear from us by Tue 10:40.
    ");
}

#[test]
fn each_answer_is_told_in_its_own_words() {
    let id = ticket_id(1);
    let mut scene = Scene::new();
    scene.hear_thread(thread(id, Status::New, vec![]));
    let mut tell = |heard| {
        let effects = scene.hear_thread(heard);
        told(&effects).first().map(|news| drawn_toast(news, &scene)).unwrap_or_default()
    };

    insta::assert_snapshot!(tell(thread(id, Status::InProgress, vec![changed(ChangeKind::Taken)])), @r"
    Devon is on it
    “The projector stays blue.”
    ");
    insta::assert_snapshot!(tell(thread(id, Status::InProgress, vec![changed(ChangeKind::Taken), devons(1, "On my way.\nTen minutes.")])), @r"
    Devon wrote back
    “On my way.”
    [Reply] Ticket { id: TicketId(00000000-0000-0000-0000-000000001001) }
    ");
    insta::assert_snapshot!(tell(thread(id, Status::WaitingOnRequester, vec![mine("a"), mine("b"), devons(2, "Which room?")])), @r"
    Devon has a question
    “Which room?”
    [Reply] Ticket { id: TicketId(00000000-0000-0000-0000-000000001001) }
    ");
    insta::assert_snapshot!(tell(thread(id, Status::Resolved, vec![mine("a"), mine("b"), mine("c"), devons(3, "New cable is in, slides look good.")])), @r"
    Is it fixed?
    Devon: “New cable is in, slides look good.”
    [Yes, thanks] Confirm
    [Not yet] Confirm
    ");
}

#[test]
fn the_buttons_of_a_toast_answer_the_question_it_asks() {
    let id = ticket_id(1);
    let scene = Scene::new();
    let news = News::AskedIfFixed { id, title: "The projector".to_owned(), name: None, text: None };

    let toast = toast(&news, &scene.state, &scene.words);

    let answers: Vec<_> = toast.buttons.into_iter().map(|button| button.does).collect();
    let confirm = |fixed| ToastAction::Ask(Box::new(Request::Confirm { id, fixed, note: None, someone_else: false }));
    assert_eq!(answers, [confirm(true), confirm(false)]);
    assert_eq!((toast.body.as_str(), toast.opens), ("“The projector”", Place::Ticket { id }));
}

#[test]
fn a_hand_off_names_the_next_person_and_a_delay_the_next_time() {
    let (id, title) = (ticket_id(1), "The heating".to_owned());
    let scene = Scene::new();
    let contact = Some(Contact { name: "Rosa Lima".to_owned(), phone: Some("2210".to_owned()) });
    let handed = News::HandedOff { id, title: title.clone(), department: "Facilities".to_owned(), contact };
    let nobody = News::HandedOff { id, title: title.clone(), department: "Facilities".to_owned(), contact: None };
    let (was, until) = (at("2026-11-23T17:00:00Z"), at("2026-11-23T19:00:00Z"));
    let delayed = News::Delayed { id, title, name: Some("Devon Clark".to_owned()), was, until };

    insta::assert_snapshot!(drawn_toast(&handed, &scene), @r"
    Now with Facilities
    Rosa Lima will help you next. Call 2210.
    ");
    insta::assert_snapshot!(drawn_toast(&nobody, &scene), @r"
    Now with Facilities
    “The heating”
    ");
    insta::assert_snapshot!(drawn_toast(&delayed, &scene), @r"
    We said 12:00. We need more time.
    Devon will write to you by 14:00.
    ");
}

#[test]
fn an_outage_is_told_with_a_button_and_its_end_with_another() {
    let scene = Scene::new();
    let known = notice(notice_id(1));
    let timeless = Notice { back_by: None, ..known.clone() };
    let joined = Notice { back_by: None, owner: None, affects_me: true, ..known.clone() };

    insta::assert_snapshot!(drawn_toast(&News::Outage(Box::new(known.clone())), &scene), @r"
    Wi-Fi is down in Building B
    We know. Back by 11:30.
    [Me too] MeToo
    ");
    insta::assert_snapshot!(drawn_toast(&News::Outage(Box::new(timeless)), &scene), @r"
    Wi-Fi is down in Building B
    We know, and Priya is on it.
    [Me too] MeToo
    ");
    insta::assert_snapshot!(drawn_toast(&News::Outage(Box::new(joined)), &scene), @r"
    Wi-Fi is down in Building B
    We know, and we’re on it.
    ");
    insta::assert_snapshot!(drawn_toast(&News::OutageLate(Box::new(known.clone())), &scene), @r"
    Wi-Fi is down in Building B. It will take longer.
    New time: 11:30. We’re sorry for the wait.
    ");
    insta::assert_snapshot!(drawn_toast(&News::OutageOver(Box::new(known)), &scene), @r"
    Back to normal
    “Wi-Fi is down in Building B”
    Thanks for your patience. Still down for you? Tell us.
    [Not for me] Help
    ");
}

#[test]
fn toasts_about_the_same_thing_replace_each_other() {
    let scene = Scene::new();
    let tag = |news: News| toast(&news, &scene.state, &scene.words).tag;
    let (id, name, text) = (ticket_id(1), "Devon".to_owned(), "Hello".to_owned());

    let sent = tag(News::Sent { id, was_late: false, promised_by: None });
    let said = tag(News::Said { id, name: name.clone(), text: text.clone() });
    let other = tag(News::Said { id: ticket_id(2), name, text });

    assert_eq!(sent, said);
    assert_ne!(said, other);
}

#[test]
fn what_had_to_wait_is_told_in_one_toast() {
    let scene = Scene::new();
    let picked_up = |n: u128| News::PickedUp { id: ticket_id(n), title: "Projector".to_owned(), name: "Devon Park".to_owned() };
    let said = News::Said { id: ticket_id(9), name: "Priya Nair".to_owned(), text: "On my way.".to_owned() };

    let all = News::Meanwhile(vec![said, picked_up(1), picked_up(2), picked_up(3), picked_up(4)]);

    insta::assert_snapshot!(drawn_toast(&all, &scene), @r"
    What happened meanwhile
    Priya wrote back
    Devon is on it
    Devon is on it
    and 2 more
    ");
}

#[test]
fn a_long_message_is_cut_between_characters() {
    let scene = Scene::new();
    let news = News::Said { id: ticket_id(1), name: "Devon".to_owned(), text: "ñ".repeat(500) };

    let toast = toast(&news, &scene.state, &scene.words);

    assert!(toast.body.ends_with("ñ…”") && toast.body.chars().count() < 170, "{}", toast.body);
}

#[test]
fn get_help_shows_everything_that_will_be_sent() {
    let mut scene = Scene::with_help();
    scene.write("The printer again.");

    insta::assert_json_snapshot!(scene.view().help);
}

#[test]
fn my_requests_are_sorted_by_whose_turn_it_is() {
    let mut scene = Scene::with_help();
    let list = [
        Status::New,
        Status::InProgress,
        Status::WaitingOnRequester,
        Status::OnHold,
        Status::Resolved,
        Status::Closed,
        Status::Cancelled,
        Status::Unknown,
    ];
    let mut tickets: Vec<_> = list.into_iter().zip(1..).map(|(status, n)| ticket(ticket_id(n), status)).collect();
    tickets[7].department = Some("Facilities".to_owned());
    tickets[7].department_contact = Some(Contact { name: "Rosa Lima".to_owned(), phone: Some("2210".to_owned()) });
    scene.hear_tickets(tickets);
    let id = scene.send("The printer again.");
    scene.held_up(Key::Ticket(id), Trouble::Unreachable);

    insta::assert_json_snapshot!(scene.view().requests);
}

#[test]
fn a_conversation_is_told_from_the_beginning() {
    let id = ticket_id(1);
    let mut scene = Scene::new();
    scene.hear_thread(thread(
        id,
        Status::Resolved,
        vec![
            mine("The projector stays blue."),
            changed(ChangeKind::Taken),
            devons(1, "I bring a new cable."),
            changed(ChangeKind::HandedOff { department: "Facilities".to_owned() }),
            changed(ChangeKind::Assigned { to: "Priya Nair".to_owned() }),
            changed(ChangeKind::PutOnHold),
            changed(ChangeKind::JoinedNotice { title: "Wi-Fi is down in Building B".to_owned() }),
            changed(ChangeKind::PromiseMoved { was: at("2026-11-24T15:40:00Z"), until: at("2026-11-25T14:40:00Z") }),
            devons(2, "New cable is in, slides look good."),
            changed(ChangeKind::AskedIfFixed),
            changed(ChangeKind::Reopened),
            changed(ChangeKind::Confirmed),
        ],
    ));
    scene.ask(Request::Open { place: Place::Ticket { id } });
    scene.window(FromWindow::Ready);
    scene.ask(Request::WriteReply { id, text: "Thank".to_owned() });

    insta::assert_json_snapshot!(scene.view().thread);
}

#[test]
fn notices_come_worst_first() {
    let mut scene = Scene::new();
    scene.hear_notices(vec![
        Notice { state: NoticeState::Resolved, resolved_at: Some(at("2026-11-23T15:30:00Z")), ..notice(notice_id(1)) },
        Notice { kind: NoticeKind::Planned, state: NoticeState::Scheduled, ..notice(notice_id(2)) },
        Notice { kind: NoticeKind::Degraded, ..notice(notice_id(3)) },
        notice(notice_id(4)),
    ]);

    let cards: Vec<_> = scene.view().notices.into_iter().map(|card| card.notice.id).collect();

    assert_eq!(cards, [4, 3, 2, 1].map(notice_id));
}

#[test]
fn typing_and_time_alone_are_no_news_to_the_window() {
    let mut scene = Scene::with_help();
    let before = scene.view();

    scene.write("The printer again.");
    scene.wait_ms(5_000);
    let typed = view(&scene.state, &scene.words, 2);
    assert!(!is_news(&before, &typed));

    scene.ask(Request::RemovePicture);
    assert!(is_news(&before, &view(&scene.state, &scene.words, 2)));
}

#[test]
fn a_server_with_nothing_in_it_leaves_every_line_out() {
    let mut scene = Scene::with(Settings { first_name: None, ..settings() }, Kept::default());
    scene.hear_tickets(vec![]);
    scene.hear_notices(vec![]);

    let view = scene.view();

    let around = view.around;
    assert_eq!((around.first_name, around.school, around.phone, around.manager, around.unread), (None, None, None, None, 0));
    assert_eq!((view.help.answer_within_hours, view.help.usual_hours, view.help.facts), (None, None, vec![]));
    assert_eq!((view.thread, view.notices), (None, vec![]));
}

#[test]
fn a_computer_that_no_desk_knows_says_so_in_its_menu_and_how_to_get_help() {
    let settings = Settings { joins_by_code: true, has_desk: false, phone: Some("4357".to_owned()), ..settings() };
    let scene = Scene::with(settings, Kept::default());

    let said: Vec<_> =
        menu(&scene.state, &scene.words).items.into_iter().filter(|item| matches!(item, Item::Says { .. })).take(2).collect();

    assert_eq!(
        said,
        [
            Item::Says { label: "Deskside isn’t set up here yet".to_owned() },
            Item::Says { label: "Can’t wait? Call 4357 from any school phone.".to_owned() },
        ]
    );
}
