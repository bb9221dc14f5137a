//! What a person can ask for, from the window, the tray, a toast or the command line.

use crate::{MarkId, Place, Shape, Theme};
use desk_api::{NoticeId, Score, TicketId, TipId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One thing a person asks for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// Opens the window at a place; from the tray, Get help comes with a fresh picture.
    Open {
        /// Where.
        place: Place,
    },
    /// Goes somewhere inside the open window.
    Go {
        /// Where.
        place: Place,
    },
    /// Hides the window. The draft stays.
    Close,
    /// Every keystroke in Get help.
    Write {
        /// All of the text.
        text: String,
    },
    /// "My class is waiting."
    SetClassWaiting {
        /// On or off.
        on: bool,
    },
    /// Takes the picture off the request.
    RemovePicture,
    /// Puts it back on (undo).
    RestorePicture,
    /// Puts a picture of the person's own in the place of the one of the screen.
    UsePicture {
        /// A PNG, in base64.
        png: String,
    },
    /// Goes back to the picture of the screen, or to one of several screens.
    ShowScreen {
        /// Which one, counted from 1; none is all of them.
        screen: Option<u32>,
    },
    /// Asks the desktop once more for a picture of the screen that was refused.
    AskForScreen,
    /// Opens "Hide or point".
    StartMarking,
    /// Puts a mark on the picture.
    AddMark {
        /// What and where.
        shape: Shape,
    },
    /// Moves a mark, or makes it larger or smaller.
    ChangeMark {
        /// Which one.
        id: MarkId,
        /// What and where from now on.
        shape: Shape,
    },
    /// Takes a mark off the picture.
    RemoveMark {
        /// Which one.
        id: MarkId,
    },
    /// Takes the last change of the marks back.
    UndoMark,
    /// Does it again.
    RedoMark,
    /// Leaves "Hide or point" with its marks.
    FinishMarking,
    /// Leaves it with the marks from before it was opened.
    CancelMarking,
    /// "My problem is different": the outage is not offered again for this request.
    NotThis {
        /// Which one.
        notice: NoticeId,
    },
    /// "That fixed it."
    TipHelped {
        /// Which tip.
        id: TipId,
    },
    /// Sends what the draft holds.
    Send,
    /// Tries everything that waits, now.
    TryNow,
    /// Takes a request back before it is sent; its words become the draft again.
    StopSending {
        /// Which one.
        id: TicketId,
    },
    /// Leaves the "sent" page for an empty Get help.
    StartOver,
    /// The person has read a request up to here.
    Seen {
        /// Which one.
        id: TicketId,
    },
    /// Every keystroke in a reply.
    WriteReply {
        /// In which request.
        id: TicketId,
        /// All of the text.
        text: String,
    },
    /// Puts a picture on a reply, in the place of one that is there.
    AttachToReply {
        /// In which request.
        id: TicketId,
        /// A PNG, in base64.
        png: String,
    },
    /// Takes it off.
    DetachFromReply {
        /// In which request.
        id: TicketId,
    },
    /// Sends the reply that was written.
    SendReply {
        /// In which request.
        id: TicketId,
    },
    /// Answers "Is it fixed?".
    Confirm {
        /// Which request.
        id: TicketId,
        /// Yes, or not yet.
        fixed: bool,
        /// What the person still sees.
        note: Option<String>,
        /// "Ask for someone else to look."
        someone_else: bool,
    },
    /// One tap, and later perhaps a note.
    Rate {
        /// Which request.
        id: TicketId,
        /// The tap.
        score: Score,
        /// More, where the person wants to say it.
        note: Option<String>,
    },
    /// Leaves "How did we do?" without an answer.
    SkipRating {
        /// Which request.
        id: TicketId,
    },
    /// "Not yet" was pressed: shows the box for what is still wrong.
    StartNotYet {
        /// Which request.
        id: TicketId,
    },
    /// "Me too."
    MeToo {
        /// Which notice.
        id: NoticeId,
    },
    /// Opens planned work in the person's calendar.
    AddToCalendar {
        /// Which notice.
        id: NoticeId,
    },
    /// "Working for you too?", asked when an outage is over.
    BackToNormal {
        /// Which notice.
        id: NoticeId,
        /// Yes, or not for me: the request that is being written is then about it.
        working: bool,
    },
    /// Asks for a picture in a conversation, to be sent to the window.
    FetchPicture {
        /// Which attachment.
        id: desk_api::AttachmentId,
    },
    /// Saves a file of the desk's where downloads go.
    SaveFile {
        /// Which attachment.
        id: desk_api::AttachmentId,
    },
    /// The language of everything.
    SetLanguage {
        /// Its tag; none is as the computer has it.
        language: Option<String>,
    },
    /// Light or dark.
    SetTheme {
        /// Which.
        theme: Theme,
    },
    /// Whether toasts wait while others look at the screen.
    SetQuiet {
        /// They do.
        on: bool,
    },
    /// Sets this computer up by a code typed once.
    Connect {
        /// What was typed: the code, or the desk's address and the code.
        code: String,
        /// The room this computer is in.
        room: String,
    },
    /// Ends the agent.
    Quit,
}

impl std::fmt::Debug for Request {
    /// Says what is asked and leaves out every word a person wrote.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::Open { place } => return write!(f, "Open({place:?})"),
            Self::Go { place } => return write!(f, "Go({place:?})"),
            Self::Close => "Close",
            Self::Write { .. } => "Write",
            Self::SetClassWaiting { .. } => "SetClassWaiting",
            Self::RemovePicture => "RemovePicture",
            Self::RestorePicture => "RestorePicture",
            Self::UsePicture { .. } => "UsePicture",
            Self::ShowScreen { screen } => return write!(f, "ShowScreen({screen:?})"),
            Self::AskForScreen => "AskForScreen",
            Self::StartMarking => "StartMarking",
            Self::AddMark { shape } => return write!(f, "AddMark({shape:?})"),
            Self::ChangeMark { id, shape } => return write!(f, "ChangeMark({}, {shape:?})", id.0),
            Self::RemoveMark { id } => return write!(f, "RemoveMark({})", id.0),
            Self::UndoMark => "UndoMark",
            Self::RedoMark => "RedoMark",
            Self::FinishMarking => "FinishMarking",
            Self::CancelMarking => "CancelMarking",
            Self::NotThis { .. } => "NotThis",
            Self::TipHelped { .. } => "TipHelped",
            Self::Send => "Send",
            Self::TryNow => "TryNow",
            Self::StopSending { .. } => "StopSending",
            Self::StartOver => "StartOver",
            Self::Seen { .. } => "Seen",
            Self::WriteReply { .. } => "WriteReply",
            Self::AttachToReply { .. } => "AttachToReply",
            Self::DetachFromReply { .. } => "DetachFromReply",
            Self::SendReply { .. } => "SendReply",
            Self::Confirm { .. } => "Confirm",
            Self::Rate { .. } => "Rate",
            Self::SkipRating { .. } => "SkipRating",
            Self::StartNotYet { .. } => "StartNotYet",
            Self::MeToo { .. } => "MeToo",
            Self::AddToCalendar { .. } => "AddToCalendar",
            Self::BackToNormal { .. } => "BackToNormal",
            Self::FetchPicture { .. } => "FetchPicture",
            Self::SaveFile { .. } => "SaveFile",
            Self::SetLanguage { .. } => "SetLanguage",
            Self::SetTheme { .. } => "SetTheme",
            Self::SetQuiet { .. } => "SetQuiet",
            Self::Connect { .. } => "Connect",
            Self::Quit => "Quit",
        };
        f.write_str(name)
    }
}
