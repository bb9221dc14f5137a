//! The last answer to each read, so that "unchanged" needs no body.

use bytes::Bytes;
use http::HeaderValue;
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// How many answers are held; past that the one that was used longest ago goes.
const MOST: usize = 32;

/// Answers by path, in memory.
#[derive(Default)]
pub(crate) struct Cache {
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    answers: BTreeMap<String, Answer>,
    uses: u64,
}

struct Answer {
    tag: HeaderValue,
    body: Bytes,
    last_use: u64,
}

impl Cache {
    /// What is held for a path, and the tag to ask with.
    pub(crate) fn get(&self, path: &str) -> Option<(HeaderValue, Bytes)> {
        let mut held = self.held();
        held.uses += 1;
        let now = held.uses;
        let answer = held.answers.get_mut(path)?;
        answer.last_use = now;
        Some((answer.tag.clone(), answer.body.clone()))
    }

    pub(crate) fn put(&self, path: &str, tag: HeaderValue, body: Bytes) {
        let mut held = self.held();
        held.uses += 1;
        let last_use = held.uses;
        held.answers.insert(path.to_owned(), Answer { tag, body, last_use });
        if held.answers.len() > MOST {
            let oldest = held.answers.iter().min_by_key(|(_, answer)| answer.last_use).map(|(path, _)| path.clone());
            oldest.and_then(|oldest| held.answers.remove(&oldest));
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_used_longest_ago_makes_room() {
        let cache = Cache::default();
        let tag = HeaderValue::from_static("\"1\"");
        for number in 0..MOST {
            cache.put(&format!("tickets/{number}"), tag.clone(), Bytes::from(number.to_string()));
        }
        assert!(cache.get("tickets/0").is_some());

        cache.put("notices", tag, Bytes::from_static(b"[]"));

        assert_eq!(cache.get("tickets/0").map(|(_, body)| body).as_deref(), Some(&b"0"[..]));
        assert_eq!(cache.get("tickets/1"), None);
        assert!(cache.get("notices").is_some());
    }
}
