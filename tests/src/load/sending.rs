//! People who send, one ticket after the other.

use crate::spread::Spread;
use anyhow::{Context, Result, ensure};
use futures_util::future::try_join_all;
use reqwest::Client;
use serde_json::json;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// Has each of them send for so long, and gives how many were accepted and how long each took.
pub(super) async fn send(url: &str, tokens: &[String], time: Duration) -> Result<(usize, Spread)> {
    let http = super::http()?;
    let end = Instant::now() + time;
    let each = try_join_all(tokens.iter().map(|token| send_until(end, &http, url, token))).await?;
    let mut waits = Spread::default();
    let accepted = each.iter().map(Vec::len).sum();
    waits.extend(each.into_iter().flatten());
    Ok((accepted, waits))
}

async fn send_until(end: Instant, http: &Client, url: &str, token: &str) -> Result<Vec<Duration>> {
    let url = format!("{url}/api/v1/tickets");
    let mut waits = Vec::new();
    while Instant::now() < end {
        let call = http.post(&url).bearer_auth(token).header("idempotency-key", Uuid::now_v7().to_string());
        let call = call.header("content-type", "application/json").body(body());
        let began = Instant::now();
        let answer = call.send().await.context("sending a ticket")?;
        ensure!(answer.status().is_success(), "a ticket was answered with {}", answer.status());
        answer.bytes().await.context("reading the answer")?;
        waits.push(began.elapsed());
    }
    Ok(waits)
}

/// A ticket of usual size.
pub(super) fn body() -> String {
    json!({
        "words": "The projector in B204 stays blue since this morning. I have tried another cable and switched it off and on again.",
        "written_at": "2026-11-23T15:40:00Z",
    })
    .to_string()
}

/// So many in so long, in words.
pub(super) fn rate(accepted: usize, seconds: u64, waits: &Spread) -> String {
    format!("{} a second, {waits}", accepted as u64 / seconds.max(1))
}
