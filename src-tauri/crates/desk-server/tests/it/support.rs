//! A server on a free port with a database of its own, people who enrol, and a technician who signs in.

pub(crate) mod database;
pub(crate) mod postgres;

use self::database::database_of;
use desk_api::{DeviceClaim, EnrolmentRequest, NewTicket, PersonClaim, TicketId};
use desk_server::{Clock, Config, Running, Settings, Transport, start};
use jiff::Timestamp;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use std::{path::Path, sync::Once};
use tempfile::TempDir;
use uuid::Uuid;

/// The sample school.
pub(crate) const CEDAR_RIDGE: &str = include_str!("../../../../../packaging/server/cedar-ridge.toml");
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A running server, its folder, and how to talk to it.
pub(crate) struct TestServer {
    pub(crate) running: Running,
    pub(crate) url: String,
    pub(crate) http: Client,
    pub(crate) key: SecretString,
    pub(crate) folder: TempDir,
}

/// Somebody with an access token.
#[derive(Clone)]
pub(crate) struct Teacher {
    url: String,
    http: Client,
    pub(crate) access: String,
    pub(crate) refresh: String,
}

/// Somebody with a session.
#[derive(Clone)]
pub(crate) struct Technician {
    url: String,
    http: Client,
    pub(crate) cookie: String,
}

impl TestServer {
    pub(crate) async fn start() -> Self {
        Self::start_at(tempfile::tempdir().expect("folder"), CEDAR_RIDGE, Timestamp::now).await
    }

    pub(crate) async fn start_with(config: &str) -> Self {
        Self::start_at(tempfile::tempdir().expect("folder"), config, Timestamp::now).await
    }

    pub(crate) async fn start_at(folder: TempDir, config: &str, clock: Clock) -> Self {
        let running = run(folder.path(), config, clock).await;
        let key = running.desk().new_enrolment_key().await.expect("key");
        Self { url: running.url(), http: http(), key, running, folder }
    }

    /// Stops it in order and starts another on the same database. Tokens stay good.
    pub(crate) async fn restart(self) -> Self {
        self.restart_with(CEDAR_RIDGE, Timestamp::now).await
    }

    /// A server on a database that is there, whose enrolment key is known.
    pub(crate) async fn serving(folder: TempDir, config: &str, key: SecretString) -> Self {
        let running = run(folder.path(), config, Timestamp::now).await;
        Self { url: running.url(), http: http(), key, running, folder }
    }

    pub(crate) async fn restart_with(self, config: &str, clock: Clock) -> Self {
        self.running.stop().await.expect("stopped");
        let running = run(self.folder.path(), config, clock).await;
        Self { url: running.url(), running, ..self }
    }

    pub(crate) async fn enrol(&self, person: &str) -> Teacher {
        let answer = self.try_enrol(self.key.expose_secret(), person).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        self.teacher(&answer.json().await.expect("tokens"))
    }

    pub(crate) async fn enrol_with_address(&self, person: &str, address: &str) -> Teacher {
        let answer = self.enrolling(self.key.expose_secret(), person, Some(address)).await;
        self.teacher(&answer.json().await.expect("tokens"))
    }

    pub(crate) async fn try_enrol(&self, key: &str, person: &str) -> Response {
        self.enrolling(key, person, None).await
    }

    async fn enrolling(&self, key: &str, person: &str, address: Option<&str>) -> Response {
        let body = json!({
            "key": key,
            "account_secret": secret_of(person),
            "device": { "install_id": install_of(person), "host_name": format!("pc-{person}"), "building": "Building B", "room": "B204" },
            "person": { "user_name": person, "full_name": format!("{person} Alvarez"), "email": address },
        });
        self.http.post(format!("{}/api/v1/enrolments", self.url)).json(&body).send().await.expect("answer")
    }

    pub(crate) fn teacher(&self, tokens: &Value) -> Teacher {
        teacher_of(&self.url, &self.http, tokens)
    }

    pub(crate) async fn refresh(&self, token: &str) -> Response {
        let url = format!("{}/api/v1/tokens", self.url);
        self.http.post(url).json(&json!({ "refresh_token": token })).send().await.expect("answer")
    }

    /// The same person as before a restart, at the new address.
    pub(crate) fn still(&self, teacher: &Teacher) -> Teacher {
        Teacher { url: self.url.clone(), http: self.http.clone(), ..teacher.clone() }
    }

    pub(crate) async fn sign_in_link(&self, user: &str) -> String {
        let links = self.running.first_sign_in_links().await.expect("links");
        let (_, link) = links.into_iter().find(|(name, _)| name == user).expect("has no password yet");
        link.expose_secret().split_once('#').expect("a value").1.to_owned()
    }

    /// Follows the one-time link and chooses a password.
    pub(crate) async fn technician(&self, user: &str) -> Technician {
        let link = self.sign_in_link(user).await;
        let answer = self.knock("/staff/password", &json!({ "link": link, "password": PASSWORD })).await;
        assert_eq!(answer.status(), StatusCode::OK);
        Technician { url: self.url.clone(), http: self.http.clone(), cookie: cookie_of(&answer) }
    }

    /// The same technician, signed in by the password once more.
    pub(crate) async fn technician_again(&self, user: &str) -> Technician {
        let answer = self.knock("/staff/session", &json!({ "user_name": user, "password": PASSWORD })).await;
        assert_eq!(answer.status(), StatusCode::OK);
        Technician { url: self.url.clone(), http: self.http.clone(), cookie: cookie_of(&answer) }
    }

    /// A call at the technicians' door, from our own page.
    pub(crate) async fn knock(&self, path: &str, body: &Value) -> Response {
        let request = self.http.post(format!("{}/api/v1{path}", self.url)).header("origin", &self.url);
        request.json(body).send().await.expect("answer")
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.url)).send().await.expect("answer")
    }
}

impl Teacher {
    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}/api/v1{path}", self.url)).bearer_auth(&self.access)
    }

    /// The same person at another server.
    pub(crate) fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.call(Method::GET, path).send().await.expect("answer")
    }

    pub(crate) async fn get_json(&self, path: &str) -> Value {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.expect("JSON")
    }

    pub(crate) async fn post(&self, path: &str, key: impl ToString, body: &Value) -> Response {
        self.call(Method::POST, path).header("idempotency-key", key.to_string()).json(body).send().await.expect("answer")
    }

    pub(crate) async fn open(&self, words: &str) -> TicketId {
        let id = TicketId::new();
        let answer = self.post("/tickets", id, &serde_json::to_value(ticket(words)).expect("JSON")).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        id
    }
}

impl Technician {
    pub(crate) fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.http.request(method, format!("{}/api/v1/staff{path}", self.url));
        request.header("cookie", &self.cookie).header("origin", &self.url).header("sec-fetch-site", "same-origin")
    }

    pub(crate) async fn get_json(&self, path: &str) -> Value {
        let answer = self.call(Method::GET, path).send().await.expect("answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.expect("JSON")
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Response {
        self.call(method, path).header("idempotency-key", Uuid::now_v7().to_string()).json(body).send().await.expect("answer")
    }

    /// Sends and expects it to be done.
    pub(crate) async fn done(&self, method: Method, path: &str, body: &Value) -> Value {
        let answer = self.send(method, path, body).await;
        let status = answer.status();
        let text = answer.text().await.expect("text");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    pub(crate) async fn say(&self, ticket: TicketId, body: &Value) -> Value {
        self.done(Method::POST, &format!("/tickets/{ticket}/messages"), body).await
    }
}

/// Whom these tokens speak for.
pub(crate) fn teacher_of(url: &str, http: &Client, tokens: &Value) -> Teacher {
    let text = |name: &str| tokens[name].as_str().expect("token").to_owned();
    Teacher { url: url.to_owned(), http: http.clone(), access: text("access_token"), refresh: text("refresh_token") }
}

pub(crate) fn http() -> Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::ring::default_provider().install_default().expect("first"));
    Client::builder().no_proxy().build().expect("client")
}

pub(crate) async fn run(folder: &Path, config: &str, clock: Clock) -> Running {
    let settings = Settings {
        config: Config::parse(config).expect("configuration"),
        database: database_of(folder),
        listen: "127.0.0.1:0".parse().expect("address"),
        transport: Transport::Plain,
        clock,
    };
    start(settings).await.expect("started")
}

pub(crate) fn enrolment(key: &SecretString, person: &str) -> EnrolmentRequest {
    EnrolmentRequest {
        key: key.clone(),
        account_secret: secret_of(person).into(),
        device: DeviceClaim {
            install_id: install_of(person),
            host_name: format!("pc-{person}"),
            serial: None,
            asset_tag: None,
            site: None,
            building: None,
            room: None,
        },
        person: PersonClaim { user_name: person.into(), full_name: Some(format!("{person} Alvarez")), email: None },
    }
}

pub(crate) fn ticket(words: &str) -> NewTicket {
    NewTicket {
        words: words.into(),
        class_waiting: false,
        written_at: Timestamp::now(),
        attachments: Vec::new(),
        report: None,
        about_device: None,
        notice_id: None,
        language: None,
    }
}

pub(crate) async fn code(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let problem: Value = answer.json().await.expect("problem");
    assert_eq!(problem["status"], status);
    (status, problem["code"].as_str().expect("code").to_owned())
}

pub(crate) fn refused(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

pub(crate) fn cookie_of(answer: &Response) -> String {
    let cookie = answer.headers()["set-cookie"].to_str().expect("text");
    cookie.split_once(';').expect("attributes").0.to_owned()
}

pub(crate) fn secret_of(person: &str) -> String {
    format!("the-account-secret-of-{person}-0123456789")
}

pub(crate) fn install_of(person: &str) -> Uuid {
    let mut bytes = [7u8; 16];
    for (byte, letter) in bytes.iter_mut().zip(person.bytes()) {
        *byte = letter;
    }
    Uuid::from_bytes(bytes)
}
