//! Enrolment, and the rotation of refresh tokens in two phases.

use crate::support::{CEDAR_RIDGE, Teacher, TestServer, code, database::contents, refused};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Response, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering};

async fn tokens(server: &TestServer, answer: Response) -> Teacher {
    assert_eq!(answer.status(), StatusCode::OK);
    server.teacher(&answer.json::<Value>().await.expect("tokens"))
}

#[tokio::test]
async fn only_a_key_of_this_district_enrols() {
    let server = TestServer::start().await;

    let wrong = server.try_enrol("not-the-key", "maria").await;

    assert_eq!(code(wrong).await, refused(403, "bad_key"));
    server.enrol("maria").await;
}

#[tokio::test]
async fn guessing_is_slowed_and_never_locks_out_who_has_the_key() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nwrong_tries = 2\n")).await;
    for _ in 0..2 {
        assert_eq!(code(server.try_enrol("wrong", "maria").await).await, refused(403, "bad_key"));
    }

    let third = server.try_enrol("wrong", "maria").await;

    assert_eq!(code(third).await, refused(429, "rate_limited"));
    server.enrol("maria").await;
}

#[tokio::test]
async fn the_same_account_secret_is_the_same_person_and_nothing_else_is() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Mine").await;
    let again = server.enrol("maria").await;
    let body = json!({
        "key": server.key.expose_secret(),
        "account_secret": "somebody-else-on-the-same-computer",
        "device": { "install_id": "018f5a3e-1111-7111-8111-111111111111", "host_name": "pc-maria", "serial": "5CD1234XYZ" },
        "person": { "user_name": "maria", "full_name": "maria Alvarez" },
    });

    let other = server.http.post(format!("{}/api/v1/enrolments", server.url)).json(&body).send().await.expect("answer");
    let other = server.teacher(&other.json::<Value>().await.expect("tokens"));

    assert_eq!(again.get_json("/tickets").await[0]["id"], json!(id));
    assert_eq!(other.get_json("/tickets").await, json!([]));
}

#[tokio::test]
async fn the_same_serial_is_the_same_computer() {
    let server = TestServer::start().await;
    let enrol = async |install: &str, serial: &str, secret: &str| {
        let body = json!({
            "key": server.key.expose_secret(),
            "account_secret": secret,
            "device": { "install_id": install, "host_name": "pc", "serial": serial },
            "person": { "user_name": "maria" },
        });
        let answer = server.http.post(format!("{}/api/v1/enrolments", server.url)).json(&body).send().await.expect("answer");
        answer.json::<Value>().await.expect("tokens")["device_id"].clone()
    };
    let (one, other) = ("018f5a3e-1111-7111-8111-111111111111", "018f5a3e-1111-7111-8111-222222222222");

    let first = enrol(one, "5CD1234XYZ", "secret-one-0123456789012").await;
    let installed_again = enrol(other, "5CD1234XYZ", "secret-two-0123456789012").await;
    let placeholder = enrol(one, "To be filled by O.E.M.", "secret-three-0123456789").await;
    let same_placeholder = enrol(other, "To be filled by O.E.M.", "secret-four-01234567890").await;

    assert_eq!(first, installed_again);
    assert_ne!(placeholder, same_placeholder);
}

#[tokio::test]
async fn a_lost_answer_to_a_refresh_costs_nothing() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let _lost = tokens(&server, server.refresh(&maria.refresh).await).await;

    let second = tokens(&server, server.refresh(&maria.refresh).await).await;
    let third = tokens(&server, server.refresh(&second.refresh).await).await;

    assert_eq!(third.get("/tickets").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_old_token_used_after_its_successor_ends_the_family() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let second = tokens(&server, server.refresh(&maria.refresh).await).await;
    let third = tokens(&server, server.refresh(&second.refresh).await).await;

    let stolen = server.refresh(&maria.refresh).await;

    assert_eq!(code(stolen).await, refused(401, "revoked"));
    assert_eq!(code(server.refresh(&third.refresh).await).await, refused(401, "revoked"));
    assert_eq!(code(third.get("/tickets").await).await, refused(401, "unauthenticated"));
    assert_eq!(code(maria.get("/tickets").await).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn of_two_successors_only_the_first_used_is_good() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let thiefs = tokens(&server, server.refresh(&maria.refresh).await).await;
    let marias = tokens(&server, server.refresh(&maria.refresh).await).await;
    tokens(&server, server.refresh(&marias.refresh).await).await;

    let copy = server.refresh(&thiefs.refresh).await;

    assert_eq!(code(copy).await, refused(401, "revoked"));
}

#[tokio::test]
async fn enrolling_again_after_a_revocation_loses_nothing() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let id = maria.open("Mine").await;
    let second = tokens(&server, server.refresh(&maria.refresh).await).await;
    server.refresh(&second.refresh).await;
    server.refresh(&maria.refresh).await;

    let again = server.enrol("maria").await;

    assert_eq!(again.get_json("/tickets").await[0]["id"], json!(id));
}

static PASSED_S: AtomicI64 = AtomicI64::new(0);

fn later() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(PASSED_S.load(Ordering::SeqCst))
}

#[tokio::test]
async fn an_access_token_ends_within_an_hour_and_the_refresh_token_goes_on() {
    let server = TestServer::start_at(tempfile::tempdir().expect("folder"), CEDAR_RIDGE, later).await;
    let maria = server.enrol("maria").await;
    assert_eq!(maria.get("/tickets").await.status(), StatusCode::OK);

    PASSED_S.store(3_601, Ordering::SeqCst);

    assert_eq!(code(maria.get("/tickets").await).await, refused(401, "unauthenticated"));
    let renewed = tokens(&server, server.refresh(&maria.refresh).await).await;
    assert_eq!(renewed.get("/tickets").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn no_secret_lies_in_the_database() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let technician = server.technician("devon").await;
    let session = technician.cookie.split_once('=').expect("value").1.to_owned();
    let planted = maria.open("a needle that is there").await;

    let all: Vec<u8> = contents(server.folder.path()).into_iter().flat_map(|(_, bytes)| bytes).collect();

    let holds = |needle: &str| all.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(holds("a needle that is there") && holds(&planted.to_string()));
    for secret in [&maria.access, &maria.refresh, &session, &server.key.expose_secret().to_owned()] {
        assert!(!holds(secret));
    }
    assert!(!holds("the-account-secret-of-maria") && !holds("correct horse battery staple"));
}
