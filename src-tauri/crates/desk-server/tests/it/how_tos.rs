//! How-to notes over HTTP: who writes them, who is offered them, and whom they helped.

use crate::support::{TestServer, code, refused};
use desk_api::TipId;
use jiff::{SignedDuration, Timestamp};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};

static AHEAD: AtomicI64 = AtomicI64::new(0);

fn ahead() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(AHEAD.load(SeqCst))
}

fn note(title: &str) -> Value {
    json!({ "title": title, "body": "Press the round button.", "topics": ["printer"], "offered": true })
}

#[tokio::test]
async fn a_note_is_written_changed_and_let_go() {
    let server = TestServer::start().await;
    let (devon, priya) = (server.technician("devon").await, server.technician("priya").await);
    let path = format!("/how-tos/{}", TipId::new());

    let written = devon.done(Method::PUT, &path, &note("Wake the printer")).await;
    let repeated = devon.done(Method::PUT, &path, &note("Wake the printer")).await;
    let mut kept = note("Reset the fuser");
    kept["offered"] = json!(false);
    kept["replaces"] = repeated["updated_at"].clone();
    let changed = priya.done(Method::PUT, &path, &kept).await;
    let listed = devon.get_json("/how-tos").await;

    assert_eq!((&written["title"], &written["updated_by"]), (&json!("Wake the printer"), &json!("Devon Park")));
    assert_eq!((&changed["title"], &changed["updated_by"]), (&json!("Reset the fuser"), &json!("Priya Nair")));
    assert_eq!(listed, json!([changed]));
    let gone = devon.send(Method::DELETE, &path, &Value::Null).await;
    assert_eq!((gone.status(), devon.get_json("/how-tos").await), (StatusCode::NO_CONTENT, json!([])));
}

#[tokio::test]
async fn a_note_is_not_written_over_what_its_writer_did_not_see() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let path = format!("/how-tos/{}", TipId::new());
    let first = devon.done(Method::PUT, &path, &note("Wake the printer")).await;
    let mut change = note("Wake it gently");
    change["replaces"] = first["updated_at"].clone();
    devon.done(Method::PUT, &path, &change).await;

    let mut late = note("Wake it now");
    late["replaces"] = first["updated_at"].clone();
    let blind = devon.send(Method::PUT, &path, &note("Wake it twice")).await;
    let late = devon.send(Method::PUT, &path, &late).await;

    assert_eq!([code(blind).await, code(late).await], [refused(409, "conflict"), refused(409, "conflict")]);
    assert_eq!(devon.get_json("/how-tos").await[0]["title"], "Wake it gently");
}

#[tokio::test]
async fn a_note_has_bounds() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    for (field, bad) in [
        ("title", json!("x".repeat(121))),
        ("body", json!(" ")),
        ("body", json!("x".repeat(2_001))),
        ("topics", json!([""])),
        ("topics", json!(vec!["printer"; 21])),
    ] {
        let mut new = note("Wake the printer");
        new[field] = bad;

        let answer = devon.send(Method::PUT, &format!("/how-tos/{}", TipId::new()), &new).await;

        assert_eq!(code(answer).await, refused(400, "invalid"), "{field}");
    }
}

#[tokio::test]
async fn notes_are_for_technicians_and_tips_for_whoever_is_signed_in() {
    let server = TestServer::start().await;
    let (devon, maria) = (server.technician("devon").await, server.enrol("maria").await);
    let path = format!("/how-tos/{}", TipId::new());
    devon.done(Method::PUT, &path, &note("Wake the printer")).await;

    let anonymous = server.get("/api/v1/tips").await;
    let as_staff = maria.get("/staff/how-tos").await;
    let elsewhere = server.http.put(format!("{}/api/v1/staff{path}", server.url)).header("cookie", &devon.cookie).json(&note("x"));

    assert_eq!(code(anonymous).await, refused(401, "unauthenticated"));
    assert_eq!(code(as_staff).await, refused(401, "unauthenticated"));
    assert_eq!(code(elsewhere.send().await.expect("answer")).await, refused(403, "forbidden"));
    let offered = maria.get("/tips").await;
    let tag = offered.headers()["etag"].clone();
    let again = maria.call(Method::GET, "/tips").header("if-none-match", tag).send().await.expect("answer");
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn whom_a_tip_helped_is_counted_for_thirty_days() {
    let folder = tempfile::tempdir().expect("folder");
    let server = TestServer::start_at(folder, crate::support::CEDAR_RIDGE, ahead).await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let id = TipId::new();
    devon.done(Method::PUT, &format!("/how-tos/{id}"), &note("Wake the printer")).await;
    for teacher in [&maria, &lena] {
        teacher.call(Method::POST, &format!("/tips/{id}/helped")).send().await.expect("answer");
    }
    assert_eq!(devon.get_json("/how-tos").await[0]["helped"], 2);

    AHEAD.store(31 * 24 * 3_600, SeqCst);
    let maria = server.teacher(&server.refresh(&maria.refresh).await.json().await.expect("tokens"));
    let before = maria.get_json("/tips").await[0].clone();
    let after: Value = maria.call(Method::POST, &format!("/tips/{id}/helped")).send().await.expect("answer").json().await.expect("tip");

    assert_eq!((&before["helped"], &before["helped_me"]), (&json!(0), &json!(false)));
    assert_eq!((&after["helped"], &after["helped_me"]), (&json!(1), &json!(true)));
}
