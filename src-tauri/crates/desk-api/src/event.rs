//! What the live channel says. An event only ever says that something is no longer as it was; the truth is fetched.

use crate::{NoticeId, TicketId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A place in the stream of events, given back as `Last-Event-ID` to go on without gap or repeat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct EventId(pub u64);

/// One event of `GET /events`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Event {
    /// Its place in the stream.
    pub id: EventId,
    /// What is no longer as it was.
    pub what: EventKind,
}

/// What an event is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EventKind {
    /// One of the requester's own tickets changed.
    Ticket {
        /// Which one.
        ticket_id: TicketId,
    },
    /// A notice was posted, changed, or ended.
    Notice {
        /// Which one.
        notice_id: NoticeId,
    },
    /// The stream cannot be resumed from the place asked for: fetch everything.
    Resync,
    /// A kind this version does not know; nothing to do.
    #[serde(other)]
    Unknown,
}
