//! Who is signed in, and the queue.

use crate::{
    front::Front,
    problem::Failure,
    routes::{Answer, tagged},
    session::Reading,
    store::Technician,
};
use axum::{
    extract::{Query, State},
    http::HeaderMap,
};
use desk_api::{
    NoticeState, Problem,
    staff::{Queue, QueueRow, StaffMe},
};
use serde::Deserialize;

/// Who is signed in, and what surrounds them.
#[utoipa::path(
    get,
    path = "/staff/me",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = StaffMe), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_me(State(front): State<Front>, Reading(technician): Reading, headers: HeaderMap) -> Answer {
    tagged(&headers, &me(&front, &technician).await?)
}

/// Every open ticket, most pressing first, and the notices that are active.
#[utoipa::path(
    get,
    path = "/staff/queue",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, body = Queue), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_queue(State(front): State<Front>, Reading(technician): Reading, headers: HeaderMap) -> Answer {
    let store = front.desk.store();
    let now = front.desk.now();
    let mut notices = store.current_notices(None, now).await?;
    notices.retain(|notice| notice.state == NoticeState::Active);
    let today = store.first_answers_since(front.desk.start_of_today(now)?).await?;
    let queue = Queue {
        tickets: store.queue(&technician, now).await?,
        notices,
        answered_today: today.count,
        answered_in_under_hours: today.in_under_hours.filter(|hours| *hours <= front.desk.config().profile().answer_within_hours),
    };
    tagged(&headers, &queue)
}

/// What is looked for among finished tickets.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    #[serde(default)]
    /// Words that a ticket says every one of: in its first line, its number, or the names of people, rooms and computers.
    words: String,
}

/// Finished tickets that say what is looked for, newest first, at most fifty.
#[utoipa::path(
    get,
    path = "/staff/finished",
    tag = "staff",
    params(Wanted),
    security(("session" = [])),
    responses((status = 200, body = [QueueRow]), (status = 304, description = "Unchanged"), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn get_finished(
    State(front): State<Front>,
    Reading(technician): Reading,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Answer {
    tagged(&headers, &front.desk.store().finished(&technician, &wanted.words, front.desk.now()).await?)
}

pub(super) async fn me(front: &Front, technician: &Technician) -> Result<StaffMe, Failure> {
    let config = front.desk.config();
    let profile = config.profile();
    Ok(StaffMe {
        name: technician.name.clone(),
        school: profile.name,
        time_zone: profile.time_zone,
        technicians: config.technicians.iter().map(|technician| technician.name.clone()).collect(),
        departments: config.departments.iter().map(|department| department.name.clone()).collect(),
        places: front.desk.store().places().await?,
        devices: front.desk.store().devices_seen(front.desk.now()).await?,
        mail: match config.mail {
            Some(_) => Some(front.desk.store().mail_state(front.desk.now()).await?),
            None => None,
        },
        capabilities: profile.capabilities,
    })
}
