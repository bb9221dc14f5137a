//! What the queue says, and what is said to it.

use crate::{Key, Parcel};
use desk_api::Code;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How a folder was found when it was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    /// As it was left, or new.
    Whole,
    /// The database was damaged. It lies aside now, and a new one was begun with what could still be read.
    MovedAside {
        /// Where the damaged one lies.
        to: PathBuf,
    },
}

/// A parcel that may go now.
#[derive(Clone, PartialEq, Debug)]
pub struct Due {
    /// What is to be sent.
    pub parcel: Parcel,
    /// How many attempts came to nothing before.
    pub tries: u32,
}

/// What is delivered on its own, beside the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// Everything that is small: tickets, messages, answers, "me too".
    Words,
    /// Pictures and files.
    Attachments,
}

/// Whether an attempt may go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use = "a parcel that is gone must not be sent"]
pub enum Began {
    /// The mark is on the disk: send.
    Go,
    /// The parcel was taken back or delivered meanwhile: do not send.
    Gone,
}

/// What became of the wish to take a ticket back.
#[derive(Clone, PartialEq, Debug)]
pub enum Withdrawn {
    /// No further attempt is made. Here is the ticket and all that depended on it.
    Back(Vec<Parcel>),
    /// It is not in the queue any more: the help desk has it.
    TooLate,
}

/// A parcel that the help desk has not taken yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Waiting {
    /// Its name.
    pub key: Key,
    /// What is to be sent.
    pub parcel: Parcel,
    /// When it was put in the queue.
    pub accepted_at: Timestamp,
    /// Whether an attempt to send it has begun.
    pub began: bool,
    /// How many attempts came to nothing.
    pub tries: u32,
    /// When it may go again; none where it need not wait for a time.
    pub next_try_at: Option<Timestamp>,
    /// Why the last attempt came to nothing, for a technician.
    pub why: Option<String>,
    /// Why it is not tried any more.
    pub parked: Option<Reason>,
}

/// Why a parcel is not tried any more. Stored; a reason is added, never changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Reason {
    /// The help desk said no, and will say it again.
    Refused {
        /// What it said.
        code: Code,
    },
    /// Everything else gets through, but this does not, such as a picture behind a filter.
    NotLetThrough,
    /// The bytes of the attachment are gone.
    BlobMissing,
    /// The ticket it belongs to is set aside.
    TicketSetAside,
    /// The person took the ticket back, and its words are a draft again.
    TakenBack,
    /// This version cannot read what is stored.
    Unreadable,
    /// A reason this version does not know.
    #[serde(other)]
    Unknown,
}
