//! Posting notices, saying more about them, and ending them.

use crate::{
    bounds,
    front::{Checked, Exact, Front, Id, Key},
    problem::{Failure, Refusal},
    routes::{Answer, tagged},
    session::{Reading, Writing},
};
use axum::{
    Json,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
};
use desk_api::{
    Notice, NoticeId, Problem,
    staff::{Alike, NewNotice, NewNoticeUpdate, QueueRow},
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

/// What a notice would be about.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "Read by hand: a list in a query is a name said more than once")]
pub(crate) struct About {
    /// The notice's title, as far as it is written.
    title: Option<String>,
    /// One of its places; may be said more than once. None means everywhere.
    place: Option<String>,
}

/// Open tickets that came lately about the same as a notice that is being written.
#[utoipa::path(
    get,
    path = "/staff/alike",
    tag = "staff",
    params(About),
    security(("session" = [])),
    responses((status = 200, body = Alike), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_alike(
    State(front): State<Front>,
    Reading(technician): Reading,
    RawQuery(asked): RawQuery,
    headers: HeaderMap,
) -> Answer {
    let asked = asked.unwrap_or_default();
    let said = |wanted: &str| -> Vec<String> {
        let all = url::form_urlencoded::parse(asked.as_bytes());
        all.filter(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).collect()
    };
    let title = said("title").pop().unwrap_or_default();
    tagged(&headers, &front.desk.store().alike(&technician, &title, &said("place"), front.desk.now()).await?)
}

/// Posts a notice, and makes the open tickets it names part of it.
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
    if !new.tickets.is_empty() {
        return Err(Failure::invalid("tickets").into());
    }
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
