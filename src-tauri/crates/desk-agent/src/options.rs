//! What both programs can be told on their command lines.

use clap::{Args, Parser, ValueEnum};
use desk_view::{Link, Place};
use std::{path::PathBuf, str::FromStr, time::Duration};
use tracing::level_filters::LevelFilter;

/// Where this computer's policy, the agent's files and its secrets are.
#[derive(Args, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Where {
    /// Reads the district's policy from this file instead of where this system keeps it
    #[arg(long, global = true, value_name = "FILE", help_heading = "Where things are")]
    pub(crate) policy: Option<PathBuf>,

    /// Keeps requests, drafts and logs in this folder instead of the account's own
    #[arg(long, global = true, value_name = "DIR", help_heading = "Where things are")]
    pub(crate) data: Option<PathBuf>,

    /// Keeps secrets in the keyring under this name
    #[arg(long, global = true, value_name = "NAME", default_value = "Deskside", help_heading = "Where things are")]
    pub(crate) keyring_label: String,
}

/// Prints this much about what happens inside on stderr.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogLevel {
    /// Nothing.
    Off,
    /// What somebody must act on.
    Error,
    /// What is not as it should be.
    Warn,
    /// What a person could see change.
    Info,
    /// Why.
    Debug,
    /// Every step.
    Trace,
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Off => Self::OFF,
            LogLevel::Error => Self::ERROR,
            LogLevel::Warn => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
            LogLevel::Trace => Self::TRACE,
        }
    }
}

/// Where the window is to open, as a command line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By its name: whoever wrote that wants it.
    Named(Place),
    /// By a link, which anybody can have written.
    Link(Place),
}

impl Way {
    pub(crate) fn place(self) -> Place {
        match self {
            Self::Named(place) | Self::Link(place) => place,
        }
    }
}

impl FromStr for Way {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "help" => Ok(Self::Named(Place::Help)),
            "requests" => Ok(Self::Named(Place::Requests)),
            "settings" => Ok(Self::Named(Place::Settings)),
            text => Link::read(text)
                .map(|link| Self::Link(link.into()))
                .ok_or("help, requests, settings, or a link that begins with deskside://"),
        }
    }
}

/// Sits in the tray, one click away from a person who helps.
///
/// There is one agent for each person who is signed in. When it runs already, a second start opens its window at Get help and
/// ends.
#[derive(Parser, Clone, Debug)]
#[command(name = "deskside-agent", version, max_term_width = 100)]
pub(crate) struct AgentOptions {
    #[command(flatten)]
    pub(crate) place_of_things: Where,

    /// Starts this program as the window instead of the deskside-window beside this one
    #[arg(long, value_name = "PATH")]
    pub(crate) window: Option<PathBuf>,

    /// Keeps the window's process so long after it was closed
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub(crate) linger: Duration,

    /// Opens the window at this place at once: help, requests, settings, or a deskside:// link
    #[arg(long, value_name = "PLACE")]
    pub(crate) open: Option<Way>,

    /// Prints a line on stdout once there is an agent that can be asked
    #[arg(long, hide = true)]
    pub(crate) announce: bool,

    /// Also prints this much of the log on stderr
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub(crate) log: LogLevel,
}

/// Reads a number of seconds, which may have a fraction.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|_| "not a number of seconds that can pass".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_agents_options_have_the_defaults_of_every_day() {
        let options = AgentOptions::try_parse_from(["deskside-agent"]).unwrap();

        AgentOptions::command().debug_assert();
        assert_eq!(options.linger, Duration::from_secs(60));
        assert_eq!((options.open, options.log), (None, LogLevel::Warn));
        assert_eq!(options.place_of_things.keyring_label, "Deskside");
    }

    #[test]
    fn a_place_is_named_or_linked_to() {
        for (text, expected) in [
            ("help", Ok(Way::Named(Place::Help))),
            ("requests", Ok(Way::Named(Place::Requests))),
            ("deskside://help", Ok(Way::Link(Place::Help))),
            ("deskside://help?send=now", Ok(Way::Link(Place::Requests))),
            ("https://help.example", Err("help, requests, settings, or a link that begins with deskside://")),
        ] {
            assert_eq!(text.parse(), expected, "{text}");
        }
    }

    #[test]
    fn seconds_may_have_a_fraction_and_must_be_able_to_pass() {
        assert_eq!(seconds("0.5"), Ok(Duration::from_millis(500)));
        assert!(seconds("-1").is_err());
        assert!(seconds("soon").is_err());
        assert!(seconds("inf").is_err());
    }
}
