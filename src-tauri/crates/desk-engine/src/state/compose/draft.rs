//! What is being written, and the picture and facts that go with it.

use crate::Picture;
use desk_api::{AttachmentId, DeviceReport, NewAttachment, NewTicket};
use desk_outbox::Parcel;
use desk_view::{PictureId, ToWindow};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

use crate::state::Effect;

/// What is being written.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) class_waiting: bool,
    pub(crate) picture: Slot,
    pub(crate) report: Option<DeviceReport>,
}

/// The picture of a draft.
#[derive(Clone, Debug, Default)]
pub(crate) enum Slot {
    /// Nobody asked for one yet.
    #[default]
    Empty,
    /// Being taken; the one from before is here until then.
    Taking { before: Option<Shot> },
    /// There is none and will be none.
    None,
    /// Taken.
    Ready(Shot),
    /// Taken off by the person; in memory alone.
    Removed(Shot),
}

/// A picture and the attachment it will be.
#[derive(Clone, Debug)]
pub(crate) struct Shot {
    pub(crate) id: AttachmentId,
    pub(crate) picture: Picture,
}

impl Draft {
    /// The picture that goes with it.
    pub(crate) fn shot(&self) -> Option<&Shot> {
        match &self.picture {
            Slot::Ready(shot) => Some(shot),
            Slot::Empty | Slot::Taking { .. } | Slot::None | Slot::Removed(_) => None,
        }
    }

    /// The picture whose bytes are on disk.
    pub(super) fn kept_shot(&self) -> Option<&Shot> {
        match &self.picture {
            Slot::Ready(shot) | Slot::Taking { before: Some(shot) } => Some(shot),
            Slot::Empty | Slot::Taking { before: None } | Slot::None | Slot::Removed(_) => None,
        }
    }

    /// The ticket, made of the very values the page shows.
    pub(super) fn ticket(&self, language: &str, now: Timestamp) -> NewTicket {
        NewTicket {
            words: self.text.trim().to_owned(),
            class_waiting: self.class_waiting,
            written_at: now,
            attachments: self.shot().map(Shot::announce).into_iter().collect(),
            report: self.report.clone(),
            about_device: None,
            notice_id: None,
            language: Some(language.to_owned()),
        }
    }

    /// What can be made of parcels alone, after a restart: words, and no picture, because its preview is gone.
    pub(super) fn of_parcels(parcels: &[Parcel]) -> Self {
        let ticket = Self::ticket_in(parcels);
        ticket.map(|ticket| Self { text: ticket.words, class_waiting: ticket.class_waiting, ..Self::default() }).unwrap_or_default()
    }

    /// The ticket among parcels.
    pub(super) fn ticket_in(parcels: &[Parcel]) -> Option<NewTicket> {
        parcels.iter().find_map(|parcel| match parcel {
            Parcel::Ticket { body, .. } => body.open().ok(),
            Parcel::Attachment { .. }
            | Parcel::Message { .. }
            | Parcel::Confirmation { .. }
            | Parcel::Rating { .. }
            | Parcel::Affected { .. } => None,
        })
    }
}

impl Shot {
    pub(super) fn announce(&self) -> NewAttachment {
        NewAttachment {
            id: self.id,
            name: "screen.png".to_owned(),
            media_type: "image/png".to_owned(),
            size_bytes: self.picture.png.len() as u64,
            sha256: sha256(&self.picture.png),
        }
    }

    /// Gives the window the preview.
    pub(super) fn show(&self) -> Effect {
        Effect::ShowPicture(PictureId::from(self.id), self.picture.preview.clone())
    }

    /// Keeps the bytes on disk.
    pub(super) fn keep(&self) -> Effect {
        Effect::KeepBlob(self.id, self.picture.png.clone())
    }

    /// Lets go of the window's copy.
    pub(super) fn hide(&self) -> Effect {
        Effect::Window(ToWindow::DropPicture { id: PictureId::from(self.id) })
    }

    /// Lets go of the window's copy and of the bytes on disk.
    pub(super) fn forget(&self) -> [Effect; 2] {
        [Effect::DropBlob(self.id), self.hide()]
    }
}

/// 64 lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a String cannot fail");
        hex
    })
}

impl fmt::Debug for Draft {
    /// Counts the words and leaves them out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft")
            .field("text", &format_args!("{} characters", self.text.chars().count()))
            .field("class_waiting", &self.class_waiting)
            .field("picture", &self.picture)
            .field("facts", &self.report.as_ref().map(|report| report.facts.len()))
            .finish()
    }
}
