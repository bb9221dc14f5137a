//! Tickets, as their requester sees them.

use super::{Answer, tagged};
use crate::{
    front::{Exact, Id, Key, Mine},
    problem::Refusal,
};
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use desk_api::{Confirmation, Desk, MessageId, NewTicket, Problem, Rating, Ticket, TicketId, TicketThread};

/// Opens a ticket. Its pictures follow, each on its own.
#[utoipa::path(
    post,
    path = "/tickets",
    tag = "tickets",
    params(("Idempotency-Key" = TicketId, Header, description = "The ticket's id, made by the agent")),
    request_body = NewTicket,
    responses((status = 201, body = Ticket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn open_ticket(Mine(desk): Mine, Key(key): Key, Exact(ticket): Exact<NewTicket>) -> Answer {
    let ticket = desk.open(TicketId(key), &ticket).await?;
    let place = format!("/api/v1/tickets/{}", ticket.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(ticket)).into_response())
}

/// The requester's own tickets, newest change first.
#[utoipa::path(
    get,
    path = "/tickets",
    tag = "tickets",
    responses((status = 200, body = [Ticket]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_tickets(Mine(desk): Mine, headers: HeaderMap) -> Answer {
    tagged(&headers, &desk.tickets().await?)
}

/// One of the requester's own tickets, with all that was said and done.
#[utoipa::path(
    get,
    path = "/tickets/{id}",
    tag = "tickets",
    params(("id" = TicketId, Path)),
    responses((status = 200, body = TicketThread), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_ticket(Mine(desk): Mine, Id(ticket): Id<TicketId>, headers: HeaderMap) -> Answer {
    tagged(&headers, &desk.thread(ticket).await?)
}

/// Answers "Is it fixed?".
#[utoipa::path(
    post,
    path = "/tickets/{id}/confirmation",
    tag = "tickets",
    params(("id" = TicketId, Path), ("Idempotency-Key" = MessageId, Header)),
    request_body = Confirmation,
    responses((status = 200, body = Ticket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn confirm(
    Mine(desk): Mine,
    Id(ticket): Id<TicketId>,
    Key(key): Key,
    Exact(answer): Exact<Confirmation>,
) -> Result<Json<Ticket>, Refusal> {
    Ok(Json(desk.confirm(ticket, MessageId(key), &answer).await?))
}

/// Rates how it went. A later rating replaces an earlier one.
#[utoipa::path(
    post,
    path = "/tickets/{id}/rating",
    tag = "tickets",
    params(("id" = TicketId, Path), ("Idempotency-Key" = MessageId, Header)),
    request_body = Rating,
    responses((status = 200, body = Ticket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn rate(
    Mine(desk): Mine,
    Id(ticket): Id<TicketId>,
    Key(key): Key,
    Exact(rating): Exact<Rating>,
) -> Result<Json<Ticket>, Refusal> {
    Ok(Json(desk.rate(ticket, MessageId(key), &rating).await?))
}
