//! What a requester says in a ticket.

use super::Answer;
use crate::front::{Exact, Id, Key, Mine};
use axum::{Json, http::StatusCode, response::IntoResponse};
use desk_api::{Desk, Message, MessageId, NewMessage, Problem, TicketId};

/// Says something in a ticket. Opens one again that is finished.
#[utoipa::path(
    post,
    path = "/tickets/{id}/messages",
    tag = "tickets",
    params(("id" = TicketId, Path), ("Idempotency-Key" = MessageId, Header, description = "The message's id, made by the agent")),
    request_body = NewMessage,
    responses((status = 201, body = Message), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn reply(Mine(desk): Mine, Id(ticket): Id<TicketId>, Key(key): Key, Exact(message): Exact<NewMessage>) -> Answer {
    let message = desk.reply(ticket, MessageId(key), &message).await?;
    Ok((StatusCode::CREATED, Json(message)).into_response())
}
