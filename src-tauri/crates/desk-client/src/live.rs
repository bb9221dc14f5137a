//! The live channel: server-sent events, until the connection ends or falls silent.

use crate::{
    client::Client,
    trouble::Unreached,
    wire::{Call, not_a_desk},
};
use bytes::Bytes;
use desk_api::{DeskError, Event, EventId};
use eventsource_stream::{EventStreamError, Eventsource};
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    future::ready,
    stream::{once, unfold},
};
use http::{HeaderName, HeaderValue};
use reqwest::Response;
use std::{pin::Pin, time::Duration};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");
/// A desk says at once that it listens. Where that does not come through, a filter between holds the stream back, and nothing else
/// would come either.
const HELLO: Duration = Duration::from_secs(10);
/// Two heartbeats and a little: silence for so long means that the connection is gone.
const QUIET: Duration = Duration::from_secs(100);
/// How much one connection may bring before it is begun anew.
const LARGEST: usize = 16 * 1024 * 1024;

/// Connects when it is first asked, and ends after the first error.
pub(crate) fn listen(client: Client, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
    let connected = once(async move {
        let mut call = Call::get_events("events");
        if let Some(EventId(after)) = after {
            call = call.header(LAST_EVENT_ID, HeaderValue::from(after));
        }
        client.listen(&call).await.map(events)
    });
    until_error(connected.try_flatten())
}

fn events(response: Response) -> impl Stream<Item = Result<Event, DeskError>> + Send {
    chunks(response).eventsource().filter_map(|frame| {
        ready(match frame {
            Ok(frame) => read(&frame.data).map(Ok),
            Err(EventStreamError::Transport(error)) => Some(Err(error)),
            Err(EventStreamError::Utf8(_) | EventStreamError::Parser(_)) => Some(Err(not_a_desk("no server-sent events"))),
        })
    })
}

/// What a frame says. A later version's frame that this one cannot read is passed over.
fn read(data: &str) -> Option<Event> {
    let event = serde_json::from_str(data).ok();
    if event.is_none() {
        tracing::debug!(event.bytes = data.len(), "An event of the help desk cannot be read");
    }
    event
}

/// The bytes of the connection; silence and excess are its end.
fn chunks(response: Response) -> impl Stream<Item = Result<Bytes, DeskError>> + Send {
    let bytes: Pin<Box<dyn Stream<Item = reqwest::Result<Bytes>> + Send>> = Box::pin(response.bytes_stream());
    unfold((bytes, 0_usize), |(mut bytes, so_far)| async move {
        let quiet = if so_far == 0 { HELLO } else { QUIET };
        let chunk = match tokio::time::timeout(quiet, bytes.next()).await {
            Ok(None) => return None,
            Ok(Some(Ok(chunk))) if so_far + chunk.len() > LARGEST => Err(not_a_desk("a channel that brings too much")),
            Ok(Some(chunk)) => chunk.map_err(Unreached::because),
            Err(_) => Err(Unreached::in_time()),
        };
        let so_far = so_far + chunk.as_ref().map_or(0, Bytes::len);
        Some((chunk, (bytes, so_far)))
    })
}

fn until_error<S>(events: S) -> impl Stream<Item = Result<Event, DeskError>> + Send
where
    S: Stream<Item = Result<Event, DeskError>> + Send,
{
    events.scan(false, |has_ended, event| {
        if *has_ended {
            return ready(None);
        }
        *has_ended = event.is_err();
        ready(Some(event))
    })
}
