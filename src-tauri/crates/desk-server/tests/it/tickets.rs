//! Tickets over HTTP: keys, scopes, tags, bounds and limits.

use crate::support::{CEDAR_RIDGE, TestServer, code, refused, ticket};
use desk_api::{MessageId, TicketId};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn body(words: &str) -> Value {
    serde_json::to_value(ticket(words)).expect("JSON")
}

#[tokio::test]
async fn the_same_key_and_bytes_open_one_ticket_and_other_bytes_none() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let (id, words) = (TicketId::new(), body("The projector stays blue"));

    let first: Value = maria.post("/tickets", id, &words).await.json().await.expect("ticket");
    let again: Value = maria.post("/tickets", id, &words).await.json().await.expect("ticket");
    let other = maria.post("/tickets", id, &body("Something else")).await;

    assert_eq!(first, again);
    assert_eq!(first["number"], "1001");
    assert_eq!(code(other).await, refused(409, "key_reused"));
    assert_eq!(maria.get_json("/tickets").await.as_array().expect("list").len(), 1);
}

#[tokio::test]
async fn a_key_serves_one_operation_on_one_ticket_for_one_person() {
    let server = TestServer::start().await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let (one, other) = (maria.open("one").await, maria.open("other").await);
    let key = MessageId::new();
    let said = json!({ "body": "Still blue", "written_at": "2026-09-14T10:40:00Z" });
    assert_eq!(maria.post(&format!("/tickets/{one}/messages"), key, &said).await.status(), StatusCode::CREATED);

    let elsewhere = maria.post(&format!("/tickets/{other}/messages"), key, &said).await;
    let otherwise = maria.post(&format!("/tickets/{one}/rating"), key, &json!({ "score": "positive" })).await;
    let somebody_else = lena.post("/tickets", one, &body("one")).await;

    assert_eq!(code(elsewhere).await, refused(409, "key_reused"));
    assert_eq!(code(otherwise).await, refused(409, "key_reused"));
    assert_eq!(code(somebody_else).await, refused(409, "key_reused"));
    assert_eq!(lena.get_json("/tickets").await, json!([]));
}

#[tokio::test]
async fn another_person_finds_nothing() {
    let server = TestServer::start().await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let id = maria.open("Only mine").await;
    let said = json!({ "body": "Mine too", "written_at": "2026-09-14T10:40:00Z" });

    assert_eq!(code(lena.get(&format!("/tickets/{id}")).await).await, refused(404, "not_found"));
    for (path, body) in [("messages", said), ("confirmation", json!({ "fixed": true })), ("rating", json!({ "score": "negative" }))] {
        let answer = lena.post(&format!("/tickets/{id}/{path}"), MessageId::new(), &body).await;
        assert_eq!(code(answer).await, refused(404, "not_found"), "{path}");
    }
    assert_eq!(maria.get_json(&format!("/tickets/{id}")).await["history"].as_array().expect("history").len(), 1);
}

#[tokio::test]
async fn without_a_token_nothing_is_told() {
    let server = TestServer::start().await;

    let anonymous = server.get("/api/v1/tickets").await;
    let made_up = server.http.get(format!("{}/api/v1/tickets", server.url)).bearer_auth("made-up").send().await.expect("answer");

    assert_eq!(anonymous.headers()["www-authenticate"], "Bearer");
    assert_eq!(code(anonymous).await, refused(401, "unauthenticated"));
    assert_eq!(code(made_up).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn an_unchanged_answer_is_not_sent_twice() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;
    let path = format!("/tickets/{id}");
    let tag = maria.get(&path).await.headers()["etag"].clone();

    let same = maria.call(Method::GET, &path).header("if-none-match", tag.clone()).send().await.expect("answer");
    let said = json!({ "body": "Still blue", "written_at": "2026-09-14T10:40:00Z" });
    maria.post(&format!("{path}/messages"), MessageId::new(), &said).await;
    let changed = maria.call(Method::GET, &path).header("if-none-match", tag).send().await.expect("answer");

    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(changed.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_body_out_of_bounds_is_refused_by_name() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mut long_language = body("Blue");
    long_language["language"] = json!("x".repeat(36));
    let no_key = maria.call(Method::POST, "/tickets").json(&body("Blue")).send().await.expect("answer");
    let huge = maria.call(Method::POST, "/tickets").header("idempotency-key", TicketId::new().to_string());
    let huge = huge.body(vec![b' '; 300 * 1024]).send().await.expect("answer");

    for (wrong, named) in [(body(" "), "words"), (body(&"x".repeat(8_001)), "words"), (long_language, "language")] {
        let problem: Value = maria.post("/tickets", TicketId::new(), &wrong).await.json().await.expect("problem");
        assert_eq!((&problem["code"], &problem["detail"]), (&json!("invalid"), &json!(named)));
    }
    assert_eq!(code(no_key).await, refused(400, "invalid"));
    assert_eq!(code(huge).await, refused(413, "too_large"));
    assert_eq!(maria.get_json("/tickets").await, json!([]));
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mut newer = body("From a newer agent");
    newer["mood"] = json!("hopeful");

    assert_eq!(maria.post("/tickets", TicketId::new(), &newer).await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_flood_of_tickets_is_asked_to_wait() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\ntickets_an_hour = 2\n")).await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    maria.open("one").await;
    maria.open("two").await;

    let third = maria.post("/tickets", TicketId::new(), &body("three")).await;

    let wait: u64 = third.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!((1..=1_800).contains(&wait), "{wait}");
    assert_eq!(code(third).await, refused(429, "rate_limited"));
    lena.open("somebody else's").await;
}

#[tokio::test]
async fn a_ticket_is_promised_and_the_promise_ends_with_it() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;
    let promised = maria.get_json(&format!("/tickets/{id}")).await["ticket"]["next_update_by"].clone();

    let closed = maria.post(&format!("/tickets/{id}/confirmation"), MessageId::new(), &json!({ "fixed": true })).await;
    let closed: Value = closed.json().await.expect("ticket");

    assert!(promised.is_string());
    assert_eq!((&closed["status"], &closed["next_update_by"]), (&json!("closed"), &Value::Null));
}
