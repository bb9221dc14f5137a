//! The handlers, a file for each resource. Each reads its call's parts, asks the desk, and writes the answer.

pub(crate) mod attachments;
pub(crate) mod desk;
pub(crate) mod enrolments;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod messages;
pub(crate) mod notices;
pub(crate) mod staff;
pub(crate) mod tickets;
pub(crate) mod tips;

use crate::problem::{Failure, Refusal};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What a handler answers.
pub(crate) type Answer<T = Response> = Result<T, Refusal>;

/// A JSON answer with an ETag over its bytes, or 304 where the caller has those bytes.
pub(crate) fn tagged<T: Serialize>(asked: &HeaderMap, value: &T) -> Answer {
    let body = serde_json::to_vec(value).map_err(Failure::from)?;
    let digest = Sha256::digest(&body);
    let tag = digest[..16].iter().fold(String::from("\""), |tag, byte| format!("{tag}{byte:02x}")) + "\"";
    let tag_header = HeaderValue::from_str(&tag).map_err(Failure::unreadable)?;
    let same = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok()).any(|value| names(value, &tag));
    let fixed = [(header::ETAG, tag_header), (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
    if same {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    Ok((fixed, [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response())
}

fn names(if_none_match: &str, tag: &str) -> bool {
    if_none_match.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
