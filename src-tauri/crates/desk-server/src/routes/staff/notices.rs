//! Posting notices, saying more about them, and ending them.

use crate::{
    bounds,
    front::{Checked, Exact, Front, Id, Key},
    problem::Refusal,
    routes::{Answer, tagged},
    session::{Reading, Writing},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use desk_api::{
    Notice, NoticeId, Problem,
    staff::{NewNotice, NewNoticeUpdate, QueueRow},
};

/// Every notice that is not over, and those that ended in the last two weeks.
#[utoipa::path(
    get,
    path = "/staff/notices",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [Notice]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_notices(State(front): State<Front>, _: Reading, headers: HeaderMap) -> Answer {
    tagged(&headers, &front.desk.store().staff_notices(front.desk.now()).await?)
}

/// Posts a notice.
#[utoipa::path(
    post,
    path = "/staff/notices",
    tag = "staff",
    security(("session" = [])),
    params(("Idempotency-Key" = NoticeId, Header, description = "The notice's id")),
    request_body = NewNotice,
    responses((status = 201, body = Notice), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn post_notice(
    State(front): State<Front>,
    Writing(technician): Writing,
    Key(key): Key,
    Exact(sealed): Exact<NewNotice>,
) -> Answer {
    let new = bounds::open(&sealed)?;
    let notice = front.desk.store().post_notice_once(&technician, &front.desk.ask(key, sealed.bytes()), &new).await?;
    Ok((StatusCode::CREATED, Json(notice)).into_response())
}

/// Says something else in a notice that is not over.
#[utoipa::path(
    put,
    path = "/staff/notices/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = NoticeId, Path)),
    request_body = NewNotice,
    responses((status = 200, body = Notice), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn change_notice(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(notice): Id<NoticeId>,
    Checked(new): Checked<NewNotice>,
) -> Result<Json<Notice>, Refusal> {
    Ok(Json(front.desk.store().change_notice(&technician, notice, &new, front.desk.now()).await?))
}

/// Open tickets that belong to a notice, most pressing first.
#[utoipa::path(
    get,
    path = "/staff/notices/{id}/tickets",
    tag = "staff",
    security(("session" = [])),
    params(("id" = NoticeId, Path)),
    responses((status = 200, body = [QueueRow]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_tickets(
    State(front): State<Front>,
    Reading(technician): Reading,
    Id(notice): Id<NoticeId>,
    headers: HeaderMap,
) -> Answer {
    tagged(&headers, &front.desk.store().tickets_of_notice(&technician, notice, front.desk.now()).await?)
}

/// Says more about a notice, moves its time, or ends it. Its open tickets are answered with the same words.
#[utoipa::path(
    post,
    path = "/staff/notices/{id}/updates",
    tag = "staff",
    security(("session" = [])),
    params(("id" = NoticeId, Path)),
    request_body = NewNoticeUpdate,
    responses((status = 200, body = Notice), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn update_notice(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(notice): Id<NoticeId>,
    Checked(update): Checked<NewNoticeUpdate>,
) -> Result<Json<Notice>, Refusal> {
    let now = front.desk.now();
    Ok(Json(front.desk.store().update_notice(&technician, notice, &update, front.desk.promise(now), now).await?))
}
