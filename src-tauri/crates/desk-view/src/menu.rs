//! The tray: an icon, a tooltip and a menu, as one value compared with `==`.

use crate::Request;
use serde::Serialize;

/// The tray as it should be.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Menu {
    /// The drawing.
    pub icon: TrayIcon,
    /// Says in words what the icon draws.
    pub tooltip: String,
    /// From top to bottom.
    pub items: Vec<Item>,
}

/// Which of the four drawings. Where several are true, the first in this order is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TrayIcon {
    /// Somebody wrote, or asks.
    Attention,
    /// An outage near this computer.
    Outage,
    /// Not connected.
    Offline,
    /// Nothing to say.
    Idle,
}

/// A line of the menu.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Item {
    /// Can be chosen.
    Entry {
        /// Its words.
        label: String,
        /// What choosing it asks for.
        does: Request,
    },
    /// Says something and cannot be chosen.
    Says {
        /// Its words.
        label: String,
    },
    /// A line between groups.
    Line,
}
