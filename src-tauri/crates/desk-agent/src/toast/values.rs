//! One-time values: what a toast's button carries instead of what it does.
//!
//! Whoever can make the desktop say "this button was pressed" can say it of any button. So a button that acts is named by a random
//! value that only the press of that very button can know. The agent's database keeps its hash and what it stands for, for a week,
//! also across a restart of the agent. A value that is unknown, used or too old stands for nothing.

use desk_outbox::Outbox;
use desk_view::Request;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The note in the agent's database.
const NOTE: &str = "toast-values";
/// How long a button can be pressed.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How many toasts are remembered; of more, the oldest lose their buttons.
const MOST: usize = 256;
/// 128 bits.
const BYTES: usize = 16;

/// The values that have been given out and not been used.
#[derive(Debug)]
pub(super) struct Values {
    outbox: Option<Outbox>,
    toasts: Vec<Given>,
}

/// The buttons of one toast, of which one can be pressed once.
#[derive(Debug, Serialize, Deserialize)]
struct Given {
    until: Timestamp,
    /// By the hash of its value, what each does.
    buttons: Vec<(String, Request)>,
}

impl Values {
    /// Those that the database holds. What cannot be read stands for nothing.
    pub(super) async fn read(outbox: Option<Outbox>) -> Self {
        let Some(kept) = &outbox else { return Self { outbox, toasts: Vec::new() } };
        let note = kept.note(NOTE).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "buttons of earlier toasts only open what they are about");
            None
        });
        let toasts = note.and_then(|note| serde_json::from_slice(&note).ok()).unwrap_or_default();
        Self { outbox, toasts }
    }

    /// Gives each of a toast's requests a value, which is on the disk before anybody can press it. `None` where none can be had.
    pub(super) async fn give(&mut self, requests: &[Request], now: Timestamp) -> Option<Vec<String>> {
        let values: Vec<_> = requests.iter().map(|_| random()).collect::<Option<_>>()?;
        let buttons = values.iter().map(|value| hash(value)).zip(requests.iter().cloned()).collect();
        self.toasts.retain(|given| given.until > now);
        self.toasts.push(Given { until: now + GOOD_FOR, buttons });
        let too_many = self.toasts.len().saturating_sub(MOST);
        self.toasts.drain(..too_many);
        self.keep().await.then_some(values)
    }

    /// What a value stands for. With it, all values of its toast are used.
    pub(super) async fn take(&mut self, value: &str, now: Timestamp) -> Option<Request> {
        let hash = hash(value);
        let at = self.toasts.iter().position(|given| given.buttons.iter().any(|(known, _)| *known == hash))?;
        let given = self.toasts.remove(at);
        // What could not be written down as used must not be used.
        if !self.keep().await || given.until <= now {
            return None;
        }
        given.buttons.into_iter().find_map(|(known, request)| (known == hash).then_some(request))
    }

    async fn keep(&self) -> bool {
        let Ok(note) = serde_json::to_vec(&self.toasts) else { return false };
        let Some(outbox) = &self.outbox else { return false };
        let kept = outbox.keep_note(NOTE, &note).await;
        kept.inspect_err(|error| tracing::warn!(%error, "what a toast's buttons do cannot be kept")).is_ok()
    }
}

fn random() -> Option<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).inspect_err(|error| tracing::warn!(%error, "this system gives no random numbers")).ok()?;
    Some(in_hex(&bytes))
}

fn hash(value: &str) -> String {
    in_hex(&Sha256::digest(value.as_bytes()))
}

fn in_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to memory does not fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::{NoticeId, TicketId};
    use tempfile::TempDir;

    fn answers() -> [Request; 2] {
        let id = TicketId::new();
        [true, false].map(|fixed| Request::Confirm { id, fixed, note: None, someone_else: false })
    }

    async fn values(folder: &TempDir) -> Values {
        let (outbox, _) = Outbox::open(folder.path()).await.unwrap();
        Values::read(Some(outbox)).await
    }

    #[tokio::test]
    async fn a_value_stands_for_its_button_once_and_uses_up_its_toast() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = values(&folder).await;
        let [yes, not_yet] = answers();
        let now = Timestamp::now();

        let given = values.give(&[yes.clone(), not_yet], now).await.unwrap();

        assert!(given.iter().all(|value| value.len() == 32) && given[0] != given[1]);
        assert_eq!(values.take(&given[0], now).await, Some(yes));
        assert_eq!(values.take(&given[0], now).await, None);
        assert_eq!(values.take(&given[1], now).await, None);
    }

    #[tokio::test]
    async fn a_value_outlives_the_agent_and_so_does_its_use() {
        let folder = tempfile::tempdir().unwrap();
        let me_too = Request::MeToo { id: NoticeId::new() };
        let now = Timestamp::now();
        let given = values(&folder).await.give(std::slice::from_ref(&me_too), now).await.unwrap();

        let used = values(&folder).await.take(&given[0], now).await;
        let again = values(&folder).await.take(&given[0], now).await;

        assert_eq!((used, again), (Some(me_too), None));
    }

    #[tokio::test]
    async fn a_value_is_good_for_a_week() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = values(&folder).await;
        let now = Timestamp::now();

        for (after, is_good) in [(GOOD_FOR - SignedDuration::from_secs(1), true), (GOOD_FOR, false)] {
            let given = values.give(&answers(), now).await.unwrap();

            assert_eq!(values.take(&given[0], now + after).await.is_some(), is_good, "{after:?}");
        }
    }

    #[tokio::test]
    async fn only_hashes_are_kept_and_a_guess_stands_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = values(&folder).await;
        let now = Timestamp::now();
        let given = values.give(&answers(), now).await.unwrap();

        let note = String::from_utf8(values.outbox.as_ref().unwrap().note(NOTE).await.unwrap().unwrap()).unwrap();
        let known = note.split('"').find(|word| word.len() == 64).unwrap().to_owned();

        assert!(given.iter().all(|value| !note.contains(value.as_str())));
        for guess in ["", "0", known.as_str(), "00112233445566778899aabbccddeeff"] {
            assert_eq!(values.take(guess, now).await, None, "{guess}");
        }
        assert!(values.take(&given[1], now).await.is_some());
    }

    #[tokio::test]
    async fn of_very_many_toasts_the_oldest_lose_their_buttons() {
        let folder = tempfile::tempdir().unwrap();
        let mut values = values(&folder).await;
        let now = Timestamp::now();
        let first = values.give(&answers(), now).await.unwrap();
        let second = values.give(&answers(), now).await.unwrap();
        for _ in 2..=MOST {
            values.toasts.push(Given { until: now + GOOD_FOR, buttons: Vec::new() });
        }

        values.give(&answers(), now).await.unwrap();

        assert_eq!(values.toasts.len(), MOST);
        assert_eq!(values.take(&first[0], now).await, None);
        assert_eq!(values.take(&second[0], now).await, None);
    }
}
