//! A week at Cedar Ridge in which nobody answers anybody, by a clock that the test moves.

use super::keep;
use crate::{Config, HelpDesk, store::Technician};
use desk_api::{
    ChangeKind, Confirmation, Desk, DeviceClaim, EnrolmentRequest, HistoryItem, MessageId, NewTicket, PersonClaim, Sealed, Status,
    TicketId,
    staff::{After, Renewal, StaffMessage, StatusChange},
};
use jiff::{SignedDuration, Timestamp};
use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicI64, Ordering::SeqCst},
};
use tempfile::TempDir;
use uuid::Uuid;

const CEDAR_RIDGE: &str = include_str!("../../../../../../packaging/server/cedar-ridge.toml");
/// Monday, 9:00 in Cedar Ridge.
const MONDAY: Timestamp = Timestamp::constant(1_789_394_400, 0);
const STEP: SignedDuration = SignedDuration::from_mins(10);

static WEEK: AtomicI64 = AtomicI64::new(0);
static DAY: AtomicI64 = AtomicI64::new(0);

fn week() -> Timestamp {
    Timestamp::from_second(WEEK.load(SeqCst)).expect("in range")
}

fn day() -> Timestamp {
    Timestamp::from_second(DAY.load(SeqCst)).expect("in range")
}

async fn open(folder: &TempDir, clock: fn() -> Timestamp) -> HelpDesk {
    HelpDesk::open(Config::parse(CEDAR_RIDGE).expect("configuration"), &folder.path().into(), clock).await.expect("opened")
}

fn devon() -> Technician {
    Technician { user_name: "devon".into(), name: "Devon Park".into() }
}

async fn maria(desk: &HelpDesk) -> crate::Local {
    let request = EnrolmentRequest {
        key: desk.new_enrolment_key().await.expect("key"),
        account_secret: "the-account-secret-of-maria".to_owned().into(),
        device: DeviceClaim {
            install_id: Uuid::from_u128(7),
            host_name: "pc".into(),
            serial: None,
            asset_tag: None,
            site: None,
            building: None,
            room: None,
        },
        person: PersonClaim { user_name: "maria".into(), full_name: None, email: None },
    };
    desk.local(&request).await.expect("enrolled")
}

async fn ticket(maria: &crate::Local, now: Timestamp) -> TicketId {
    let id = TicketId::new();
    let new = NewTicket {
        words: "The projector stays blue".into(),
        class_waiting: false,
        written_at: now,
        attachments: Vec::new(),
        report: None,
        about_device: None,
        notice_id: None,
        language: None,
    };
    maria.open(id, &Sealed::seal(&new).expect("JSON")).await.expect("opened");
    id
}

async fn answer(desk: &HelpDesk, ticket: TicketId, then: After) {
    let message = StaffMessage { body: "Hello".into(), internal: false, then, attachments: Vec::new() };
    desk.store().staff_message(&devon(), ticket, &desk.ask(Uuid::now_v7(), b"{}"), &message, 0).await.expect("written");
}

async fn put(desk: &HelpDesk, ticket: TicketId, status: Status, due: Option<Timestamp>) {
    let now = desk.now();
    desk.store().set_status(&devon(), ticket, &StatusChange { status, due }, desk.promise(now), now).await.expect("changed");
}

/// One ticket in every state, and in every way a promise is made in it.
async fn in_every_state(desk: &HelpDesk, maria: &crate::Local) -> Vec<TicketId> {
    let now = desk.now();
    let mut all = Vec::new();
    for _ in 0..10 {
        all.push(ticket(maria, now).await);
    }
    let [_, taken, answered, asked, held, held_until, handed, fixed, reopened, withdrawn] = all[..] else { panic!("ten tickets") };
    desk.store().take(&devon(), taken, now).await.expect("taken");
    answer(desk, answered, After::Answer).await;
    answer(desk, asked, After::AskQuestion).await;
    put(desk, held, Status::OnHold, None).await;
    put(desk, held_until, Status::OnHold, Some(now + SignedDuration::from_hours(75))).await;
    desk.store().hand_off(&devon(), handed, "Facilities", desk.promise(now), now).await.expect("handed off");
    answer(desk, fixed, After::AskIfFixed).await;
    answer(desk, reopened, After::AskIfFixed).await;
    let not_yet = Confirmation { fixed: false, note: None, someone_else: false };
    maria.confirm(reopened, MessageId::new(), &Sealed::seal(&not_yet).expect("JSON")).await.expect("reopened");
    put(desk, withdrawn, Status::Cancelled, None).await;
    all
}

/// What a requester was told of their promise: from when to when, and when it was said.
async fn moves(maria: &crate::Local, ticket: TicketId) -> Vec<(Timestamp, Timestamp, Timestamp)> {
    let thread = maria.thread(ticket).await.expect("thread");
    let moved = thread.history.into_iter().filter_map(|item| {
        let HistoryItem::Change(change) = item else { return None };
        let ChangeKind::PromiseMoved { was, until } = change.what else { return None };
        Some((change.at, was, until))
    });
    moved.collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_a_week_no_promise_passes_in_silence_and_none_is_moved_twice() {
    WEEK.store(MONDAY.as_second(), SeqCst);
    let folder = TempDir::new().expect("folder");
    let (mut one, two) = (open(&folder, week).await, open(&folder, week).await);
    let person = maria(&two).await;
    let all = in_every_state(&two, &person).await;
    let first: BTreeMap<_, _> =
        person.tickets().await.expect("tickets").into_iter().filter_map(|ticket| Some((ticket.id, ticket.next_update_by?))).collect();
    assert_eq!(first.len(), 7, "all but the one that was asked, the fixed one and the withdrawn one");

    for step in 1..=7 * 24 * 6 {
        WEEK.fetch_add(STEP.as_secs(), SeqCst);
        // Every day at another hour one of the two servers goes away in the middle of its work, and is back later.
        if step % 131 == 0 {
            one.close().await;
            one = open(&folder, week).await;
        }
        let (of_one, of_two) = tokio::join!(keep(&one), keep(&two));
        assert!(of_one.is_ok() && of_two.is_ok());
        for ticket in two.store().queue(&devon(), week()).await.expect("queue") {
            let left = ticket.next_update_by.map(|due| due.duration_since(week()));
            assert!(left.is_none_or(|left| left > SignedDuration::from_mins(50)), "{:?} has {left:?} left", ticket.status);
        }
    }

    for ticket in all {
        let mut promised = first.get(&ticket).copied();
        for (at, was, until) in moves(&person, ticket).await {
            assert_eq!(Some(was), promised, "each promise is moved once, and from what was said last");
            assert!(at <= was - SignedDuration::from_mins(50) && until > was, "it is said before the promise passes");
            promised = Some(until);
        }
        assert!(promised.is_none_or(|promised| promised > week()), "the last promise is still to come");
        assert_eq!(person.thread(ticket).await.expect("thread").ticket.next_update_by, promised);
    }
    assert_eq!(moves(&person, *first.keys().next().expect("one")).await.len(), 5, "once a school day");
}

#[tokio::test]
async fn a_promise_rises_at_three_quarters_and_falls_when_somebody_answers() {
    DAY.store(MONDAY.as_second(), SeqCst);
    let folder = TempDir::new().expect("folder");
    let desk = open(&folder, day).await;
    let person = maria(&desk).await;
    let old = ticket(&person, day()).await;
    let at = |hours: i64, minutes: i64| DAY.store(MONDAY.as_second() + 3_600 * hours + 60 * minutes, SeqCst);
    let first_row = async || desk.store().queue(&devon(), day()).await.expect("queue").remove(0);
    let staff_heard = async || desk.store().events_after(0, 100).await.expect("events").len();

    at(17, 59);
    keep(&desk).await.expect("kept");
    let (before, heard_before) = (first_row().await.pressing, staff_heard().await);
    at(18, 0);
    keep(&desk).await.expect("kept");
    keep(&desk).await.expect("kept");
    assert_eq!((before, first_row().await.pressing), (false, true));
    assert_eq!(staff_heard().await, heard_before + 1, "the desk hears of it once");

    at(23, 0);
    keep(&desk).await.expect("kept");
    let delayed = first_row().await;
    assert_eq!((delayed.delays, delayed.pressing), (1, false));
    ticket(&person, day()).await;
    assert_eq!(first_row().await.id, old, "whoever was not answered in time stays above all others");

    answer(&desk, old, After::Answer).await;
    let queue = desk.store().queue(&devon(), day()).await.expect("queue");
    assert_eq!(queue.iter().map(|row| row.delays).max(), Some(0));
}

#[tokio::test]
async fn a_new_time_is_given_once_and_counts_as_an_answer_only_with_words() {
    let folder = TempDir::new().expect("folder");
    let desk = open(&folder, Timestamp::now).await;
    let person = maria(&desk).await;
    let id = ticket(&person, desk.now()).await;
    let was = person.thread(id).await.expect("thread").ticket.next_update_by.expect("promised");
    let calendar = &desk.config().calendar;
    let renew = async |ask, words: Option<&str>| {
        let renewal = Renewal { words: words.map(String::from) };
        desk.store().renew_promise(&devon(), id, &ask, &renewal, calendar).await
    };

    let (key, now) = (Uuid::now_v7(), desk.now());
    let silent = crate::store::Ask { now: now + SignedDuration::from_hours(24), ..desk.ask(key, b"{}") };
    renew(silent, None).await.expect("renewed");
    renew(silent, None).await.expect("the same again");
    let row = desk.store().staff_ticket(&devon(), id, now).await.expect("ticket").row;
    assert_eq!(moves(&person, id).await.len(), 1);
    assert!(row.awaits_first_answer && row.next_update_by > Some(was) && row.assignee.is_none());

    renew(desk.ask(Uuid::now_v7(), b"{}"), Some("The part comes tomorrow")).await.expect("renewed");
    let full = desk.store().staff_ticket(&devon(), id, now).await.expect("ticket");
    assert_eq!((full.row.status, full.row.assignee.as_deref()), (Status::InProgress, Some("Devon Park")));
    assert!(!full.row.awaits_first_answer);
    let words = person.thread(id).await.expect("thread").history;
    assert!(words.iter().any(|item| matches!(item, HistoryItem::Message(message) if message.body == "The part comes tomorrow")));

    put(&desk, id, Status::Cancelled, None).await;
    assert!(renew(desk.ask(Uuid::now_v7(), b"{}"), None).await.is_err(), "nothing is promised any more");
}
