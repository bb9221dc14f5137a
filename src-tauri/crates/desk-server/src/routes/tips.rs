//! Tips.

use super::{Answer, tagged};
use crate::{
    front::{Id, Mine},
    problem::Refusal,
};
use axum::{Json, http::HeaderMap};
use desk_api::{Desk, Problem, Tip, TipId};

/// What people may try while they wait, those that helped most people first.
#[utoipa::path(
    get,
    path = "/tips",
    tag = "tips",
    responses((status = 200, body = [Tip]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_tips(Mine(desk): Mine, headers: HeaderMap) -> Answer {
    tagged(&headers, &desk.tips().await?)
}

/// "This helped", counted once a person.
#[utoipa::path(
    post,
    path = "/tips/{id}/helped",
    tag = "tips",
    params(("id" = TipId, Path)),
    responses((status = 200, body = Tip), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn helped(Mine(desk): Mine, Id(tip): Id<TipId>) -> Result<Json<Tip>, Refusal> {
    Ok(Json(desk.tip_helped(tip).await?))
}
