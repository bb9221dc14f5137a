//! A school that enrols people and rotates their tokens by the book, and counts what it was asked.

use crate::{json, problem, serve};
use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
    routing::{MethodRouter, post},
};
use desk_client::{MemoryStore, SecretStore};
use http::header;
use secrecy::ExposeSecret;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard};
use url::Url;

#[derive(Clone, Default)]
pub(crate) struct School {
    records: Arc<Mutex<Records>>,
    /// Looked into at each call that is signed in.
    keyring: Option<Arc<MemoryStore>>,
}

#[derive(Default)]
pub(crate) struct Records {
    pub(crate) enrolments: Vec<Value>,
    pub(crate) refreshes: usize,
    /// How many token pairs were given out; the newest one is good.
    pub(crate) issued: usize,
    pub(crate) is_revoked: bool,
    /// The token that was last used goes on being good, as in two-phase rotation; the number of the one that was.
    last_used: Option<usize>,
    /// Answers `POST /enrolments` with this code.
    pub(crate) refuses: Option<(u16, &'static str)>,
    /// Answers `POST /tokens` with this code, once.
    pub(crate) stumbles: Option<(u16, &'static str)>,
    /// Lets the newest access token end.
    pub(crate) has_ended: bool,
    /// What the keyring held at each call that was signed in.
    pub(crate) kept: Vec<(String, Option<String>)>,
}

impl School {
    pub(crate) fn looking_into(keyring: Arc<MemoryStore>) -> Self {
        Self { keyring: Some(keyring), ..Self::default() }
    }

    /// One that takes a token until its successor is used.
    pub(crate) fn accepting_the_last_used() -> Self {
        let school = Self::default();
        school.records().last_used = Some(0);
        school
    }

    pub(crate) fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap()
    }

    /// How many enrolments and refreshes there were.
    pub(crate) fn sign_ins(&self) -> (usize, usize) {
        let records = self.records();
        (records.enrolments.len(), records.refreshes)
    }

    /// Serves sign-in, and one call behind it.
    pub(crate) async fn open(&self, path: &str, call: MethodRouter) -> Url {
        let behind = Router::new().route(&format!("/api/v1/{path}"), call);
        let behind = behind.route_layer(middleware::from_fn_with_state(self.clone(), signed_in));
        let router = Router::new()
            .route("/api/v1/enrolments", post(enrol))
            .route("/api/v1/tokens", post(refresh))
            .with_state(self.clone())
            .merge(behind);
        serve(router).await
    }
}

async fn enrol(State(school): State<School>, body: Bytes) -> Response {
    let mut records = school.records();
    records.enrolments.push(serde_json::from_slice(&body).unwrap());
    if let Some((status, code)) = records.refuses {
        return problem(status, code);
    }
    records.is_revoked = false;
    records.issue()
}

async fn refresh(State(school): State<School>, body: Bytes) -> Response {
    let mut records = school.records();
    records.refreshes += 1;
    if let Some((status, code)) = records.stumbles.take() {
        return problem(status, code);
    }
    let shown: Value = serde_json::from_slice(&body).unwrap();
    let number = shown["refresh_token"].as_str().and_then(|token| token.strip_prefix("refresh-")?.parse().ok());
    let is_good = number == Some(records.issued) || (records.last_used.is_some() && records.last_used == number);
    if records.is_revoked || !is_good {
        return problem(401, "revoked");
    }
    records.last_used = records.last_used.and(number);
    records.issue()
}

impl Records {
    fn issue(&mut self) -> Response {
        self.issued += 1;
        self.has_ended = false;
        json(format!(
            r#"{{"device_id":"01890a5d-ac96-774b-bcce-b302099a8057","refresh_token":"refresh-{0}","access_token":"access-{0}","access_expires_at":"2001-01-01T00:00:00Z"}}"#,
            self.issued
        ))
    }
}

async fn signed_in(State(school): State<School>, request: Request, next: Next) -> Response {
    let shown = request.headers().get(header::AUTHORIZATION).map(|shown| shown.to_str().unwrap().to_owned());
    let shown = shown.unwrap_or_default();
    if let Some(keyring) = &school.keyring {
        let kept = keyring.load("refresh-token").await.unwrap().map(|token| token.expose_secret().to_owned());
        school.records().kept.push((shown.clone(), kept));
    }
    let is_good = {
        let records = school.records();
        shown == format!("Bearer access-{}", records.issued) && !records.has_ended && !records.is_revoked
    };
    if is_good { next.run(request).await } else { problem(401, "unauthenticated") }
}
