//! Who may do what: every route of the served document, asked by everybody who could try, for what Maria and the desk own.
//!
//! Every technician answers for every site of a district, so the staff side knows nobody of "another site": Priya is another
//! technician, and may what Devon may. A site narrows which notices a person is shown, never what the desk sees.

mod callers;
mod routes;

use crate::support::{CEDAR_RIDGE, TestServer, code};
use callers::{Caller, Callers};
use desk_server::openapi_json;
use jiff::{SignedDuration, Timestamp};
use reqwest::RequestBuilder;
use routes::{ROUTES, Scene};
use serde_json::Value;
use std::{
    path::Path,
    sync::atomic::{AtomicI64, Ordering},
};

/// Limits are tried elsewhere.
const NO_LIMITS: &str = "\n[limits]\ncalls_a_minute = 1000000\ntickets_an_hour = 1000000\nwrong_tries = 1000000\n";
const HEAD: &str = "\
# What every route of the served document answers everybody who could try: status and problem code.
#
# expired          an access token after an hour, a session after sixteen
# revoked          a token whose family ended because an old one of it was used again
# other person     somebody else on another computer
# same computer    another account on Maria's computer that claims her name, the serial and the installation
# maria elsewhere  Maria's account secret on another computer: the same person
# devon, priya     technicians; on a requester's route their session is shown as a token, and a token as a session on theirs
#
# Made by the test `every_route_answers_everybody_as_the_table_says`.
";
const ROUTE: usize = 38;
const CELL: usize = 19;

static PASSED_S: AtomicI64 = AtomicI64::new(0);

fn later() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(PASSED_S.load(Ordering::SeqCst))
}

#[test]
fn every_route_of_the_document_has_its_line() {
    let document: Value = serde_json::from_str(&openapi_json().expect("document")).expect("JSON");
    let mut documented = Vec::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let methods = operations.as_object().expect("operations").keys();
        documented.extend(methods.map(|method| format!("{} {}", method.to_uppercase(), path.trim_start_matches("/api/v1"))));
    }
    let mut here: Vec<String> = ROUTES.iter().map(|route| format!("{} {}", route.method, route.path)).collect();

    documented.sort();
    here.sort();

    assert_eq!(here, documented, "matrix/routes.rs says how each route is asked for");
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    let config = format!("{CEDAR_RIDGE}{NO_LIMITS}");
    let server = TestServer::start_at(tempfile::tempdir().expect("folder"), &config, later).await;
    let callers = Callers::gather(&server, |passed_s| PASSED_S.store(passed_s, Ordering::SeqCst)).await;
    let names: Vec<&str> = callers.all.iter().map(|caller| caller.name).collect();
    let mut table = format!("{HEAD}\n{}\n", line("", &names));

    for route in &ROUTES {
        // Each on a ground of its own, so that no line depends on another.
        let scene = Scene::set(&server, &callers).await;
        let mut cells = Vec::new();
        for caller in &callers.all {
            cells.push(said(caller, route.ask(&scene, caller, &server)).await);
        }
        assert_strangers_get_nothing(route.path, route.method, &cells);
        table.push_str(&format!("{}\n", line(&format!("{} {}", route.method, route.path), &cells)));
    }

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/matrix/answers.txt");
    if std::env::var_os("DESKSIDE_BLESS").is_some() {
        std::fs::write(&path, &table).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (now, then) in table.lines().zip(kept.lines()) {
        assert_eq!(now, then, "look at it, then run this test with DESKSIDE_BLESS=1");
    }
    assert_eq!(table.lines().count(), kept.lines().count(), "run this test with DESKSIDE_BLESS=1");
}

async fn said(caller: &Caller, request: RequestBuilder) -> String {
    let answer = caller.signs(request).send().await.expect("answer");
    if answer.status().is_success() {
        return answer.status().as_u16().to_string();
    }
    let (status, code) = code(answer).await;
    format!("{status} {code}")
}

/// Holds whatever the table says: without a sign-in that is good, or with one of the other side, nothing but what is open to all.
fn assert_strangers_get_nothing(path: &str, method: &str, cells: &[String]) {
    // Whoever signs out without being signed in ends nothing.
    let is_open = ["/desk", "/enrolments", "/tokens", "/staff/password", "/staff/session"].contains(&path) || path == "/notices";
    if is_open {
        return;
    }
    let other_side = if path.starts_with("/staff/") { 4..8 } else { 8..10 };
    for cell in cells[..4].iter().chain(&cells[other_side]) {
        assert_eq!(cell, "401 unauthenticated", "{method} {path}");
    }
}

fn line(route: &str, cells: &[impl AsRef<str>]) -> String {
    let cells: String = cells.iter().map(|cell| format!("  {:<CELL$}", cell.as_ref())).collect();
    format!("{route:<ROUTE$}{cells}").trim_end().to_owned()
}
