//! The live channel over SSE.

use crate::{
    front::{Front, SignedIn},
    problem::{Failure, Refusal},
};
use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        IntoResponse,
        sse::{Event as Frame, KeepAlive, Sse},
    },
};
use desk_api::{Code, Event, EventId, EventKind, Problem};
use futures_util::{StreamExt, future::ready, stream};
use jiff::Timestamp;
use std::{convert::Infallible, time::Duration};

/// How long the channel is silent at most.
const HEARTBEAT: Duration = Duration::from_secs(45);
/// No place has more digits.
const LONGEST_PLACE: usize = 18;

/// What happens to the requester's tickets and to notices, as server-sent events. Each frame's `id` is its place in the
/// stream and its `data` an `Event`; `Last-Event-ID` goes on from a place without gap or repeat, or answers `resync`.
/// A comment comes at least every 45 seconds. The stream ends with the access token it was opened with, and with its enrolment.
#[utoipa::path(
    get,
    path = "/events",
    tag = "events",
    params(("Last-Event-ID" = Option<String>, Header, pattern = "^[0-9]*$", max_length = 18, description = "The last place that was heard; none where it is empty")),
    responses((status = 200, content_type = "text/event-stream", body = Event), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn listen(
    State(front): State<Front>,
    SignedIn(asker): SignedIn,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Refusal> {
    let after = match headers.get("last-event-id").map(|value| value.to_str().map(str::trim)) {
        None | Some(Ok("")) => None,
        Some(Ok(text)) if text.len() > LONGEST_PLACE => return Err(Failure::invalid("Last-Event-ID").into()),
        Some(Ok(text)) => Some(EventId(text.parse().map_err(|_| Failure::invalid("Last-Event-ID"))?)),
        Some(Err(_)) => return Err(Failure::invalid("Last-Event-ID").into()),
    };
    let channel = front.desk.channels().open(asker.person)?;
    let store = front.desk.store().clone();
    // From here on the end of the enrolment is heard; whether it came between the token and here is asked once.
    let after = Some(after.unwrap_or(EventId(store.newest_event().await?)));
    if !store.is_signed_in(&asker.enrolment).await? {
        return Err(Failure::refused(Code::Unauthenticated).into());
    }
    let ends = tokio::time::sleep(until(asker.ends_at, front.desk.now()));
    let (person, enrolment) = (asker.person, asker.enrolment);
    // A frame at once, so that no proxy holds the headers back.
    let hello = stream::once(async { Ok::<_, Infallible>(Frame::default().comment("listening")) });
    let events = front.desk.hub().listen(person, after).filter_map(|event| ready(event.ok()));
    let events = events.take_while(move |event| {
        // What it missed may be just that.
        let asks = is_about_sign_ins(event.what) || event.what == EventKind::Resync;
        let asked = asks.then(|| (store.clone(), enrolment.clone()));
        async move {
            let Some((store, enrolment)) = asked else { return true };
            // Boxed: this is asked once in a long while, and its place would be held all the while.
            Box::pin(async move { store.is_signed_in(&enrolment).await.unwrap_or(false) }).await
        }
    });
    let events = events.filter_map(|event| ready((!is_about_sign_ins(event.what)).then(|| frame(event))));
    let held = hello.chain(events).take_until(ends).map(move |frame| {
        let _ = &channel;
        frame
    });
    Ok(live(held))
}

/// A stream of frames as an answer that no proxy keeps to itself.
pub(crate) fn live<S>(frames: S) -> impl IntoResponse
where
    S: futures_util::Stream<Item = Result<Frame, Infallible>> + Send + 'static,
{
    ([("x-accel-buffering", "no")], Sse::new(frames).keep_alive(KeepAlive::new().interval(HEARTBEAT).text("still here")))
}

/// An event about nothing says that sign-ins ended; it is for the streams themselves.
pub(crate) fn is_about_sign_ins(what: EventKind) -> bool {
    what == EventKind::Unknown
}

pub(crate) fn until(end: Timestamp, now: Timestamp) -> Duration {
    end.duration_since(now).try_into().unwrap_or_default()
}

fn frame(event: Event) -> Result<Frame, Infallible> {
    // Numbers and ids alone: this is JSON without fail, and an empty comment if it were not.
    Ok(serde_json::to_string(&event)
        .map_or_else(|_| Frame::default().comment(""), |data| Frame::default().id(event.id.0.to_string()).data(data)))
}
