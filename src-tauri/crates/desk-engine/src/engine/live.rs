//! The live channel. While it stands, nothing is asked; when it does not, everything is asked now and then.

#[cfg(test)]
mod tests;

use super::random;
use crate::{Host, state::Event};
use desk_api::{Desk, EventId, EventKind};
use futures_util::StreamExt;
use std::{pin::pin, time::Duration};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

/// After this long a first connection stands, if it will; what happened while it was made is asked for once more.
const STANDS_AFTER: Duration = Duration::from_secs(5);
/// The longest first wait before connecting again.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// A channel that stood ends for a whole school in the same moment, because the desk starts again or its line was cut. The school comes
/// back spread over this time.
const RETURN_WITHIN: Duration = Duration::from_secs(15);

/// Listens for as long as the agent runs. `poke` counts up when there is reason to connect at once.
///
/// Where there is no channel, each attempt at one is also the question, and the next begins `poll_every` after it at the latest.
///
/// While a test is taken, a whole room is switched on in one minute and comes back to a lost network in one second. Then each
/// connection that nobody asked for waits for a moment of its own.
pub(super) async fn listen<D: Desk, H: Host>(
    desk: D,
    host: H,
    poll_every: Duration,
    mut poke: watch::Receiver<u64>,
    events: mpsc::UnboundedSender<Event>,
) {
    let mut last: Option<EventId> = None;
    let mut tries = 0_u32;
    let mut is_asked_for = false;
    loop {
        if !is_asked_for && host.is_testing().await {
            tokio::select! {
                () = tokio::time::sleep(random::within(poll_every)) => {}
                changed = poke.changed() => if changed.is_err() { return },
            }
        }
        is_asked_for = false;
        // Every connection, and every attempt at one, begins with asking for everything: that is the polling.
        events.send(Event::Said(EventKind::Resync)).ok();
        let since = Instant::now();
        let heard = until_it_ends(&desk, &mut last, &mut poke, &events).await;
        if heard == Ended::Poked {
            tries = 0;
            is_asked_for = true;
            continue;
        }
        let wait = if since.elapsed() > poll_every {
            tries = 0;
            random::within(RETURN_WITHIN)
        } else {
            let longest = FIRST_WAIT.saturating_mul(1_u32.checked_shl(tries).unwrap_or(u32::MAX)).min(poll_every);
            tries = tries.saturating_add(1);
            (longest / 2 + random::within(longest / 2)).saturating_sub(since.elapsed())
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            changed = poke.changed() => {
                if changed.is_err() {
                    return;
                }
                tries = 0;
                is_asked_for = true;
            }
        }
    }
}

#[derive(PartialEq, Eq)]
enum Ended {
    /// By the other side, or never begun.
    Ended,
    /// Because there is reason to connect anew.
    Poked,
}

async fn until_it_ends<D: Desk>(
    desk: &D,
    last: &mut Option<EventId>,
    poke: &mut watch::Receiver<u64>,
    events: &mpsc::UnboundedSender<Event>,
) -> Ended {
    let mut stream = pin!(desk.events(*last));
    let mut settle = pin!(tokio::time::sleep(STANDS_AFTER));
    let mut is_settled = last.is_some();
    loop {
        tokio::select! {
            item = stream.next() => match item {
                Some(Ok(event)) => {
                    *last = Some(event.id);
                    events.send(Event::Said(event.what)).ok();
                }
                Some(Err(error)) => {
                    tracing::debug!(%error, "The live channel ended");
                    return Ended::Ended;
                }
                None => return Ended::Ended,
            },
            () = &mut settle, if !is_settled => {
                is_settled = true;
                events.send(Event::Said(EventKind::Resync)).ok();
            }
            changed = poke.changed() => return if changed.is_ok() { Ended::Poked } else { Ended::Ended },
        }
    }
}
