//! The live channel of the technician's page. It says that something changed; the page fetches what it shows.

use crate::{front::Front, routes::events::live, session::Reading, store::Logged};
use axum::{
    extract::State,
    response::{IntoResponse, sse::Event as Frame},
};
use desk_api::{Event, EventId, Problem};
use futures_util::{StreamExt, stream};
use std::{convert::Infallible, time::Duration};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// A page that stays open asks again who it is this often.
const LASTS: Duration = Duration::from_secs(15 * 60);

/// Everything that changes on the desk, as server-sent events. It has no resume: a page that comes back fetches what it shows.
#[utoipa::path(
    get,
    path = "/staff/events",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, content_type = "text/event-stream", body = Event), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn listen(State(front): State<Front>, _: Reading) -> impl IntoResponse {
    let stop = front.desk.hub().stopped();
    let heard = front.desk.hub().listen_as_staff();
    let hello = stream::once(async { Ok::<_, Infallible>(Frame::default().comment("listening")) });
    let changes = stream::unfold(heard, next);
    let ends = async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LASTS) => {}
        }
    };
    live(hello.chain(changes).take_until(Box::pin(ends)))
}

async fn next(mut heard: Receiver<Logged>) -> Option<(Result<Frame, Infallible>, Receiver<Logged>)> {
    let data = match heard.recv().await {
        Ok(Logged { seq, what, .. }) => serde_json::to_string(&Event { id: EventId(seq), what }).unwrap_or_default(),
        Err(RecvError::Lagged(_)) => String::from(r#"{"what":{"kind":"resync"}}"#),
        Err(RecvError::Closed) => return None,
    };
    Some((Ok(Frame::default().data(data)), heard))
}
