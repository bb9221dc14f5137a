//! Pictures and files in any ticket.

use crate::{
    front::{Front, Id},
    problem::Refusal,
    routes::{
        Answer,
        attachments::{arrived, content_of},
    },
    session::{Reading, Writing},
    store::TicketScope,
};
use axum::{Json, body::Body, extract::State, http::HeaderMap};
use desk_api::{Attachment, AttachmentId, Problem};

/// Brings the bytes of an attachment that a technician's message announced. A repeat is harmless.
#[utoipa::path(
    put,
    path = "/staff/attachments/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = AttachmentId, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Attachment), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn put_attachment(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(attachment): Id<AttachmentId>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Attachment>, Refusal> {
    let (content, _turn) = arrived(&front, &technician.user_name, &headers, body).await?;
    Ok(Json(front.desk.attach(TicketScope::Staff, attachment, content).await?))
}

/// The bytes of an attachment in any ticket.
#[utoipa::path(
    get,
    path = "/staff/attachments/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = AttachmentId, Path)),
    responses((status = 200, content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"), (Vec<u8> = "application/pdf"), (Vec<u8> = "text/plain"))), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_attachment(State(front): State<Front>, Reading(technician): Reading, Id(attachment): Id<AttachmentId>) -> Answer {
    Ok(content_of(front.desk.store().staff_attachment(&technician, attachment, front.desk.now()).await?))
}
