//! What is being written, and the picture and facts that go with it.

use super::shot::{KeptShot, Shot, Slot};
use desk_api::{DeviceReport, NewTicket, NoticeId, TipId};
use desk_outbox::Parcel;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

/// What is being written.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) text: String,
    pub(crate) class_waiting: bool,
    pub(crate) picture: Slot,
    pub(crate) report: Option<DeviceReport>,
    /// Outages the person says it is not about.
    pub(crate) different: BTreeSet<NoticeId>,
    /// An outage that is said to be over, and is not for this person.
    pub(crate) still: Option<NoticeId>,
    /// The tip that fixed it.
    pub(crate) helped_by: Option<TipId>,
}

impl Draft {
    /// The picture that goes with it.
    pub(crate) fn shot(&self) -> Option<&Shot> {
        match &self.picture {
            Slot::Ready(shot) => Some(shot),
            Slot::Empty | Slot::Kept(_) | Slot::Taking { .. } | Slot::None | Slot::Removed(_) => None,
        }
    }

    /// Whether it is worth keeping: words, or a picture that somebody has worked on.
    pub(super) fn is_begun(&self) -> bool {
        !self.text.trim().is_empty() || self.picture.is_worked_on()
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
            notice_id: self.still,
            language: Some(language.to_owned()),
        }
    }

    /// What can be made of parcels alone, after a restart.
    pub(super) fn of_parcels(parcels: &[Parcel]) -> Self {
        let Some(ticket) = Self::ticket_in(parcels) else { return Self::default() };
        let picture = ticket.attachments.first().map_or(Slot::None, |sent| Slot::Kept(KeptShot::sent(sent, ticket.written_at)));
        Self {
            text: ticket.words,
            class_waiting: ticket.class_waiting,
            picture,
            report: ticket.report,
            still: ticket.notice_id,
            ..Self::default()
        }
    }

    /// The ticket among parcels.
    pub(super) fn ticket_in(parcels: &[Parcel]) -> Option<NewTicket> {
        parcels.iter().find_map(|parcel| match parcel {
            Parcel::Ticket { body, .. } => body.open().ok(),
            Parcel::Attachment { .. }
            | Parcel::Message { .. }
            | Parcel::Confirmation { .. }
            | Parcel::Rating { .. }
            | Parcel::Affected { .. }
            | Parcel::TipHelped { .. } => None,
        })
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
