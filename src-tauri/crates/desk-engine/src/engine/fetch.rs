//! Questions to the desk: each is asked once at a time, again when it changed meanwhile, and later when there was no answer.

use super::random;
use crate::{
    Clock,
    state::{Event, Fetch, Heard, Unheard},
};
use desk_api::{Desk, DeskError, EventKind};
use desk_outbox::backoff;
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, mpsc},
    task::JoinSet,
};

/// How many questions are asked at the same time.
const AT_ONCE: usize = 4;

/// A question that takes longer has no answer.
const LONGEST: Duration = Duration::from_secs(2 * 60);

/// What is being asked.
pub(super) struct Fetches<D> {
    desk: D,
    clock: Clock,
    events: mpsc::UnboundedSender<Event>,
    /// For each question in the air, whether it is to be asked again once it is answered.
    asking: BTreeMap<Fetch, bool>,
    turns: Arc<Semaphore>,
    tasks: JoinSet<()>,
    /// How many questions in a row had no answer, and whether everything will be asked again because of it.
    misses: u32,
    will_ask_again: bool,
}

impl<D: Desk> Fetches<D> {
    pub(super) fn new(desk: D, clock: Clock, events: mpsc::UnboundedSender<Event>) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { desk, clock, events, asking: BTreeMap::new(), turns, tasks: JoinSet::new(), misses: 0, will_ask_again: false }
    }

    /// Asks, or asks again once the answer to the same question is here.
    pub(super) fn ask(&mut self, what: Fetch) {
        if what == Fetch::Tickets {
            self.will_ask_again = false;
        }
        if let Some(again) = self.asking.get_mut(&what) {
            *again = true;
            return;
        }
        self.asking.insert(what, false);
        let (desk, clock, events, turns) = (self.desk.clone(), self.clock.clone(), self.events.clone(), self.turns.clone());
        self.tasks.spawn(async move {
            // The semaphore is never closed.
            let _turn = turns.acquire().await;
            let event = match fetch_in_time(&desk, &clock, what).await {
                Ok(heard) => Event::Heard(heard),
                Err(error) => {
                    tracing::debug!(%error, ?what, "The desk was not heard");
                    Event::NotHeard { what, why: why(&error) }
                }
            };
            events.send(event).ok();
        });
    }

    /// An answer is here.
    pub(super) fn heard(&mut self, heard: &Heard) {
        self.misses = 0;
        self.done(question(heard));
    }

    /// An answer will not come.
    pub(super) fn not_heard(&mut self, what: Fetch, why: Unheard) {
        if why != Unheard::Refused {
            self.ask_all_later();
        }
        self.done(what);
    }

    fn done(&mut self, what: Fetch) {
        while self.tasks.try_join_next().is_some() {}
        if self.asking.remove(&what) == Some(true) {
            self.ask(what);
        }
    }

    fn ask_all_later(&mut self) {
        if self.will_ask_again {
            return;
        }
        self.will_ask_again = true;
        self.misses = self.misses.saturating_add(1);
        let (rest, events) = (backoff(self.misses, random::seed()), self.events.clone());
        self.tasks.spawn(async move {
            tokio::time::sleep(rest).await;
            events.send(Event::Said(EventKind::Resync)).ok();
        });
    }
}

async fn fetch_in_time<D: Desk>(desk: &D, clock: &Clock, what: Fetch) -> Result<Heard, DeskError> {
    let in_time = tokio::time::timeout(LONGEST, fetch(desk, clock, what)).await;
    in_time.unwrap_or_else(|elapsed| Err(DeskError::Unreachable(Arc::new(elapsed))))
}

async fn fetch<D: Desk>(desk: &D, clock: &Clock, what: Fetch) -> Result<Heard, DeskError> {
    match what {
        Fetch::Profile => desk.profile().await.map(Heard::Profile),
        Fetch::Tickets => {
            let asked_at = clock.now();
            desk.tickets().await.map(|tickets| Heard::Tickets { asked_at, tickets })
        }
        Fetch::Thread(id) => desk.thread(id).await.map(Heard::Thread),
        Fetch::Notices => desk.notices().await.map(Heard::Notices),
        Fetch::Tips => desk.tips().await.map(Heard::Tips),
    }
}

fn why(error: &DeskError) -> Unheard {
    match error {
        DeskError::Refused { .. } => Unheard::Refused,
        DeskError::NotEnrolled(_) => Unheard::NotEnrolled,
        DeskError::NoStore(_) => Unheard::Locked,
        DeskError::InTrouble { .. } | DeskError::Unreachable(_) | DeskError::NotADesk { .. } => Unheard::NoAnswer,
    }
}

fn question(heard: &Heard) -> Fetch {
    match heard {
        Heard::Profile(_) => Fetch::Profile,
        Heard::Tickets { .. } => Fetch::Tickets,
        Heard::Thread(thread) => Fetch::Thread(thread.ticket.id),
        Heard::Notices(_) => Fetch::Notices,
        Heard::Tips(_) => Fetch::Tips,
    }
}
