//! One call over HTTP, and what its answer means. This is the one place where an answer becomes a [`DeskError`].

mod answer;

pub(crate) use answer::{Answer, json, not_a_desk, read};

use crate::{
    BuildError, Routes, Trouble,
    address::Address,
    roads::Roads,
    trouble::{Unreached, trouble},
};
use bytes::Bytes;
use desk_api::DeskError;
use http::{HeaderName, HeaderValue, Method, header};
use jiff::Timestamp;
use reqwest::{RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use std::{
    error::Error,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// How long a call may take, from the first byte to the last.
const TOTAL: Duration = Duration::from_secs(60);
/// How long a picture or file may take.
const UPLOAD: Duration = Duration::from_secs(120);
/// The largest answer that is read.
const LARGEST: usize = 16 * 1024 * 1024;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The connection to one help desk.
pub(crate) struct Wire {
    roads: Roads,
    /// What kept it from answering when it was last asked.
    trouble: Mutex<Option<String>>,
}

impl Wire {
    pub(crate) fn new(address: Address, agent_version: &str, routes: Arc<dyn Routes>) -> Result<Self, BuildError> {
        Ok(Self { roads: Roads::new(address, agent_version, routes)?, trouble: Mutex::default() })
    }

    /// The ways to the help desk.
    pub(crate) fn roads(&self) -> &Roads {
        &self.roads
    }

    /// Makes a call and reads its answer. Where the network becomes another meanwhile, the call is made once more on the new one: what
    /// it waits for may never come, and a repeat is recognised.
    pub(crate) async fn ask(&self, call: &Call, access: Option<&SecretString>) -> Result<Answer, DeskError> {
        let mut moves = self.roads.moves();
        let answer = tokio::select! {
            answer = self.ask_once(call, access) => answer,
            _ = moves.changed() => self.ask_once(call, access).await,
        };
        self.heard(answer.as_ref().err());
        answer
    }

    async fn ask_once(&self, call: &Call, access: Option<&SecretString>) -> Result<Answer, DeskError> {
        read(self.send(call, access, Some(call.within)).await?, call).await
    }

    /// Makes a call whose answer goes on, and gives it back once its head has come.
    pub(crate) async fn listen(&self, call: &Call, access: &SecretString) -> Result<Response, DeskError> {
        let sent = tokio::time::timeout(call.within, self.send(call, Some(access), None)).await;
        let response = sent.unwrap_or_else(|_| Err(Unreached::in_time()));
        let response = match response {
            Ok(response) => answer::check(response, call).await,
            Err(error) => Err(error),
        };
        self.heard(response.as_ref().err());
        response
    }

    /// Makes a call without a sign-in, for the moment of its answer.
    pub(crate) async fn time(&self, call: &Call) -> Result<Option<Timestamp>, DeskError> {
        let response = self.send(call, None, Some(call.within)).await?;
        Ok(answer::written_at(answer::check(response, call).await?.headers()))
    }

    /// Sends it on the best road. Where that does not even begin, nothing was sent, and the next one is tried.
    async fn send(&self, call: &Call, access: Option<&SecretString>, within: Option<Duration>) -> Result<Response, DeskError> {
        let found = self.roads.find().await;
        let mut first = None;
        for (place, road) in found.in_order() {
            let request = self.request(&road.http, call, access);
            let request = if let Some(within) = within { request.timeout(within) } else { request };
            let error = match request.send().await {
                Ok(response) => {
                    found.led_there(place);
                    return Ok(response);
                }
                Err(error) => error,
            };
            let has_begun = !error.is_connect();
            let error = Unreached::because(error);
            if has_begun || trouble(&error) != Some(Trouble::Connection) {
                return Err(error);
            }
            tracing::debug!(route = ?road.route, "This road does not lead to the help desk");
            first.get_or_insert(error);
        }
        Err(first.unwrap_or_else(Unreached::in_time))
    }

    /// Says in the log when it becomes another trouble, and when it is over.
    fn heard(&self, error: Option<&DeskError>) {
        let kept_from = error.filter(|error| matches!(error, DeskError::Unreachable(_) | DeskError::NotADesk { .. }));
        if kept_from.and_then(trouble) == Some(Trouble::Certificate) {
            // The authority may be installed meanwhile: the trust store is read anew before the next call.
            self.roads.trust_again();
        }
        let said = kept_from.map(in_short);
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        if *trouble == said {
            return;
        }
        match kept_from {
            Some(error) => tracing::warn!(error = error as &dyn Error, "the help desk is not reached; what is written is kept"),
            None => tracing::info!("the help desk is reached again"),
        }
        *trouble = said;
    }

    fn request(&self, http: &reqwest::Client, call: &Call, access: Option<&SecretString>) -> RequestBuilder {
        let mut url = self.roads.address().call(&call.path);
        if let Some((name, value)) = &call.query {
            url.query_pairs_mut().append_pair(name, value);
        }
        let mut request = http.request(call.method.clone(), url).header(header::ACCEPT, call.expects.accept());
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

/// What an error is, and what is behind it, in one line.
fn in_short(error: &DeskError) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
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
