//! Notices over HTTP: for whom they are, and who is affected.

use crate::support::TestServer;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn titles(notices: &Value) -> Vec<&str> {
    notices.as_array().expect("list").iter().map(|notice| notice["title"].as_str().expect("title")).collect()
}

#[tokio::test]
async fn a_notice_is_for_those_in_its_place_and_for_everybody_who_asks_without_one() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await; // In Building B.
    for (title, places) in [("Gym", json!(["Gym"])), ("B", json!(["Building B"])), ("All", json!([]))] {
        devon.done(Method::POST, "/notices", &json!({ "title": title, "kind": "degraded", "places": places })).await;
    }

    let hers = maria.get_json("/notices").await;
    let anybodys: Value = server.get("/api/v1/notices").await.json().await.expect("list");
    let gyms: Value = server.get("/api/v1/notices?place=gym").await.json().await.expect("list");

    assert_eq!(titles(&hers), ["All", "B"]);
    assert_eq!(titles(&anybodys), ["All", "B", "Gym"]);
    assert_eq!(titles(&gyms), ["All", "Gym"]);
}

#[tokio::test]
async fn me_too_is_counted_once_a_person() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let posted = devon.done(Method::POST, "/notices", &json!({ "title": "Wi-Fi", "kind": "major" })).await;
    let path = format!("/notices/{}/affected", posted["id"].as_str().expect("id"));

    for teacher in [&maria, &maria, &lena] {
        assert_eq!(teacher.call(Method::POST, &path).send().await.expect("answer").status(), StatusCode::OK);
    }

    assert_eq!(maria.get_json("/notices").await[0]["affected"], 2);
    assert_eq!(maria.get_json("/notices").await[0]["affects_me"], true);
    let anonymous: Value = server.get("/api/v1/notices").await.json().await.expect("list");
    assert_eq!(anonymous[0]["affects_me"], false);
}

#[tokio::test]
async fn a_notice_is_told_on_changed_and_ended() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let new = json!({ "title": "Wi-Fi is down", "kind": "major", "back_by": "2030-09-14T15:30:00Z", "owner": "Priya Nair" });
    let posted = devon.done(Method::POST, "/notices", &new).await;
    let path = format!("/notices/{}", posted["id"].as_str().expect("id"));

    devon.done(Method::POST, &format!("{path}/updates"), &json!({ "body": "Still at it", "back_by": "2030-09-14T16:00:00Z" })).await;
    let slower = json!({ "title": "Wi-Fi is slow", "kind": "degraded", "back_by": "2030-09-14T16:00:00Z" });
    devon.done(Method::PUT, &path, &slower).await;
    let before = maria.get_json("/notices").await[0].clone();
    devon.done(Method::POST, &format!("{path}/updates"), &json!({ "body": "Fixed", "resolved": true })).await;
    let after = maria.get_json("/notices").await[0].clone();
    let late = devon.send(Method::POST, &format!("{path}/updates"), &json!({ "body": "More" })).await;

    assert_eq!((&before["title"], &before["state"]), (&json!("Wi-Fi is slow"), &json!("active")));
    assert_eq!(before["updates"][0]["by"], "Devon Park");
    assert_eq!((&after["state"], &after["updates"][1]["body"]), (&json!("resolved"), &json!("Fixed")));
    assert_eq!(late.status(), StatusCode::CONFLICT);
    assert_eq!(devon.get_json("/queue").await["notices"], json!([]));
    assert_eq!(titles(&devon.get_json("/notices").await), ["Wi-Fi is slow"]);
}

#[tokio::test]
async fn a_ticket_joins_an_outage_and_hears_what_is_said_in_it() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let posted = devon.done(Method::POST, "/notices", &json!({ "title": "Wi-Fi is down", "kind": "major" })).await;
    let notice = posted["id"].as_str().expect("id").to_owned();
    let (hers, other) = (maria.open("No Wi-Fi").await, lena.open("The printer again").await);
    let join = |ticket, notice: Value| (Method::PUT, format!("/tickets/{ticket}/notice"), json!({ "notice_id": notice }));

    let (method, path, body) = join(hers, json!(notice));
    let joined = devon.done(method.clone(), &path, &body).await;
    devon.done(method, &path, &body).await;
    assert_eq!(joined["notice"], json!({ "id": notice, "title": "Wi-Fi is down", "is_over": false }));
    let rows = devon.get_json(&format!("/notices/{notice}/tickets")).await;
    assert_eq!((rows.as_array().expect("rows").len(), &rows[0]["id"]), (1, &json!(hers)));
    let seen = maria.get_json(&format!("/tickets/{hers}")).await;
    assert_eq!(seen["history"][1]["what"], json!({ "did": "joined_notice", "title": "Wi-Fi is down" }));
    assert_eq!(seen["history"].as_array().expect("history").len(), 2, "the same again is nothing");

    let updates = format!("/notices/{notice}/updates");
    devon.done(Method::POST, &updates, &json!({ "body": "We found the broken part" })).await;
    let told = maria.get_json(&format!("/tickets/{hers}")).await;
    devon.done(Method::POST, &updates, &json!({ "body": "The Wi-Fi is back", "resolved": true })).await;
    let asked = maria.get_json(&format!("/tickets/{hers}")).await;
    let untouched = lena.get_json(&format!("/tickets/{other}")).await;
    let (method, path, body) = join(other, json!(notice));
    let late = devon.send(method, &path, &body).await;

    assert_eq!((&told["ticket"]["status"], &told["ticket"]["assignee"]), (&json!("in_progress"), &json!("Devon Park")));
    let said = |thread: &Value| {
        thread["history"].as_array().expect("history").iter().filter_map(|item| item["body"].as_str().map(String::from)).collect::<Vec<_>>()
    };
    assert_eq!(said(&told), ["No Wi-Fi", "We found the broken part"]);
    assert_eq!(said(&asked), ["No Wi-Fi", "We found the broken part", "The Wi-Fi is back"]);
    assert_eq!((&asked["ticket"]["status"], &asked["ticket"]["next_update_by"]), (&json!("resolved"), &Value::Null));
    assert_eq!((said(&untouched).len(), &untouched["ticket"]["status"]), (1, &json!("new")));
    assert_eq!(late.status(), StatusCode::CONFLICT, "it is over");
}

#[tokio::test]
async fn whoever_said_me_too_and_has_tickets_in_an_outage_is_counted_once() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let posted = devon.done(Method::POST, "/notices", &json!({ "title": "Wi-Fi is down", "kind": "major" })).await;
    let notice = posted["id"].as_str().expect("id").to_owned();
    maria.call(Method::POST, &format!("/notices/{notice}/affected")).send().await.expect("answer");
    let affected = async || devon.get_json("/notices").await[0]["affected"].clone();
    let join =
        async |ticket, notice: Value| devon.done(Method::PUT, &format!("/tickets/{ticket}/notice"), &json!({ "notice_id": notice })).await;

    for words in ["No Wi-Fi", "Still no Wi-Fi"] {
        let ticket = maria.open(words).await;
        join(ticket, json!(notice)).await;
    }
    assert_eq!(affected().await, 1);
    let lenas = lena.open("Nothing loads").await;
    join(lenas, json!(notice)).await;
    assert_eq!((affected().await, &lena.get_json("/notices").await[0]["affects_me"]), (json!(2), &json!(true)));

    let out = join(lenas, Value::Null).await;
    assert_eq!((affected().await, &out["notice"]), (json!(1), &Value::Null));
}
