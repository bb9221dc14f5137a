//! The desk's how-to notes.

use crate::{
    front::{Checked, Front, Id},
    problem::Refusal,
    routes::{Answer, tagged},
    session::{Reading, Writing},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use desk_api::{
    Problem, TipId,
    staff::{HowTo, NewHowTo},
};

/// All of the desk's how-to notes, by title.
#[utoipa::path(
    get,
    path = "/staff/how-tos",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [HowTo]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_how_tos(State(front): State<Front>, _: Reading, headers: HeaderMap) -> Answer {
    tagged(&headers, &front.desk.store().how_tos(front.desk.now()).await?)
}

/// Writes a how-to note, or other words into one that is there.
#[utoipa::path(
    put,
    path = "/staff/how-tos/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TipId, Path)),
    request_body = NewHowTo,
    responses((status = 200, body = HowTo), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn put_how_to(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(note): Id<TipId>,
    Checked(new): Checked<NewHowTo>,
) -> Result<Json<HowTo>, Refusal> {
    Ok(Json(front.desk.store().put_how_to(&technician, note, &new, front.desk.now()).await?))
}

/// Lets a how-to note go.
#[utoipa::path(
    delete,
    path = "/staff/how-tos/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = TipId, Path)),
    responses((status = 204), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn drop_how_to(
    State(front): State<Front>,
    Writing(technician): Writing,
    Id(note): Id<TipId>,
) -> Result<StatusCode, Refusal> {
    front.desk.store().drop_how_to(&technician, note, front.desk.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
