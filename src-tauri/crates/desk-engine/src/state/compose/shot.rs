//! The picture of a draft: on its way, here, on disk from before, taken off.

use super::draft::sha256;
use crate::{
    Area, Picture,
    state::{Effect, Marks, Placed},
};
use desk_api::{AttachmentId, NewAttachment};
use desk_view::{PictureId, ToWindow};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a picture of the person's own is called.
const OWN: &str = "picture.png";

/// The picture of a draft.
#[derive(Clone, Debug, Default)]
pub(crate) enum Slot {
    /// Nobody asked for one yet.
    #[default]
    Empty,
    /// On disk from before the program started, and not looked at yet.
    Kept(KeptShot),
    /// Being taken, or fetched from the disk; the one from before is there until then.
    Taking { before: Option<Earlier> },
    /// There is none and will be none.
    None,
    /// Taken.
    Ready(Shot),
    /// Taken off by the person; in memory alone.
    Removed(Shot),
}

/// The picture from before, while another is being taken.
#[derive(Clone, Debug)]
pub(crate) enum Earlier {
    /// In memory and on disk.
    Here(Box<Shot>),
    /// On disk alone.
    OnDisk(KeptShot),
}

/// A picture and the attachment it will be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Shot {
    pub(crate) id: AttachmentId,
    /// As the preview shows it, as it lies on the disk, and as it will be sent.
    pub(crate) picture: Picture,
    /// Its marks, once there were any.
    pub(crate) marking: Option<Marking>,
    /// There were marks before the program started: they are a part of the picture now.
    pub(crate) was_marked: bool,
    /// The desk may have it under this id, so that other bytes need another.
    pub(crate) was_sent: bool,
    /// Where it is from.
    pub(crate) source: Source,
    /// The picture of all screens that it took the place of; in memory alone.
    pub(crate) before: Option<Box<Self>>,
}

/// Where a picture is from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Source {
    /// All screens.
    #[default]
    Screens,
    /// One of several, counted from 1.
    Screen(u32),
    /// The person's own.
    Own,
}

/// The marks of a picture, and the picture without them; in memory alone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Marking {
    /// The picture without marks.
    pub(crate) original: Picture,
    /// As the person wants them.
    pub(crate) marks: Marks,
    /// Those that [`Shot::picture`] has.
    pub(crate) burnt: Vec<Placed>,
}

/// What is remembered of a picture while the program does not run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct KeptShot {
    pub(crate) id: AttachmentId,
    pub(crate) taken_at: Timestamp,
    pub(crate) was_marked: bool,
    pub(crate) was_sent: bool,
    #[serde(default)]
    pub(crate) source: Source,
}

impl KeptShot {
    /// One of which there is what was announced of it.
    pub(super) fn sent(announced: &NewAttachment, at: Timestamp) -> Self {
        let source = if announced.name == OWN { Source::Own } else { Source::Screens };
        Self { id: announced.id, taken_at: at, was_marked: false, was_sent: true, source }
    }

    /// Whether a person has worked on it.
    pub(crate) fn is_worked_on(&self) -> bool {
        self.was_marked || self.source != Source::Screens
    }

    pub(super) fn recall(&self, turn: u64) -> Effect {
        Effect::Recall { turn, id: self.id, taken_at: self.taken_at }
    }
}

impl Slot {
    /// What is remembered of it.
    pub(crate) fn kept(&self) -> Option<KeptShot> {
        match self {
            Self::Ready(shot) => Some(shot.kept()),
            Self::Taking { before: Some(Earlier::Here(shot)) } => Some(shot.kept()),
            Self::Kept(kept) | Self::Taking { before: Some(Earlier::OnDisk(kept)) } => Some(kept.clone()),
            Self::Empty | Self::Taking { before: None } | Self::None | Self::Removed(_) => None,
        }
    }

    /// Lets go of the window's copy and of the bytes on disk.
    pub(super) fn forget(&self) -> Vec<Effect> {
        self.kept().map(|kept| forget(kept.id)).into_iter().flatten().collect()
    }

    /// Whether a person has worked on it. Such a picture is not given up for a newer one.
    pub(super) fn is_worked_on(&self) -> bool {
        match self {
            Self::Ready(shot) => shot.kept().is_worked_on(),
            Self::Kept(kept) | Self::Taking { before: Some(Earlier::OnDisk(kept)) } => kept.is_worked_on(),
            Self::Empty | Self::Taking { .. } | Self::None | Self::Removed(_) => false,
        }
    }
}

impl Earlier {
    /// What there is of a slot that is to be filled anew.
    pub(super) fn of(slot: Slot) -> Option<Self> {
        match slot {
            Slot::Ready(shot) => Some(Self::Here(Box::new(shot))),
            Slot::Kept(kept) => Some(Self::OnDisk(kept)),
            Slot::Taking { before } => before,
            Slot::Empty | Slot::None | Slot::Removed(_) => None,
        }
    }

    pub(super) fn id(&self) -> AttachmentId {
        match self {
            Self::Here(shot) => shot.id,
            Self::OnDisk(kept) => kept.id,
        }
    }
}

impl Shot {
    pub(in crate::state) fn new(id: AttachmentId, picture: Picture) -> Self {
        Self { id, picture, marking: None, was_marked: false, was_sent: false, source: Source::Screens, before: None }
    }

    /// One that lay on the disk.
    pub(super) fn recalled(kept: &KeptShot, picture: Picture) -> Self {
        Self { was_marked: kept.was_marked, was_sent: kept.was_sent, source: kept.source, ..Self::new(kept.id, picture) }
    }

    fn kept(&self) -> KeptShot {
        KeptShot {
            id: self.id,
            taken_at: self.picture.taken_at,
            was_marked: self.is_marked(),
            was_sent: self.was_sent,
            source: self.source,
        }
    }

    /// The picture without marks, as far as it is here.
    pub(super) fn original(&self) -> &Picture {
        self.marking.as_ref().map_or(&self.picture, |marking| &marking.original)
    }

    /// The screens to choose from, as they are on the picture of all of them. None once there is something drawn on it.
    pub(crate) fn screens(&self) -> &[Area] {
        let whole = self.before.as_deref().unwrap_or(self);
        if self.source == Source::Own || self.is_marked() { &[] } else { &whole.picture.screens }
    }

    /// Its marks, as the person wants them.
    pub(crate) fn marks(&self) -> &[Placed] {
        self.marking.as_ref().map_or(&[], |marking| marking.marks.now())
    }

    /// Whether there is anything drawn on it.
    pub(super) fn is_marked(&self) -> bool {
        self.was_marked || !self.marks().is_empty()
    }

    /// Whether there are marks that the picture does not have, or the other way round.
    pub(super) fn is_behind(&self) -> bool {
        self.marking.as_ref().is_some_and(|marking| marking.marks.now() != marking.burnt)
    }

    pub(in crate::state) fn announce(&self) -> NewAttachment {
        NewAttachment {
            id: self.id,
            name: if self.source == Source::Own { OWN } else { "screen.png" }.to_owned(),
            media_type: "image/png".to_owned(),
            size_bytes: self.picture.png.len() as u64,
            sha256: sha256(&self.picture.png),
        }
    }

    /// Gives the window the preview.
    pub(in crate::state) fn show(&self) -> Effect {
        Effect::ShowPicture(PictureId::from(self.id), self.picture.preview.clone())
    }

    /// Keeps the bytes on disk.
    pub(super) fn keep(&self) -> Effect {
        Effect::KeepBlob(self.id, self.picture.png.clone())
    }

    /// Lets go of the window's copy.
    pub(super) fn hide(&self) -> Effect {
        hide(self.id)
    }
}

/// Lets go of the window's copy of a picture.
pub(in crate::state) fn hide(id: AttachmentId) -> Effect {
    Effect::Window(ToWindow::DropPicture { id: PictureId::from(id) })
}

/// Lets go of the window's copy of a picture and of its bytes on disk.
pub(super) fn forget(id: AttachmentId) -> [Effect; 2] {
    [Effect::DropBlob(id), hide(id)]
}
