//! What happens to the agent.

use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, DeskProfile, DeviceReport, EventKind, Message, Notice, NoticeId, Ticket, TicketId, TicketThread, Tip,
};
use desk_outbox::{Key, Parcel, Waiting};
use desk_view::{FromWindow, HotkeyLine, Request, SetupTrouble};
use jiff::Timestamp;

use super::{Fetch, News};
use crate::{NoPicture, Picture};

/// One thing that happened.
pub(crate) enum Event {
    /// A person asks for something.
    Ask(Request),
    /// A toast was clicked, which may be days old.
    Pressed(Request),
    /// The window says something.
    Window(FromWindow),
    /// The window's process has ended.
    WindowGone { crashed: bool },
    /// A window that crashed may come back.
    MayShow,
    /// The computer's network came or went.
    Network(bool),
    /// The desk knows this computer now, or not.
    Connected(Result<(), SetupTrouble>),
    /// How it stands with the hotkey.
    Hotkey(Option<HotkeyLine>),
    /// Something else put a parcel in the outbox.
    Hurry,
    /// The moment asked for by [`State::alarm`](super::State::alarm) has come.
    Tick,
    /// A picture was taken, or there is none.
    Pictured { turn: u64, picture: Result<Picture, NoPicture> },
    /// Another picture is here, or could not be had.
    Made { turn: u64, picture: Result<Picture, String> },
    /// The picture of a draft from before the start was read from the disk, or is not there.
    Recalled { turn: u64, picture: Option<Picture> },
    /// Marks were drawn into the picture, or could not be.
    Marked { turn: u64, picture: Result<Picture, String> },
    /// What [`Effect::KeepPicture`](super::Effect::KeepPicture) asked for is done, or not.
    PictureKept { turn: u64, kept: bool },
    /// The device's facts are here.
    Reported { turn: u64, report: DeviceReport },
    /// These parcels are in the outbox, all of them.
    Accepted(Vec<Parcel>),
    /// None of these is.
    NotAccepted(Vec<Parcel>),
    /// A ticket and all that belongs to it is out of the outbox; none where it was too late.
    TakenBack { ticket: TicketId, parcels: Option<Vec<Parcel>> },
    /// All that lies in the outbox.
    Waiting(Vec<Waiting>),
    /// A parcel was tried.
    Attempted(Attempt),
    /// The desk answered a question.
    Heard(Heard),
    /// The desk says that something is no longer as it was.
    Said(EventKind),
    /// The desk did not answer a question, or answered that it cannot.
    NotHeard { what: Fetch, why: Unheard },
    /// Nothing speaks against telling this now, all at once.
    MayTell(Vec<News>),
    /// A file lies where downloads go, under this name; none where it could not be saved.
    Saved { id: AttachmentId, name: Option<String> },
    /// The calendar has planned work, or nothing here takes it.
    InCalendar { id: NoticeId, opened: bool },
    /// A picture of a conversation is here, or cannot be had.
    Fetched { id: AttachmentId, png: Option<Bytes> },
}

/// Why a question has no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unheard {
    /// The desk said no.
    Refused,
    /// This computer is not enrolled, and cannot be.
    NotEnrolled,
    /// The person's keyring does not open, so that nobody can be signed in.
    Locked,
    /// Nothing came back, or nothing of use.
    NoAnswer,
}

/// What the desk answered.
pub(crate) enum Heard {
    /// Who it is.
    Profile(DeskProfile),
    /// The person's tickets, as they were at some time after `asked_at`.
    Tickets { asked_at: Timestamp, tickets: Vec<Ticket> },
    /// One of them, whole.
    Thread(TicketThread),
    /// All notices.
    Notices(Vec<Notice>),
    /// What may help somebody who waits.
    Tips(Vec<Tip>),
}

/// One attempt to send a parcel.
pub(crate) struct Attempt {
    /// Which parcel.
    pub(crate) key: Key,
    /// How it went.
    pub(crate) went: Went,
}

/// How an attempt went.
pub(crate) enum Went {
    /// The desk has it.
    Through(Box<Answer>),
    /// Not this time.
    Later { next_try_at: Timestamp, trouble: Trouble },
    /// Never, as it is.
    Stuck { code: String },
}

/// What the desk answered to a parcel.
pub(crate) enum Answer {
    /// To a ticket, a confirmation or a rating.
    Ticket(Ticket),
    /// To a picture or file.
    Attachment(Attachment),
    /// To a message.
    Message(Message),
    /// To "me too".
    Notice(Notice),
    /// To "that fixed it".
    Tip(Tip),
}

/// Why an attempt may be repeated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Trouble {
    /// The desk cannot be reached from here.
    Unreachable,
    /// The desk can be reached and is in trouble; the code is for a phone call.
    Desk { code: String },
    /// The person's keyring does not open, so that nobody can be signed in.
    Locked,
}
