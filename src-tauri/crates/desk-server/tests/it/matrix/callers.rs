//! Everybody who could try.

use crate::support::{PASSWORD, Teacher, Technician, TestServer, install_of, secret_of};
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::json;

/// Longer than any token or session lasts.
const LONG_S: i64 = 17 * 3_600;

/// One of them, with what they show everywhere they can show it.
#[derive(Clone)]
pub(super) struct Caller {
    pub(super) name: &'static str,
    secret: Option<String>,
    /// What they present at `/tokens`.
    pub(super) refresh: String,
    /// What they present at `/enrolments`.
    pub(super) key: String,
    /// What they type at the technicians' door.
    pub(super) password: &'static str,
}

/// All of them, in the order of the table.
pub(super) struct Callers {
    pub(super) all: Vec<Caller>,
    pub(super) maria: Teacher,
    pub(super) devon: Technician,
}

impl Caller {
    fn of(name: &'static str, secret: Option<&str>, server: &TestServer) -> Self {
        let key = server.key.expose_secret().to_owned();
        Self { name, secret: secret.map(str::to_owned), refresh: "never-given-out".to_owned(), key, password: "a guess at a password" }
    }

    fn enrolled(name: &'static str, tokens: &Teacher, server: &TestServer) -> Self {
        Self { refresh: tokens.refresh.clone(), ..Self::of(name, Some(&tokens.access), server) }
    }

    fn technician(name: &'static str, session: &Technician, server: &TestServer) -> Self {
        let (_, value) = session.cookie.split_once('=').expect("a value");
        Self { password: PASSWORD, ..Self::of(name, Some(value), server) }
    }

    /// Shows the secret as a token and as a session, so that neither side takes the other's.
    pub(super) fn signs(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.secret {
            Some(secret) => request.bearer_auth(secret).header("cookie", format!("deskside={secret}")),
            None => request,
        }
    }
}

impl Callers {
    pub(super) async fn gather(server: &TestServer, pass: impl Fn(i64)) -> Self {
        let early = enrol(server, "maria", "pc-maria").await;
        server.technician("devon").await;
        pass(LONG_S);
        let maria = enrol(server, "maria", "pc-maria").await;
        let elsewhere = enrol(server, "maria", "another").await;
        let lena = enrol(server, "lena", "pc-lena").await;
        // All that an account on Maria's computer can read or guess: the policy's key, her name, the serial, the installation.
        let neighbour = enrol(server, "neighbour", "pc-maria").await;
        let (devon, priya) = (server.technician_again("devon").await, server.technician("priya").await);
        let all = vec![
            Caller::of("nobody", None, server),
            Caller { key: "no-key-of-this-district".to_owned(), ..Caller::of("garbage", Some("garbage"), server) },
            Caller::enrolled("expired", &early, server),
            Caller::enrolled("revoked", &revoked(server).await, server),
            Caller::enrolled("other person", &lena, server),
            Caller::enrolled("same computer", &neighbour, server),
            Caller::enrolled("maria", &maria, server),
            Caller::enrolled("maria elsewhere", &elsewhere, server),
            Caller::technician("devon", &devon, server),
            Caller::technician("priya", &priya, server),
        ];
        Self { all, maria, devon }
    }
}

/// Somebody who claims to be Maria, with an account secret of their own.
pub(super) async fn enrol(server: &TestServer, secret: &str, computer: &str) -> Teacher {
    let body = enrolment(server.key.expose_secret(), secret, computer);
    let answer = server.http.post(format!("{}/api/v1/enrolments", server.url)).json(&body).send().await.expect("answer");
    server.teacher(&answer.json().await.expect("tokens"))
}

pub(super) fn enrolment(key: &str, secret: &str, computer: &str) -> serde_json::Value {
    json!({
        "key": key,
        "account_secret": secret_of(secret),
        "device": { "install_id": install_of(computer), "host_name": computer, "serial": format!("5CD-{computer}") },
        "person": { "user_name": "maria", "full_name": "Maria Alvarez" },
    })
}

/// Somebody whose old token turned up after its successor was used.
async fn revoked(server: &TestServer) -> Teacher {
    let first = enrol(server, "gone", "pc-gone").await;
    let next = server.teacher(&server.refresh(&first.refresh).await.json().await.expect("tokens"));
    let last = server.teacher(&server.refresh(&next.refresh).await.json().await.expect("tokens"));
    assert_eq!(server.refresh(&first.refresh).await.status(), 401);
    assert_eq!(last.call(Method::GET, "/tickets").send().await.expect("answer").status(), 401);
    last
}
