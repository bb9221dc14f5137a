//! What agent and window say to each other: one JSON value a line, over the window's stdin and stdout.
//!
//! The agent closes the window's stdin to end it, and the window ends itself when its stdin ends, so that neither outlives the
//! other by accident.

use crate::{Request, View};
use desk_api::AttachmentId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A picture the agent holds and the window shows as `picture://localhost/{id}` (`http://picture.localhost/{id}` on Windows).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct PictureId(pub Uuid);

impl PictureId {
    /// Makes a new one.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "a default that differs at every call would surprise")]
    pub fn new() -> Self {
        Self(Uuid::now_v7())
    }
}

impl From<AttachmentId> for PictureId {
    fn from(id: AttachmentId) -> Self {
        Self(id.0)
    }
}

/// From the agent to the window.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum ToWindow {
    /// Render this.
    View {
        /// All of it.
        view: Box<View>,
    },
    /// Come to the front.
    Show,
    /// Hide, and stay ready to show again.
    Hide,
    /// A picture the view names: at most 1,600 px on its longer side, but for the one "Hide or point" is open with.
    Picture {
        /// Which one.
        id: PictureId,
        /// A PNG, in base64.
        png: String,
    },
    /// A picture is no longer needed.
    DropPicture {
        /// Which one.
        id: PictureId,
    },
}

/// From the window to the agent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "frame", rename_all = "snake_case")]
pub enum FromWindow {
    /// The page is up and wants its first view. Also sent again when the page was reloaded.
    Ready,
    /// A person asks for something.
    Request {
        /// What.
        request: Request,
    },
    /// The person closed the window by its frame or by Esc; it is hidden by now.
    Hidden,
    /// The window came to the front or went behind another. A shown window that says nothing counts as in front.
    Front {
        /// In front.
        front: bool,
    },
}
