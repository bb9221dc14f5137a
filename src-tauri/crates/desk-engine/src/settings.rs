//! What the engine is told about its surroundings, and what it is asked while it runs.

use desk_view::{FromWindow, HotkeyLine, Os, Request, Theme, words::Language};
use jiff::{Timestamp, tz::TimeZone};
use std::{fmt, sync::Arc, time::Duration};

/// Everything about this computer, its person and its policy that the engine does not find out by itself.
#[derive(Clone)]
pub struct Settings {
    /// The person's first name, where known.
    pub first_name: Option<String>,
    /// Host name, to read out on the phone.
    pub computer: String,
    /// The language of tray, toasts and window, where the person did not choose one.
    pub language: Language,
    /// The district chose it, and the person cannot.
    pub language_is_decided: bool,
    /// For shapes of controls.
    pub os: Os,
    /// Light or dark.
    pub theme: Theme,
    /// The computer's time zone.
    pub time_zone: TimeZone,
    /// The district's number for this computer.
    pub asset_tag: Option<String>,
    /// The room this computer is in.
    pub room: Option<String>,
    /// The building.
    pub building: Option<String>,
    /// What to dial, by policy, for as long as the desk has not said it.
    pub phone: Option<String>,
    /// The version of Deskside.
    pub version: String,
    /// There is a help desk to ask.
    pub has_desk: bool,
    /// The district gave its address.
    pub desk_is_decided: bool,
    /// The district gave no key: a code typed once sets this computer up.
    pub joins_by_code: bool,
    /// Names of the places this computer is in (site, building, room), for notices. Empty means that every notice counts.
    pub places: Vec<String>,
    /// Whether the menu offers to quit.
    pub may_quit: bool,
    /// The district decided whether toasts wait while others look at the screen, and the person cannot.
    pub quiet_is_decided: bool,
    /// Whether an outage near this computer may pop up while others look at its screen.
    pub outages_while_presenting: bool,
    /// Pictures may go with a request.
    pub pictures_allowed: bool,
    /// The queue was found damaged and begun anew, with what could still be read of it. The person is told once.
    pub queue_was_damaged: bool,
    /// How long the keyboard rests before the draft is made durable.
    pub durable_after: Duration,
    /// How long a request may take before the window says that it is being sent.
    pub sending_after: Duration,
    /// How long a window that is there already waits for the picture before it shows.
    pub show_within: Duration,
    /// The longest time between two questions to a help desk that does not stream.
    pub poll_every: Duration,
    /// The wall clock.
    pub clock: Clock,
}

impl Settings {
    /// Settings for a computer of this name, with the times of the design and nothing known about the person.
    #[must_use]
    pub fn new(computer: impl Into<String>, os: Os) -> Self {
        Self {
            first_name: None,
            computer: computer.into(),
            language: Language::English,
            language_is_decided: false,
            os,
            theme: Theme::System,
            time_zone: TimeZone::UTC,
            asset_tag: None,
            room: None,
            building: None,
            phone: None,
            version: String::new(),
            has_desk: true,
            desk_is_decided: true,
            joins_by_code: false,
            places: Vec::new(),
            may_quit: true,
            quiet_is_decided: false,
            outages_while_presenting: false,
            pictures_allowed: true,
            queue_was_damaged: false,
            durable_after: Duration::from_secs(1),
            sending_after: Duration::from_millis(600),
            show_within: Duration::from_millis(300),
            poll_every: Duration::from_secs(60),
            clock: Clock::default(),
        }
    }

    /// The room is another from now on, also for notices.
    pub(crate) fn is_in_room(&mut self, room: String) {
        if let Some(before) = &self.room {
            self.places.retain(|place| place != before);
        }
        self.places.push(room.clone());
        self.room = Some(room);
    }
}

impl fmt::Debug for Settings {
    /// Leaves out who and where.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("language", &self.language).field("os", &self.os).finish_non_exhaustive()
    }
}

/// Where the engine looks up the time.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// A clock of one's own, for tests.
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl Default for Clock {
    /// The computer's own.
    fn default() -> Self {
        Self::new(Timestamp::now)
    }
}

/// What the rest of the agent tells the engine.
#[derive(Debug)]
pub enum Input {
    /// A person asks for something: by the tray, a link, a second start.
    Ask(Request),
    /// A toast was clicked, which may be days old.
    Pressed(Request),
    /// The window says something.
    Window(FromWindow),
    /// The window's process has ended.
    WindowGone {
        /// Not because it was told to.
        crashed: bool,
    },
    /// The computer's network came or went.
    Online(bool),
    /// How it stands with the hotkey; none while there is to be none.
    Hotkey(Option<HotkeyLine>),
    /// Another program put something in the outbox, or there is another reason to try at once.
    Hurry,
}
