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
