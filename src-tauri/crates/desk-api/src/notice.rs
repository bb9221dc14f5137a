//! Notices: what is down, slow, or planned. Readable without sign-in, so that they reach those who cannot log in.

use crate::NoticeId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// An outage, a slowdown, or planned work.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Notice {
    /// Which one.
    pub id: NoticeId,
    /// In the words a teacher would use, such as "Wi-Fi is down in Building B".
    pub title: String,
    /// How bad it is.
    pub kind: NoticeKind,
    /// Where it stands.
    pub state: NoticeState,
    /// Buildings or sites it is about; empty means everywhere.
    #[serde(default)]
    pub places: Vec<String>,
    /// What people can do until then.
    #[serde(default)]
    pub meanwhile: Option<String>,
    /// The full name of the person who is on it.
    #[serde(default)]
    pub owner: Option<String>,
    /// When it began, or will begin.
    pub starts_at: Timestamp,
    /// When it should be over.
    #[serde(default)]
    pub back_by: Option<Timestamp>,
    /// When people hear more.
    #[serde(default)]
    pub next_update_by: Option<Timestamp>,
    /// When it was over.
    #[serde(default)]
    pub resolved_at: Option<Timestamp>,
    /// When anything about it last changed.
    pub updated_at: Timestamp,
    /// How many people said "me too" or have a ticket that belongs to it, each counted once.
    pub affected: u32,
    /// Whether the asking person is one of them. Always false where nobody is signed in.
    #[serde(default)]
    pub affects_me: bool,
    /// What was said about it so far, oldest first.
    #[serde(default)]
    pub updates: Vec<NoticeUpdate>,
}

/// How bad a notice is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// People cannot use it.
    Major,
    /// Done on purpose.
    Planned,
    /// It works, badly. Also what a kind this version does not know is taken for.
    #[serde(other)]
    Degraded,
}

/// Where a notice stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NoticeState {
    /// Announced, not begun.
    Scheduled,
    /// Over.
    Resolved,
    /// Going on. Also what a state this version does not know is taken for.
    #[serde(other)]
    Active,
}

/// One thing that was said about a notice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct NoticeUpdate {
    /// When.
    pub at: Timestamp,
    /// The full name of who said it.
    pub by: String,
    /// Plain text.
    pub body: String,
}
