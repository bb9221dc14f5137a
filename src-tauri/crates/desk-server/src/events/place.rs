//! A stream's place in the event log, and how it goes on from there: by what it hears, or by the log where it missed something.

use super::{BATCH, Hub, listeners::Ear};
use crate::{problem::Failure, store::Logged};
use desk_api::{Event, EventId, EventKind, PersonId};
use std::collections::VecDeque;

/// One open stream.
pub(super) struct Listener {
    hub: Hub,
    ear: Ear,
    person: PersonId,
    /// The last place that was said or passed over; none before it is known where "now" is.
    cursor: Option<u64>,
    waiting: VecDeque<Event>,
    has_begun: bool,
    has_ended: bool,
}

impl Listener {
    /// Listens from now on, and says what came after `after` first.
    pub(super) fn new(hub: Hub, person: PersonId, after: Option<EventId>) -> Self {
        let ear = hub.listeners.join(person);
        Self { hub, ear, person, cursor: after.map(|id| id.0), waiting: VecDeque::new(), has_begun: false, has_ended: false }
    }

    /// Says nothing more.
    pub(super) fn end(&mut self) {
        self.has_ended = true;
    }

    /// What is said next; nothing after the end.
    pub(super) async fn next(&mut self) -> Result<Option<Event>, Failure> {
        if self.has_ended {
            return Ok(None);
        }
        // What asks the database is boxed: a stream waits for hours, and asks for a moment.
        if !self.has_begun {
            self.has_begun = true;
            Box::pin(self.begin()).await?;
        }
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Ok(Some(event));
            }
            let heard = tokio::select! {
                () = self.hub.stop.cancelled() => return Ok(None),
                heard = self.ear.hear() => heard,
            };
            match heard {
                Some(logged) if self.cursor.is_none_or(|cursor| logged.seq > cursor) => {
                    self.cursor = Some(logged.seq);
                    return Ok(Some(event(*logged)));
                }
                Some(_) => {}
                None => Box::pin(self.come_back()).await?,
            }
        }
    }

    /// Listens again after it fell behind, and reads what it missed.
    async fn come_back(&mut self) -> Result<(), Failure> {
        self.ear = self.hub.listeners.join(self.person);
        self.catch_up().await
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
}

fn event(logged: Logged) -> Event {
    Event { id: EventId(logged.seq), what: logged.what }
}
