//! The wire format, type by type: a change here is a decision, because agents of other versions are out there.

use desk_api::report::{DeviceReport, Fact, FactValue, Reading, key};
use desk_api::*;
use insta::assert_json_snapshot;
use jiff::Timestamp;
use uuid::Uuid;

fn id(last: u128) -> Uuid {
    Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0000 + last)
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_795_444_800 + minute * 60).expect("a moment in 2026")
}

fn ticket() -> Ticket {
    Ticket {
        id: TicketId(id(1)),
        number: Some("4127".into()),
        subject: "The projector stays blue".into(),
        status: Status::InProgress,
        status_since: at(4),
        class_waiting: true,
        next_update_by: Some(at(60)),
        assignee: Some("Devon Park".into()),
        department: None,
        department_contact: None,
        due: None,
        rating: None,
        created_at: at(0),
        updated_at: at(4),
    }
}

#[test]
fn a_new_ticket_keeps_its_shape() {
    let ticket = NewTicket {
        words: "The projector stays blue".into(),
        class_waiting: true,
        written_at: at(0),
        attachments: vec![NewAttachment {
            id: AttachmentId(id(2)),
            name: "screen.png".into(),
            media_type: "image/png".into(),
            size_bytes: 3,
            sha256: "ab".repeat(32),
        }],
        report: Some(DeviceReport {
            taken_at: at(0),
            took_ms: 80,
            agent_version: "0.1.0".into(),
            facts: vec![
                Fact {
                    key: key::DISK_FREE.into(),
                    of: Some("/".into()),
                    source: "statvfs".into(),
                    reading: Reading::Known { value: FactValue::Bytes(112_000_000_000) },
                    took_ms: 1,
                },
                Fact {
                    key: key::SERIAL.into(),
                    of: None,
                    source: "/sys/class/dmi/id/product_serial".into(),
                    reading: Reading::Unknown { because: "only the administrator may read it".into() },
                    took_ms: 0,
                },
            ],
        }),
        about_device: None,
        notice_id: None,
        language: Some("en".into()),
    };

    assert_json_snapshot!(ticket);
}

#[test]
fn a_thread_keeps_its_shape() {
    let thread = TicketThread {
        ticket: ticket(),
        history: vec![
            HistoryItem::Message(Message {
                id: MessageId(id(3)),
                author: Author { name: "Maria Alvarez".into(), role: Role::Requester },
                body: "The projector stays blue".into(),
                attachments: vec![Attachment {
                    id: AttachmentId(id(2)),
                    name: "screen.png".into(),
                    media_type: "image/png".into(),
                    size_bytes: 3,
                    state: AttachmentState::Stored,
                }],
                created_at: at(0),
            }),
            HistoryItem::Change(Change { at: at(4), by: Some("Devon Park".into()), what: ChangeKind::Taken }),
            HistoryItem::Change(Change {
                at: at(5),
                by: Some("Devon Park".into()),
                what: ChangeKind::HandedOff { department: "Facilities".into() },
            }),
        ],
    };

    assert_json_snapshot!(thread);
}

#[test]
fn a_notice_keeps_its_shape() {
    let notice = Notice {
        id: NoticeId(id(4)),
        title: "Wi-Fi is down in Building B".into(),
        kind: NoticeKind::Major,
        state: NoticeState::Active,
        places: vec!["Building B".into()],
        meanwhile: Some("Wired computers still work.".into()),
        owner: Some("Priya Nair".into()),
        starts_at: at(0),
        back_by: Some(at(50)),
        next_update_by: None,
        resolved_at: None,
        updated_at: at(3),
        affected: 42,
        affects_me: true,
        updates: vec![NoticeUpdate { at: at(3), by: "Priya Nair".into(), body: "New part is on its way.".into() }],
    };

    assert_json_snapshot!(notice);
}

#[test]
fn a_tip_keeps_its_shape() {
    let tip = Tip {
        id: TipId(id(5)),
        title: "Wake the printer".into(),
        body: "Press the round button once and wait a minute.".into(),
        topics: vec!["printer".into(), "paper jam".into()],
        helped: 11,
        helped_me: false,
    };
    let bare: Tip = serde_json::from_value(serde_json::json!({ "id": id(5), "title": "", "body": "" })).expect("the rest has defaults");

    assert_json_snapshot!((tip, bare));
}

#[test]
fn small_values_keep_their_shape() {
    assert_json_snapshot!((
        Event { id: EventId(7), what: EventKind::Ticket { ticket_id: TicketId(id(1)) } },
        Event { id: EventId(8), what: EventKind::Resync },
        Confirmation { fixed: false, note: Some("Still blue".into()), someone_else: true },
        Rating { score: Score::Positive, note: None },
        NewMessage { body: "Did that.".into(), attachments: vec![], written_at: at(6) },
        ChangeKind::JoinedNotice { title: "Wi-Fi is down in Building B".into() },
        ChangeKind::Assigned { to: "Devon Park".into() },
        ChangeKind::PromiseMoved { was: at(60), until: at(120) },
        Problem { status: 409, code: Code::KeyReused, title: "This key was used with another body".into(), detail: None },
        Capabilities { live: true, max_attachment_bytes: MAX_ATTACHMENT_BYTES, ..Capabilities::default() },
        TeamMember { first_name: "Devon".into(), initials: "DP".into() },
    ));
}

#[test]
fn what_a_newer_desk_says_is_read_by_this_version() {
    let status: Status = serde_json::from_str("\"teleported\"").expect("an unknown status is read");
    let event: Event = serde_json::from_str(r#"{"id":9,"what":{"kind":"parade","colour":"red"}}"#).expect("an unknown event is read");
    let change: ChangeKind = serde_json::from_str(r#"{"did":"danced"}"#).expect("an unknown change is read");
    let profile: DeskProfile = serde_json::from_str(r#"{"name":"Cedar Ridge","answer_within_hours":24,"time_zone":"UTC","motto":"kind"}"#)
        .expect("unknown fields are ignored");

    assert_eq!(status, Status::Unknown);
    assert_eq!(event.what, EventKind::Unknown);
    assert_eq!(change, ChangeKind::Unknown);
    assert!(!profile.capabilities.live && profile.team.is_empty());
}

#[test]
fn sealed_bytes_go_out_as_they_came_in() {
    let old = br#"{"body" : "two  spaces","written_at":"2026-11-23T10:00:00Z"}"#.to_vec();

    let sealed = Sealed::<NewMessage>::from_bytes(old.clone().into());

    assert_eq!(sealed.bytes().as_ref(), old.as_slice());
    assert_eq!(sealed.open().expect("it is a message").body, "two  spaces");
}

#[test]
fn debug_output_leaves_out_what_people_wrote() {
    let words = "my password is hunter2";
    let message = NewMessage { body: words.into(), attachments: vec![], written_at: at(0) };
    let confirmation = Confirmation { fixed: false, note: Some(words.into()), someone_else: false };
    let sealed = Sealed::seal(&message).expect("it is written as JSON");

    let shown = format!("{message:?}{confirmation:?}{sealed:?}");

    assert!(!shown.contains("hunter2"), "{shown}");
}
