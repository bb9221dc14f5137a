//! What lies in the queue, and the name by which each piece is known.

use bytes::Bytes;
use desk_api::{AttachmentId, Confirmation, MessageId, NewMessage, NewTicket, NoticeId, Rating, Sealed, TicketId, TipId};
use std::{fmt, str::FromStr};

/// One write on its way to the help desk, with the exact bytes it will send.
#[derive(Clone, PartialEq)]
pub enum Parcel {
    /// A new ticket: its words and its report.
    Ticket {
        /// Also the idempotency key.
        id: TicketId,
        /// What is sent.
        body: Sealed<NewTicket>,
    },
    /// A picture or file, announced by the ticket or message before it. Its bytes lie in a blob of the same id.
    Attachment {
        /// Also the name of the blob.
        id: AttachmentId,
        /// The ticket it belongs to.
        ticket: TicketId,
        /// A file name without folders.
        name: String,
        /// As it was announced.
        sha256: String,
        /// Size of the blob in bytes.
        size_bytes: u64,
    },
    /// Something said in a ticket.
    Message {
        /// Also the idempotency key.
        id: MessageId,
        /// Where it is said.
        ticket: TicketId,
        /// What is sent.
        body: Sealed<NewMessage>,
    },
    /// The answer to "Is it fixed?".
    Confirmation {
        /// Also the idempotency key.
        id: MessageId,
        /// Which ticket it is about.
        ticket: TicketId,
        /// What is sent.
        body: Sealed<Confirmation>,
    },
    /// How it went.
    Rating {
        /// Also the idempotency key.
        id: MessageId,
        /// Which ticket it is about.
        ticket: TicketId,
        /// What is sent.
        body: Sealed<Rating>,
    },
    /// "Me too."
    Affected {
        /// Which notice.
        notice: NoticeId,
    },
    /// "That fixed it."
    TipHelped {
        /// Which tip.
        tip: TipId,
    },
}

impl Parcel {
    /// The name by which the queue knows it.
    #[must_use]
    pub fn key(&self) -> Key {
        match *self {
            Self::Ticket { id, .. } => Key::Ticket(id),
            Self::Attachment { id, .. } => Key::Attachment(id),
            Self::Message { id, .. } => Key::Message(id),
            Self::Confirmation { id, .. } => Key::Confirmation(id),
            Self::Rating { id, .. } => Key::Rating(id),
            Self::Affected { notice } => Key::Affected(notice),
            Self::TipHelped { tip } => Key::TipHelped(tip),
        }
    }

    /// The ticket it opens or belongs to.
    #[must_use]
    pub fn ticket(&self) -> Option<TicketId> {
        match *self {
            Self::Ticket { id, .. } => Some(id),
            Self::Attachment { ticket, .. }
            | Self::Message { ticket, .. }
            | Self::Confirmation { ticket, .. }
            | Self::Rating { ticket, .. } => Some(ticket),
            Self::Affected { .. } | Self::TipHelped { .. } => None,
        }
    }

    /// The exact bytes of the request, where it has a body of its own.
    pub(crate) fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Ticket { body, .. } => Some(body.bytes()),
            Self::Message { body, .. } => Some(body.bytes()),
            Self::Confirmation { body, .. } => Some(body.bytes()),
            Self::Rating { body, .. } => Some(body.bytes()),
            Self::Attachment { .. } | Self::Affected { .. } | Self::TipHelped { .. } => None,
        }
    }
}

impl fmt::Debug for Parcel {
    /// Shows the key alone: the rest is somebody's.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parcel({})", self.key())
    }
}

/// The name of a parcel, unique in the queue. Written as `kind:id`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Key {
    /// Of [`Parcel::Ticket`].
    Ticket(TicketId),
    /// Of [`Parcel::Attachment`].
    Attachment(AttachmentId),
    /// Of [`Parcel::Message`].
    Message(MessageId),
    /// Of [`Parcel::Confirmation`].
    Confirmation(MessageId),
    /// Of [`Parcel::Rating`].
    Rating(MessageId),
    /// Of [`Parcel::Affected`].
    Affected(NoticeId),
    /// Of [`Parcel::TipHelped`].
    TipHelped(TipId),
}

impl Key {
    /// The word before the colon, which is also the stored kind.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Ticket(_) => "ticket",
            Self::Attachment(_) => "attachment",
            Self::Message(_) => "message",
            Self::Confirmation(_) => "confirmation",
            Self::Rating(_) => "rating",
            Self::Affected(_) => "affected",
            Self::TipHelped(_) => "tip_helped",
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind();
        match self {
            Self::Ticket(id) => write!(f, "{kind}:{id}"),
            Self::Attachment(id) => write!(f, "{kind}:{id}"),
            Self::Message(id) | Self::Confirmation(id) | Self::Rating(id) => write!(f, "{kind}:{id}"),
            Self::Affected(id) => write!(f, "{kind}:{id}"),
            Self::TipHelped(id) => write!(f, "{kind}:{id}"),
        }
    }
}

impl FromStr for Key {
    type Err = BadKey;

    fn from_str(key: &str) -> Result<Self, BadKey> {
        let (kind, id) = key.split_once(':').ok_or(BadKey)?;
        match kind {
            "ticket" => id.parse().map(Self::Ticket),
            "attachment" => id.parse().map(Self::Attachment),
            "message" => id.parse().map(Self::Message),
            "confirmation" => id.parse().map(Self::Confirmation),
            "rating" => id.parse().map(Self::Rating),
            "affected" => id.parse().map(Self::Affected),
            "tip_helped" => id.parse().map(Self::TipHelped),
            _ => return Err(BadKey),
        }
        .map_err(|_| BadKey)
    }
}

/// A text that is not the name of a parcel.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not the name of a parcel")]
pub struct BadKey;
