//! How many live channels there are at the same time: each holds a connection, and with it a descriptor of this process. Whoever gets
//! none is told so and asks now and then instead; what a person sends never waits for one.

use crate::problem::Failure;
use desk_api::PersonId;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Channels one person may have: several computers, and the remains of lines that were cut.
const OF_ONE: usize = 16;
/// When to ask for one again.
const ASK_AGAIN: Duration = Duration::from_secs(60);

/// All that are open.
#[derive(Debug)]
pub(crate) struct Channels {
    most: usize,
    open: Mutex<Open>,
}

#[derive(Debug, Default)]
struct Open {
    all: usize,
    of: BTreeMap<PersonId, usize>,
}

/// One, open until it is dropped.
#[derive(Debug)]
pub(crate) struct Channel {
    channels: Arc<Channels>,
    person: PersonId,
}

impl Channels {
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self { most, open: Mutex::default() })
    }

    /// One for this person.
    ///
    /// # Errors
    /// When there are as many as there may be, of hers or of everybody's.
    pub(crate) fn open(self: &Arc<Self>, person: PersonId) -> Result<Channel, Failure> {
        let mut open = self.lock();
        if open.all >= self.most {
            return Err(Failure::full(ASK_AGAIN));
        }
        let own = open.of.entry(person).or_default();
        if *own >= OF_ONE {
            return Err(Failure::too_often(ASK_AGAIN));
        }
        *own += 1;
        open.all += 1;
        Ok(Channel { channels: Arc::clone(self), person })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        let mut open = self.channels.lock();
        open.all = open.all.saturating_sub(1);
        if let Some(own) = open.of.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                open.of.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    #[test]
    fn one_that_was_closed_makes_room_for_another() {
        let channels = Channels::new(2);
        let first = channels.open(person(1)).expect("the first");
        let _second = channels.open(person(2)).expect("the second");
        assert!(matches!(channels.open(person(3)), Err(Failure::Refused { retry_after: Some(_), .. })));

        drop(first);

        assert!(channels.open(person(3)).is_ok());
    }

    #[test]
    fn one_person_cannot_have_them_all() {
        let channels = Channels::new(1_000);
        let hers: Vec<_> = (0..OF_ONE).map(|_| channels.open(person(1)).expect("hers")).collect();

        assert!(channels.open(person(1)).is_err());
        assert!(channels.open(person(2)).is_ok());

        drop(hers);
        assert_eq!(channels.lock().of.len(), 0, "nobody is remembered who is not there");
    }
}
