use crate::{KEY, chain, client, client_with, json, maria, school::School};
use axum::routing::get;
use desk_api::{Code, Desk, DeskError};
use desk_client::{Client, MemoryStore, SecretStore};
use futures_util::future::join_all;
use secrecy::ExposeSecret;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

pub(crate) async fn kept(store: &MemoryStore, name: &'static str) -> Option<String> {
    store.load(name).await.unwrap().map(|secret| secret.expose_secret().to_owned())
}

pub(crate) fn no_tickets() -> axum::routing::MethodRouter {
    get(async || json("[]"))
}

#[tokio::test]
async fn the_first_call_enrols_and_the_next_run_does_not() {
    let (school, store) = (School::default(), Arc::new(MemoryStore::new()));
    let base = school.open("tickets", no_tickets()).await;

    client_with(base.clone(), store.clone()).tickets().await.unwrap();
    let next_run = client_with(base, store.clone());
    next_run.tickets().await.unwrap();
    next_run.tickets().await.unwrap();

    assert!(next_run.is_sign_in_kept());
    assert_eq!(kept(&store, "refresh-token").await.as_deref(), Some("refresh-2"));
    let secret = kept(&store, "account-secret").await.unwrap();
    let records = school.records();
    assert_eq!((records.enrolments.len(), records.refreshes), (1, 1));
    let enrolment = &records.enrolments[0];
    assert_eq!(enrolment["key"], KEY);
    assert_eq!(enrolment["device"]["host_name"], "ROOM-12");
    assert_eq!(enrolment["person"]["user_name"], "maria");
    assert_eq!(enrolment["account_secret"], secret);
    assert!(secret.len() >= 32 && secret.chars().all(|digit| digit.is_ascii_hexdigit()), "fewer than 128 bits");
}

#[tokio::test]
async fn a_sign_in_that_ended_is_renewed_and_the_call_made_once_more() {
    let school = School::default();
    let client = client(school.open("tickets", no_tickets()).await);
    client.tickets().await.unwrap();
    school.records().has_ended = true;

    client.tickets().await.unwrap();

    assert_eq!(school.sign_ins(), (1, 1));
}

#[tokio::test]
async fn what_another_program_of_the_account_was_given_is_used() {
    let (school, store) = (School::default(), Arc::new(MemoryStore::new()));
    let base = school.open("tickets", no_tickets()).await;
    let (agent, command_line) = (client_with(base.clone(), store.clone()), client_with(base, store));
    agent.tickets().await.unwrap();
    command_line.tickets().await.unwrap();
    school.records().has_ended = true;

    agent.tickets().await.unwrap();

    assert_eq!(school.sign_ins(), (1, 2), "the agent showed a token that another had replaced, and enrolled again");
}

#[tokio::test]
async fn a_call_is_made_once_more_and_not_for_ever() {
    let asked = Arc::new(AtomicUsize::new(0));
    let school = School::default();
    let count = asked.clone();
    let never = get(async move || {
        count.fetch_add(1, Ordering::Relaxed);
        crate::problem(401, "unauthenticated")
    });
    let client = client(school.open("tickets", never).await);

    let outcome = client.tickets().await;

    assert_eq!(outcome.unwrap_err().code(), Some(Code::Unauthenticated));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_new_refresh_token_is_kept_before_it_is_used() {
    let store = Arc::new(MemoryStore::new());
    let school = School::looking_into(store.clone());
    let client = client_with(school.open("tickets", no_tickets()).await, store);
    client.tickets().await.unwrap();
    school.records().has_ended = true;
    client.tickets().await.unwrap();

    let kept = school.records().kept.clone();
    let expected = [("Bearer access-1", "refresh-1"), ("Bearer access-1", "refresh-1"), ("Bearer access-2", "refresh-2")];
    assert_eq!(kept, expected.map(|(shown, kept)| (shown.to_owned(), Some(kept.to_owned()))));
}

#[tokio::test]
async fn who_was_revoked_enrols_again_as_the_same_account() {
    let (school, store) = (School::default(), Arc::new(MemoryStore::new()));
    let client = client_with(school.open("tickets", no_tickets()).await, store.clone());
    client.tickets().await.unwrap();
    school.records().is_revoked = true;

    client.tickets().await.unwrap();

    let records = school.records();
    assert_eq!(records.enrolments.len(), 2);
    assert_eq!(records.enrolments[0]["account_secret"], records.enrolments[1]["account_secret"]);
}

#[tokio::test]
async fn trouble_while_signing_in_is_no_reason_to_enrol_again() {
    let (school, store) = (School::default(), Arc::new(MemoryStore::new()));
    let client = client_with(school.open("tickets", no_tickets()).await, store.clone());
    client.tickets().await.unwrap();
    school.records().has_ended = true;
    school.records().stumbles = Some((503, "unavailable"));

    let outcome = client.tickets().await;

    assert!(matches!(outcome, Err(DeskError::InTrouble { status: 503, .. })), "{outcome:?}");
    assert_eq!(kept(&store, "refresh-token").await.as_deref(), Some("refresh-1"));
    client.tickets().await.unwrap();
    assert_eq!(school.records().enrolments.len(), 1);
}

#[tokio::test]
async fn a_key_that_is_not_known_is_not_tried_at_every_call() {
    let school = School::default();
    school.records().refuses = Some((403, "bad_key"));
    let client = client(school.open("tickets", no_tickets()).await);

    for _ in 0..3 {
        let error = client.tickets().await.unwrap_err();
        assert_eq!(chain(&error), "not enrolled at the help desk: the help desk refused (BadKey)");
    }

    assert_eq!(school.records().enrolments.len(), 1);
}

#[tokio::test]
async fn who_tries_too_often_hears_when_to_try_again() {
    let school = School::default();
    school.records().refuses = Some((429, "rate_limited"));
    let client = client(school.open("tickets", no_tickets()).await);

    assert_eq!(client.tickets().await.unwrap_err().code(), Some(Code::RateLimited));
}

#[tokio::test]
async fn without_a_key_and_without_a_sign_in_there_is_nothing_to_try() {
    let school = School::default();
    let base = school.open("tickets", no_tickets()).await;
    let mut nobody = maria();
    nobody.enrolment_key = None;
    let client = Client::new(base, nobody, Arc::new(MemoryStore::new()), "1.2.3").unwrap();

    assert!(matches!(client.tickets().await, Err(DeskError::NotEnrolled(None))));
}

#[tokio::test]
async fn many_calls_at_once_sign_in_once() {
    let school = School::default();
    let client = client(school.open("tickets", no_tickets()).await);
    for outcome in join_all((0..8).map(|_| client.tickets())).await {
        outcome.unwrap();
    }
    school.records().has_ended = true;

    for outcome in join_all((0..8).map(|_| client.tickets())).await {
        outcome.unwrap();
    }

    assert_eq!(school.sign_ins(), (1, 1));
}

#[test]
fn nothing_secret_is_shown() {
    let client = client("http://127.0.0.1:1".parse().unwrap());

    let shown = format!("{client:?} {:?}", maria());

    assert_eq!(shown, "Client { .. } Identity { has_enrolment_key: true, .. }");
}
