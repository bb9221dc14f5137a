//! Keeps promises: one task that tells the desk when a promise begins to press, and moves it before it passes in silence.
//!
//! It sleeps until the next promise asks for something, or something was written: promises are days, so of many writes in a second
//! it looks after one. What it does is decided again inside the write,
//! so that several servers on one database, and a server that was killed, do each thing once.

use super::next_promise;
use crate::{help_desk::HelpDesk, problem::Failure};
use std::time::Duration;

/// Never longer: another process may have written, and a clock may have been set.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// How long it rests after a look: when much is written, and when the database was not there.
const REST: Duration = Duration::from_secs(1);

/// Runs until the desk stops.
pub(crate) async fn run(desk: HelpDesk) {
    let stop = desk.stop().clone();
    let mut written = desk.store().written();
    while !stop.is_cancelled() {
        let sleep = match keep(&desk).await {
            Ok(next) => next,
            Err(failure) => {
                tracing::error!(error = &failure as &dyn std::error::Error, "promises could not be looked after for a moment");
                REST
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            () = async {
                let _ = written.changed().await;
                tokio::time::sleep(REST).await;
            } => {}
            () = tokio::time::sleep(sleep.min(LONGEST_SLEEP)) => {}
        }
    }
}

/// Does what promises ask for now. Says how long nothing is to be done.
async fn keep(desk: &HelpDesk) -> Result<Duration, Failure> {
    let (store, lead) = (desk.store(), desk.config().renew_before);
    let is_due = |next: jiff::Timestamp| next <= desk.now();
    let mut next = store.next_promise_moment(lead).await?;
    if next.is_some_and(is_due) {
        let now = desk.now();
        store.raise_pressing(now).await?;
        for (ticket, was) in store.unkept_promises(lead, now).await? {
            let until = next_promise(&desk.config().calendar, was, now);
            if store.move_unkept(ticket, was, until, now).await? {
                tracing::info!(ticket.id = %ticket, "a promise was moved, because nobody had answered");
            }
        }
        next = store.next_promise_moment(lead).await?;
    }
    let left: Option<Duration> = next.map(|next| next.duration_since(desk.now()).try_into().unwrap_or_default());
    // A little later than to the point: moments are kept in milliseconds.
    Ok(left.map_or(LONGEST_SLEEP, |left| left + Duration::from_millis(1)))
}

#[cfg(test)]
mod tests;
