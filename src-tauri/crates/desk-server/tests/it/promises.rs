//! Promises through the whole server: who hears that one was moved, and that two programs and a kill move it once.

use crate::{
    durability::serve_with,
    events::{Heard, ticket_of},
    support::{CEDAR_RIDGE, TestServer, enrolment, run, ticket},
};
use desk_api::{Desk, Sealed, TicketId};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use std::{
    sync::atomic::{AtomicI64, Ordering::SeqCst},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(30);

static AHEAD: AtomicI64 = AtomicI64::new(0);

fn ahead() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(AHEAD.load(SeqCst))
}

fn yesterday() -> Timestamp {
    Timestamp::now() - SignedDuration::from_mins(23 * 60 + 30)
}

/// A school that is always open, so that a promise is due after a day at any time.
fn always_open() -> String {
    CEDAR_RIDGE
        .replace("[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]", "[\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]")
        .replace("opens = \"07:00\"", "opens = \"00:00\"")
        .replace("closes = \"16:00\"", "closes = \"23:59\"")
        .replace("time_zone = \"America/Chicago\"", "time_zone = \"UTC\"")
        .replace("holidays = [\"2026-11-26..2026-11-27\", \"2026-12-21..2027-01-01\"]", "holidays = []")
}

fn moves(thread: &Value) -> Vec<Value> {
    let history = thread["history"].as_array().expect("history").iter();
    history.filter(|item| item["what"]["did"] == "promise_moved").cloned().collect()
}

#[tokio::test]
async fn a_promise_that_is_moved_is_heard_at_once_and_stands_in_the_ticket() {
    let folder = tempfile::tempdir().expect("folder");
    let server = TestServer::start_at(folder, &always_open(), ahead).await;
    let maria = server.enrol("maria").await;
    let id = maria.open("The projector stays blue").await;
    let was = maria.get_json(&format!("/tickets/{id}")).await["ticket"]["next_update_by"].clone();
    let mut stream = Heard::open(&maria, None).await;

    AHEAD.store(23 * 3_600 + 60, SeqCst);
    let devon = server.technician("devon").await;
    let heard = stream.next().await;

    assert_eq!(ticket_of(&heard), id.to_string());
    let maria = server.teacher(&server.refresh(&maria.refresh).await.json().await.expect("tokens"));
    let seen = maria.get_json(&format!("/tickets/{id}")).await;
    let [moved] = &moves(&seen)[..] else { panic!("moved once: {seen}") };
    assert_eq!((&moved["by"], &moved["what"]["was"], &seen["ticket"]["status"]), (&Value::Null, &was, &json!("new")));
    assert_eq!(moved["what"]["until"], seen["ticket"]["next_update_by"]);
    let row = devon.get_json("/queue").await["tickets"][0].clone();
    assert_eq!((&row["delays"], &row["awaits_first_answer"]), (&json!(1), &json!(true)));

    let renewed = devon.done(Method::POST, &format!("/tickets/{id}/promise"), &json!({ "words": "The part is late" })).await;
    let gone = devon.send(Method::POST, &format!("/tickets/{}/promise", uuid::Uuid::now_v7()), &json!({})).await;

    assert_eq!((&renewed["row"]["delays"], &renewed["row"]["assignee"]), (&json!(0), &json!("Devon Park")));
    assert_eq!(moves(&maria.get_json(&format!("/tickets/{id}")).await)[1]["by"], "Devon Park");
    assert_eq!(gone.status(), 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_and_a_kill_move_a_promise_once() {
    let folder = tempfile::tempdir().expect("folder");
    let (data, school) = (folder.path().join("data"), always_open());
    std::fs::create_dir(&data).expect("made");
    let before = run(&data, &school, yesterday).await;
    let key = before.desk().new_enrolment_key().await.expect("key");
    let maria = before.desk().local(&enrolment(&key, "maria")).await.expect("enrolled");
    let mut ids = Vec::new();
    for _ in 0..20 {
        let id = TicketId::new();
        maria.open(id, &Sealed::seal(&ticket("Blue")).expect("JSON")).await.expect("opened");
        ids.push(id);
    }
    before.stop().await.expect("stopped");

    let (mut one, two) = tokio::join!(serve_with(folder.path(), &school), serve_with(folder.path(), &school));
    one.child.kill().await.expect("killed");
    let again = serve_with(folder.path(), &school).await;

    let looking = run(&data, &school, Timestamp::now).await;
    let maria = looking.desk().local(&enrolment(&key, "maria")).await.expect("the same person");
    for id in ids {
        let moved = async || moves(&serde_json::to_value(maria.thread(id).await.expect("thread")).expect("JSON")).len();
        let waiting = async {
            while moved().await == 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.expect("moved in time");
        assert_eq!(moved().await, 1);
    }
    drop((two, again));
    looking.stop().await.expect("stopped");
}
