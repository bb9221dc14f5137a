//! Who the desk is.

use super::{Answer, tagged};
use crate::front::{Anybody, Front};
use axum::{extract::State, http::HeaderMap};
use desk_api::{DeskProfile, Problem};

/// Who the desk is. Needs no sign-in.
#[utoipa::path(
    get,
    path = "/desk",
    tag = "desk",
    security(()),
    responses((status = 200, body = DeskProfile), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_desk(State(front): State<Front>, _: Anybody, headers: HeaderMap) -> Answer {
    tagged(&headers, &front.desk.profile().await?)
}
