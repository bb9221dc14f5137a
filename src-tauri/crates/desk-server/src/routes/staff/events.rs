//! The live channel of the technician's page. It says that something changed; the page fetches what it shows.

use crate::{
    front::Front,
    routes::events::{is_about_sign_ins, live},
    session::{Presented, Reading},
    store::Logged,
};
use axum::{
    extract::State,
    response::{IntoResponse, sse::Event as Frame},
};
use desk_api::{Event, EventId, Problem};
use futures_util::{StreamExt, future::ready, stream};
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
pub(crate) async fn listen(State(front): State<Front>, _: Reading, Presented(session): Presented) -> impl IntoResponse {
    let stop = front.desk.hub().stopped();
    let heard = front.desk.hub().listen_as_staff();
    let hello = stream::once(async { Ok::<_, Infallible>(Frame::default().comment("listening")) });
    let desk = front.desk;
    let changes = stream::unfold(heard, next).take_while(move |change| {
        let (asks, desk, session) = (change.asks, desk.clone(), session.clone());
        async move {
            let Some(session) = session.filter(|_| asks) else { return !asks };
            desk.store().technician(&session, desk.now()).await.is_ok()
        }
    });
    let changes = changes.filter_map(|change| ready(change.data.map(|data| Ok(Frame::default().data(data)))));
    let ends = async move {
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(LASTS) => {}
        }
    };
    live(hello.chain(changes).take_until(Box::pin(ends)))
}

/// What the page is told, if anything, and whether its session has to be looked at first.
struct Change {
    data: Option<String>,
    asks: bool,
}

async fn next(mut heard: Receiver<Logged>) -> Option<(Change, Receiver<Logged>)> {
    let change = match heard.recv().await {
        Ok(Logged { what, .. }) if is_about_sign_ins(what) => Change { data: None, asks: true },
        Ok(Logged { seq, what, .. }) => Change { data: serde_json::to_string(&Event { id: EventId(seq), what }).ok(), asks: false },
        // Among what it missed may be the end of its session.
        Err(RecvError::Lagged(_)) => Change { data: Some(String::from(r#"{"what":{"kind":"resync"}}"#)), asks: true },
        Err(RecvError::Closed) => return None,
    };
    Some((change, heard))
}
