//! What people were told is kept, and how many processes were killed for it.

use desk_api::TicketId;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// One thing the screen said is kept.
#[derive(Clone, Debug)]
pub(super) enum Sent {
    Ticket {
        id: TicketId,
        words: String,
    },
    Message {
        ticket: TicketId,
        words: String,
    },
    Rating {
        ticket: TicketId,
        /// How often the person tapped.
        presses: u32,
    },
}

/// Everything that was kept, in the order in which each person sent it.
#[derive(Default)]
pub(super) struct Ledger {
    sent: Mutex<Vec<Sent>>,
    grew: Notify,
    agents_killed: AtomicUsize,
    servers_killed: AtomicUsize,
    taken_back: AtomicUsize,
}

impl Ledger {
    pub(super) fn note(&self, sent: Sent) {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).push(sent);
        self.grew.notify_waiters();
    }

    /// Waits until so much more was sent.
    pub(super) async fn grows_by(&self, more: usize) {
        let enough = self.how_many() + more;
        loop {
            let grew = self.grew.notified();
            if self.how_many() >= enough {
                return;
            }
            grew.await;
        }
    }

    fn how_many(&self) -> usize {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    pub(super) fn agent_killed(&self) {
        self.agents_killed.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn server_killed(&self) {
        self.servers_killed.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn taken_back(&self) {
        self.taken_back.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn progress(&self, took: Duration) -> Progress {
        Progress {
            sent: self.how_many(),
            agents_killed: self.agents_killed.load(Ordering::Relaxed),
            servers_killed: self.servers_killed.load(Ordering::Relaxed),
            taken_back: self.taken_back.load(Ordering::Relaxed),
            took,
        }
    }
}

/// How far it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How much was sent.
    pub sent: usize,
    /// How often an agent was killed.
    pub agents_killed: usize,
    /// How often the server was.
    pub servers_killed: usize,
    /// How often a request was taken back and sent again.
    pub taken_back: usize,
    /// Since when.
    pub took: Duration,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.took.as_secs() / 60, self.took.as_secs() % 60);
        let Self { sent, agents_killed, servers_killed, taken_back, .. } = self;
        write!(f, "{sent} sent, {taken_back} of them taken back first, ")?;
        write!(f, "{agents_killed} agents and {servers_killed} servers killed, {minutes}:{seconds:02} min")
    }
}
