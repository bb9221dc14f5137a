//! The window's pages as values. A field that is `None` is a line the page leaves out.

use crate::{HelpPage, PictureId, Place, SettingsPage, SetupPage};
use desk_api::{AttachmentId, AttachmentState, MessageId, Notice, Score, TeamMember, TicketId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All the window shows.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, TS)]
pub struct View {
    /// Counts up with each view, so that a window never renders an older one over a newer.
    #[ts(type = "number")]
    pub revision: u64,
    /// What surrounds every page.
    pub around: Around,
    /// The page to show.
    pub place: Place,
    /// Get help.
    pub help: HelpPage,
    /// My requests.
    pub requests: RequestsPage,
    /// The request that is open, where `place` is one.
    pub thread: Option<ThreadPage>,
    /// Notices for this place, worst first.
    pub notices: Vec<NoticeCard>,
    /// Settings, where `place` is there.
    pub settings: Option<SettingsPage>,
    /// What there is instead of every page but Settings on a computer that is not set up.
    pub setup: Option<SetupPage>,
}

/// What surrounds every page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Around {
    /// BCP 47 tag of the catalogue to use: `en` or `es`.
    pub language: String,
    /// The person's choice, or the computer's.
    pub theme: Theme,
    /// For shapes of controls.
    pub os: Os,
    /// IANA name of the computer's time zone.
    pub time_zone: String,
    /// Now, by the computer's clock, when this view was made.
    pub now: Timestamp,
    /// Whether the help desk can be reached.
    pub online: bool,
    /// The person's keyring is locked or missing: what is sent waits for it.
    #[serde(default)]
    pub locked: bool,
    /// The person's first name, where known.
    pub first_name: Option<String>,
    /// The school's name.
    pub school: Option<String>,
    /// What to dial from a school phone.
    pub phone: Option<String>,
    /// A named manager, for complaints.
    pub manager: Option<String>,
    /// Who answers; none where the desk does not say.
    #[serde(default)]
    pub team: Vec<TeamMember>,
    /// How many requests have something new.
    pub unread: u32,
    /// Host name, to read out on the phone.
    pub computer: String,
    /// The district's number for this computer, for the same.
    pub asset_tag: Option<String>,
    /// The room this computer is in.
    pub room: Option<String>,
    /// The building.
    pub building: Option<String>,
}

/// Light, dark, or as the computer has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the computer has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// For `data-os` on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Os {
    /// Windows 11's shapes.
    Windows,
    /// macOS's.
    Macos,
    /// GNOME's, also for other Linux desktops.
    Gnome,
}

/// My requests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RequestsPage {
    /// How current the list is.
    pub state: ListState,
    /// "Needs you."
    pub needs_you: Vec<RequestRow>,
    /// "In our hands."
    pub open: Vec<RequestRow>,
    /// "Finished."
    pub finished: Vec<RequestRow>,
}

/// How current the list is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ListState {
    /// Nothing has been fetched since the start, and nothing is kept.
    Loading,
    /// As the help desk has it, or had it when last reached.
    Ready,
    /// It could not be fetched, and nothing is kept.
    Failed,
}

/// One request in the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct RequestRow {
    /// Which one.
    pub id: TicketId,
    /// Its first line.
    pub title: String,
    /// Where it stands.
    pub status: StatusLine,
    /// Full name of the person who is on it.
    #[serde(default)]
    pub person: Option<String>,
    /// When it last changed.
    pub at: Timestamp,
    /// Something is new.
    pub unread: bool,
}

/// A status in plain words; each names a person where one is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum StatusLine {
    /// On this computer, waiting for the network.
    Saved,
    /// On this computer, waiting for the person's keyring.
    Locked,
    /// On this computer; the help desk will not take it as it is.
    Stuck {
        /// For a phone call.
        code: String,
    },
    /// A person will read it soon.
    New,
    /// Somebody is on it.
    Work {
        /// First name.
        name: Option<String>,
    },
    /// Somebody asked a question.
    Question {
        /// First name.
        name: Option<String>,
    },
    /// Waiting for a part.
    Waiting {
        /// When it is due.
        due: Option<Timestamp>,
    },
    /// Somebody thinks it is fixed.
    Ask {
        /// First name.
        name: Option<String>,
    },
    /// With another department.
    Hand {
        /// Which.
        department: String,
        /// Its person.
        name: Option<String>,
        /// Its extension.
        phone: Option<String>,
    },
    /// Finished.
    Done {
        /// First name of who fixed it.
        name: Option<String>,
    },
    /// Withdrawn.
    Cancelled,
}

/// One request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct ThreadPage {
    /// Which one.
    pub id: TicketId,
    /// Its first line.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// Where it stands.
    pub status: StatusLine,
    /// Full name of the person who is on it.
    pub person: Option<String>,
    /// When the person hears next.
    pub next_update_by: Option<Timestamp>,
    /// Everything said and done, oldest first.
    pub entries: Vec<Entry>,
    /// The first entry the person has not seen is the one at this index.
    pub new_from: Option<u32>,
    /// The reply as last kept.
    pub reply: String,
    /// The picture that goes with it.
    #[serde(default)]
    pub reply_picture: ReplyPicture,
    /// As in [`HelpPage::text_revision`].
    #[ts(type = "number")]
    pub reply_revision: u64,
    /// Where "Is it fixed?" stands.
    pub fix: FixStage,
    /// Everything is here; until then only what the list knew is.
    pub loaded: bool,
}

/// The picture of a reply.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ReplyPicture {
    /// None, and none can be added.
    NotHere,
    /// None.
    #[default]
    None,
    /// What was chosen could not be read.
    Unread,
    /// On its way.
    Reading,
    /// Here.
    Ready {
        /// What to show.
        id: PictureId,
    },
}

/// One thing said or done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Entry {
    /// Said by somebody at the desk.
    Theirs {
        /// Which message.
        id: MessageId,
        /// Full name.
        name: String,
        /// When.
        at: Timestamp,
        /// Plain text.
        body: String,
        /// What came with it.
        attached: Vec<Attached>,
    },
    /// Said by the person.
    Mine {
        /// Which message.
        id: MessageId,
        /// When.
        at: Timestamp,
        /// Plain text.
        body: String,
        /// What came with it.
        attached: Vec<Attached>,
        /// Still on this computer.
        waiting: bool,
    },
    /// Somebody picked it up.
    Taken {
        /// First name.
        name: Option<String>,
        /// When.
        at: Timestamp,
    },
    /// Another department has it now.
    HandedOff {
        /// Which.
        department: String,
        /// When.
        at: Timestamp,
    },
    /// The person said it is fixed.
    Confirmed {
        /// When.
        at: Timestamp,
    },
    /// The person said it is not.
    Reopened {
        /// When.
        at: Timestamp,
    },
    /// It is about something that is down for others too.
    Joined {
        /// The outage's title.
        title: String,
        /// When.
        at: Timestamp,
    },
    /// They hear later than they were told.
    Delayed {
        /// What they were told before.
        was: Timestamp,
        /// When they hear now.
        until: Timestamp,
        /// When that was said.
        at: Timestamp,
    },
}

/// A picture or file in a conversation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Attached {
    /// Which one.
    pub id: AttachmentId,
    /// What to show once the agent has sent it; asked for by [`Request::FetchPicture`](crate::Request::FetchPicture).
    pub picture: Option<PictureId>,
    /// File name.
    pub name: String,
    /// Whether it has arrived at the help desk.
    pub state: AttachmentState,
    /// Size in bytes.
    #[serde(default)]
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// Where saving it on this computer stands.
    #[serde(default)]
    pub saving: SaveStep,
}

/// Where saving a file on this computer stands.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SaveStep {
    /// There is nothing to save: it is shown, is the person's own, or has not come.
    #[default]
    NotHere,
    /// Not asked for.
    Offered,
    /// On its way.
    Saving,
    /// Where downloads go.
    Saved {
        /// Under this name.
        name: String,
    },
    /// It could not be fetched, or not be written.
    Failed,
}

/// Where "Is it fixed?" stands in a request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FixStage {
    /// Not asked.
    None,
    /// Asked, with what the technician last said.
    Asking {
        /// Full name.
        name: Option<String>,
        /// What they did, in their words.
        did: Option<String>,
        /// When they asked.
        at: Timestamp,
    },
    /// Yes: how did we do?
    Rating {
        /// Full name.
        name: Option<String>,
    },
    /// Rated.
    Thanks {
        /// The tap.
        score: Score,
        /// A note was sent with it.
        noted: bool,
    },
    /// Not yet: what are you still seeing?
    NotYet {
        /// Full name.
        name: Option<String>,
    },
}

/// A notice, and whether its card stands open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct NoticeCard {
    /// As the desk says it.
    pub notice: Notice,
    /// First name of the person on it.
    pub owner_first_name: Option<String>,
    /// "Me too" was pressed here and is on its way, or counted.
    pub joined: bool,
    /// "Not for me" was pressed: the request that is being written is about it.
    #[serde(default)]
    pub still: bool,
    /// Where "Add to my calendar" stands.
    #[serde(default)]
    pub calendar: CalendarStep,
}

/// Where "Add to my calendar" stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CalendarStep {
    /// Not asked for.
    #[default]
    None,
    /// On its way to the calendar.
    Opening,
    /// The calendar has it, and asks the person where it is to go.
    Opened,
    /// Nothing on this computer takes it.
    Failed,
}
