//! What is to be done about what happened.

use super::{News, TypedCode};
use crate::Area;
use bytes::Bytes;
use desk_api::{AttachmentId, Notice, TicketId};
use desk_outbox::{Key, Parcel};
use desk_view::{PictureId, Shape, ToWindow};
use jiff::Timestamp;

/// One thing to do. The loop does them in order and sends back an event where there is an answer.
#[derive(Clone, PartialEq)]
pub(crate) enum Effect {
    /// Take a picture of the screen.
    TakePicture { turn: u64 },
    /// Read the picture of a draft from the disk.
    Recall { turn: u64, id: AttachmentId, taken_at: Timestamp },
    /// Read a picture that comes from elsewhere.
    ReadPicture { turn: u64, png: Bytes },
    /// Cut a part out of a picture.
    CutPicture { turn: u64, png: Bytes, taken_at: Timestamp, part: Area },
    /// Draw marks into a picture.
    DrawMarks { turn: u64, png: Bytes, taken_at: Timestamp, shapes: Vec<Shape> },
    /// Keep the picture of a draft in the place of what it was before, and say so.
    KeepPicture { turn: u64, id: AttachmentId, png: Bytes, instead_of: Option<AttachmentId> },
    /// Ask the device for its facts.
    TakeReport { turn: u64 },
    /// Keep the bytes of an attachment.
    KeepBlob(AttachmentId, Bytes),
    /// Drop them.
    DropBlob(AttachmentId),
    /// Write a note without waiting for the disk.
    Jot(Note),
    /// Write a note, on the disk.
    Keep(Note),
    /// Put parcels in the outbox, all or none; their blobs are given so that none can be missing.
    Accept { parcels: Vec<Parcel>, blobs: Vec<(AttachmentId, Bytes)> },
    /// Take a ticket back; the outbox holds it until it is accepted again or let go.
    Withdraw(TicketId),
    /// Send a ticket after all that was taken back.
    TakeUp(TicketId),
    /// Other words stand in the place of a ticket that was taken back.
    LetGo(TicketId),
    /// Take a parcel that is of no use any more out of the outbox.
    Discard(Key),
    /// Try everything that waits, now.
    Hurry,
    /// Read what lies in the outbox.
    Reload,
    /// Ask the desk.
    Fetch(Fetch),
    /// Set this computer up.
    Connect { code: TypedCode, room: Option<String> },
    /// Whether toasts may come while others look at the screen.
    TellWhilePresenting(bool),
    /// Connect to the live channel at once.
    Reconnect,
    /// Tell the person, as soon as nothing speaks against it.
    Tell(News),
    /// Write down that the person was welcomed, on the disk; after that this may be told.
    NoteWelcome { then: Vec<News> },
    /// Show it to the person now.
    Toast(News),
    /// Say something to the window.
    Window(ToWindow),
    /// Give the window a picture.
    ShowPicture(PictureId, Bytes),
    /// Give the window its view, also when it is as before.
    ShowView,
    /// Get a picture of a conversation.
    FetchPicture(AttachmentId),
    /// Bring a window back that crashed, unless a test is taken.
    ShowAgain,
    /// Save a file of the desk's where downloads go.
    SaveFile { id: AttachmentId, name: String, size_bytes: u64 },
    /// Open planned work in the person's calendar.
    AddToCalendar(Box<Notice>),
    /// End.
    Quit,
}

/// A question to the desk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fetch {
    /// Who it is.
    Profile,
    /// The person's tickets.
    Tickets,
    /// One of them, whole.
    Thread(TicketId),
    /// Notices.
    Notices,
    /// What may help somebody who waits.
    Tips,
}

impl Fetch {
    /// Everything, after a time without hearing.
    pub(crate) const ALL: [Self; 3] = [Self::Profile, Self::Tickets, Self::Notices];
}

/// A note in the outbox.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Note {
    /// What is being written in Get help.
    Draft,
    /// What is being written in replies.
    Replies,
    /// Who the desk is.
    Profile,
    /// The person's requests as last heard.
    Tickets,
    /// Notices as last heard.
    Notices,
    /// What the person has seen.
    Seen,
    /// What the person chose.
    Preferences,
}

impl Note {
    /// Every note.
    pub(crate) const ALL: [Self; 7] =
        [Self::Draft, Self::Replies, Self::Profile, Self::Tickets, Self::Notices, Self::Seen, Self::Preferences];

    /// Its name in the outbox.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Replies => "replies",
            Self::Profile => "profile",
            Self::Tickets => "tickets",
            Self::Notices => "notices",
            Self::Seen => "seen",
            Self::Preferences => "preferences",
        }
    }
}

impl std::fmt::Debug for Effect {
    /// Names what is to be done and leaves out every word and pixel.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TakePicture { turn } => write!(f, "TakePicture({turn})"),
            Self::TakeReport { turn } => write!(f, "TakeReport({turn})"),
            Self::Recall { id, .. } => write!(f, "Recall({id})"),
            Self::DrawMarks { turn, shapes, .. } => write!(f, "DrawMarks({turn}, {} marks)", shapes.len()),
            Self::ReadPicture { turn, png } => write!(f, "ReadPicture({turn}, {} bytes)", png.len()),
            Self::CutPicture { turn, part, .. } => write!(f, "CutPicture({turn}, {part:?})"),
            Self::KeepPicture { turn, id, png, .. } => write!(f, "KeepPicture({turn}, {id}, {} bytes)", png.len()),
            Self::KeepBlob(id, bytes) => write!(f, "KeepBlob({id}, {} bytes)", bytes.len()),
            Self::DropBlob(id) => write!(f, "DropBlob({id})"),
            Self::Jot(note) => write!(f, "Jot({note:?})"),
            Self::Keep(note) => write!(f, "Keep({note:?})"),
            Self::Accept { parcels, blobs } => write!(f, "Accept({parcels:?}, {} blobs)", blobs.len()),
            Self::Withdraw(id) => write!(f, "Withdraw({id})"),
            Self::TakeUp(id) => write!(f, "TakeUp({id})"),
            Self::LetGo(id) => write!(f, "LetGo({id})"),
            Self::Discard(key) => write!(f, "Discard({key})"),
            Self::Hurry => f.write_str("Hurry"),
            Self::Reload => f.write_str("Reload"),
            Self::Fetch(what) => write!(f, "Fetch({what:?})"),
            Self::Connect { .. } => f.write_str("Connect"),
            Self::TellWhilePresenting(may) => write!(f, "TellWhilePresenting({may})"),
            Self::Reconnect => f.write_str("Reconnect"),
            Self::Tell(news) => write!(f, "Tell({news:?})"),
            Self::NoteWelcome { then } => write!(f, "NoteWelcome({then:?})"),
            Self::Toast(news) => write!(f, "Toast({news:?})"),
            Self::Window(ToWindow::Show) => f.write_str("Show"),
            Self::Window(ToWindow::Hide) => f.write_str("Hide"),
            Self::Window(ToWindow::DropPicture { id }) => write!(f, "DropPicture({})", id.0),
            Self::Window(ToWindow::View { .. } | ToWindow::Picture { .. }) => f.write_str("Window(..)"),
            Self::ShowPicture(id, bytes) => write!(f, "ShowPicture({}, {} bytes)", id.0, bytes.len()),
            Self::ShowView => f.write_str("ShowView"),
            Self::FetchPicture(id) => write!(f, "FetchPicture({id})"),
            Self::ShowAgain => f.write_str("ShowAgain"),
            Self::SaveFile { id, size_bytes, .. } => write!(f, "SaveFile({id}, {size_bytes} bytes)"),
            Self::AddToCalendar(notice) => write!(f, "AddToCalendar({})", notice.id),
            Self::Quit => f.write_str("Quit"),
        }
    }
}
