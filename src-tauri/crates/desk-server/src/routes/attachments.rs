//! Pictures and files.

use super::Answer;
use crate::{
    arrival::Turn,
    front::{Front, Id, Mine},
    problem::{Failure, Refusal},
    store::Stored,
};
use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use desk_api::{Attachment, AttachmentId, Code, Desk, Problem};

/// Brings the bytes of an attachment that was announced. A repeat is harmless.
#[utoipa::path(
    put,
    path = "/attachments/{id}",
    tag = "attachments",
    params(("id" = AttachmentId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Attachment), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn put_attachment(
    State(front): State<Front>,
    Mine(desk): Mine,
    Id(attachment): Id<AttachmentId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Attachment>, Refusal> {
    let (content, _turn) = arrived(&front, &desk.person().to_string(), &headers, body).await?;
    Ok(Json(desk.attach(attachment, content).await?))
}

/// The bytes of an attachment in one of the requester's own tickets.
#[utoipa::path(
    get,
    path = "/attachments/{id}",
    tag = "attachments",
    params(("id" = AttachmentId, Path)),
    responses((status = 200, content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"), (Vec<u8> = "text/plain"))), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_attachment(Mine(desk): Mine, Id(attachment): Id<AttachmentId>) -> Answer {
    Ok(content_of(desk.stored(attachment).await?))
}

/// The bytes of a body that somebody brings, no larger than the desk takes, and the turn to hold for as long as they are in memory.
pub(crate) async fn arrived(front: &Front, whose: &str, headers: &HeaderMap, body: Body) -> Result<(Bytes, Turn), Failure> {
    let limit = front.desk.config().limits.attachment_bytes;
    if length(headers).is_some_and(|length| length > limit) {
        return Err(Failure::refused(Code::TooLarge));
    }
    front.outside.arrivals.whole(whose, body, usize::try_from(limit).unwrap_or(usize::MAX)).await
}

/// Bytes somebody else made: a picture is shown as the type it was found to be, all else is kept as a file, nothing is run.
pub(crate) fn content_of(stored: Stored) -> Response {
    let kind = HeaderValue::from_str(&stored.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let way = if stored.media_type.starts_with("image/") { "inline" } else { "attachment" };
    let named = format!("{way}; filename*=UTF-8''{}", percent_encoded(&stored.name));
    let disposition = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let fixed = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable")),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    (fixed, stored.content).into_response()
}

/// A name as RFC 8187 writes one in a header.
fn percent_encoded(name: &str) -> String {
    name.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(byte.into());
            return text;
        }
        text + &format!("%{byte:02X}")
    })
}

fn length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}
