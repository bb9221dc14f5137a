//! Signing in: an access token in memory, a refresh token in the store, and the enrolment key when neither will do.
//!
//! The clock of the device decides nothing here: an access token is used until the desk says that it has ended.
//!
//! The store, a keyring, may be locked, late or missing, and come back in the middle of a run. Only a token that it holds is ever shown
//! again: one it did not take is let go, and the one before it, which the desk takes until its successor is used, stays. Who nothing is
//! known of because the store does not open is not made somebody new either: that waits, and what is to be sent waits in the queue. Where
//! there is no store at all, somebody is signed in for this run, and is kept as soon as there is one.

use crate::{
    Identity, SecretStore, StoreError,
    wire::{Call, Wire, json},
};
use bytes::Bytes;
use desk_api::{Code, DeskError, DeviceClaim, PersonClaim, Tokens};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Mutex, time::Instant};
use uuid::Uuid;

const REFRESH_TOKEN: &str = "refresh-token";
const ACCOUNT_SECRET: &str = "account-secret";
/// The names under which a store holds what signs an account in.
pub const SECRETS: [&str; 2] = [REFRESH_TOKEN, ACCOUNT_SECRET];
/// How long a key that was not known is not tried again.
const REST_AFTER_BAD_KEY: Duration = Duration::from_secs(60);
/// How long a store that did not open is not asked again: asking may put a question on the screen.
const REST_AFTER_CLOSED: Duration = Duration::from_secs(20);
/// How long one that is missing is waited for: as a session begins it may come after us.
const FOR_A_STORE: Duration = Duration::from_secs(2);

/// The sign-in of one account.
pub(crate) struct Session {
    identity: Identity,
    store: Arc<dyn SecretStore>,
    /// Whether the store did its work when it was last asked.
    is_kept: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    access: Option<Access>,
    /// What the store held when it was last open.
    refresh: Option<SecretString>,
    account: Option<SecretString>,
    closed: Option<(Instant, DeskError)>,
    /// Since when there is no store.
    missing: Option<Instant>,
    /// Whether this account is known by nothing but this run.
    is_homeless: bool,
    signed_in: u64,
    bad_key: Option<(Instant, DeskError)>,
}

/// An access token, and the how-manieth of this run it is.
#[derive(Clone)]
pub(crate) struct Access {
    pub(crate) token: SecretString,
    number: u64,
}

impl Session {
    pub(crate) fn new(identity: Identity, store: Arc<dyn SecretStore>) -> Self {
        Self { identity, store, is_kept: AtomicBool::new(true), state: Mutex::default() }
    }

    pub(crate) fn is_kept(&self) -> bool {
        self.is_kept.load(Ordering::Relaxed)
    }

    /// Where this device is, for what is asked without signing in.
    pub(crate) fn place(&self) -> Option<String> {
        let device = &self.identity.device;
        device.building.clone().or_else(|| device.site.clone())
    }

    /// The access token, after signing in where there is none yet.
    pub(crate) async fn access(&self, wire: &Wire) -> Result<Access, DeskError> {
        let mut state = self.state.lock().await;
        self.find_a_home(&mut state).await;
        match &state.access {
            Some(access) => Ok(access.clone()),
            None => self.sign_in(&mut state, wire).await,
        }
    }

    /// A newer access token than one that has ended. Of many who ask at once one signs in, and the others wait for it.
    pub(crate) async fn newer(&self, ended: &Access, wire: &Wire) -> Result<Access, DeskError> {
        let mut state = self.state.lock().await;
        match &state.access {
            Some(access) if access.number != ended.number => Ok(access.clone()),
            Some(_) | None => self.sign_in(&mut state, wire).await,
        }
    }

    async fn sign_in(&self, state: &mut State, wire: &Wire) -> Result<Access, DeskError> {
        state.access = None;
        // Another program of this account may have signed in meanwhile: what it was given is newer than what is remembered here.
        match self.load(state, REFRESH_TOKEN).await {
            Ok(None) if state.is_homeless => {}
            Ok(kept) => state.refresh = kept,
            // The token from before goes on for as long as none of its successors is used.
            Err(_) if state.refresh.is_some() => {}
            Err(error) => self.without_a_store(state, error)?,
        }
        let tokens = match &state.refresh {
            None => self.enrol(state, wire).await?,
            Some(token) => match refresh(token, wire).await {
                Err(error) if is_final(&error) => {
                    tracing::info!(code = ?error.code(), "The sign-in has ended; enrolling again");
                    state.refresh = None;
                    let forgotten = self.store.forget(REFRESH_TOKEN).await;
                    self.done(state, forgotten).ok();
                    self.enrol(state, wire).await?
                }
                other => other?,
            },
        };
        if self.keep(state, REFRESH_TOKEN, &tokens.refresh_token).await.is_ok() || state.is_homeless {
            state.refresh = Some(tokens.refresh_token);
        }
        state.signed_in += 1;
        let access = Access { token: tokens.access_token, number: state.signed_in };
        state.access = Some(access.clone());
        Ok(access)
    }

    async fn enrol(&self, state: &mut State, wire: &Wire) -> Result<Tokens, DeskError> {
        let Some(key) = &self.identity.enrolment_key else { return Err(DeskError::NotEnrolled(None)) };
        if let Some((until, error)) = &state.bad_key
            && Instant::now() < *until
        {
            return Err(error.clone());
        }
        let account = match &state.account {
            Some(account) => account.clone(),
            None => self.account_secret(state).await?,
        };
        state.account = Some(account.clone());
        let body = EnrolmentBody {
            key: key.expose_secret(),
            account_secret: account.expose_secret(),
            device: &self.identity.device,
            person: &self.identity.person,
        };
        let enrolled = wire.ask(&Call::post("enrolments", sealed(&body)), None).await;
        match enrolled.and_then(|answer| json(&answer.body()?)) {
            Err(error) if is_final(&error) => {
                let error = DeskError::NotEnrolled(Some(Arc::new(error)));
                state.bad_key = Some((Instant::now() + REST_AFTER_BAD_KEY, error.clone()));
                Err(error)
            }
            other => other,
        }
    }

    /// The secret by which the desk knows this account again; made once, and kept before it is shown.
    async fn account_secret(&self, state: &mut State) -> Result<SecretString, DeskError> {
        match self.load(state, ACCOUNT_SECRET).await {
            Ok(Some(secret)) => return Ok(secret),
            Ok(None) => {}
            Err(error) => self.without_a_store(state, error)?,
        }
        // Each has 122 random bits.
        let secret = SecretString::from(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()));
        match self.keep(state, ACCOUNT_SECRET, &secret).await {
            Err(error) if !state.is_homeless => Err(error),
            Ok(()) | Err(_) => Ok(secret),
        }
    }

    /// Goes on for this run where there has been no store for a while; otherwise whatever needs it waits.
    fn without_a_store(&self, state: &mut State, error: DeskError) -> Result<(), DeskError> {
        if state.missing.is_none_or(|since| since.elapsed() < FOR_A_STORE) {
            return Err(error);
        }
        state.is_homeless = true;
        Ok(())
    }

    /// Keeps who is known by this run alone, once there is a store. Who it knew before is who they are.
    async fn find_a_home(&self, state: &mut State) {
        let (true, Some(account), Some(refresh)) = (state.is_homeless, state.account.clone(), state.refresh.clone()) else { return };
        match self.load(state, ACCOUNT_SECRET).await {
            Err(_) => return,
            Ok(Some(_)) => (state.access, state.refresh, state.account) = (None, None, None),
            Ok(None) => {
                let account = self.keep(state, ACCOUNT_SECRET, &account).await;
                if account.is_err() || self.keep(state, REFRESH_TOKEN, &refresh).await.is_err() {
                    return;
                }
            }
        }
        state.is_homeless = false;
        tracing::info!("There is a secret store; the sign-in outlives this run");
    }

    async fn load(&self, state: &mut State, name: &'static str) -> Result<Option<SecretString>, DeskError> {
        self.open(state)?;
        self.done(state, self.store.load(name).await)
    }

    async fn keep(&self, state: &mut State, name: &'static str, secret: &SecretString) -> Result<(), DeskError> {
        self.open(state)?;
        self.done(state, self.store.keep(name, secret.clone()).await)
    }

    /// Whether the store may be asked again.
    fn open(&self, state: &State) -> Result<(), DeskError> {
        match &state.closed {
            Some((until, error)) if Instant::now() < *until => Err(error.clone()),
            Some(_) | None => Ok(()),
        }
    }

    fn done<T>(&self, state: &mut State, outcome: Result<T, StoreError>) -> Result<T, DeskError> {
        let was_kept = self.is_kept.swap(outcome.is_ok(), Ordering::Relaxed);
        let is_missing = outcome.as_ref().is_err_and(StoreError::is_missing);
        state.missing = is_missing.then(|| state.missing.unwrap_or_else(Instant::now));
        outcome.inspect(|_| state.closed = None).map_err(|error| {
            if was_kept {
                tracing::warn!(error = &error as &dyn std::error::Error, "The secret store cannot be used; signing in waits for it");
            }
            let error = DeskError::NoStore(Arc::new(error));
            // What is not there asks nobody anything.
            state.closed = (!is_missing).then(|| (Instant::now() + REST_AFTER_CLOSED, error.clone()));
            error
        })
    }
}

async fn refresh(token: &SecretString, wire: &Wire) -> Result<Tokens, DeskError> {
    let body = RefreshBody { refresh_token: token.expose_secret() };
    json(&wire.ask(&Call::post("tokens", sealed(&body)), None).await?.body()?)
}

/// Whether the desk says that what was shown to it is not good, or no longer.
fn is_final(error: &DeskError) -> bool {
    matches!(error.code(), Some(Code::Unauthenticated | Code::Revoked | Code::BadKey | Code::Forbidden | Code::Invalid))
}

fn sealed(body: &impl Serialize) -> Bytes {
    serde_json::to_vec(body).expect("strings and claims can be written as JSON").into()
}

/// `EnrolmentRequest` on its way out.
#[derive(Serialize)]
struct EnrolmentBody<'a> {
    key: &'a str,
    account_secret: &'a str,
    device: &'a DeviceClaim,
    person: &'a PersonClaim,
}

/// `RefreshRequest` on its way out.
#[derive(Serialize)]
struct RefreshBody<'a> {
    refresh_token: &'a str,
}
