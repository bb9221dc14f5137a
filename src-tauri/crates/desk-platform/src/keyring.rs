//! The person's keyring, the only place where a token is kept.
//!
//! A keyring may be missing, come later, restart or be locked; a locked one keeps a caller waiting for as long as its question
//! stands unanswered on the screen. So every call runs on a thread of its own under our deadline, one after another, and
//! connects anew: what was missing a minute ago is there as soon as it is there. While a question stands, further calls wait
//! behind it and end by the deadline instead of asking a second time.

#[cfg(target_os = "linux")]
#[path = "keyring/linux.rs"]
mod store;
#[cfg(not(target_os = "linux"))]
#[path = "keyring/other.rs"]
mod store;

use secrecy::SecretString;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::{Instant, timeout_at};

/// Together no call takes longer than three seconds.
const PATIENCE: Duration = Duration::from_millis(2_600);
const TO_ASK_WHETHER_LOCKED: Duration = Duration::from_millis(350);

/// The items under one label in the keyring of the person who is signed in. Clones share the queue of calls.
#[derive(Clone)]
pub struct Keyring {
    label: Arc<str>,
    /// Whoever holds the permit is speaking with the keyring. Replaced when a call never came back from a keyring that is open.
    line: Arc<Mutex<Arc<Semaphore>>>,
}

/// Why the keyring gave or took nothing. All but [`NotText`](Self::NotText) may pass by themselves.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// No keyring answers in this session.
    #[error("no keyring answers in this session")]
    Unavailable {
        /// The system's words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It is locked, and nobody opened it.
    #[error("the keyring is locked")]
    Locked,
    /// It did not answer in time.
    #[error("the keyring did not answer within {} s", PATIENCE.as_secs_f32())]
    TimedOut,
    /// Another program put something that is no text under this name.
    #[error("the keyring holds something that is not text under this name")]
    NotText,
    /// This system's keyring cannot do that.
    #[error("this system's keyring cannot {what}")]
    Unsupported {
        /// What was asked.
        what: &'static str,
    },
}

impl Keyring {
    /// The items whose service is `label`. Connects to nothing yet.
    #[must_use]
    pub fn open(label: &str) -> Self {
        Self { label: label.into(), line: Arc::new(Mutex::new(Arc::new(Semaphore::new(1)))) }
    }

    /// The value under `name`, where there is one.
    ///
    /// # Errors
    /// When the keyring is missing, locked or late.
    pub async fn get(&self, name: &str) -> Result<Option<SecretString>, KeyringError> {
        let name = name.to_owned();
        self.ask(move |label| store::get(label, &name)).await
    }

    /// Keeps `value` under `name`, in place of an earlier one. One that ended by the deadline may still be kept when the
    /// person answers the keyring's question.
    ///
    /// # Errors
    /// When the keyring is missing, locked or late.
    pub async fn set(&self, name: &str, value: &SecretString) -> Result<(), KeyringError> {
        let (name, value) = (name.to_owned(), value.clone());
        self.ask(move |label| store::set(label, &name, &value)).await
    }

    /// Removes what is under `name`; nothing there is as good.
    ///
    /// # Errors
    /// When the keyring is missing, locked or late.
    pub async fn delete(&self, name: &str) -> Result<(), KeyringError> {
        let name = name.to_owned();
        self.ask(move |label| store::delete(label, &name)).await
    }

    /// Removes every item under the label and says how many there were.
    ///
    /// # Errors
    /// When the keyring is missing, locked or late, or cannot be searched.
    pub async fn clear(&self) -> Result<usize, KeyringError> {
        self.ask(store::clear).await
    }

    async fn ask<T: Send + 'static>(&self, job: impl FnOnce(&str) -> Result<T, KeyringError> + Send + 'static) -> Result<T, KeyringError> {
        let until = Instant::now() + PATIENCE;
        let permit = self.turn(until).await?;
        let label = Arc::clone(&self.label);
        let (answer, answered) = oneshot::channel();
        std::thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || {
                let said = job(&label);
                drop(permit);
                // Nobody listens when the deadline came first.
                let _late = answer.send(said);
            })
            .map_err(|source| KeyringError::Unavailable { source: source.into() })?;

        match timeout_at(until, answered).await {
            // Whoever closed the question of a keyring that is there has not made it go away.
            Ok(Ok(Err(KeyringError::Unavailable { .. }))) if is_locked().await == Some(true) => Err(KeyringError::Locked),
            Ok(Ok(said)) => said,
            Ok(Err(gone)) => Err(KeyringError::Unavailable { source: gone.into() }),
            Err(_) => Err(why_late(is_locked().await)),
        }
    }

    /// Waits for its turn; where the call before this one never came back although nothing is locked, stops waiting for it.
    async fn turn(&self, until: Instant) -> Result<OwnedSemaphorePermit, KeyringError> {
        let line = self.line();
        let permit = match line.clone().try_acquire_owned() {
            Ok(permit) => Ok(Ok(permit)),
            Err(_) => timeout_at(until - PATIENCE / 2, Arc::clone(&line).acquire_owned()).await,
        };
        match permit {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(closed)) => Err(KeyringError::Unavailable { source: closed.into() }),
            Err(_) => match is_locked().await {
                Some(false) => {
                    self.leave(&line);
                    timeout_at(until, self.line().acquire_owned())
                        .await
                        .map_err(|_| KeyringError::TimedOut)?
                        .map_err(|closed| KeyringError::Unavailable { source: closed.into() })
                }
                known => Err(why_late(known)),
            },
        }
    }

    fn line(&self) -> Arc<Semaphore> {
        Arc::clone(&self.line.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins a new line unless another call did already.
    fn leave(&self, stuck: &Arc<Semaphore>) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&line, stuck) {
            *line = Arc::new(Semaphore::new(1));
        }
    }
}

async fn is_locked() -> Option<bool> {
    tokio::time::timeout(TO_ASK_WHETHER_LOCKED, store::is_locked()).await.ok().flatten()
}

fn why_late(is_locked: Option<bool>) -> KeyringError {
    match is_locked {
        Some(true) => KeyringError::Locked,
        Some(false) | None => KeyringError::TimedOut,
    }
}
