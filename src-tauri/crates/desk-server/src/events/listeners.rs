//! Who listens at this moment, by person: what is hers wakes her own streams alone, however many others there are.

use crate::store::{Audience, Logged};
use desk_api::PersonId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::mpsc::{self, Receiver, Sender};

/// Events a slow stream may be behind before it is let go and reads the log again.
const BACKLOG: usize = 256;

/// All streams that are open.
#[derive(Debug, Default)]
pub(super) struct Listeners {
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    newest: u64,
    of: HashMap<PersonId, Vec<Line>>,
}

/// How one of them is reached.
#[derive(Debug)]
struct Line {
    number: u64,
    says: Sender<Arc<Logged>>,
}

impl Line {
    /// Whether there was room for it.
    fn takes(&self, event: &Arc<Logged>) -> bool {
        self.says.try_send(Arc::clone(event)).is_ok()
    }
}

/// One of them, until it is dropped.
#[derive(Debug)]
pub(super) struct Ear {
    listeners: Arc<Listeners>,
    person: PersonId,
    number: u64,
    heard: Receiver<Arc<Logged>>,
}

impl Listeners {
    /// Listens for a person.
    pub(super) fn join(self: &Arc<Self>, person: PersonId) -> Ear {
        let (says, heard) = mpsc::channel(BACKLOG);
        let mut open = self.lock();
        open.newest += 1;
        let number = open.newest;
        open.of.entry(person).or_default().push(Line { number, says });
        Ear { listeners: Arc::clone(self), person, number, heard }
    }

    /// Tells everybody whom it is for. Staff have a channel of their own.
    pub(super) fn tell(&self, event: Logged) {
        let mut open = self.lock();
        let event = Arc::new(event);
        match event.audience {
            Audience::Person(person) => {
                if let Some(hers) = open.of.get_mut(&person) {
                    hers.retain(|line| line.takes(&event));
                }
            }
            Audience::Everybody => {
                for of_one in open.of.values_mut() {
                    of_one.retain(|line| line.takes(&event));
                }
            }
            Audience::Staff => {}
        }
    }

    /// Whether nobody listens.
    pub(super) fn are_none(&self) -> bool {
        self.lock().of.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ear {
    /// What is said next. Nothing more comes for one who fell behind.
    pub(super) async fn hear(&mut self) -> Option<Arc<Logged>> {
        self.heard.recv().await
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        let mut open = self.listeners.lock();
        if let Some(hers) = open.of.get_mut(&self.person) {
            hers.retain(|line| line.number != self.number);
            if hers.is_empty() {
                open.of.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::EventKind;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    fn event(seq: u64, audience: Audience) -> Logged {
        Logged { seq, audience, what: EventKind::Resync }
    }

    async fn all(mut ear: Ear, listeners: &Arc<Listeners>) -> Vec<u64> {
        // Said last, to everybody, so that it is known where what was said ends.
        listeners.tell(event(u64::MAX, Audience::Everybody));
        let mut seqs = Vec::new();
        while let Some(event) = ear.hear().await.filter(|event| event.seq != u64::MAX) {
            seqs.push(event.seq);
        }
        seqs
    }

    #[tokio::test]
    async fn each_hears_what_is_hers_and_everybodys_in_order() {
        let listeners = Arc::<Listeners>::default();
        let (maria, her_other_room, anna) = (listeners.join(person(1)), listeners.join(person(1)), listeners.join(person(2)));
        for (seq, audience) in [
            (1, Audience::Person(person(1))),
            (2, Audience::Everybody),
            (3, Audience::Staff),
            (4, Audience::Person(person(2))),
            (5, Audience::Person(person(1))),
            (6, Audience::Person(person(3))),
        ] {
            listeners.tell(event(seq, audience));
        }

        assert_eq!(all(maria, &listeners).await, [1, 2, 5]);
        assert_eq!(all(her_other_room, &listeners).await, [1, 2, 5]);
        assert_eq!(all(anna, &listeners).await, [2, 4]);
        assert!(listeners.are_none());
    }

    #[tokio::test]
    async fn one_who_falls_behind_hears_what_came_until_then_and_nothing_after() {
        let listeners = Arc::<Listeners>::default();
        let (mut slow, quick) = (listeners.join(person(1)), listeners.join(person(2)));
        let backlog = u64::try_from(BACKLOG).expect("a number");
        for seq in 0..=backlog {
            listeners.tell(event(seq, Audience::Person(person(1))));
        }

        for seq in 0..backlog {
            assert_eq!(slow.hear().await.map(|event| event.seq), Some(seq));
        }
        assert_eq!(slow.hear().await, None);
        assert_eq!(all(quick, &listeners).await, [0; 0]);
    }
}
