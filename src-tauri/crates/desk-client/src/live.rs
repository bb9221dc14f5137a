//! The live channel: server-sent events, until the connection ends or falls silent.

use crate::{
    client::Client,
    trouble::Unreached,
    wire::{Call, not_a_desk},
};
use bytes::{Buf, Bytes, BytesMut};
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

pub(crate) fn events(response: Response) -> impl Stream<Item = Result<Event, DeskError>> + Send {
    without_mark(chunks(response)).eventsource().filter_map(|frame| {
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

/// Takes the byte order mark away that a stream may begin with, and puts an empty line there instead: the reader of events panics where
/// one is left.
fn without_mark(chunks: impl Stream<Item = Result<Bytes, DeskError>> + Send) -> impl Stream<Item = Result<Bytes, DeskError>> + Send {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let begun = chunks.scan(Some(BytesMut::from("\n")), |beginning, chunk| {
        ready(Some(match (chunk, beginning.take()) {
            (Ok(chunk), Some(mut bytes)) => {
                bytes.extend_from_slice(&chunk);
                let said = &bytes[1..];
                if said.len() < MARK.len() && MARK.starts_with(said) {
                    *beginning = Some(bytes);
                    return ready(Some(None));
                }
                if said.starts_with(MARK) {
                    bytes.advance(MARK.len());
                    bytes[0] = b'\n';
                }
                Some(Ok(bytes.freeze()))
            }
            (chunk, _) => Some(chunk),
        }))
    });
    begun.filter_map(ready)
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

pub(crate) fn until_error<S>(events: S) -> impl Stream<Item = Result<Event, DeskError>> + Send
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

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::Body;
    use std::convert::Infallible;

    async fn heard(pieces: &'static [&'static [u8]]) -> Vec<u64> {
        let pieces = futures_util::stream::iter(pieces.iter().map(|piece| Ok::<_, Infallible>(Bytes::from_static(piece))));
        let response = Response::from(http::Response::new(Body::wrap_stream(pieces)));
        events(response).map(|event| event.expect("an event").id.0).collect().await
    }

    #[tokio::test]
    async fn a_byte_order_mark_at_the_beginning_is_passed_over_however_it_comes() {
        const EVENT: &[u8] = b"data: {\"id\":7,\"what\":{\"kind\":\"resync\"}}\n\n";

        assert_eq!(heard(&[EVENT]).await, [7]);
        assert_eq!(heard(&[b"\xef\xbb\xbf", EVENT]).await, [7]);
        assert_eq!(heard(&[b"\xef", b"\xbb", b"\xbf", EVENT]).await, [7]);
        assert_eq!(heard(&[b"\xef\xbb\xbf\xef\xbb\xbf", EVENT, EVENT]).await, [7]);
    }
}
