//! The live channel: one task reads what is new in the event log and passes it to the streams it is for.
//!
//! A stream first listens, then reads from the log what it missed, then goes on with what it hears; each event has a place in
//! the log, so nothing is lost or said twice where the two meet. The task sleeps until this process writes or a scheduled notice
//! begins; only while somebody listens does it also look, once a second, whether another process has written (the subcommands).

mod listeners;
mod place;

use crate::{
    help_desk::Clock,
    problem::Failure,
    store::{Logged, Store, data_version},
};
use desk_api::{DeskError, Event, EventId, PersonId};
use futures_util::{Stream, stream};
use listeners::Listeners;
use place::Listener;
use sqlx::{Connection, SqliteConnection};
use std::{sync::Arc, time::Duration};
use tokio::sync::{broadcast, watch::Receiver};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

const LOOK_EVERY: Duration = Duration::from_secs(1);
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
                tokio::time::sleep(LOOK_EVERY).await;
            }
        }
    }

    async fn follow(&mut self) -> Result<(), Failure> {
        let store = self.hub.store.clone();
        let mut watch = store.watch().await?;
        let mut version = data_version(&mut watch).await?;
        let mut written = store.written();
        let mut begins = Some(Duration::ZERO);
        while !self.hub.stop.is_cancelled() {
            if begins.is_some_and(|left| left.is_zero()) {
                store.say_begun_notices((self.clock)()).await?;
            }
            self.pass_on().await?;
            let now = (self.clock)();
            let next = store.next_notice_start(now).await?;
            begins = next.map(|start| start.duration_since(now).try_into().unwrap_or_default());
            self.wait(&mut watch, &mut version, &mut written, begins).await?;
            begins = next.map(|start| start.duration_since((self.clock)()).try_into().unwrap_or_default());
        }
        // Whoever closes last tidies the database up, so this one is not left to close by itself.
        watch.close().await?;
        Ok(())
    }

    /// Until something was written here or elsewhere, a notice begins, or all ends.
    async fn wait(
        &self,
        watch: &mut SqliteConnection,
        version: &mut i64,
        written: &mut Receiver<()>,
        begins: Option<Duration>,
    ) -> Result<(), Failure> {
        let is_heard = self.hub.said.receiver_count() > 0 || !self.hub.listeners.are_none();
        // A little later than to the point, and never so long that a clock that was set goes unnoticed.
        let begun = begins.map(|left| (left + Duration::from_millis(1)).min(LONGEST_SLEEP)).unwrap_or(LONGEST_SLEEP);
        let elsewhere = async {
            loop {
                tokio::time::sleep(LOOK_EVERY).await;
                let seen = data_version(watch).await?;
                if std::mem::replace(version, seen) != seen {
                    return Ok(());
                }
            }
        };
        tokio::select! {
            () = self.hub.stop.cancelled() => Ok(()),
            _ = written.changed() => Ok(()),
            () = tokio::time::sleep(begun) => Ok(()),
            looked = elsewhere, if is_heard => looked,
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
