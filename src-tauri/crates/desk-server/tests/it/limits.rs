//! How often somebody may ask, over real HTTP from one address, as a school stands behind one.

use crate::support::{CEDAR_RIDGE, Teacher, TestServer, code, refused, ticket};
use desk_api::TicketId;
use reqwest::{Response, StatusCode};

/// Five calls a minute and two tickets an hour a person; anybody without a sign-in together twenty calls a minute.
async fn strict() -> TestServer {
    let limits = "calls_a_minute = 5\ntickets_an_hour = 2\ncomputers_at_one_address = 100";
    TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\n{limits}\n")).await
}

async fn open(teacher: &Teacher) -> Response {
    teacher.post("/tickets", TicketId::new(), &serde_json::to_value(ticket("Blue")).expect("JSON")).await
}

/// Refused for a while that is said.
async fn is_held_up(answer: Response, within_s: u64) {
    let wait: u64 = answer.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
    assert!((1..=within_s).contains(&wait), "{wait}");
    assert_eq!(code(answer).await, refused(429, "rate_limited"));
}

#[tokio::test]
async fn one_person_who_floods_waits_and_nobody_else_at_the_address_does() {
    let server = strict().await;
    let (student, maria) = (server.enrol("student").await, server.enrol("maria").await);
    for _ in 0..5 {
        assert_eq!(student.get("/tickets").await.status(), StatusCode::OK);
    }

    is_held_up(student.get("/tickets").await, 12).await;
    assert_eq!(maria.get("/tickets").await.status(), StatusCode::OK);
    assert_eq!(server.get("/api/v1/notices").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn tickets_have_a_limit_of_their_own() {
    let server = strict().await;
    let (student, maria) = (server.enrol("student").await, server.enrol("maria").await);
    for _ in 0..2 {
        assert_eq!(open(&student).await.status(), StatusCode::CREATED);
    }

    is_held_up(open(&student).await, 1_800).await;
    assert_eq!(open(&maria).await.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_flood_without_a_sign_in_holds_up_nobody_who_has_one_nor_the_renewal_of_one() {
    let server = strict().await;
    let maria = server.enrol("maria").await;
    for _ in 0..20 {
        assert_eq!(server.get("/api/v1/desk").await.status(), StatusCode::OK);
    }

    is_held_up(server.get("/api/v1/desk").await, 3).await;
    is_held_up(server.get("/api/v1/notices").await, 3).await;
    assert_eq!(maria.get("/notices").await.status(), StatusCode::OK);
    assert_eq!(server.refresh(&maria.refresh).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn computers_with_an_old_key_lock_no_technician_out() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nwrong_tries = 3\n")).await;
    server.technician("devon").await;
    for _ in 0..10 {
        server.try_enrol("the-key-of-last-year", "maria").await;
    }

    is_held_up(server.try_enrol("the-key-of-last-year", "maria").await, 200).await;
    server.technician_again("devon").await;
}

#[tokio::test]
async fn one_computer_makes_only_so_many_people() {
    let server = TestServer::start().await;
    for _ in 0..120 {
        assert_eq!(server.try_enrol(secrecy::ExposeSecret::expose_secret(&server.key), "maria").await.status(), StatusCode::CREATED);
    }

    is_held_up(server.try_enrol(secrecy::ExposeSecret::expose_secret(&server.key), "maria").await, 30).await;
    server.enrol("ben").await;
}
