//! The technician who posts outages.

use crate::server::Server;
use anyhow::{Context, Result, ensure};
use reqwest::{Client, Response, header};
use serde_json::{Value, json};
use uuid::Uuid;

/// Signed in.
pub(super) struct Desk {
    http: Client,
    url: String,
    cookie: String,
}

impl Desk {
    /// Signs in by the link the server said at its start.
    pub(super) async fn sign_in(server: &Server) -> Result<Self> {
        let (http, url) = (super::http()?, server.url()?);
        let link = server.sign_in_link("devon")?;
        let (_, link) = link.split_once('#').context("a link with a value")?;
        let body = json!({ "link": link, "password": "correct horse battery staple" });
        let call = http.post(format!("{url}/api/v1/staff/password")).header(header::ORIGIN, &url).json(&body);
        let answer = done(call.send().await.context("signing in")?)?;
        let cookie = answer.headers().get(header::SET_COOKIE).context("a cookie")?.to_str().context("a cookie of text")?;
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        Ok(Self { http, url, cookie })
    }

    /// Posts an outage for everybody.
    pub(super) async fn post(&self, title: &str) -> Result<Uuid> {
        let call = self.http.post(format!("{}/api/v1/staff/notices", self.url)).header(header::ORIGIN, &self.url);
        let call = call
            .header(header::COOKIE, &self.cookie)
            .header("idempotency-key", Uuid::now_v7().to_string())
            .json(&json!({ "title": title, "kind": "major" }));
        let posted: Value = done(call.send().await.context("posting a notice")?)?.json().await.context("reading the notice")?;
        posted["id"].as_str().context("an id")?.parse().context("an id")
    }
}

fn done(answer: Response) -> Result<Response> {
    ensure!(answer.status().is_success(), "the desk answered {} with {}", answer.url(), answer.status());
    Ok(answer)
}
