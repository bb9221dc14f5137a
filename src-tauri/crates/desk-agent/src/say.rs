//! What the command line prints, and the statuses it ends with.

use std::{io::Write, process::ExitCode};

/// What a command ends with; 2 is also for a command line that was not understood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// All of it was done.
    Done,
    /// It was not done.
    NotDone,
    /// What was to be sent is on this computer's disk and not at the help desk yet.
    Saved,
    /// All was looked at, and something wants a look.
    Look,
    /// All was looked at, and something is wrong.
    Wrong,
    /// This computer has no help desk, or none that would know it.
    NotSetUp,
}

impl End {
    /// As the documentation of the command line says.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NotDone | Self::Look => 1,
            Self::Wrong => 2,
            Self::Saved => 3,
            Self::NotSetUp => 4,
        }
    }
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        Self::from(end.status())
    }
}

/// Prints a line of what was asked for.
pub(crate) fn say(line: &str) {
    // Whoever closed our stdout does not want to know.
    writeln!(std::io::stdout(), "{line}").ok();
}

/// Prints a line about why it was not given.
pub(crate) fn say_why_not(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}
