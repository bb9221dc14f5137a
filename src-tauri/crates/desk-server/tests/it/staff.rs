//! The technician's side: signing in, and a ticket's way through their hands.

use crate::support::{CEDAR_RIDGE, TestServer, code, cookie_of, refused, ticket};
use desk_api::{
    DeviceReport, MessageId, NewTicket, TicketId,
    report::{Fact, FactValue, Reading, key},
};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn a_link_is_good_once_and_then_the_password_is() {
    let server = TestServer::start().await;
    let link = server.sign_in_link("devon").await;
    let password = json!({ "user_name": "devon", "password": "twelve characters" });

    let short = server.knock("/staff/password", &json!({ "link": link, "password": "too short" })).await;
    let first = server.knock("/staff/password", &json!({ "link": link, "password": "twelve characters" })).await;
    let again = server.knock("/staff/password", &json!({ "link": link, "password": "somebody else's" })).await;
    let signed_in = server.knock("/staff/session", &password).await;
    let wrong = server.knock("/staff/session", &json!({ "user_name": "devon", "password": "something else" })).await;
    let nobody = server.knock("/staff/session", &json!({ "user_name": "nobody", "password": "something else" })).await;

    assert_eq!(code(short).await, refused(400, "invalid"));
    assert_eq!(first.status(), StatusCode::OK);
    assert_eq!(code(again).await, refused(401, "unauthenticated"));
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("text");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/") && !cookie.contains("Secure"));
    assert_eq!(signed_in.json::<Value>().await.expect("me")["name"], "Devon Park");
    assert_eq!(code(wrong).await, refused(401, "unauthenticated"));
    assert_eq!(code(nobody).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    assert_eq!(devon.get_json("/me").await["school"], "Cedar Ridge Schools");

    let out = devon.call(Method::DELETE, "/session").send().await.expect("answer");

    assert_eq!(out.status(), StatusCode::NO_CONTENT);
    assert!(cookie_of(&out).ends_with('='));
    let after = devon.call(Method::GET, "/queue").send().await.expect("answer");
    assert_eq!(code(after).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn guessing_a_password_is_slowed() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nwrong_tries = 3\n")).await;
    let guess = json!({ "user_name": "devon", "password": "twelve characters" });
    for _ in 0..3 {
        assert_eq!(code(server.knock("/staff/session", &guess).await).await, refused(401, "unauthenticated"));
    }

    assert_eq!(code(server.knock("/staff/session", &guess).await).await, refused(429, "rate_limited"));
}

#[tokio::test]
async fn another_sites_page_can_do_nothing_with_the_cookie() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;
    let url = format!("{}/api/v1/staff/tickets/{id}/take", server.url);
    let with = |headers: &[(&str, &str)]| {
        let request = server.http.post(&url).header("cookie", &devon.cookie);
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)).send()
    };

    for headers in
        [vec![], vec![("origin", "https://evil.example")], vec![("origin", server.url.as_str()), ("sec-fetch-site", "cross-site")]]
    {
        assert_eq!(code(with(&headers).await.expect("answer")).await, refused(403, "forbidden"), "{headers:?}");
    }
    assert_eq!(devon.get_json(&format!("/tickets/{id}")).await["row"]["assignee"], Value::Null);
}

#[tokio::test]
async fn a_teachers_token_opens_no_staff_door_and_a_session_no_teachers() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;

    let as_staff = maria.get("/staff/queue").await;
    let as_teacher = server.http.get(format!("{}/api/v1/tickets", server.url)).header("cookie", &devon.cookie).send().await;

    assert_eq!(code(as_staff).await, refused(401, "unauthenticated"));
    assert_eq!(code(as_teacher.expect("answer")).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn a_ticket_goes_from_new_to_closed() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("The projector stays blue").await;
    let seen = async || maria.get_json(&format!("/tickets/{id}")).await;
    let row = devon.get_json("/queue").await["tickets"][0].clone();
    assert_eq!((&row["requester"], &row["place"]), (&json!("maria Alvarez"), &json!("B204, Building B")));
    assert_eq!((&row["awaits_first_answer"], &row["status"]), (&json!(true), &json!("new")));

    devon.done(Method::POST, &format!("/tickets/{id}/take"), &json!({})).await;
    assert_eq!((&seen().await["ticket"]["status"], &seen().await["ticket"]["assignee"]), (&json!("in_progress"), &json!("Devon Park")));
    devon.say(id, &json!({ "body": "Is the cable in?", "then": "ask_question" })).await;
    assert_eq!(
        (&seen().await["ticket"]["status"], &seen().await["ticket"]["next_update_by"]),
        (&json!("waiting_on_requester"), &Value::Null)
    );
    maria.post(&format!("/tickets/{id}/messages"), MessageId::new(), &json!({ "body": "Yes", "written_at": "2026-09-14T10:40:00Z" })).await;
    assert_eq!(seen().await["ticket"]["status"], "in_progress");
    devon.say(id, &json!({ "body": "Changed the input.", "then": "ask_if_fixed" })).await;
    assert_eq!(seen().await["ticket"]["status"], "resolved");
    maria.post(&format!("/tickets/{id}/confirmation"), MessageId::new(), &json!({ "fixed": true })).await;

    let told: Vec<String> = seen().await["history"]
        .as_array()
        .expect("history")
        .iter()
        .map(|item| item["body"].as_str().unwrap_or_else(|| item["what"]["did"].as_str().expect("did")).to_owned())
        .collect();
    assert_eq!(told, ["The projector stays blue", "taken", "Is the cable in?", "Yes", "Changed the input.", "asked_if_fixed", "confirmed"]);
    assert_eq!(seen().await["ticket"]["status"], "closed");
    let queue = devon.get_json("/queue").await;
    assert_eq!((&queue["tickets"], &queue["answered_today"]), (&json!([]), &json!(1)));
}

#[tokio::test]
async fn an_internal_note_leaves_no_trace_on_the_requesters_side() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;
    let tag = maria.get(&format!("/tickets/{id}")).await.headers()["etag"].clone();

    let staff = devon.say(id, &json!({ "body": "She unplugs it every week", "internal": true })).await;

    assert_eq!(
        (&staff["history"][1]["internal"], &staff["history"][1]["item"]["body"]),
        (&json!(true), &json!("She unplugs it every week"))
    );
    let thread = maria.get(&format!("/tickets/{id}")).await;
    assert_eq!(thread.headers()["etag"], tag);
    assert!(!thread.text().await.expect("text").contains("unplugs"));
    assert!(!maria.get("/tickets").await.text().await.expect("text").contains("unplugs"));
}

#[tokio::test]
async fn a_message_is_said_once() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;
    let key = MessageId::new();
    let say = async |body: &str| {
        let request = devon.call(Method::POST, &format!("/tickets/{id}/messages")).header("idempotency-key", key.to_string());
        request.json(&json!({ "body": body })).send().await.expect("answer")
    };

    assert_eq!(say("On my way").await.status(), StatusCode::OK);
    assert_eq!(say("On my way").await.status(), StatusCode::OK);
    assert_eq!(code(say("Something else").await).await, refused(409, "key_reused"));

    let history = maria.get_json(&format!("/tickets/{id}")).await["history"].clone();
    assert_eq!(history.as_array().expect("history").iter().filter(|item| item["body"] == "On my way").count(), 1);
}

#[tokio::test]
async fn a_hand_off_names_the_person_who_has_it() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("The door sticks").await;

    devon.done(Method::POST, &format!("/tickets/{id}/hand-off"), &json!({ "department": "Facilities" })).await;
    let nowhere = devon.send(Method::POST, &format!("/tickets/{id}/hand-off"), &json!({ "department": "Catering" })).await;

    let seen = maria.get_json(&format!("/tickets/{id}")).await["ticket"].clone();
    assert_eq!((&seen["status"], &seen["department"]), (&json!("in_progress"), &json!("Facilities")));
    assert_eq!(seen["department_contact"], json!({ "name": "Rosa Lima", "phone": "2210" }));
    assert_eq!(code(nowhere).await, refused(400, "invalid"));
}

#[tokio::test]
async fn a_ticket_waits_for_a_part_and_goes_on() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let id = maria.open("The cart does not charge").await;
    let path = format!("/tickets/{id}/status");

    devon.done(Method::PUT, &path, &json!({ "status": "on_hold", "due": "2030-09-17T20:00:00Z" })).await;
    let held = maria.get_json(&format!("/tickets/{id}")).await["ticket"].clone();
    let in_the_queue = devon.get_json("/queue").await["tickets"][0].clone();
    devon.done(Method::PUT, &path, &json!({ "status": "in_progress" })).await;
    let going_on = maria.get_json(&format!("/tickets/{id}")).await["ticket"].clone();
    let row = devon.get_json(&format!("/tickets/{id}")).await["row"].clone();
    let closed = devon.send(Method::PUT, &path, &json!({ "status": "closed" })).await;

    assert_eq!((&held["status"], &held["due"]), (&json!("on_hold"), &json!("2030-09-17T20:00:00Z")));
    assert_eq!((&in_the_queue["due"], &row["due"]), (&json!("2030-09-17T20:00:00Z"), &Value::Null));
    assert_eq!(row["lately_from_here"], 1);
    assert_eq!((&going_on["status"], &going_on["due"]), (&json!("in_progress"), &Value::Null));
    assert_eq!(code(closed).await, refused(400, "invalid"));
}

#[tokio::test]
async fn a_waiting_class_comes_first_with_what_looks_wrong() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let calm = maria.open("It can wait").await;
    let fact = |key: &str, value| Fact {
        key: key.into(),
        of: Some("/".into()),
        source: "statvfs".into(),
        reading: Reading::Known { value: FactValue::Bytes(value) },
        took_ms: 1,
    };
    let report = DeviceReport {
        taken_at: jiff::Timestamp::now(),
        took_ms: 90,
        agent_version: "0.1.0".into(),
        facts: vec![fact(key::DISK_TOTAL, 100_000_000_000), fact(key::DISK_FREE, 2_000_000_000)],
    };
    let pressing = TicketId::new();
    let new = NewTicket { class_waiting: true, report: Some(report), ..ticket("28 kids are waiting") };
    maria.post("/tickets", pressing, &serde_json::to_value(new).expect("JSON")).await;

    let queue = devon.get_json("/queue").await["tickets"].clone();
    let opened = devon.get_json(&format!("/tickets/{pressing}")).await;

    assert_eq!([&queue[0]["id"], &queue[1]["id"]], [&json!(pressing), &json!(calm)]);
    assert_eq!(queue[0]["findings"][0]["title"], "2% free on /");
    assert_eq!(opened["report"]["facts"].as_array().expect("facts").len(), 2);
    assert_eq!(opened["seen_before"][0]["id"], json!(calm));
}

#[tokio::test]
async fn a_ticket_is_given_to_a_colleague_and_its_requester_sees_who_has_it() {
    let server = TestServer::start().await;
    let (devon, maria) = (server.technician("devon").await, server.enrol("maria").await);
    let id = maria.open("The projector stays blue").await;
    let path = format!("/tickets/{id}/assignment");

    let given = devon.done(Method::POST, &path, &json!({ "technician": "Priya Nair" })).await;
    devon.done(Method::POST, &path, &json!({ "technician": "Priya Nair" })).await;
    let seen = maria.get_json(&format!("/tickets/{id}")).await;
    let nobody = devon.send(Method::POST, &path, &json!({ "technician": "Nobody" })).await;
    let own = devon.done(Method::POST, &path, &json!({ "technician": "Devon Park" })).await;
    devon.done(Method::PUT, &format!("/tickets/{id}/status"), &json!({ "status": "cancelled" })).await;
    let late = devon.send(Method::POST, &path, &json!({ "technician": "Priya Nair" })).await;

    assert_eq!((&given["row"]["assignee"], &given["row"]["status"]), (&json!("Priya Nair"), &json!("in_progress")));
    assert_eq!(seen["ticket"]["assignee"], "Priya Nair");
    assert_eq!(seen["history"][1]["what"], json!({ "did": "assigned", "to": "Priya Nair" }));
    assert_eq!((&seen["history"][1]["by"], seen["history"].as_array().expect("history").len()), (&json!("Devon Park"), 2));
    assert_eq!(code(nobody).await, refused(400, "invalid"));
    assert_eq!(own["history"][2]["item"]["what"], json!({ "did": "taken" }));
    assert_eq!(code(late).await, refused(409, "conflict"));
}
