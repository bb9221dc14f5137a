//! The contract between the agent and a help desk.
//!
//! Every type here is both the domain type and the wire type of Help Desk API v1: JSON over HTTPS under `/api/v1`, problems
//! as RFC 9457, times as RFC 3339 in UTC, ids as UUIDv7. Unknown fields are ignored and every change is additive, so that an
//! agent two versions old keeps working. There is no I/O and no runtime here.
//!
//! [`Desk`] is the one trait behind which the rest stands: `desk-client` implements it by asking over HTTPS, `desk-server` by
//! doing, the engine's tests by pretending. All three pass the suite in `conformance`.

mod attachment;
#[cfg(feature = "conformance")]
pub mod conformance;
mod desk;
mod enrolment;
mod event;
mod id;
pub mod naming;
mod notice;
mod problem;
mod profile;
pub mod report;
mod sealed;
pub mod staff;
mod ticket;
mod tip;

pub use attachment::{Attachment, AttachmentState, NewAttachment};
pub use desk::Desk;
pub use enrolment::{DeviceClaim, EnrolmentRequest, PersonClaim, RefreshRequest, Tokens};
pub use event::{Event, EventId, EventKind};
pub use id::{AttachmentId, DeviceId, MessageId, NoticeId, PersonId, TicketId, TipId};
pub use notice::{Notice, NoticeKind, NoticeState, NoticeUpdate};
pub use problem::{Code, DeskError, Problem};
pub use profile::{Capabilities, Contact, Department, DeskProfile, TeamMember};
pub use report::DeviceReport;
pub use sealed::Sealed;
pub use ticket::{
    Author, Change, ChangeKind, Confirmation, HistoryItem, Message, NewMessage, NewTicket, Rating, Role, Score, Status, Ticket,
    TicketThread,
};
pub use tip::Tip;

/// The longest text a person may send in one ticket or message, in characters.
pub const MAX_WORDS: usize = 8_000;
/// The most attachments one ticket or message may carry.
pub const MAX_ATTACHMENTS: usize = 10;
/// The largest attachment a help desk takes unless its capabilities say otherwise, in bytes.
pub const MAX_ATTACHMENT_BYTES: u64 = 25 * 1024 * 1024;
