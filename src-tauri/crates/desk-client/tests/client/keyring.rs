//! A keyring that is locked, missing, or comes back in the middle of a run.

use crate::{
    chain, client_with,
    school::School,
    sign_in::{kept, no_tickets},
};
use desk_api::{Desk, DeskError};
use desk_client::{MemoryStore, SecretStore, StoreError};
use futures_util::future::BoxFuture;
use secrecy::SecretString;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

const OPEN: u8 = 0;
const LOCKED: u8 = 1;
const MISSING: u8 = 2;

/// One that is opened and closed under the agent.
#[derive(Default)]
struct Keyring {
    state: AtomicU8,
    asked: AtomicUsize,
    holds: MemoryStore,
}

impl Keyring {
    fn that_is(state: u8) -> Arc<Self> {
        let keyring = Self::default();
        keyring.becomes(state);
        Arc::new(keyring)
    }

    fn becomes(&self, state: u8) {
        self.state.store(state, Relaxed);
    }

    fn answers(&self) -> Result<(), StoreError> {
        self.asked.fetch_add(1, Relaxed);
        match self.state.load(Relaxed) {
            OPEN => Ok(()),
            LOCKED => Err(StoreError::new("it is locked")),
            _ => Err(StoreError::missing("nobody answers")),
        }
    }
}

impl SecretStore for Keyring {
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>> {
        Box::pin(async move {
            self.answers()?;
            self.holds.load(name).await
        })
    }

    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.answers()?;
            self.holds.keep(name, value).await
        })
    }

    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.answers()?;
            self.holds.forget(name).await
        })
    }
}

/// Longer than one that did not open is left alone, and than one that is missing is waited for.
async fn a_while() {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(30)).await;
    tokio::time::resume();
}

#[tokio::test]
async fn behind_a_locked_keyring_nobody_is_made_somebody_new_and_it_is_not_asked_at_every_call() {
    let (school, keyring) = (School::default(), Keyring::that_is(LOCKED));
    let client = client_with(school.open("tickets", no_tickets()).await, keyring.clone());

    for _ in 0..5 {
        let error = client.tickets().await.unwrap_err();
        assert_eq!(chain(&error), "the sign-in cannot be read or kept: the secret store cannot be used: it is locked");
        assert!(matches!(error, DeskError::NoStore(_)) && error.is_transient());
    }

    assert_eq!((school.sign_ins(), keyring.asked.load(Relaxed)), ((0, 0), 1));
    assert!(!client.is_sign_in_kept());
}

#[tokio::test]
async fn a_keyring_that_was_locked_at_the_start_signs_in_who_it_knows_once_it_is_open() {
    let (school, keyring) = (School::default(), Keyring::that_is(OPEN));
    let base = school.open("tickets", no_tickets()).await;
    client_with(base.clone(), keyring.clone()).tickets().await.unwrap();
    keyring.becomes(LOCKED);
    let next_run = client_with(base, keyring.clone());
    next_run.tickets().await.unwrap_err();

    keyring.becomes(OPEN);
    a_while().await;
    next_run.tickets().await.unwrap();

    assert_eq!(school.sign_ins(), (1, 1), "nobody was enrolled a second time");
    assert!(next_run.is_sign_in_kept());
}

#[tokio::test]
async fn a_keyring_that_is_locked_in_the_middle_of_a_run_costs_no_sign_in() {
    let (school, keyring) = (School::accepting_the_last_used(), Keyring::that_is(OPEN));
    let base = school.open("tickets", no_tickets()).await;
    let client = client_with(base.clone(), keyring.clone());
    client.tickets().await.unwrap();
    keyring.becomes(LOCKED);

    for _ in 0..3 {
        school.records().has_ended = true;
        client.tickets().await.unwrap();
        a_while().await;
    }
    keyring.becomes(OPEN);
    client_with(base, keyring.clone()).tickets().await.unwrap();

    assert_eq!(school.sign_ins(), (1, 4), "what was not kept was never shown, so that what was kept stayed good");
}

#[tokio::test]
async fn with_no_keyring_at_all_it_works_for_this_run_after_a_moment_and_says_so() {
    let (school, keyring) = (School::default(), Keyring::that_is(MISSING));
    let client = client_with(school.open("tickets", no_tickets()).await, keyring.clone());
    assert!(matches!(client.tickets().await, Err(DeskError::NoStore(_))), "it may be late");

    a_while().await;
    client.tickets().await.unwrap();
    school.records().has_ended = true;
    client.tickets().await.unwrap();

    assert!(!client.is_sign_in_kept());
    assert_eq!(school.sign_ins(), (1, 1));
}

#[tokio::test]
async fn who_was_known_by_one_run_alone_is_kept_as_soon_as_there_is_a_keyring() {
    let (school, keyring) = (School::default(), Keyring::that_is(MISSING));
    let base = school.open("tickets", no_tickets()).await;
    let client = client_with(base.clone(), keyring.clone());
    client.tickets().await.unwrap_err();
    a_while().await;
    client.tickets().await.unwrap();

    keyring.becomes(OPEN);
    client.tickets().await.unwrap();
    client_with(base, keyring.clone()).tickets().await.unwrap();

    assert_eq!(school.sign_ins(), (1, 1), "the next run is the same person");
    let enrolled = school.records().enrolments[0]["account_secret"].clone();
    assert_eq!(kept(&keyring.holds, "account-secret").await.as_deref(), enrolled.as_str());
}

#[tokio::test]
async fn a_keyring_that_comes_late_and_knows_this_account_says_who_it_is() {
    let (school, keyring) = (School::default(), Keyring::that_is(OPEN));
    let base = school.open("tickets", no_tickets()).await;
    client_with(base.clone(), keyring.clone()).tickets().await.unwrap();
    let before = kept(&keyring.holds, "account-secret").await;
    keyring.becomes(MISSING);
    let client = client_with(base, keyring.clone());
    client.tickets().await.unwrap_err();
    a_while().await;
    client.tickets().await.unwrap();

    keyring.becomes(OPEN);
    client.tickets().await.unwrap();

    assert_eq!(kept(&keyring.holds, "account-secret").await, before, "what it holds of this account was not replaced");
    assert!(client.is_sign_in_kept());
}
