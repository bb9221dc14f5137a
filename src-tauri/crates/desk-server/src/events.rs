//! The live channel: one task reads what is new in the event log and passes it to the streams it is for.
//!
//! A stream first listens, then reads from the log what it missed, then goes on with what it hears; each event has a place in
//! the log, so nothing is lost or said twice where the two meet. The task sleeps until this process writes or a scheduled notice
//! begins. Of what another process has written PostgreSQL tells it; SQLite it asks, once a second and only while somebody listens.

mod listeners;
mod place;

use crate::{
    help_desk::Clock,
    problem::Failure,
    store::{Elsewhere, Logged, Store},
};
use desk_api::{DeskError, Event, EventId, PersonId};
use futures_util::{Stream, stream};
use jiff::Timestamp;
use listeners::Listeners;
use place::Listener;
use std::{sync::Arc, time::Duration};
use tokio::sync::{broadcast, watch::Receiver};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long it rests when the database was not there.
const REST: Duration = Duration::from_secs(1);
const LONGEST_SLEEP: Duration = Duration::from_secs(3_600);
/// Events read from the log at once.
const BATCH: u32 = 500;
/// Events a page of the desk may be behind before it is told to fetch everything.
const BACKLOG: usize = 256;

/// Where streams come from.
#[derive(Clone, Debug)]
pub(crate) struct Hub {
    store: Store,
    listeners: Arc<Listeners>,
    /// All there is, for the desk's own pages.
    said: broadcast::Sender<Logged>,
    stop: CancellationToken,
}

impl Hub {
    /// Starts the task. It ends, and with it every stream, when `stop` is cancelled.
    pub(crate) async fn start(store: Store, clock: Clock, stop: CancellationToken, tasks: &TaskTracker) -> Result<Self, Failure> {
        let (said, _) = broadcast::channel(BACKLOG);
        let hub = Self { store, listeners: Arc::default(), said, stop };
        let reader = Reader { newest: hub.store.newest_event().await?, hub: hub.clone(), clock };
        tasks.spawn(reader.run());
        Ok(hub)
    }

    /// What a person may hear from now on, or since `after`.
    pub(crate) fn listen(&self, person: PersonId, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + use<> {
        let listener = Listener::new(self.clone(), person, after);
        // Whoever is new is heard of by the task, which looks for other processes' writes only while somebody listens.
        self.store.wake();
        stream::unfold(listener, |mut listener| async move {
            match listener.next().await {
                Ok(Some(event)) => Some((Ok(event), listener)),
                Ok(None) => None,
                Err(failure) => {
                    listener.end();
                    Some((Err(failure.into()), listener))
                }
            }
        })
    }

    /// Everything there is, for the desk's own pages.
    pub(crate) fn listen_as_staff(&self) -> broadcast::Receiver<Logged> {
        let heard = self.said.subscribe();
        self.store.wake();
        heard
    }

    /// Cancelled when streams have to end.
    pub(crate) fn stopped(&self) -> CancellationToken {
        self.stop.clone()
    }
}

struct Reader {
    newest: u64,
    hub: Hub,
    clock: Clock,
}

impl Reader {
    async fn run(mut self) {
        while !self.hub.stop.is_cancelled() {
            if let Err(failure) = self.follow().await {
                tracing::error!(error = &failure as &dyn std::error::Error, "the live channel lost the database for a moment");
                tokio::time::sleep(REST).await;
            }
        }
    }

    async fn follow(&mut self) -> Result<(), Failure> {
        let store = self.hub.store.clone();
        let mut elsewhere = store.elsewhere().await?;
        let mut written = store.written();
        // Up to where it was said what has begun. Nothing falls between two looks, whatever ends the sleep.
        let mut said_until = Timestamp::MIN;
        while !self.hub.stop.is_cancelled() {
            let now = (self.clock)();
            let mut next = store.next_notice_start(said_until).await?;
            if next.is_some_and(|start| start <= now) {
                store.say_begun_notices(now).await?;
                said_until = now;
                next = store.next_notice_start(now).await?;
            }
            self.pass_on().await?;
            let begins = next.map(|start| start.duration_since((self.clock)()).try_into().unwrap_or_default());
            self.wait(&mut elsewhere, &mut written, begins).await?;
        }
        elsewhere.close().await
    }

    /// Until something was written here or elsewhere, a notice begins, or all ends.
    async fn wait(&self, elsewhere: &mut Elsewhere, written: &mut Receiver<()>, begins: Option<Duration>) -> Result<(), Failure> {
        let asks = elsewhere.is_free() || self.hub.said.receiver_count() > 0 || !self.hub.listeners.are_none();
        // A little later than to the point, and never so long that a clock that was set goes unnoticed.
        let begun = begins.map(|left| (left + Duration::from_millis(1)).min(LONGEST_SLEEP)).unwrap_or(LONGEST_SLEEP);
        tokio::select! {
            () = self.hub.stop.cancelled() => Ok(()),
            _ = written.changed() => Ok(()),
            () = tokio::time::sleep(begun) => Ok(()),
            looked = elsewhere.written(), if asks => looked,
        }
    }

    async fn pass_on(&mut self) -> Result<(), Failure> {
        loop {
            let events = self.hub.store.events_after(self.newest, BATCH).await?;
            let Some(last) = events.last() else { return Ok(()) };
            self.newest = last.seq;
            for event in events {
                self.hub.listeners.tell(event);
                // No page being open is fine.
                let _ = self.hub.said.send(event);
            }
        }
    }
}
