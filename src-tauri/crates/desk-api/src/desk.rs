//! The one trait. The client implements it by asking, the server by doing, tests by pretending.

use crate::{
    Attachment, AttachmentId, Confirmation, DeskError, DeskProfile, Event, EventId, Message, MessageId, NewMessage, NewTicket, Notice,
    NoticeId, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
};
use bytes::Bytes;
use futures_util::Stream;
use std::future::Future;

/// A help desk, as one person on one device may use it.
///
/// Every write is idempotent by its key: the same key with the same bytes does its work once and answers the same; the same key
/// with other bytes is refused with [`Code::KeyReused`](crate::Code::KeyReused). Every read is of the asking person's own.
/// All calls fail with [`DeskError`].
pub trait Desk: Clone + Send + Sync + 'static {
    /// Who the desk is. Needs no sign-in.
    fn profile(&self) -> impl Future<Output = Result<DeskProfile, DeskError>> + Send;

    /// Opens a ticket; its attachments follow by [`attach`](Self::attach).
    fn open(&self, key: TicketId, ticket: &Sealed<NewTicket>) -> impl Future<Output = Result<Ticket, DeskError>> + Send;

    /// Brings the bytes of an attachment that was announced. A repeat is harmless.
    fn attach(&self, id: AttachmentId, content: Bytes) -> impl Future<Output = Result<Attachment, DeskError>> + Send;

    /// The bytes of an attachment in one of the person's own tickets.
    fn attachment(&self, id: AttachmentId) -> impl Future<Output = Result<Bytes, DeskError>> + Send;

    /// The person's tickets, newest change first.
    fn tickets(&self) -> impl Future<Output = Result<Vec<Ticket>, DeskError>> + Send;

    /// One of them, with all that was said and done.
    fn thread(&self, id: TicketId) -> impl Future<Output = Result<TicketThread, DeskError>> + Send;

    /// Says something in a ticket. Re-opens one that is resolved.
    fn reply(
        &self,
        ticket: TicketId,
        key: MessageId,
        message: &Sealed<NewMessage>,
    ) -> impl Future<Output = Result<Message, DeskError>> + Send;

    /// Answers "Is it fixed?".
    fn confirm(
        &self,
        ticket: TicketId,
        key: MessageId,
        confirmation: &Sealed<Confirmation>,
    ) -> impl Future<Output = Result<Ticket, DeskError>> + Send;

    /// Rates how it went. A later rating replaces an earlier one.
    fn rate(&self, ticket: TicketId, key: MessageId, rating: &Sealed<Rating>) -> impl Future<Output = Result<Ticket, DeskError>> + Send;

    /// Notices that are scheduled or active, and those resolved in the last hour, for this device's place.
    fn notices(&self) -> impl Future<Output = Result<Vec<Notice>, DeskError>> + Send;

    /// "Me too", counted once a person.
    fn affected(&self, notice: NoticeId) -> impl Future<Output = Result<Notice, DeskError>> + Send;

    /// What the desk offers people to try while they wait, those that helped most people first.
    fn tips(&self) -> impl Future<Output = Result<Vec<Tip>, DeskError>> + Send;

    /// "This helped", counted once a person.
    fn tip_helped(&self, tip: TipId) -> impl Future<Output = Result<Tip, DeskError>> + Send;

    /// What happens from now on, or since `after` without gap or repeat. Ends when the connection does.
    fn events(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static;
}
