//! The help desk of a computer that has none: it answers nothing, so that what is written is kept.

use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, Confirmation, Desk, DeskError, DeskProfile, Event, EventId, Message, MessageId, NewMessage, NewTicket,
    Notice, NoticeId, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
};
use futures_util::{Stream, stream};
use std::future::ready;

/// Nobody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoDesk;

fn nobody<T>() -> Result<T, DeskError> {
    Err(DeskError::NotEnrolled(None))
}

impl Desk for NoDesk {
    async fn profile(&self) -> Result<DeskProfile, DeskError> {
        nobody()
    }

    async fn open(&self, _key: TicketId, _ticket: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        nobody()
    }

    async fn attach(&self, _id: AttachmentId, _content: Bytes) -> Result<Attachment, DeskError> {
        nobody()
    }

    async fn attachment(&self, _id: AttachmentId) -> Result<Bytes, DeskError> {
        nobody()
    }

    async fn tickets(&self) -> Result<Vec<Ticket>, DeskError> {
        nobody()
    }

    async fn thread(&self, _id: TicketId) -> Result<TicketThread, DeskError> {
        nobody()
    }

    async fn reply(&self, _ticket: TicketId, _key: MessageId, _message: &Sealed<NewMessage>) -> Result<Message, DeskError> {
        nobody()
    }

    async fn confirm(&self, _ticket: TicketId, _key: MessageId, _answer: &Sealed<Confirmation>) -> Result<Ticket, DeskError> {
        nobody()
    }

    async fn rate(&self, _ticket: TicketId, _key: MessageId, _rating: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        nobody()
    }

    async fn notices(&self) -> Result<Vec<Notice>, DeskError> {
        nobody()
    }

    async fn affected(&self, _notice: NoticeId) -> Result<Notice, DeskError> {
        nobody()
    }

    async fn tips(&self) -> Result<Vec<Tip>, DeskError> {
        nobody()
    }

    async fn tip_helped(&self, _tip: TipId) -> Result<Tip, DeskError> {
        nobody()
    }

    fn events(&self, _after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
        stream::once(ready(nobody()))
    }
}
