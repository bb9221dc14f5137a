//! Posting an outage about which tickets have come already.

use crate::support::{CEDAR_RIDGE, Teacher, TestServer, code, database::connection, refused};
use desk_api::{NoticeId, TicketId};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use tempfile::tempdir;

fn ids(alike: &Value) -> Vec<&str> {
    let mut ids: Vec<&str> = alike["tickets"].as_array().expect("rows").iter().map(|row| row["id"].as_str().expect("id")).collect();
    ids.sort_unstable();
    ids
}

async fn done_to(teacher: &Teacher, ticket: TicketId) -> Vec<String> {
    let thread = teacher.get_json(&format!("/tickets/{ticket}")).await;
    let history = thread["history"].as_array().expect("history");
    history.iter().filter_map(|item| item["what"]["did"].as_str().map(String::from)).collect()
}

#[tokio::test]
async fn what_an_outage_would_be_about_is_found_among_what_came_lately() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await); // Both in Building B.
    let first = maria.open("No internet at all\nthe WIFI is gone in my room").await;
    let second = lena.open("Wi-Fi again").await;
    lena.open("The projector in Building B is down").await;
    let closed = maria.open("Wifi").await;
    devon.done(Method::PUT, &format!("/tickets/{closed}/status"), &json!({ "status": "cancelled" })).await;

    let here = devon.get_json("/alike?title=Wi-Fi+is+down+in+Building+B&place=Building+B").await;
    let unplaced = devon.get_json("/alike?title=Wi-Fi+is+down+in+Building+B").await;
    let elsewhere = devon.get_json("/alike?title=Wi-Fi+is+down&place=Gym&place=Library").await;
    let nothing = devon.get_json("/alike?title=It+is+down+in+Building+B").await;

    let mut both = [first.to_string(), second.to_string()];
    both.sort_unstable();
    assert_eq!(ids(&here), both);
    assert_eq!((&here["mentioned"], &here["just_now"]), (&json!(["Wi-Fi"]), &json!(2)));
    assert_eq!(unplaced, here);
    let none = json!({ "mentioned": [], "just_now": 0, "tickets": [] });
    assert_eq!((&elsewhere, &nothing), (&none, &none));
    let teachers = maria.get("/staff/alike?title=Wi-Fi").await;
    assert_eq!(code(teachers).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn what_came_hours_ago_is_not_about_what_has_just_broken() {
    let ago = |minutes| Timestamp::now().checked_sub(SignedDuration::from_mins(minutes)).expect("a time");
    let server = TestServer::start_at(tempdir().expect("folder"), CEDAR_RIDGE, Timestamp::now).await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let (old, younger) = (maria.open("Wi-Fi is slow").await, maria.open("Wi-Fi is off").await);
    let mut database = connection(server.folder.path()).await;
    for (ticket, minutes) in [(old, 121), (younger, 11)] {
        sqlx::query("UPDATE tickets SET created_at = $1 WHERE id = $2")
            .bind(ago(minutes).as_millisecond())
            .bind(ticket.to_string())
            .execute(&mut database)
            .await
            .expect("older");
    }

    let alike = devon.get_json("/alike?title=Wi-Fi").await;

    assert_eq!(ids(&alike), [younger.to_string()]);
    assert_eq!(alike["just_now"], 0);
}

#[tokio::test]
async fn tickets_join_an_outage_as_it_is_posted_and_once() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let (hers, left_out, withdrawn) = (maria.open("No Wi-Fi").await, lena.open("Wi-Fi?").await, lena.open("wifi").await);
    devon.done(Method::PUT, &format!("/tickets/{withdrawn}/status"), &json!({ "status": "cancelled" })).await;
    let key = NoticeId::new();
    let new = json!({ "title": "Wi-Fi is down", "kind": "major", "tickets": [hers, withdrawn, hers, TicketId::new()] });
    let post = async || {
        let request = devon.call(Method::POST, "/notices").header("idempotency-key", key.to_string());
        request.json(&new).send().await.expect("answer")
    };

    let posted = post().await;
    assert_eq!(posted.status(), StatusCode::CREATED);
    assert_eq!(posted.json::<Value>().await.expect("notice")["affected"], 1);
    assert_eq!(post().await.status(), StatusCode::CREATED);

    assert_eq!(done_to(&maria, hers).await, ["joined_notice"]);
    assert!(done_to(&lena, left_out).await.is_empty());
    assert!(!done_to(&lena, withdrawn).await.contains(&"joined_notice".to_owned()));
    assert_eq!(maria.get_json("/notices").await[0]["affects_me"], true);
    let rows = devon.get_json(&format!("/notices/{key}/tickets")).await;
    assert_eq!((rows.as_array().expect("rows").len(), &rows[0]["id"]), (1, &json!(hers)));
    assert_eq!(ids(&devon.get_json("/alike?title=Wi-Fi").await), [left_out.to_string()], "one that has joined is asked about no more");

    devon.done(Method::POST, &format!("/notices/{key}/updates"), &json!({ "body": "It is back", "resolved": true })).await;
    assert_eq!(maria.get_json(&format!("/tickets/{hers}")).await["ticket"]["status"], "resolved");
    assert_eq!(lena.get_json(&format!("/tickets/{left_out}")).await["ticket"]["status"], "new");
}

#[tokio::test]
async fn a_change_of_words_takes_no_tickets_along() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let hers = maria.open("No Wi-Fi").await;
    let posted = devon.done(Method::POST, "/notices", &json!({ "title": "Wi-Fi is down", "kind": "major" })).await;
    let path = format!("/notices/{}", posted["id"].as_str().expect("id"));

    let change = devon.send(Method::PUT, &path, &json!({ "title": "Wi-Fi is slow", "kind": "degraded", "tickets": [hers] })).await;

    assert_eq!(code(change).await, refused(400, "invalid"));
    assert!(done_to(&maria, hers).await.is_empty());
}
