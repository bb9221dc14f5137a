//! What the technician's desk reads and writes under `/staff`: a separate audience with its own sign-in.

use crate::{
    Attachment, Capabilities, DeviceId, DeviceReport, HistoryItem, NewAttachment, Notice, NoticeId, NoticeKind, Score, Status, TicketId,
    TipId,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// `GET /staff/me`: who is signed in, and what surrounds them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StaffMe {
    /// Full name.
    pub name: String,
    /// The school's or district's name.
    pub school: String,
    /// IANA name of the desk's time zone.
    pub time_zone: String,
    /// Full names of all technicians, for "who's on it".
    pub technicians: Vec<String>,
    /// Departments a ticket may be handed to.
    pub departments: Vec<String>,
    /// Buildings and sites that enrolled devices named, for "where?".
    pub places: Vec<String>,
    /// Enrolled devices seen in the last 30 days, for "post to n computers".
    pub devices: u32,
    /// How mail is doing; none where the desk has no mail server.
    #[serde(default)]
    pub mail: Option<MailState>,
    /// What this desk can do, as everybody is told it.
    #[serde(default)]
    pub capabilities: Capabilities,
}

/// How the desk's mail is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema, TS)]
#[serde(default)]
pub struct MailState {
    /// Mails that the mail server has not taken yet.
    pub waiting: u32,
    /// Mails that were given up in the last seven days.
    pub refused: u32,
}

/// `GET /staff/queue`: every open ticket, most pressing first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Queue {
    /// Most pressing first: class waiting, promises that were missed, promises that press, then by promise.
    pub tickets: Vec<QueueRow>,
    /// Notices that are active.
    pub notices: Vec<Notice>,
    /// Tickets first answered today, in the desk's time zone.
    pub answered_today: u32,
    /// In under how many hours each of those was answered, where there are any and it is no more than what is promised.
    #[serde(default)]
    pub answered_in_under_hours: Option<u32>,
}

/// One line of the queue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct QueueRow {
    /// Which one.
    pub id: TicketId,
    /// What is said on the phone.
    pub number: String,
    /// The first line of the words.
    pub subject: String,
    /// The requester's full name, or account name where there is none.
    pub requester: String,
    /// Room and building, where the device said so.
    #[serde(default)]
    pub place: Option<String>,
    /// The host name of the computer it came from.
    #[serde(default)]
    pub computer: Option<String>,
    /// The computer's asset tag, where known.
    #[serde(default)]
    pub asset_tag: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub status_since: Timestamp,
    /// "My class is waiting."
    pub class_waiting: bool,
    /// Who is on it.
    #[serde(default)]
    pub assignee: Option<String>,
    /// The other department that has it.
    #[serde(default)]
    pub department: Option<String>,
    /// When the requester was promised to hear next.
    #[serde(default)]
    pub next_update_by: Option<Timestamp>,
    /// When that was promised.
    #[serde(default)]
    pub promised_at: Option<Timestamp>,
    /// Three quarters of the promise's time are over.
    #[serde(default)]
    pub pressing: bool,
    /// How often in a row the desk itself moved the promise, because nobody had answered.
    #[serde(default)]
    pub delays: u32,
    /// Nobody has answered yet.
    pub awaits_first_answer: bool,
    /// What looks wrong on the device, worst first, at most two.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// When a part or a visit is due, while it is on hold.
    #[serde(default)]
    pub due: Option<Timestamp>,
    /// Tickets from the same computer in the 30 days up to now, this one among them where it came in that time.
    #[serde(default)]
    pub lately_from_here: u32,
    /// When it came.
    pub created_at: Timestamp,
}

/// A fact that is out of range, in a technician's words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Finding {
    /// How bad.
    pub severity: Severity,
    /// Such as "2% free on /".
    pub title: String,
    /// More, where there is more to say.
    #[serde(default)]
    pub detail: Option<String>,
    /// The fact it rests on.
    pub key: String,
}

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Look here first.
    Bad,
    /// Worth a look.
    Worth,
}

/// `GET /staff/tickets/{id}`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StaffTicket {
    /// As in the queue.
    pub row: QueueRow,
    /// The requester's account name.
    pub user_name: String,
    /// Their address, where known.
    #[serde(default)]
    pub email: Option<String>,
    /// Everything said and done, internal notes too, oldest first.
    pub history: Vec<StaffItem>,
    /// Everything attached.
    pub attachments: Vec<Attachment>,
    /// The computer it came from.
    #[serde(default)]
    pub device: Option<DeviceId>,
    /// What the device said.
    #[serde(default)]
    pub report: Option<DeviceReport>,
    /// How the requester rated it.
    #[serde(default)]
    pub rating: Option<Score>,
    /// What they said with the rating.
    #[serde(default)]
    pub rating_note: Option<String>,
    /// The notice it belongs to.
    #[serde(default)]
    pub notice: Option<Joined>,
    /// Earlier tickets from the same device or room, newest first, at most five.
    #[serde(default)]
    pub seen_before: Vec<Earlier>,
}

/// The notice a ticket belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Joined {
    /// Which one.
    pub id: NoticeId,
    /// Its title.
    pub title: String,
    /// Whether it is over.
    pub is_over: bool,
}

/// `PUT /staff/tickets/{id}/notice`: makes a ticket part of a notice, which answers it from then on, or of none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Joining {
    /// One that is not over; none to take the ticket out.
    #[serde(default)]
    pub notice_id: Option<NoticeId>,
}

/// One thing in a ticket as a technician sees it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StaffItem {
    /// What the requester sees as well, or would if it were not internal.
    pub item: HistoryItem,
    /// Never leaves the staff side.
    pub internal: bool,
}

/// An earlier ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Earlier {
    /// Which one.
    pub id: TicketId,
    /// Its first line.
    pub subject: String,
    /// Who was on it.
    #[serde(default)]
    pub assignee: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// When it came.
    pub created_at: Timestamp,
}

/// One computer among `GET /staff/devices`, as it described itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Computer {
    /// Which one.
    pub id: DeviceId,
    /// Its host name.
    pub host_name: String,
    /// What is on its sticker, where known.
    #[serde(default)]
    pub asset_tag: Option<String>,
    /// The maker's serial number, where known.
    #[serde(default)]
    pub serial: Option<String>,
    /// Room and building, where it said so.
    #[serde(default)]
    pub place: Option<String>,
    /// Who asked for help from it last, or enrolled on it last where nobody has.
    #[serde(default)]
    pub person: Option<String>,
    /// When it was last heard of.
    pub last_seen_at: Timestamp,
    /// The version of its agent, where a ticket said it.
    #[serde(default)]
    pub agent_version: Option<String>,
    /// Its tickets that are open.
    pub open_tickets: u32,
}

/// `GET /staff/devices/{id}`: one computer, and what it last said about itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StaffDevice {
    /// As in the list.
    pub computer: Computer,
    /// What it said with its newest ticket that says anything.
    #[serde(default)]
    pub report: Option<DeviceReport>,
    /// What looks wrong in that, worst first.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// Tickets from it, newest first, at most fifty.
    #[serde(default)]
    pub tickets: Vec<Earlier>,
}

/// `POST /staff/tickets/{id}/messages`, with a message id as `Idempotency-Key`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StaffMessage {
    /// Plain text, 1 to 8,000 characters.
    pub body: String,
    /// Never shown to the requester.
    #[serde(default)]
    pub internal: bool,
    /// What becomes of the ticket with it.
    #[serde(default)]
    pub then: After,
    /// Pictures and files that follow by `PUT /staff/attachments/{id}`. Those of an internal message stay with the staff as well.
    #[serde(default)]
    pub attachments: Vec<NewAttachment>,
}

/// What becomes of a ticket with a technician's message.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum After {
    /// It stays in progress.
    #[default]
    Answer,
    /// The requester is asked something: their turn.
    AskQuestion,
    /// "Is it fixed?"
    AskIfFixed,
}

/// `PUT /staff/tickets/{id}/status`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct StatusChange {
    /// `in_progress`, `on_hold` or `cancelled`; the others follow from messages and confirmations.
    pub status: Status,
    /// When a part or a visit is due, for `on_hold`.
    #[serde(default)]
    pub due: Option<Timestamp>,
}

/// `POST /staff/tickets/{id}/promise`, with a message id as `Idempotency-Key`: gives the requester a new time.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema, TS)]
pub struct Renewal {
    /// What the requester is told with it, as a message: plain text, at most 8,000 characters. The new time is said in any case.
    #[serde(default)]
    pub words: Option<String>,
}

/// `POST /staff/tickets/{id}/assignment`: puts somebody of the desk on a ticket.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Assignment {
    /// The full name of one of the technicians.
    pub technician: String,
}

/// `POST /staff/tickets/{id}/hand-off`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct HandOff {
    /// One of the configured departments.
    pub department: String,
}

/// `POST /staff/notices`, with a notice id as `Idempotency-Key`; `PUT /staff/notices/{id}` takes the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct NewNotice {
    /// In the words a teacher would use: 1 to 120 characters.
    pub title: String,
    /// How bad it is.
    pub kind: NoticeKind,
    /// Where; empty means everywhere.
    #[serde(default)]
    pub places: Vec<String>,
    /// What people can do until then: at most 2,000 characters.
    #[serde(default)]
    pub meanwhile: Option<String>,
    /// Full name of the person on it.
    #[serde(default)]
    pub owner: Option<String>,
    /// When it began or begins; now where missing.
    #[serde(default)]
    pub starts_at: Option<Timestamp>,
    /// When it should be over.
    #[serde(default)]
    pub back_by: Option<Timestamp>,
    /// When people hear more.
    #[serde(default)]
    pub next_update_by: Option<Timestamp>,
    /// Open tickets that become part of it when it is posted, at most 200; a change names none. One that is finished by then or
    /// part of another notice stays as it is.
    #[serde(default)]
    pub tickets: Vec<TicketId>,
}

/// `GET /staff/alike`: what came lately about the same as a notice that is being written.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, ToSchema, TS)]
pub struct Alike {
    /// The words of the title that the tickets mention, as they are written there.
    pub mentioned: Vec<String>,
    /// How many of the tickets came in the last ten minutes.
    pub just_now: u32,
    /// Open tickets of the last two hours that belong to no notice, most pressing first.
    pub tickets: Vec<QueueRow>,
}

/// `POST /staff/notices/{id}/updates`: says more about a notice, moves its time, or ends it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct NewNoticeUpdate {
    /// Plain text, at most 2,000 characters.
    pub body: String,
    /// A new time, where it moves.
    #[serde(default)]
    pub back_by: Option<Timestamp>,
    /// It is over.
    #[serde(default)]
    pub resolved: bool,
}

/// A how-to note of the desk: inserted into replies, and where it is offered, a tip for people while they write.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct HowTo {
    /// Which one.
    pub id: TipId,
    /// In a few words.
    pub title: String,
    /// What to do, in plain words.
    pub body: String,
    /// Words of what people write that it is about.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Whether people are offered it while they write.
    #[serde(default)]
    pub offered: bool,
    /// How many people said in the last 30 days that it helped them.
    #[serde(default)]
    pub helped: u32,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The full name of who changed it.
    pub updated_by: String,
}

/// `PUT /staff/how-tos/{id}`: writes a how-to note, or other words into one that is there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct NewHowTo {
    /// 1 to 120 characters.
    pub title: String,
    /// Plain text, 1 to 2,000 characters.
    pub body: String,
    /// At most 20, of 1 to 60 characters.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Whether people are offered it while they write.
    #[serde(default)]
    pub offered: bool,
    /// When the one it replaces was changed, as its writer saw it; none for a new one. Somebody else's change since is a conflict.
    #[serde(default)]
    pub replaces: Option<Timestamp>,
}

/// `POST /staff/password`: what a one-time link is traded for. Also used by sign-in, without the link's value.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SetPassword {
    /// The value from the link.
    #[schema(value_type = String)]
    pub link: secrecy::SecretString,
    /// At least 12 characters.
    #[schema(value_type = String)]
    pub password: secrecy::SecretString,
}

/// `POST /staff/session`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct SignIn {
    /// Account name.
    pub user_name: String,
    /// Password.
    #[schema(value_type = String)]
    pub password: secrecy::SecretString,
}
