//! What an answer means: the desk's own word, its trouble, or somebody else who answered in its place.

use super::{Call, Expects};
use crate::trouble::Unreached;
use bytes::{Bytes, BytesMut};
use desk_api::{Code, DeskError, Problem};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::{Timestamp, fmt::rfc2822};
use reqwest::Response;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// The largest problem that is read.
const LARGEST_PROBLEM: usize = 64 * 1024;
/// No desk means a longer rest than this.
const LONGEST_REST: Duration = Duration::from_secs(24 * 60 * 60);

/// What the desk said to a call it did.
pub(crate) enum Answer {
    Content { body: Bytes, tag: Option<HeaderValue> },
    NotModified,
}

impl Answer {
    /// The body, of a call that did not ask whether something changed.
    pub(crate) fn body(self) -> Result<Bytes, DeskError> {
        match self {
            Self::Content { body, .. } => Ok(body),
            Self::NotModified => Err(not_a_desk("\"not modified\" to a call that did not ask for it")),
        }
    }
}

/// Reads JSON. What is wrong with it is said without repeating it: it may be somebody's words.
pub(crate) fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DeskError> {
    serde_json::from_slice(body)
        .map_err(|error| not_a_desk(format!("JSON that does not fit at line {}, column {}", error.line(), error.column())))
}

/// Reads the whole answer.
pub(crate) async fn read(response: Response, call: &Call) -> Result<Answer, DeskError> {
    if response.status() == StatusCode::NOT_MODIFIED {
        return Ok(Answer::NotModified);
    }
    let response = check(response, call).await?;
    let tag = response.headers().get(header::ETAG).cloned();
    let body = body(response, call.largest).await?;
    Ok(Answer::Content { body, tag })
}

/// Lets through the answer that was asked for, and says what any other one is.
pub(super) async fn check(response: Response, call: &Call) -> Result<Response, DeskError> {
    let (status, kind) = (response.status(), media_type(response.headers()));
    if status.is_success() {
        return if fits(call.expects, &kind) { Ok(response) } else { Err(not_a_desk(format!("{kind} (status {status})"))) };
    }
    let retry_after = retry_after(response.headers());
    if status == StatusCode::NETWORK_AUTHENTICATION_REQUIRED || status.is_redirection() {
        return Err(not_a_desk(format!("somebody who sends us elsewhere (status {status})")));
    }
    if status.is_server_error() {
        return Err(DeskError::InTrouble { status: status.as_u16(), retry_after });
    }
    if kind == "application/problem+json"
        && let Ok(problem) = serde_json::from_slice::<Problem>(&body(response, LARGEST_PROBLEM).await?)
    {
        return Err(DeskError::Refused { problem, retry_after });
    }
    Err(match status {
        // These a proxy or a gateway says in the desk's name.
        StatusCode::PAYLOAD_TOO_LARGE => refused(status, Code::TooLarge, retry_after),
        StatusCode::TOO_MANY_REQUESTS => refused(status, Code::RateLimited, retry_after),
        _ => not_a_desk(format!("{kind} (status {status})")),
    })
}

fn fits(expects: Expects, kind: &str) -> bool {
    match expects {
        Expects::Json => kind == "application/json",
        Expects::File => kind != "text/html",
        Expects::Events => kind == "text/event-stream",
    }
}

async fn body(mut response: Response, largest: usize) -> Result<Bytes, DeskError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(Unreached::because)? {
        if body.len() + chunk.len() > largest {
            return Err(not_a_desk(format!("an answer of more than {largest} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("nothing of a known type");
    // A stranger wrote it, and it goes to a log.
    kind.split(';').next().unwrap_or_default().trim().replace(char::is_control, " ").to_ascii_lowercase()
}

/// Seconds, or a date, which is compared with the answer's own: the clock of this computer may be wrong.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    let rest = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let said_at = written_at(headers)?;
            date(text)?.duration_since(said_at).try_into().unwrap_or(Duration::ZERO)
        }
    };
    Some(rest.min(LONGEST_REST))
}

/// When the answer was written, by the desk's clock.
pub(super) fn written_at(headers: &HeaderMap) -> Option<Timestamp> {
    date(headers.get(header::DATE)?.to_str().ok()?)
}

fn date(text: &str) -> Option<Timestamp> {
    rfc2822::parse(text).ok().map(|date| date.timestamp())
}

fn refused(status: StatusCode, code: Code, retry_after: Option<Duration>) -> DeskError {
    let title = status.canonical_reason().unwrap_or("Refused").to_owned();
    DeskError::Refused { problem: Problem { status: status.as_u16(), code, title, detail: None }, retry_after }
}

pub(crate) fn not_a_desk(what: impl Into<String>) -> DeskError {
    DeskError::NotADesk { what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(retry_after_is: &'static str, date_is: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static(retry_after_is));
        if let Some(date) = date_is {
            headers.insert(header::DATE, HeaderValue::from_static(date));
        }
        retry_after(&headers)
    }

    #[test]
    fn a_rest_is_in_seconds_or_until_a_date_by_the_desks_own_clock() {
        let now = Some("Sun, 06 Nov 1994 08:49:37 GMT");

        assert_eq!(rest("120", None), Some(Duration::from_secs(120)));
        assert_eq!(rest("Sun, 06 Nov 1994 08:50:07 GMT", now), Some(Duration::from_secs(30)));
        assert_eq!(rest("Sun, 06 Nov 1994 08:49:07 GMT", now), Some(Duration::ZERO));
        assert_eq!(rest("Sun, 06 Nov 1994 08:50:07 GMT", None), None);
        assert_eq!(rest("4294967296000", None), Some(LONGEST_REST));
        assert_eq!(rest("soon", now), None);
    }

    #[test]
    fn what_a_stranger_calls_its_answer_has_no_tabs_in_it() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("Text/Html\tfrom nowhere; charset=utf-8"));

        assert_eq!(media_type(&headers), "text/html from nowhere");
    }

    #[test]
    fn what_is_wrong_with_json_is_said_without_repeating_it() {
        let error = json::<Vec<u32>>(b"[1,\n \"somebody's words\"]").unwrap_err();

        assert_eq!(error.to_string(), "what answered is not a help desk: JSON that does not fit at line 2, column 19");
    }
}
