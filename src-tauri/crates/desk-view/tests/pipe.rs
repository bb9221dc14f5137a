//! What agent and window say to each other, one JSON value a line.

use desk_api::TicketId;
use desk_view::*;
use insta::assert_snapshot;
use jiff::Timestamp;
use uuid::Uuid;

fn line(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("a frame is JSON")
}

#[test]
fn frames_from_the_window_keep_their_shape() {
    let id = TicketId(Uuid::nil());

    assert_snapshot!(line(&FromWindow::Ready), @r#"{"frame":"ready"}"#);
    assert_snapshot!(line(&FromWindow::Hidden), @r#"{"frame":"hidden"}"#);
    assert_snapshot!(
        line(&FromWindow::Request { request: Request::Write { text: "line one\nline two".into() } }),
        @r#"{"frame":"request","request":{"ask":"write","text":"line one\nline two"}}"#
    );
    assert_snapshot!(
        line(&FromWindow::Request { request: Request::Go { place: Place::Ticket { id } } }),
        @r#"{"frame":"request","request":{"ask":"go","place":{"at":"ticket","id":"00000000-0000-0000-0000-000000000000"}}}"#
    );
}

#[test]
fn marks_come_back_as_whole_pixels() {
    let add = |shape| line(&Request::AddMark { shape });

    assert_snapshot!(
        add(Shape::Cover { x: 1, y: 2, width: 3, height: 4 }),
        @r#"{"ask":"add_mark","shape":{"kind":"cover","x":1,"y":2,"width":3,"height":4}}"#
    );
    assert_snapshot!(
        add(Shape::Arrow { from: Spot { x: 1, y: 2 }, to: Spot { x: 3, y: 4 } }),
        @r#"{"ask":"add_mark","shape":{"kind":"arrow","from":{"x":1,"y":2},"to":{"x":3,"y":4}}}"#
    );
    for nonsense in ["-1", "1.5", "4294967296", "null", "\"1\""] {
        let text = format!(r#"{{"ask":"add_mark","shape":{{"kind":"cover","x":{nonsense},"y":0,"width":1,"height":1}}}}"#);
        assert!(serde_json::from_str::<Request>(&text).is_err(), "{nonsense}");
    }
}

#[test]
fn frames_to_the_window_keep_their_shape() {
    let id = PictureId(Uuid::nil());

    assert_snapshot!(line(&ToWindow::Show), @r#"{"frame":"show"}"#);
    assert_snapshot!(line(&ToWindow::Hide), @r#"{"frame":"hide"}"#);
    assert_snapshot!(
        line(&ToWindow::Picture { id, png: "AAAA".into() }),
        @r#"{"frame":"picture","id":"00000000-0000-0000-0000-000000000000","png":"AAAA"}"#
    );
}

#[test]
fn a_frame_is_one_line_whatever_a_person_wrote() {
    let wrote = "a\nb\r\nc\u{2028}d \"quoted\" \\ \u{0} é 😀";
    let frame = FromWindow::Request { request: Request::Write { text: wrote.into() } };

    let line = line(&frame);

    assert!(!line.contains('\n') && !line.contains('\r'));
    assert_eq!(serde_json::from_str::<FromWindow>(&line).expect("it reads back"), frame);
}

#[test]
fn a_request_shown_for_debugging_leaves_out_every_word() {
    let id = TicketId(Uuid::nil());
    let requests = [
        Request::Write { text: "hunter2".into() },
        Request::WriteReply { id, text: "hunter2".into() },
        Request::Confirm { id, fixed: false, note: Some("hunter2".into()), someone_else: false },
        Request::Rate { id, score: desk_api::Score::Negative, note: Some("hunter2".into()) },
    ];

    let shown = format!("{requests:?}");

    assert!(!shown.contains("hunter2"), "{shown}");
}

#[test]
fn menu_icons_are_ordered_by_what_matters_most() {
    let mut all = [TrayIcon::Idle, TrayIcon::Offline, TrayIcon::Attention, TrayIcon::Outage];

    all.sort();

    assert_eq!(all, [TrayIcon::Attention, TrayIcon::Outage, TrayIcon::Offline, TrayIcon::Idle]);
}

#[test]
fn a_view_reads_back_as_it_was_written() {
    let view = View {
        revision: 3,
        around: Around {
            language: "es".into(),
            theme: Theme::System,
            os: Os::Gnome,
            time_zone: "America/Chicago".into(),
            now: Timestamp::UNIX_EPOCH,
            online: true,
            locked: false,
            first_name: Some("Maria".into()),
            school: None,
            phone: None,
            manager: None,
            team: Vec::new(),
            unread: 0,
            computer: "B204-TEACHER".into(),
            asset_tag: Some("CR-10482".into()),
            room: Some("B204".into()),
            building: None,
        },
        place: Place::Help,
        help: HelpPage {
            text: String::new(),
            text_revision: 0,
            class_waiting: false,
            picture: PictureSlot::Taking,
            facts: vec![],
            answer_within_hours: None,
            may_add_picture: true,
            picture_trouble: false,
            usual_hours: None,
            usually_read_minutes: None,
            stage: HelpStage::Writing,
            restarted: false,
            not_kept: false,
            marking: Some(marking()),
            known: None,
            tip: None,
        },
        requests: RequestsPage { state: ListState::Loading, needs_you: vec![], open: vec![], finished: vec![] },
        thread: None,
        notices: vec![],
        settings: Some(settings()),
        setup: Some(SetupPage {
            code_is_enough: true,
            ask: Some("Ana Ruiz".into()),
            ask_phone: None,
            stage: SetupStage::Trouble { why: SetupTrouble::UnknownCode },
        }),
    };

    let back: View = serde_json::from_str(&line(&view)).expect("it reads back");

    assert_eq!(back, view);
}

fn settings() -> SettingsPage {
    SettingsPage {
        language: Some(LanguageChoice { chosen: Some("es".into()), offered: vec!["en".into(), "es".into()] }),
        quiet: Some(QuietChoice { on: true, outages_pass: false }),
        hotkey: Some(HotkeyLine::Works { keys: "Ctrl+Alt+H".into() }),
        version: "1.0.0".into(),
        hours: None,
        manager_phone: None,
    }
}

fn marking() -> MarkingPage {
    MarkingPage {
        picture: PictureId(Uuid::nil()),
        width: 3840,
        height: 2160,
        marks: vec![PlacedMark { id: MarkId(1), number: 1, shape: Shape::Cover { x: 10, y: 20, width: 30, height: 40 }, done: true }],
        can_undo: true,
        can_redo: false,
        trouble: Some(MarkTrouble::NotKept),
    }
}
