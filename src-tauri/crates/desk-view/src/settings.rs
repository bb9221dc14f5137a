//! Settings: what a person may choose, and what she may know about Deskside here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Settings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct SettingsPage {
    /// The language of everything; none where the district chose it.
    pub language: Option<LanguageChoice>,
    /// Quiet while others look at the screen; none where the district decided.
    pub quiet: Option<QuietChoice>,
    /// How it stands with the keys that open Get help; none where there are to be none.
    #[serde(default)]
    pub hotkey: Option<HotkeyLine>,
    /// The version of Deskside.
    pub version: String,
    /// When somebody is at the desk, in words.
    pub hours: Option<String>,
    /// What to dial to reach the manager.
    pub manager_phone: Option<String>,
}

/// Which language, and which there are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct LanguageChoice {
    /// The person's choice; none is as the computer has it.
    pub chosen: Option<String>,
    /// Tags of all there are.
    pub offered: Vec<String>,
}

/// Whether toasts wait while others look at the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct QuietChoice {
    /// They do.
    pub on: bool,
    /// Outages near this computer get through all the same.
    pub outages_pass: bool,
}

/// How it stands with the keys that open Get help from anywhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HotkeyLine {
    /// They open it.
    Works {
        /// As the desktop writes them.
        keys: String,
    },
    /// Another program has them.
    Taken {
        /// Such as "Ctrl+Alt+H".
        keys: String,
    },
    /// The desktop, or the person it asked, gave none away.
    Refused,
    /// This desktop has none to give.
    NotHere,
}
