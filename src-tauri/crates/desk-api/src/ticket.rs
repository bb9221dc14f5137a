//! Tickets and what is said in them.

use crate::{Attachment, Contact, DeviceReport, MessageId, NewAttachment, NoticeId, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// `POST /tickets`, with the ticket's id as `Idempotency-Key`.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NewTicket {
    /// What the person wrote: 1 to 8,000 characters.
    pub words: String,
    /// "My class is waiting."
    #[serde(default)]
    pub class_waiting: bool,
    /// When the person pressed Send, by the device's clock.
    pub written_at: Timestamp,
    /// Pictures and files that follow.
    #[serde(default)]
    pub attachments: Vec<NewAttachment>,
    /// What the device said about itself.
    #[serde(default)]
    pub report: Option<DeviceReport>,
    /// Another device it is about, in words or by its tag.
    #[serde(default)]
    pub about_device: Option<String>,
    /// The notice it belongs to, where the person said so.
    #[serde(default)]
    pub notice_id: Option<NoticeId>,
    /// BCP 47 tag of the language the person reads.
    #[serde(default)]
    pub language: Option<String>,
}

impl std::fmt::Debug for NewTicket {
    /// Leaves out the words and the facts: they are somebody's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewTicket")
            .field("words", &format_args!("{} characters", self.words.chars().count()))
            .field("class_waiting", &self.class_waiting)
            .field("attachments", &self.attachments.len())
            .finish_non_exhaustive()
    }
}

/// A ticket as its requester may see it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Ticket {
    /// Made by the agent.
    pub id: TicketId,
    /// What a person says on the phone, such as `4127`. May follow later.
    #[serde(default)]
    pub number: Option<String>,
    /// The first line of the words, at most 120 characters.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub status_since: Timestamp,
    /// "My class is waiting."
    #[serde(default)]
    pub class_waiting: bool,
    /// The promise: when the requester hears next. None once it is finished or their turn.
    #[serde(default)]
    pub next_update_by: Option<Timestamp>,
    /// The full name of the person who is on it.
    #[serde(default)]
    pub assignee: Option<String>,
    /// The other department that has it now.
    #[serde(default)]
    pub department: Option<String>,
    /// That department's named person.
    #[serde(default)]
    pub department_contact: Option<Contact>,
    /// When a part or a visit is due, while it is on hold.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// The rating that was given.
    #[serde(default)]
    pub rating: Option<Score>,
    /// When the server accepted it.
    pub created_at: Timestamp,
    /// When anything the requester can see last changed.
    pub updated_at: Timestamp,
}

/// `GET /tickets/{id}`: a ticket with all that was said and done, oldest first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct TicketThread {
    /// The ticket.
    pub ticket: Ticket,
    /// Messages and changes, oldest first.
    pub history: Vec<HistoryItem>,
}

/// Where a ticket stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has it yet.
    New,
    /// Somebody is on it.
    InProgress,
    /// Somebody asked the requester something.
    WaitingOnRequester,
    /// Waiting for a part or a visit.
    OnHold,
    /// A technician thinks it is fixed and asks. A reply re-opens it.
    Resolved,
    /// The requester said it is fixed.
    Closed,
    /// Withdrawn, a duplicate, or not a request.
    Cancelled,
    /// A status this version does not know.
    #[serde(other)]
    Unknown,
}

/// One thing that was said or done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HistoryItem {
    /// Said.
    Message(Message),
    /// Done.
    Change(Change),
}

/// Something that was said. Plain text, always.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Message {
    /// Which one.
    pub id: MessageId,
    /// Who said it.
    pub author: Author,
    /// Plain text.
    pub body: String,
    /// What came with it.
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// When the server accepted it.
    pub created_at: Timestamp,
}

/// Who said something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Author {
    /// Full name.
    pub name: String,
    /// On which side of the desk.
    pub role: Role,
}

/// On which side of the desk somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The person who asked.
    Requester,
    /// A technician, or somebody of another department.
    Staff,
    /// Neither: the help desk itself. Also what a role this version does not know is taken for.
    #[serde(other)]
    System,
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// The full name of who did it.
    #[serde(default)]
    pub by: Option<String>,
    /// What.
    pub what: ChangeKind,
}

/// What was done to a ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum ChangeKind {
    /// Somebody is on it now.
    Taken,
    /// Somebody was put on it by a colleague.
    Assigned {
        /// Their full name.
        to: String,
    },
    /// Another department has it now.
    HandedOff {
        /// Which one.
        department: String,
    },
    /// A technician thinks it is fixed.
    AskedIfFixed,
    /// The requester said it is.
    Confirmed,
    /// The requester said it is not.
    Reopened,
    /// It waits for a part or a visit.
    PutOnHold,
    /// The requester hears later than they were told. Nobody's name with it: the desk itself moved the time, because nobody had
    /// answered.
    PromiseMoved {
        /// What they were told before.
        was: Timestamp,
        /// When they hear now.
        until: Timestamp,
    },
    /// It is about something that is down for others too, and hears what they hear.
    JoinedNotice {
        /// The notice's title at that moment.
        title: String,
    },
    /// It is not about that after all.
    LeftNotice,
    /// Something this version does not know.
    #[serde(other)]
    Unknown,
}

/// `POST /tickets/{id}/messages`, with the message's id as `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NewMessage {
    /// 1 to 8,000 characters.
    pub body: String,
    /// Pictures and files that follow.
    #[serde(default)]
    pub attachments: Vec<NewAttachment>,
    /// When the person pressed Send, by the device's clock.
    pub written_at: Timestamp,
}

impl std::fmt::Debug for NewMessage {
    /// Leaves out the words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewMessage").field("body", &format_args!("{} characters", self.body.chars().count())).finish_non_exhaustive()
    }
}

/// `POST /tickets/{id}/confirmation`: the answer to "Is it fixed?".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Confirmation {
    /// Yes, or not yet.
    pub fixed: bool,
    /// What the person still sees, where they say so: at most 8,000 characters.
    #[serde(default)]
    pub note: Option<String>,
    /// "Ask for someone else to look."
    #[serde(default)]
    pub someone_else: bool,
}

impl std::fmt::Debug for Confirmation {
    /// Leaves out the note.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Confirmation").field("fixed", &self.fixed).field("someone_else", &self.someone_else).finish_non_exhaustive()
    }
}

/// `POST /tickets/{id}/rating`: one tap, and a note where the person wants to say more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Rating {
    /// The tap.
    pub score: Score,
    /// At most 500 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl std::fmt::Debug for Rating {
    /// Leaves out the note.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rating").field("score", &self.score).finish_non_exhaustive()
    }
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Score {
    /// "Not great."
    Negative,
    /// "Okay."
    Neutral,
    /// "Great."
    Positive,
}
