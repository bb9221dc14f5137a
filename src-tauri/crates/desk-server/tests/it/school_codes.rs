//! Codes a person types once.

use crate::support::{CEDAR_RIDGE, TestServer, code, database::database_of, refused};
use desk_server::Operator;
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use secrecy::ExposeSecret;
use std::sync::atomic::{AtomicI64, Ordering};

static PASSED_DAYS: AtomicI64 = AtomicI64::new(0);

fn later() -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(24 * PASSED_DAYS.load(Ordering::SeqCst))
}

async fn school_code(server: &TestServer) -> String {
    let operator = Operator::open(database_of(server.folder.path())).await.expect("opened beside the server");
    let code = operator.new_school_code(SignedDuration::from_hours(14 * 24)).await.expect("code");
    operator.close().await;
    code.expose_secret().to_owned()
}

#[tokio::test]
async fn a_code_enrols_however_it_is_typed_until_it_ends() {
    let server = TestServer::start_at(tempfile::tempdir().expect("folder"), CEDAR_RIDGE, later).await;
    let typed = school_code(&server).await;

    for way in [typed.clone(), typed.to_lowercase(), typed.replace('-', " ")] {
        assert_eq!(server.try_enrol(&way, "maria").await.status(), StatusCode::CREATED, "{way}");
    }
    PASSED_DAYS.store(15, Ordering::SeqCst);

    assert_eq!(code(server.try_enrol(&typed, "maria").await).await, refused(403, "bad_key"));
}

#[tokio::test]
async fn guessing_at_codes_is_slowed_for_the_right_one_too_and_a_key_still_enrols() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nwrong_tries = 1000\n")).await;
    let typed = school_code(&server).await;
    for _ in 0..60 {
        server.try_enrol("CR0K-77TL", "maria").await;
    }

    let right = server.try_enrol(&typed, "maria").await;

    assert_eq!(code(right).await, refused(429, "rate_limited"));
    server.enrol("maria").await;
}
