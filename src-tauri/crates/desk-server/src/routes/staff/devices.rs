//! Computers, as technicians see them.

use crate::{
    front::{Front, Id},
    routes::{Answer, tagged},
    session::Reading,
};
use axum::{extract::State, http::HeaderMap};
use desk_api::{
    DeviceId, Problem,
    staff::{Computer, StaffDevice},
};

/// Every computer that enrolled, by host name.
#[utoipa::path(
    get,
    path = "/staff/devices",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = [Computer]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn list_devices(State(front): State<Front>, _: Reading, headers: HeaderMap) -> Answer {
    tagged(&headers, &front.desk.store().computers().await?)
}

/// One computer, with what it last said about itself and its tickets.
#[utoipa::path(
    get,
    path = "/staff/devices/{id}",
    tag = "staff",
    security(("session" = [])),
    params(("id" = DeviceId, Path)),
    responses((status = 200, body = StaffDevice), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_device(
    State(front): State<Front>,
    Reading(technician): Reading,
    Id(device): Id<DeviceId>,
    headers: HeaderMap,
) -> Answer {
    tagged(&headers, &front.desk.store().computer(&technician, device, front.desk.now()).await?)
}
