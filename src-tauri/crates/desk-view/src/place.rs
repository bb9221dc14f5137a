//! Where in the window a person can be.

use desk_api::{NoticeId, TicketId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place in the window. What a tray entry, a toast, a link or a second start opens: a place, never an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum Place {
    /// Get help.
    #[default]
    Help,
    /// My requests.
    Requests,
    /// One request.
    Ticket {
        /// Which one.
        id: TicketId,
    },
    /// A notice with its updates.
    Notice {
        /// Which one.
        id: NoticeId,
    },
    /// Settings.
    Settings,
    /// Where the code is typed that sets this computer up; elsewhere than on such a computer, Get help.
    Setup,
    /// What a person sees once this computer is set up; elsewhere, Get help.
    Welcome,
}
