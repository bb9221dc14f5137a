//! What `GET /desk` says about how long things usually take: from the desk's own records, or nothing.

use crate::support::{CEDAR_RIDGE, TestServer, enrolment, ticket};
use desk_api::{Desk, Sealed, TicketId};
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

/// Monday, 9:00 in Cedar Ridge.
const MONDAY: Timestamp = Timestamp::constant(1_789_394_400, 0);

static MINUTE: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    MONDAY + SignedDuration::from_mins(MINUTE.load(SeqCst))
}

async fn said(server: &TestServer) -> (Value, Value) {
    let profile: Value = server.get("/api/v1/desk").await.json().await.expect("profile");
    (profile["usual_hours"].clone(), profile["usually_read_minutes"].clone())
}

static HOUR: AtomicI64 = AtomicI64::new(0);

fn todays_clock() -> Timestamp {
    MONDAY + SignedDuration::from_hours(HOUR.load(SeqCst))
}

#[tokio::test]
async fn the_desk_is_told_in_how_long_everybody_heard_back_today() {
    let server = TestServer::start_at(tempfile::tempdir().expect("folder"), CEDAR_RIDGE, todays_clock).await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let said = async || {
        let queue = devon.get_json("/queue").await;
        (queue["answered_today"].clone(), queue["answered_in_under_hours"].clone())
    };
    assert_eq!(said().await, (json!(0), Value::Null));

    let (first, second, late) = (maria.open("One").await, maria.open("Two").await, maria.open("Three").await);
    devon.say(first, &json!({ "body": "Hello" })).await;
    assert_eq!(said().await, (json!(1), json!(1)));
    HOUR.store(2, SeqCst);
    devon.say(second, &json!({ "body": "Hello" })).await;
    assert_eq!(said().await, (json!(2), json!(3)), "two hours are not under two");

    HOUR.store(30, SeqCst);
    let of_a_new_day = server.technician("priya").await;
    assert_eq!(of_a_new_day.get_json("/queue").await["answered_today"], 0);
    of_a_new_day.say(late, &json!({ "body": "Hello" })).await;
    let queue = of_a_new_day.get_json("/queue").await;
    assert_eq!((&queue["answered_today"], &queue["answered_in_under_hours"]), (&json!(1), &Value::Null), "more than is promised");
}

#[tokio::test]
async fn what_usually_happens_is_told_from_twenty_tickets_on() {
    let server = TestServer::start_at(tempfile::tempdir().expect("folder"), CEDAR_RIDGE, clock).await;
    let devon = server.technician("devon").await;
    let mut tickets = Vec::new();
    for number in 0..20 {
        let person = server.running.desk().local(&enrolment(&server.key, &format!("person{number:02}"))).await.expect("enrolled");
        let id = TicketId::new();
        person.open(id, &Sealed::seal(&ticket("The printer again")).expect("sealed")).await.expect("opened");
        tickets.push(id);
    }

    // Sixteen are taken soon, the rest late; one of them for good with an answer alone.
    MINUTE.store(12, SeqCst);
    for id in &tickets[..16] {
        devon.done(Method::POST, &format!("/tickets/{id}/take"), &Value::Null).await;
    }
    MINUTE.store(50, SeqCst);
    for id in &tickets[16..19] {
        devon.done(Method::POST, &format!("/tickets/{id}/take"), &Value::Null).await;
    }
    assert_eq!(said(&server).await, (Value::Null, Value::Null), "nineteen are too few");
    MINUTE.store(150, SeqCst);
    for id in &tickets {
        devon.say(*id, &json!({ "body": "Hello" })).await;
    }

    let tomorrow_at_half_past_nine = 24 * 60 + 30;
    for (minute, expected) in [
        (150, (json!(3), Value::Null)),
        (tomorrow_at_half_past_nine, (json!(3), json!(15))),
        (29 * 24 * 60, (json!(3), json!(15))),
        (31 * 24 * 60, (Value::Null, Value::Null)),
    ] {
        MINUTE.store(minute, SeqCst);
        assert_eq!(said(&server).await, expected, "after {minute} minutes");
    }
}
