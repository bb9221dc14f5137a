//! Tickets in a technician's hands.

use crate::{
    bounds,
    front::{Checked, Exact, Front, Id, Key},
    problem::{Failure, Refusal},
    routes::{Answer, tagged},
    session::{Reading, Writing},
    store::Technician,
};
use axum::{Json, extract::State, http::HeaderMap};
use desk_api::{
    MessageId, Problem, TicketId,
    staff::{Assignment, HandOff, Joining, Renewal, StaffMessage, StaffTicket, StatusChange},
};

/// One ticket, with everything said and done, internal notes too.
#[utoipa::path(
    get,
    path = "/staff/tickets/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    responses((status = 200, body = StaffTicket), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_ticket(
    State(front): State<Front>,
    Reading(technician): Reading,
    Id(ticket): Id<TicketId>,
    headers: HeaderMap,
) -> Answer {
    tagged(&headers, &front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?)
}

/// Takes a ticket.
#[utoipa::path(
    post,
    path = "/staff/tickets/{id}/take",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn take(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
) -> Result<Json<StaffTicket>, Refusal> {
    front.desk.store().take(&technician, ticket, front.desk.now()).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Puts somebody of the desk on a ticket.
#[utoipa::path(
    post,
    path = "/staff/tickets/{id}/assignment",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    request_body = Assignment,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn assign(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Checked(to): Checked<Assignment>,
) -> Result<Json<StaffTicket>, Refusal> {
    let named = front.desk.config().technicians.iter().find(|one| one.name == to.technician);
    let to = named.map(|one| Technician { user_name: one.user.clone(), name: one.name.clone() });
    let to = to.ok_or_else(|| Failure::invalid("technician"))?;
    front.desk.store().assign(&technician, &to, ticket, front.desk.now()).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Writes to the requester, or an internal note that never leaves the staff side.
#[utoipa::path(
    post,
    path = "/staff/tickets/{id}/messages",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path), ("Idempotency-Key" = MessageId, Header)),
    request_body = StaffMessage,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn write_message(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Key(key): Key,
    Exact(sealed): Exact<StaffMessage>,
) -> Result<Json<StaffTicket>, Refusal> {
    let new = bounds::open(&sealed)?;
    let limit = front.desk.config().limits.attachment_bytes;
    front.desk.store().staff_message(&technician, ticket, &front.desk.ask(key, sealed.bytes()), &new, limit).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Puts a ticket on hold, back to work, or aside.
#[utoipa::path(
    put,
    path = "/staff/tickets/{id}/status",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    request_body = StatusChange,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn set_status(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Checked(change): Checked<StatusChange>,
) -> Result<Json<StaffTicket>, Refusal> {
    let now = front.desk.now();
    front.desk.store().set_status(&technician, ticket, &change, front.desk.promise(now), now).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Gives the requester a new time, counted from now as if they had just asked.
#[utoipa::path(
    post,
    path = "/staff/tickets/{id}/promise",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path), ("Idempotency-Key" = MessageId, Header)),
    request_body = Renewal,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn renew_promise(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Key(key): Key,
    Exact(sealed): Exact<Renewal>,
) -> Result<Json<StaffTicket>, Refusal> {
    let renewal = bounds::open(&sealed)?;
    let calendar = &front.desk.config().calendar;
    front.desk.store().renew_promise(&technician, ticket, &front.desk.ask(key, sealed.bytes()), &renewal, calendar).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Hands a ticket to one of the configured departments.
#[utoipa::path(
    post,
    path = "/staff/tickets/{id}/hand-off",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    request_body = HandOff,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn hand_off(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Checked(to): Checked<HandOff>,
) -> Result<Json<StaffTicket>, Refusal> {
    if !front.desk.config().departments.iter().any(|department| department.name == to.department) {
        return Err(Failure::invalid("department").into());
    }
    let now = front.desk.now();
    front.desk.store().hand_off(&technician, ticket, &to.department, front.desk.promise(now), now).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, front.desk.now()).await?))
}

/// Makes a ticket part of a notice that is not over, or of none.
#[utoipa::path(
    put,
    path = "/staff/tickets/{id}/notice",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TicketId, Path)),
    request_body = Joining,
    responses((status = 200, body = StaffTicket), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn join_notice(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(ticket): Id<TicketId>,
    Checked(joining): Checked<Joining>,
) -> Result<Json<StaffTicket>, Refusal> {
    let now = front.desk.now();
    front.desk.store().join_notice(&technician, ticket, joining.notice_id, now).await?;
    Ok(Json(front.desk.store().staff_ticket(&technician, ticket, now).await?))
}
