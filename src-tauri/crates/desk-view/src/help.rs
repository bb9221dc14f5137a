//! Get help as a value.

use crate::{MarkingPage, PictureId};
use desk_api::{NoticeId, TicketId, TipId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Get help.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
pub struct HelpPage {
    /// The text as last kept. The page's own text box wins while it has focus.
    pub text: String,
    /// Counts up when `text` was changed by anything but the person's typing here, so that the page takes it over.
    #[ts(type = "number")]
    pub text_revision: u64,
    /// "My class is waiting."
    pub class_waiting: bool,
    /// The picture.
    pub picture: PictureSlot,
    /// A picture of the person's own may be sent.
    #[serde(default)]
    pub may_add_picture: bool,
    /// The picture that was chosen last could not be read; the one before stays.
    #[serde(default)]
    pub picture_trouble: bool,
    /// Everything that will be sent about this computer: the very facts, in words.
    pub facts: Vec<FactLine>,
    /// A first answer within so many hours.
    pub answer_within_hours: Option<u32>,
    /// Most days within so many, from the desk's own records.
    pub usual_hours: Option<u32>,
    /// Somebody reads it within so many minutes at this time of day, as a rule; from the desk's own records.
    #[serde(default)]
    pub usually_read_minutes: Option<u32>,
    /// What happened to the request that was sent from here.
    pub stage: HelpStage,
    /// The window had crashed, and the draft was kept.
    pub restarted: bool,
    /// Send was pressed and the computer could not keep the request; the draft is as it was.
    #[serde(default)]
    pub not_kept: bool,
    /// "Hide or point", while it is open.
    #[serde(default)]
    pub marking: Option<MarkingPage>,
    /// The outage the words are about, among [`View::notices`](crate::View::notices).
    #[serde(default)]
    pub known: Option<NoticeId>,
    /// What may help while they wait.
    #[serde(default)]
    pub tip: Option<TipCard>,
}

/// What may help while somebody waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct TipCard {
    /// Which tip.
    pub id: TipId,
    /// In a few words.
    pub title: String,
    /// What to do.
    pub body: String,
    /// How many people it helped in the last 30 days.
    pub helped: u32,
    /// The person said that it fixed what she writes about.
    pub helped_me: bool,
}

/// Where the picture of the screen stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum PictureSlot {
    /// Being taken.
    Taking,
    /// There is none and will be none: this computer gives none, or policy forbids it.
    None,
    /// There is none, because the person told their desktop so. It is not asked again by itself.
    Refused,
    /// Taken.
    Ready {
        /// What to show.
        id: PictureId,
        /// When it was taken.
        taken_at: Timestamp,
        /// A picture of the person's own, and no screen.
        #[serde(default)]
        own: bool,
        /// How many screens there are to choose from; 0 where there is nothing to choose.
        #[serde(default)]
        screens: u32,
        /// The one that was chosen, counted from 1; none is all of them.
        #[serde(default)]
        screen: Option<u32>,
        /// The picture of the screen that it took the place of can be had back.
        #[serde(default)]
        can_go_back: bool,
    },
    /// The person took it off; it can be put back.
    Removed,
}

/// One line of "What we'll send".
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct FactLine {
    /// The fact's key, such as `disk.free`; the page finds its label by it.
    pub key: String,
    /// Which one, where there are several.
    pub of: Option<String>,
    /// The value in words, or why it is unknown.
    pub value: String,
    /// Whether it is known.
    pub known: bool,
}

/// What happened to the request that was last sent from Get help.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HelpStage {
    /// Nothing: the person writes.
    Writing,
    /// Kept on disk, on its way. Shown only once it takes longer than 600 ms.
    Sending {
        /// Which one.
        id: TicketId,
        /// Its words.
        text: String,
        /// Its picture.
        picture: Option<PictureId>,
    },
    /// The help desk has it.
    Sent {
        /// Which one.
        id: TicketId,
        /// Its number, where known.
        number: Option<String>,
        /// When the help desk accepted it.
        sent_at: Timestamp,
        /// The promise.
        promised_by: Option<Timestamp>,
    },
    /// Kept on disk; the computer is not online.
    Saved {
        /// Which one.
        id: TicketId,
        /// Its words.
        text: String,
        /// Its picture.
        picture: Option<PictureId>,
        /// When it was kept.
        saved_at: Timestamp,
    },
    /// Kept on disk; the person's keyring is locked or missing, so that nobody can be signed in.
    Locked {
        /// Which one.
        id: TicketId,
        /// Its words.
        text: String,
        /// Its picture.
        picture: Option<PictureId>,
        /// When it was kept.
        saved_at: Timestamp,
    },
    /// Kept on disk; the help desk is in trouble.
    Trouble {
        /// Which one.
        id: TicketId,
        /// Its words.
        text: String,
        /// Its picture.
        picture: Option<PictureId>,
        /// When the next try is.
        next_try_at: Option<Timestamp>,
        /// For a phone call.
        code: String,
    },
}
