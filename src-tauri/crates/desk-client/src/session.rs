//! Signing in: an access token in memory, a refresh token in the store, and the enrolment key when neither will do.
//!
//! The clock of the device decides nothing here: an access token is used until the desk says that it has ended.

use crate::{
    Identity, SecretStore,
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
/// How long a key that was not known is not tried again.
const REST_AFTER_BAD_KEY: Duration = Duration::from_secs(60);

/// The sign-in of one account.
pub(crate) struct Session {
    identity: Identity,
    store: Arc<dyn SecretStore>,
    /// False once the store did not do its work: from then on nothing is written to it, so that what it holds of this account is
    /// not replaced by what ends with this run.
    is_kept: AtomicBool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    access: Option<Access>,
    refresh: Option<SecretString>,
    account: Option<SecretString>,
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
        if let Some(kept) = self.load(REFRESH_TOKEN).await {
            state.refresh = Some(kept);
        }
        let tokens = match &state.refresh {
            None => self.enrol(state, wire).await?,
            Some(token) => match refresh(token, wire).await {
                Err(error) if is_final(&error) => {
                    tracing::info!(code = ?error.code(), "The sign-in has ended; enrolling again");
                    state.refresh = None;
                    self.forget(REFRESH_TOKEN).await;
                    self.enrol(state, wire).await?
                }
                other => other?,
            },
        };
        self.keep(REFRESH_TOKEN, &tokens.refresh_token).await;
        state.refresh = Some(tokens.refresh_token);
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
            None => self.account_secret().await,
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

    /// The secret by which the desk knows this account again; made once.
    async fn account_secret(&self) -> SecretString {
        if let Some(secret) = self.load(ACCOUNT_SECRET).await {
            return secret;
        }
        // Each has 122 random bits.
        let secret = SecretString::from(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()));
        self.keep(ACCOUNT_SECRET, &secret).await;
        secret
    }

    async fn load(&self, name: &'static str) -> Option<SecretString> {
        if !self.is_kept() {
            return None;
        }
        self.store.load(name).await.unwrap_or_else(|error| {
            self.give_up_keeping(&error);
            None
        })
    }

    async fn keep(&self, name: &'static str, secret: &SecretString) {
        if self.is_kept()
            && let Err(error) = self.store.keep(name, secret.clone()).await
        {
            self.give_up_keeping(&error);
        }
    }

    async fn forget(&self, name: &'static str) {
        if self.is_kept()
            && let Err(error) = self.store.forget(name).await
        {
            self.give_up_keeping(&error);
        }
    }

    fn give_up_keeping(&self, error: &crate::StoreError) {
        self.is_kept.store(false, Ordering::Relaxed);
        tracing::warn!(error = error as &dyn std::error::Error, "The secret store cannot be used; the sign-in ends with this run");
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
