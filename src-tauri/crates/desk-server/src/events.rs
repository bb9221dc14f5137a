//! The live channel: one task reads what is new in the event log and passes it to every open stream.
//!
//! A stream first listens, then reads from the log what it missed, then goes on with what it hears; each event has a place in
//! the log, so nothing is lost or said twice where the two meet. The task sleeps until this process writes or a scheduled notice
//! begins; only while somebody listens does it also look, once a second, whether another process has written (the subcommands).

use crate::{
    help_desk::Clock,
    problem::Failure,
    store::{Audience, Logged, Store, data_version},
};
use desk_api::{DeskError, Event, EventId, EventKind, PersonId};
use futures_util::{Stream, stream};
use sqlx::{Connection, SqliteConnection};
use std::{collections::VecDeque, time::Duration};
use tokio::sync::{
    broadcast::{self, error::RecvError},
    watch::Receiver,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

const LOOK_EVERY: Duration = Duration::from_secs(1);
const LONGEST_SLEEP: Duration = Duration::from_secs(3_600);
/// Events read from the log at once.
const BATCH: u32 = 500;
/// Events a slow stream may be behind before it reads the log again.
const BACKLOG: usize = 256;

/// Where streams come from.
#[derive(Clone, Debug)]
pub(crate) struct Hub {
    store: Store,
    said: broadcast::Sender<Logged>,
    stop: CancellationToken,
}

impl Hub {
    /// Starts the task. It ends, and with it every stream, when `stop` is cancelled.
    pub(crate) async fn start(store: Store, clock: Clock, stop: CancellationToken, tasks: &TaskTracker) -> Result<Self, Failure> {
        let (said, _) = broadcast::channel(BACKLOG);
        let hub = Self { store, said, stop };
        let reader = Reader { newest: hub.store.newest_event().await?, hub: hub.clone(), clock };
        tasks.spawn(reader.run());
        Ok(hub)
    }

    /// What a person may hear from now on, or since `after`.
    pub(crate) fn listen(&self, person: PersonId, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + use<> {
        let listener = Listener {
            heard: self.subscribe(),
            hub: self.clone(),
            person,
            cursor: after.map(|id| id.0),
            waiting: VecDeque::new(),
            has_begun: false,
            has_ended: false,
        };
        stream::unfold(listener, |mut listener| async move {
            match listener.next().await {
                Ok(Some(event)) => Some((Ok(event), listener)),
                Ok(None) => None,
                Err(failure) => {
                    listener.has_ended = true;
                    Some((Err(failure.into()), listener))
                }
            }
        })
    }

    /// Everything there is, for the desk's own pages.
    pub(crate) fn listen_as_staff(&self) -> broadcast::Receiver<Logged> {
        self.subscribe()
    }

    /// Joins, and lets the task know that somebody listens now.
    fn subscribe(&self) -> broadcast::Receiver<Logged> {
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
        let is_heard = self.hub.said.receiver_count() > 0;
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
                // Nobody listening is fine.
                let _ = self.hub.said.send(event);
            }
        }
    }
}

struct Listener {
    hub: Hub,
    heard: broadcast::Receiver<Logged>,
    person: PersonId,
    /// The last place that was said or passed over; none before it is known where "now" is.
    cursor: Option<u64>,
    waiting: VecDeque<Event>,
    has_begun: bool,
    has_ended: bool,
}

impl Listener {
    async fn next(&mut self) -> Result<Option<Event>, Failure> {
        if self.has_ended {
            return Ok(None);
        }
        if !self.has_begun {
            self.has_begun = true;
            self.begin().await?;
        }
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Ok(Some(event));
            }
            let heard = tokio::select! {
                () = self.hub.stop.cancelled() => return Ok(None),
                heard = self.heard.recv() => heard,
            };
            match heard {
                Ok(logged) if self.cursor.is_none_or(|cursor| logged.seq > cursor) => {
                    self.cursor = Some(logged.seq);
                    if self.is_for_me(logged.audience) {
                        return Ok(Some(event(logged)));
                    }
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => self.catch_up().await?,
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }

    async fn begin(&mut self) -> Result<(), Failure> {
        let newest = self.hub.store.newest_event().await?;
        let Some(after) = self.cursor else {
            self.cursor = Some(newest);
            return Ok(());
        };
        if self.hub.store.can_resume_from(after).await? {
            return self.catch_up().await;
        }
        self.resync(newest);
        Ok(())
    }

    /// Reads from the log what came after the cursor.
    async fn catch_up(&mut self) -> Result<(), Failure> {
        let newest = self.hub.store.newest_event().await?;
        let missed = self.hub.store.events_for(self.person, self.cursor.unwrap_or(newest), BATCH + 1).await?;
        if missed.len() > BATCH as usize {
            self.resync(newest);
            return Ok(());
        }
        self.cursor = Some(missed.last().map_or(newest, |last| last.seq.max(newest)));
        self.waiting.extend(missed.into_iter().map(event));
        Ok(())
    }

    fn resync(&mut self, newest: u64) {
        self.cursor = Some(newest);
        self.waiting = VecDeque::from([Event { id: EventId(newest), what: EventKind::Resync }]);
    }

    fn is_for_me(&self, audience: Audience) -> bool {
        match audience {
            Audience::Person(person) => person == self.person,
            Audience::Everybody => true,
            Audience::Staff => false,
        }
    }
}

fn event(logged: Logged) -> Event {
    Event { id: EventId(logged.seq), what: logged.what }
}
