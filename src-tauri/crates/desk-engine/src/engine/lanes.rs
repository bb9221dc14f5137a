//! Delivery: one task sends words, another pictures and files, so that a picture never holds up a word. While a test is taken,
//! pictures wait until it is over.

use super::random;
use crate::{
    Clock, Host, deliver,
    state::{Event, Went},
};
use desk_api::Desk;
use desk_outbox::{Lane, Outbox, OutboxError};
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// Both lanes.
pub(super) const ALL: [Lane; 2] = [Lane::Words, Lane::Attachments];

/// The shortest rest: the outbox says when anything is due, which may be what the other lane has in hand.
const REST: Duration = Duration::from_secs(1);
/// How often a picture that waits for a test to be over looks whether it is.
const REST_DURING_A_TEST: Duration = Duration::from_secs(30);
/// The rest after the outbox itself gave trouble.
const REST_AFTER_TROUBLE: Duration = Duration::from_secs(30);

/// What a lane needs.
pub(super) struct Road<D, H> {
    pub(super) desk: D,
    pub(super) host: H,
    pub(super) outbox: Outbox,
    pub(super) clock: Clock,
    /// Counts up when there may be something new to send.
    pub(super) wake: watch::Sender<u64>,
}

impl<D: Desk, H: Host> Road<D, H> {
    /// Sends what is due, in order, for as long as the agent runs.
    pub(super) async fn travel(self, lane: Lane, events: mpsc::UnboundedSender<Event>) {
        let mut woken = self.wake.subscribe();
        loop {
            woken.mark_unchanged();
            let rest = match self.send_next(lane, &events).await {
                Ok(Step::Sent) => continue,
                Ok(Step::Nothing { rest }) => rest,
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "The queue gave trouble");
                    Some(REST_AFTER_TROUBLE)
                }
            };
            tokio::select! {
                changed = woken.changed() => if changed.is_err() { return },
                () = tokio::time::sleep(rest.unwrap_or_default()), if rest.is_some() => {}
            }
        }
    }

    async fn send_next(&self, lane: Lane, events: &mpsc::UnboundedSender<Event>) -> Result<Step, OutboxError> {
        let now = self.clock.now();
        let Some(due) = self.outbox.next_in(lane, now).await? else {
            let due_at = self.outbox.next_due_at().await?;
            let rest = due_at.map(|at| Duration::try_from(at - now).unwrap_or_default().max(REST));
            return Ok(Step::Nothing { rest });
        };
        if lane == Lane::Attachments && self.host.is_testing().await {
            return Ok(Step::Nothing { rest: Some(random::around(REST_DURING_A_TEST)) });
        }
        let Some(attempt) = deliver::attempt(&self.desk, &self.outbox, &due, self.clock.now(), random::seed()).await? else {
            return Ok(Step::Sent);
        };
        if matches!(attempt.went, Went::Through(_)) {
            // Pictures may follow their words at once.
            self.wake.send_modify(|wakes| *wakes += 1);
        }
        events.send(Event::Attempted(attempt)).ok();
        Ok(Step::Sent)
    }
}

enum Step {
    /// Something was tried; there may be more.
    Sent,
    /// There was nothing to try.
    Nothing { rest: Option<Duration> },
}
