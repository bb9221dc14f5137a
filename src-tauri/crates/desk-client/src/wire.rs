//! One call over HTTP, and what its answer means. This is the one place where an answer becomes a [`DeskError`].

mod answer;

pub(crate) use answer::{Answer, json, not_a_desk};

use crate::{BuildError, address::Address, trouble::Unreached};
use bytes::Bytes;
use desk_api::DeskError;
use http::{HeaderName, HeaderValue, Method, header};
use jiff::Timestamp;
use reqwest::{RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long a call may take, from the first byte to the last.
const TOTAL: Duration = Duration::from_secs(60);
/// How long a picture or file may take.
const UPLOAD: Duration = Duration::from_secs(120);
/// A connection that rested longer is not used again: a computer that slept or moved would wait on it in vain.
const REST: Duration = Duration::from_secs(15);
/// The largest answer that is read.
const LARGEST: usize = 16 * 1024 * 1024;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The connection to one help desk.
pub(crate) struct Wire {
    http: reqwest::Client,
    address: Address,
}

impl Wire {
    pub(crate) fn new(address: Address, agent_version: &str) -> Result<Self, BuildError> {
        // The first in this process is as good as ours.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut http = reqwest::Client::builder()
            .user_agent(format!("Deskside/{agent_version}"))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .pool_idle_timeout(REST)
            // Each call has a connection of its own, so that one that died silently costs one call and not all of them.
            .http1_only();
        if address.is_this_machine() {
            http = http.no_proxy();
        }
        if address.is_plain() {
            // Needs no trust store, which a bare computer may not have.
            http = http.tls_certs_only([]);
        }
        Ok(Self { http: http.build().map_err(BuildError::Connection)?, address })
    }

    /// Makes a call and reads its answer.
    pub(crate) async fn ask(&self, call: &Call, access: Option<&SecretString>) -> Result<Answer, DeskError> {
        let response = self.request(call, access).timeout(call.within).send().await.map_err(Unreached::because)?;
        answer::read(response, call).await
    }

    /// Makes a call whose answer goes on, and gives it back once its head has come.
    pub(crate) async fn listen(&self, call: &Call, access: &SecretString) -> Result<Response, DeskError> {
        let sent = tokio::time::timeout(call.within, self.request(call, Some(access)).send()).await;
        let response = sent.map_err(|_| Unreached::in_time())?.map_err(Unreached::because)?;
        answer::check(response, call).await
    }

    /// Makes a call without a sign-in, for the moment of its answer.
    pub(crate) async fn time(&self, call: &Call) -> Result<Option<Timestamp>, DeskError> {
        let response = self.request(call, None).timeout(call.within).send().await.map_err(Unreached::because)?;
        Ok(answer::written_at(answer::check(response, call).await?.headers()))
    }

    fn request(&self, call: &Call, access: Option<&SecretString>) -> RequestBuilder {
        let mut url = self.address.call(&call.path);
        if let Some((name, value)) = &call.query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let mut request = self.http.request(call.method.clone(), url).header(header::ACCEPT, call.expects.accept());
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        if let Some(body) = &call.body {
            request = request.body(body.clone());
        }
        match access {
            Some(access) => request.bearer_auth(access.expose_secret()),
            None => request,
        }
    }
}

/// What an answer should be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expects {
    Json,
    /// An attachment, of any type but a web page.
    File,
    Events,
}

impl Expects {
    fn accept(self) -> &'static str {
        match self {
            Self::Json => "application/json, application/problem+json",
            Self::File => "*/*",
            Self::Events => "text/event-stream",
        }
    }
}

/// One call, which may be made more than once.
#[derive(Clone)]
pub(crate) struct Call {
    method: Method,
    path: String,
    query: Option<(&'static str, String)>,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Option<Bytes>,
    within: Duration,
    largest: usize,
    expects: Expects,
}

impl Call {
    fn new(method: Method, path: impl Into<String>, expects: Expects) -> Self {
        let (headers, within, largest) = (Vec::new(), TOTAL, LARGEST);
        Self { method, path: path.into(), query: None, headers, body: None, within, largest, expects }
    }

    /// Reads JSON.
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path, Expects::Json)
    }

    /// Reads the bytes of an attachment.
    pub(crate) fn get_file(path: impl Into<String>, largest: usize) -> Self {
        Self { within: UPLOAD, largest, ..Self::new(Method::GET, path, Expects::File) }
    }

    /// Listens to events.
    pub(crate) fn get_events(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path, Expects::Events)
    }

    /// Writes JSON.
    pub(crate) fn post(path: impl Into<String>, json: Bytes) -> Self {
        let call = Self { body: Some(json), ..Self::new(Method::POST, path, Expects::Json) };
        call.header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
    }

    /// Brings the bytes of an attachment.
    pub(crate) fn put_file(path: impl Into<String>, content: Bytes) -> Self {
        let call = Self { body: Some(content), within: UPLOAD, ..Self::new(Method::PUT, path, Expects::Json) };
        call.header(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"))
    }

    /// Names the write, so that a repeat is recognised.
    pub(crate) fn key(self, key: uuid::Uuid) -> Self {
        let key = HeaderValue::from_str(&key.to_string()).expect("a UUID is plain ASCII");
        self.header(IDEMPOTENCY_KEY, key)
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn query(mut self, name: &'static str, value: String) -> Self {
        self.query = Some((name, value));
        self
    }
}
