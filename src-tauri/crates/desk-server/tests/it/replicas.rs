//! Two servers on one PostgreSQL: what one does the other knows, and killing either loses and doubles nothing.

mod pair;

use crate::{
    events::{Heard, ticket_of},
    mail::{MailServer, free_port, school},
    support::{Teacher, code, postgres::postgres, refused, ticket},
};
use desk_api::TicketId;
use jiff::Timestamp;
use pair::{CANARY, PATIENCE, Pair};
use reqwest::StatusCode;
use serde_json::{Value, json};
use sqlx::Row;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::mpsc;

const OPEN: &str = "tickets_an_hour = 100000\ncalls_a_minute = 100000";
const WRITERS: usize = 8;
const TICKETS_EACH: usize = 60;
const KILLS: usize = 8;

/// The same bytes at every attempt.
fn words(of: usize) -> Value {
    let mut new = ticket(&format!("It must not get lost, says {of}"));
    new.written_at = Timestamp::UNIX_EPOCH;
    serde_json::to_value(new).expect("JSON")
}

/// Sends until it is answered, at one and then at the other, now and then at both at once.
async fn send(pair: &Pair, teacher: &Teacher, id: TicketId, turn: usize) -> Value {
    let call = async |which: usize| -> Option<Value> {
        let request = pair.at(which, teacher).call(reqwest::Method::POST, "/tickets").header("idempotency-key", id.to_string());
        let answer = request.json(&words(turn)).send().await.ok()?;
        let is_kept = matches!(answer.status(), StatusCode::CREATED | StatusCode::OK);
        assert!(is_kept || answer.status().is_server_error(), "{}", answer.status());
        if is_kept { answer.json().await.ok() } else { None }
    };
    let trying = async {
        let mut which = turn % 2;
        loop {
            let kept = match turn % 4 {
                0 => {
                    let (one, other) = tokio::join!(call(which), call(1 - which));
                    if let (Some(one), Some(other)) = (&one, &other) {
                        assert_eq!(one["number"], other["number"], "one key, one ticket");
                    }
                    one.or(other)
                }
                _ => call(which).await,
            };
            if let Some(kept) = kept {
                return kept;
            }
            which = 1 - which;
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, trying).await.expect("answered in time")
}

/// A number below `most`, never the same twice in a row of tests.
fn chance(most: usize) -> usize {
    let random = *uuid::Uuid::new_v4().as_bytes();
    usize::from(random[0]) % most
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn either_server_killed_under_load_loses_and_doubles_nothing() {
    let pair = Arc::new(Pair::start(OPEN).await);
    let kept: Arc<Mutex<BTreeMap<TicketId, String>>> = Arc::default();
    let (told, mut answered) = mpsc::unbounded_channel();
    let mut writers = Vec::new();
    for writer in 0..WRITERS {
        let teacher = pair.enrol(writer % 2, &format!("teacher{writer}")).await;
        let (pair, kept, told) = (pair.clone(), kept.clone(), told.clone());
        writers.push(tokio::spawn(async move {
            for turn in 0..TICKETS_EACH {
                let id = TicketId::new();
                let ticket = send(&pair, &teacher, id, turn + writer).await;
                let number = ticket["number"].as_str().expect("a number").to_owned();
                kept.lock().unwrap_or_else(PoisonError::into_inner).insert(id, number);
                told.send(()).expect("told");
            }
            teacher
        }));
    }
    drop(told);

    // Killed each time while the others are writing.
    for _ in 0..KILLS {
        for _ in 0..20 + chance(20) {
            tokio::time::timeout(PATIENCE, answered.recv()).await.expect("in time").expect("more to come");
        }
        pair.kill(chance(2)).await;
    }
    assert!(kept.lock().unwrap_or_else(PoisonError::into_inner).len() < WRITERS * TICKETS_EACH, "the kills came too late");
    let mut teachers = Vec::new();
    for writer in writers {
        teachers.push(writer.await.expect("all of theirs are kept"));
    }

    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let all = i64::try_from(WRITERS * TICKETS_EACH).expect("few");
    for teacher in &teachers {
        for which in 0..2 {
            let seen = pair.at(which, teacher).get_json("/tickets").await;
            let seen = seen.as_array().expect("list");
            assert_eq!(seen.len(), TICKETS_EACH);
            for ticket in seen {
                let id: TicketId = ticket["id"].as_str().expect("id").parse().expect("id");
                assert_eq!(Some(&kept[&id][..]), ticket["number"].as_str(), "a ticket changed its number");
            }
        }
    }
    let counts = "SELECT (SELECT count(*) FROM tickets), (SELECT count(DISTINCT number) FROM tickets), (SELECT count(*) FROM history), \
                  (SELECT count(*) FROM used_keys), (SELECT count(*) FROM events WHERE audience = 'person')";
    let row = sqlx::query(counts).fetch_one(&mut pair.database().await).await.expect("counted");
    let counted: Vec<i64> = (0..5).map(|column| row.get(column)).collect();
    assert_eq!(counted, vec![all; 5], "tickets, numbers, messages, keys and events");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_server_writes_is_heard_at_the_other_within_a_second() {
    let pair = Pair::start(OPEN).await;
    let maria = pair.enrol(0, "maria").await;
    let mut slowest = Duration::ZERO;
    for (writes, hears) in [(0, 1), (1, 0)] {
        let mut heard = Heard::open(&pair.at(hears, &maria), None).await;
        for _ in 0..20 {
            let begun = Instant::now();
            let id = pair.at(writes, &maria).open("The printer again").await;
            assert_eq!(ticket_of(&heard.next().await), id.to_string());
            slowest = slowest.max(begun.elapsed());
        }
    }
    println!("written at one and heard at the other in {slowest:?} at most");
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_to_postgresql_that_is_cut_loses_no_event() {
    let pair = Pair::start(OPEN).await;
    let maria = pair.enrol(0, "maria").await;
    let mut heard = Heard::open(&pair.at(1, &maria), None).await;
    let mut database = pair.database().await;
    let mut expected = Vec::new();
    for _ in 0..5 {
        // Every line of both servers, in use or at rest.
        let cut =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        sqlx::query(cut).execute(&mut database).await.expect("cut");
        let id = TicketId::new();
        send(&pair, &maria, id, 2).await;
        expected.push(id.to_string());
    }

    let mut said = Vec::new();
    while said.len() < expected.len() {
        said.push(ticket_of(&heard.next().await).to_owned());
    }
    assert_eq!(said, expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_hangs_up_while_waiting_to_write_holds_up_nobody() {
    let pair = Pair::start(OPEN).await;
    let maria = pair.enrol(0, "maria").await;
    let mut writer = pair.database().await;
    for _ in 0..3 {
        sqlx::query("SELECT pg_advisory_lock(4101, hashtext(current_schema()))").execute(&mut writer).await.expect("locked");
        let request = pair.at(0, &maria).call(reqwest::Method::POST, "/tickets").header("idempotency-key", TicketId::new().to_string());
        let hung_up = request.json(&words(1)).timeout(Duration::from_millis(500)).send().await;
        assert!(hung_up.is_err_and(|error| error.is_timeout()), "the lock was not waited for");
        sqlx::query("SELECT pg_advisory_unlock(4101, hashtext(current_schema()))").execute(&mut writer).await.expect("unlocked");

        // Far less than it takes PostgreSQL to end a transaction in which nothing happens.
        let open = pair.at(1, &maria);
        tokio::time::timeout(Duration::from_secs(5), open.open("The printer again")).await.expect("not held up");
    }
}

#[tokio::test]
async fn a_key_used_at_one_server_is_used_at_the_other() {
    let pair = Pair::start(OPEN).await;
    let maria = pair.enrol(0, "maria").await;
    let id = TicketId::new();

    let first = pair.at(0, &maria).post("/tickets", id, &words(1)).await;
    let again = pair.at(1, &maria).post("/tickets", id, &words(1)).await;
    let other = pair.at(1, &maria).post("/tickets", id, &words(2)).await;

    assert_eq!(first.status(), StatusCode::CREATED);
    assert!(again.status().is_success());
    let (first, again): (Value, Value) = (first.json().await.expect("ticket"), again.json().await.expect("ticket"));
    assert_eq!(first["number"], again["number"]);
    assert_eq!(code(other).await, refused(409, "key_reused"));
}

#[tokio::test]
async fn limits_hold_over_both_servers() {
    let pair = Pair::start("tickets_an_hour = 4\nwrong_tries = 3\ncalls_a_minute = 100000").await;
    let (student, maria) = (pair.enrol(0, "student").await, pair.enrol(1, "maria").await);
    for turn in 0..4 {
        let answer = pair.at(turn % 2, &student).post("/tickets", TicketId::new(), &words(turn)).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
    }

    for which in 0..2 {
        let held = pair.at(which, &student).post("/tickets", TicketId::new(), &words(9)).await;
        let wait: u64 = held.headers()["retry-after"].to_str().expect("text").parse().expect("seconds");
        assert!((1..=900).contains(&wait), "{wait}");
        assert_eq!(code(held).await, refused(429, "rate_limited"));
        assert_eq!(pair.at(which, &maria).post("/tickets", TicketId::new(), &words(9)).await.status(), StatusCode::CREATED);
    }
    let guess = "a-key-that-somebody-has-guessed".into();
    for turn in 0..3 {
        assert_eq!(code(pair.try_enrol(turn % 2, "student", &guess).await).await, refused(403, "bad_key"));
    }
    for which in 0..2 {
        assert_eq!(code(pair.try_enrol(which, "student", &guess).await).await, refused(429, "rate_limited"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_event_is_mailed_once_whichever_server_does_it() {
    let port = free_port().await;
    let mails = MailServer::start(port, &[]).await;
    let limits = format!("tls = \"none\"\n[limits]\n{OPEN}");
    let pair = Pair::start_as(&school(port, &limits)).await;
    let maria = pair.enrol(0, "maria").await;
    for turn in 0..30 {
        pair.at(turn % 2, &maria).open("The printer again").await;
    }

    // To whoever answers, and to where all of them look.
    mails.has(60).await;
    // Once all are marked as sent, nobody sends any more.
    let left = "SELECT count(*) FROM mails WHERE sent_at IS NULL";
    let mut database = pair.database().await;
    let sent = async {
        while sqlx::query_scalar::<_, i64>(left).fetch_one(&mut database).await.expect("counted") > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, sent).await.expect("sent in time");

    let given = mails.given();
    let ids: BTreeSet<&str> = given.iter().filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID:"))).collect();
    assert_eq!((given.len(), ids.len()), (60, 60));
}

#[tokio::test]
async fn the_password_of_the_database_is_said_nowhere() {
    let pair = Pair::start(OPEN).await;
    let maria = pair.enrol(0, "maria").await;
    for which in 0..2 {
        pair.at(which, &maria).open("The printer again").await;
        assert!(!pair.arguments(which).await.contains(CANARY));
    }
    let wrong = format!("postgres://postgres:{CANARY}@127.0.0.1:1/nowhere");
    let mut nowhere = tokio::process::Command::new(env!("CARGO_BIN_EXE_deskside-server"));
    let nowhere = nowhere.arg("enrolment-key").env("DESKSIDE_SERVER_DATABASE_URL", wrong).output().await.expect("ran");
    let doctor = pair.command(&["doctor", "--config", pair.config(), "--behind-proxy", "10.0.0.0/8"]).await;

    let mut said: Vec<u8> = [nowhere, doctor].into_iter().flat_map(|output| [output.stdout, output.stderr].concat()).collect();
    for which in 0..2 {
        said.extend(std::fs::read(pair.log(which)).expect("a log"));
    }
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("a ticket is here") && said.contains("PostgreSQL database nowhere at 127.0.0.1:1"));
    assert!(!said.contains(CANARY), "{}", said.lines().find(|line| line.contains(CANARY)).unwrap_or_default());
}

#[tokio::test]
async fn what_postgresqls_own_tools_do_says_so_and_the_doctor_looks_at_the_database() {
    let pair = Pair::start(OPEN).await;
    for (command, tool) in [("backup", "pg_dump"), ("restore", "pg_restore")] {
        let refused = pair.command(&[command, "/tmp/never-written"]).await;
        assert_eq!(refused.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&refused.stderr).contains(tool), "{command}");
    }
    let both = pair.command(&["enrolment-key", "--data", "/tmp/never-made"]).await;
    assert_eq!(both.status.code(), Some(2), "one database or the other");

    let said = pair.command(&["doctor", "--json", "--config", pair.config(), "--behind-proxy", "10.0.0.0/8"]).await;
    let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
    let lines = said["lines"].as_array().expect("lines");
    let database = lines.iter().find(|line| line["check"] == "database").expect("a line");
    assert_eq!(database["state"], "ok", "{said}");
    assert!(database["said"].as_str().expect("text").contains("0 tickets"), "{said}");
    assert!(database["said"].as_str().expect("text").contains(&postgres().address()["postgres://postgres@".len()..]), "{said}");
    assert_eq!(lines.iter().find(|line| line["check"] == "disk"), None, "the database's disk is not here: {}", json!(lines));
}
