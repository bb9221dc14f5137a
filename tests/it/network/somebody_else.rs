//! A desk that has no time, and somebody who answers in its place.

use super::walk::{Says, Scene, TICKET};
use desk_view::HelpStage;
use deskside_tests::Fault;
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use std::time::Duration;

/// The queue reckons in whole milliseconds.
const A_STEP_MS: u64 = 1;

fn answer(status: &str, headers: &str, body: &str) -> Fault {
    Fault::Answered(format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len()))
}

#[tokio::test]
async fn a_desk_in_trouble_is_named_as_such_and_gets_everything_once() {
    let fault = answer("503 Service Unavailable", "content-type: text/html\r\nretry-after: 1\r\n", "<h1>Back soon</h1>");
    Scene::set().await.sends_one_of_everything_through(&fault, Says::Trouble("503")).await;
}

#[tokio::test]
async fn a_desk_that_is_asked_too_often_gets_everything_once() {
    let fault = answer("429 Too Many Requests", "content-type: text/html\r\nretry-after: 1\r\n", "");
    Scene::set().await.sends_one_of_everything_through(&fault, Says::Trouble("rate_limited")).await;
}

#[tokio::test]
async fn a_portal_that_answers_with_its_page_loses_nothing() {
    let fault = answer("200 OK", "content-type: text/html\r\n", "<!doctype html><title>Sign in to CedarNet</title>");
    Scene::set().await.sends_one_of_everything_through(&fault, Says::Saved).await;
}

#[tokio::test]
async fn a_portal_that_leads_elsewhere_is_not_followed_and_loses_nothing() {
    // A port on which something listens: were it followed, it would hear the token.
    let elsewhere = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = elsewhere.local_addr().expect("an address").port();
    let fault = answer("302 Found", &format!("location: http://127.0.0.1:{port}/login\r\n"), "");

    Scene::set().await.sends_one_of_everything_through(&fault, Says::Saved).await;

    let came = tokio::time::timeout(Duration::from_millis(100), elsewhere.accept()).await;
    assert!(came.is_err(), "somebody came: {came:?}");
}

#[tokio::test]
async fn json_of_somebody_else_loses_nothing() {
    let fault = answer("200 OK", "content-type: application/json\r\n", r#"{"status": "blocked by SchoolGuard"#);
    Scene::set().await.sends_one_of_everything_through(&fault, Says::Saved).await;
}

/// What is between two attempts of one ticket, where nobody presses "Try now".
async fn rest_after(fault: Fault) -> Duration {
    let mut scene = Scene::set().await;
    scene.seat.is_patient();
    scene.line.breaks(fault, TICKET);
    scene.send().await;
    scene.meets_and_is_mended().await;
    scene.is_sent().await;
    let moments = scene.line.moments_of("POST /api/v1/tickets");
    assert_eq!(moments.len(), 2, "one attempt too many");
    moments[1] - moments[0]
}

#[tokio::test]
async fn a_rest_in_seconds_is_kept() {
    let rest = rest_after(answer("429 Too Many Requests", "retry-after: 3\r\n", "")).await;

    assert!(rest >= Duration::from_millis(3_000 - A_STEP_MS), "{rest:?}");
}

#[tokio::test]
async fn a_rest_until_a_moment_is_kept_by_the_clock_of_who_said_it() {
    let yesterday = Timestamp::now() - SignedDuration::from_hours(24);
    let date = |at: Timestamp| rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).expect("a date");
    let until = yesterday + SignedDuration::from_secs(4);
    let headers = format!("date: {}\r\nretry-after: {}\r\n", date(yesterday), date(until));

    let rest = rest_after(answer("503 Service Unavailable", &headers, "")).await;

    assert!(rest >= Duration::from_millis(4_000 - A_STEP_MS), "{rest:?}");
}

#[tokio::test]
async fn a_rest_of_a_day_is_one_of_an_hour() {
    let mut scene = Scene::set().await;
    scene.seat.is_patient();
    scene.line.breaks(answer("503 Service Unavailable", "retry-after: 86400\r\n", ""), TICKET);

    scene.send().await;
    let next =
        scene.shows(
            "when the next try is",
            |view| {
                if let HelpStage::Trouble { next_try_at, .. } = view.help.stage { next_try_at } else { None }
            },
        );
    let left = next.await.duration_since(Timestamp::now());

    assert!(left <= SignedDuration::from_hours(1) && left > SignedDuration::from_mins(55), "{left}");
}
