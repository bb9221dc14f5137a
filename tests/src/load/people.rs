//! A district's people, enrolled as their agents do it.

use crate::server::Server;
use anyhow::{Context, Result, ensure};
use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use std::ops::Range;
use uuid::Uuid;

/// Enrolments at the same time.
const AT_ONCE: usize = 32;

/// People and the tokens of their agents.
pub(super) struct People {
    tokens: Vec<String>,
}

impl People {
    /// Enrols so many, each with a computer of their own.
    pub(super) async fn enrol(server: &Server, how_many: usize) -> Result<Self> {
        let (url, key) = (format!("{}/api/v1/enrolments", server.url()?), server.enrolment_key()?);
        let http = super::http()?;
        let enrolments = (0..how_many).map(|number| {
            let body = json!({
                "key": key,
                "account_secret": Uuid::new_v4().simple().to_string(),
                "device": { "install_id": Uuid::new_v4(), "host_name": format!("pc-{number}") },
                "person": { "user_name": format!("teacher-{number}") },
            });
            let call = http.post(&url).json(&body);
            async move {
                let answer = call.send().await.context("enrolling")?;
                ensure!(answer.status().is_success(), "enrolling was answered with {}", answer.status());
                let tokens: Value = answer.json().await.context("reading tokens")?;
                Ok(tokens["access_token"].as_str().context("a token")?.to_owned())
            }
        });
        let tokens = stream::iter(enrolments).buffer_unordered(AT_ONCE).try_collect().await?;
        Ok(Self { tokens })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The tokens of some of them.
    pub(super) fn tokens(&self, of: Range<usize>) -> &[String] {
        &self.tokens[of]
    }
}
