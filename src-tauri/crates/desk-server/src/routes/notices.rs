//! Notices.

use super::{Answer, tagged};
use crate::{
    front::{Front, Id, Mine, PerhapsSignedIn},
    place::Place,
    problem::Refusal,
};
use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
};
use desk_api::{Desk, Notice, NoticeId, Problem};
use serde::Deserialize;

/// Where somebody without a sign-in is.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Where {
    /// A building or site. Without it, and without a sign-in, notices for every place are listed.
    place: Option<String>,
}

/// Notices that are scheduled or active, and those resolved in the last hour, for this device's place. Needs no sign-in.
#[utoipa::path(
    get,
    path = "/notices",
    tag = "notices",
    params(Where),
    security((), ("access_token" = [])),
    responses((status = 200, body = [Notice]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_notices(
    State(front): State<Front>,
    PerhapsSignedIn(asker): PerhapsSignedIn,
    Query(asked): Query<Where>,
    headers: HeaderMap,
) -> Answer {
    let notices = match asker {
        Some(asker) => front.desk.notices(&asker.place, Some(asker.person)).await?,
        None => front.desk.notices(&asked.place.as_deref().map(Place::named).unwrap_or_default(), None).await?,
    };
    tagged(&headers, &notices)
}

/// "Me too", counted once a person.
#[utoipa::path(
    post,
    path = "/notices/{id}/affected",
    tag = "notices",
    params(("id" = NoticeId, Path)),
    responses((status = 200, body = Notice), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn affected(Mine(desk): Mine, Id(notice): Id<NoticeId>) -> Result<Json<Notice>, Refusal> {
    Ok(Json(desk.affected(notice).await?))
}
