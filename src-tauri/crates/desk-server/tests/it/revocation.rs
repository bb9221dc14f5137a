//! Sign-ins that end: at once, on open streams too, and for good where that is asked for.

use crate::{
    backup::{program, said},
    events::Heard,
    support::{Teacher, TestServer, code, enrolment, refused, ticket},
};
use desk_api::{Desk, Sealed, TicketId};
use desk_client::{Client, Identity, MemoryStore};
use reqwest::{Method, Response, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};

async fn revoke(server: &TestServer, more: &[&str]) -> (Option<i32>, String) {
    said(&program(&["revoke"], server.folder.path(), more).await)
}

async fn is_signed_out(server: &TestServer, teacher: &Teacher) {
    assert_eq!(code(teacher.get("/tickets").await).await, refused(401, "unauthenticated"));
    assert_eq!(code(server.refresh(&teacher.refresh).await).await, refused(401, "revoked"));
}

#[tokio::test]
async fn a_lost_computer_is_signed_out_at_once_and_shows_nobodys_requests_any_more() {
    let server = TestServer::start().await;
    let (maria, ben) = (server.enrol("maria").await, server.enrol("ben").await);
    maria.open("Blue").await;
    let (hers, mut his) = (Heard::open(&maria, None).await, Heard::open(&ben, None).await);

    let told = revoke(&server, &["--computer", "PC-MARIA"]).await;
    assert_eq!(told, (Some(0), "would end 1 sign-ins of pc-maria\nNothing was changed. --yes does it.\n".to_owned()));
    assert_eq!(maria.get("/tickets").await.status(), StatusCode::OK);
    let done = revoke(&server, &["--computer", "pc-maria", "--yes"]).await;

    assert_eq!(done, (Some(0), "ended 1 sign-ins of pc-maria\n".to_owned()));
    hers.ended().await;
    is_signed_out(&server, &maria).await;
    assert_eq!(server.enrol("maria").await.get_json("/tickets").await, json!([]), "what the computer kept is no way back");
    let id = ben.open("Mine").await;
    assert_eq!(his.next().await["what"]["ticket_id"], json!(id), "nobody else was touched");
}

#[tokio::test]
async fn whoever_may_be_known_again_has_their_requests_back() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Blue").await;

    revoke(&server, &["--person", "maria", "--known-again", "--yes"]).await;

    is_signed_out(&server, &maria).await;
    assert_eq!(server.enrol("maria").await.get_json("/tickets").await[0]["id"], json!(id));
}

#[tokio::test]
async fn everybody_is_signed_out_and_no_key_from_before_enrols() {
    let server = TestServer::start().await;
    let people = [server.enrol("maria").await, server.enrol("ben").await];

    let done = revoke(&server, &["--all", "--keys", "--yes"]).await;

    assert_eq!(done, (Some(0), "ended 2 sign-ins of everybody\nended 1 keys and codes\n".to_owned()));
    for person in &people {
        is_signed_out(&server, person).await;
    }
    assert_eq!(code(server.try_enrol(server.key.expose_secret(), "maria").await).await, refused(403, "bad_key"));
    let new = server.running.desk().new_enrolment_key().await.expect("key");
    assert_eq!(server.try_enrol(new.expose_secret(), "maria").await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn who_is_not_known_or_not_alone_in_a_name_is_said_and_nothing_ends() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;

    let nobody = revoke(&server, &["--computer", "nowhere", "--yes"]).await;
    let without = revoke(&server, &["--yes"]).await;

    assert!(nobody.0 == Some(1) && nobody.1.contains("no computer is known here"), "{}", nobody.1);
    assert_eq!(without.0, Some(2));
    assert_eq!(maria.get("/tickets").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_row_says_who_ended_whose_sign_ins() {
    let server = TestServer::start().await;
    server.enrol("maria").await;
    revoke(&server, &["--person", "maria", "--yes"]).await;

    let (_, rows) = said(&program(&["audit", "--json"], server.folder.path(), &[]).await);
    let row: Value = serde_json::from_str(rows.lines().last().expect("a row")).expect("JSON");

    assert_eq!((&row["action"], &row["by_kind"], &row["count"]), (&json!("sign_ins_ended"), &json!("operator"), &json!(1)));
    assert_eq!((&row["person"], &row["detail"]), (&json!("maria"), &json!("as_stranger")));
}

#[tokio::test]
async fn a_copied_token_ends_the_streams_of_its_family() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let next = server.teacher(&server.refresh(&maria.refresh).await.json::<Value>().await.expect("tokens"));
    let heard = Heard::open(&next, None).await;
    server.refresh(&next.refresh).await;

    assert_eq!(code(server.refresh(&maria.refresh).await).await, refused(401, "revoked"));

    heard.ended().await;
}

#[tokio::test]
async fn the_agent_of_who_was_signed_out_enrols_by_itself_and_sends_what_waits() {
    let server = TestServer::start().await;
    let claims = enrolment(&server.key, "maria");
    let identity = Identity { device: claims.device, person: claims.person, enrolment_key: Some(claims.key) };
    let agent = Client::new(server.url.parse().expect("address"), identity, Arc::new(MemoryStore::new()), "0.0.0").expect("client");
    let waits = Sealed::seal(&ticket("Blue")).expect("JSON");
    agent.tickets().await.expect("signed in");

    revoke(&server, &["--all", "--yes"]).await;
    let id = TicketId::new();
    agent.open(id, &waits).await.expect("sent");

    assert_eq!(agent.tickets().await.expect("signed in anew")[0].id, id);
}

#[tokio::test]
async fn a_technicians_page_hears_nothing_more_once_they_signed_out_or_chose_another_password() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (signs_out, stays) = (server.technician_again("devon").await, server.technician_again("devon").await);
    let listening = async |session: &crate::support::Technician| {
        let mut answer = session.call(Method::GET, "/events").send().await.expect("answer");
        assert!(answer.chunk().await.expect("chunk").is_some(), "it says that it listens");
        answer
    };
    let (left, open) = (listening(&signs_out).await, listening(&stays).await);

    signs_out.call(Method::DELETE, "/session").send().await.expect("answer");
    ended(left).await;
    server.enrol("maria").await.open("Blue").await;
    let mut open = open;
    assert!(open.chunk().await.expect("chunk").is_some_and(|chunk| chunk.starts_with(b"data:")), "the others hear on");
    let (_, link) = said(&program(&["sign-in-link"], server.folder.path(), &["--user", "devon"]).await);
    let link = link.trim().split_once('#').expect("a value").1.to_owned();
    server.knock("/staff/password", &json!({ "link": link, "password": "another battery staple" })).await;

    ended(open).await;
    let after = devon.call(Method::GET, "/queue").send().await.expect("answer");
    assert_eq!(code(after).await, refused(401, "unauthenticated"));
}

async fn ended(mut answer: Response) {
    let end = async { while answer.chunk().await.ok().flatten().is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), end).await.expect("ended in time");
}
