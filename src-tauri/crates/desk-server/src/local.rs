//! One person's side of the desk, in process. The routes are this over HTTP.

use crate::{
    bounds,
    findings::findings,
    help_desk::HelpDesk,
    place::Place,
    problem::Failure,
    store::{Acceptance, Asker, Stored, TicketScope},
};
use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, Confirmation, Desk, DeskError, DeskProfile, DeviceReport, Event, EventId, Message, MessageId, NewMessage,
    NewTicket, Notice, NoticeId, PersonId, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
    report::{FactValue, key},
};
use futures_util::Stream;
use std::net::IpAddr;

/// A help desk as one enrolled person on one device may use it.
#[derive(Clone, Debug)]
pub struct Local {
    desk: HelpDesk,
    asker: Asker,
    /// Where the call comes from; nowhere where it is made in this process.
    from: Option<IpAddr>,
}

impl Local {
    pub(crate) fn new(desk: HelpDesk, asker: Asker) -> Self {
        Self { desk, asker, from: None }
    }

    /// The same for a call that came over the network.
    pub(crate) fn from(self, address: IpAddr) -> Self {
        Self { from: Some(address), ..self }
    }

    async fn accept(&self, key: TicketId, sealed: &Sealed<NewTicket>) -> Result<Ticket, Failure> {
        let new = bounds::open(sealed)?;
        let ask = self.desk.ask(key.0, sealed.bytes());
        self.desk.count(self.desk.gate().ticket(&self.asker, self.from)).await?;
        let place = self.place(new.report.as_ref());
        let accepted = Acceptance {
            subject: bounds::subject(&new.words),
            findings: new.report.as_ref().map(findings).unwrap_or_default(),
            place: place.words(),
            room: place.room,
            attachment_limit_bytes: self.desk.config().limits.attachment_bytes,
        };
        let ticket = self.desk.store().open_ticket(&self.asker, &ask, &new, &accepted).await?;
        tracing::info!(ticket.id = %key, ticket.number = ticket.number, "a ticket is here");
        Ok(self.desk.with_contact(ticket))
    }

    /// Where the device stands: as it enrolled, and what its report adds.
    fn place(&self, report: Option<&DeviceReport>) -> Place {
        let said = |key: &str| match report.and_then(|report| report.known(key)) {
            Some(FactValue::Text(text)) if text.chars().count() <= 200 => Some(text.clone()),
            Some(_) | None => None,
        };
        let enrolled = self.asker.place.clone();
        Place {
            site: enrolled.site.or_else(|| said(key::SITE)),
            building: enrolled.building.or_else(|| said(key::BUILDING)),
            room: enrolled.room.or_else(|| said(key::ROOM)),
        }
    }

    async fn take_attachment(&self, id: AttachmentId, content: Bytes) -> Result<Attachment, Failure> {
        self.desk.attach(TicketScope::Of(self.asker.person), id, content).await
    }

    async fn take_reply(&self, ticket: TicketId, key: MessageId, sealed: &Sealed<NewMessage>) -> Result<Message, Failure> {
        let new = bounds::open(sealed)?;
        let limit = self.desk.config().limits.attachment_bytes;
        self.desk.store().reply(&self.asker, ticket, &self.desk.ask(key.0, sealed.bytes()), &new, limit).await
    }

    async fn take_confirmation(&self, ticket: TicketId, key: MessageId, sealed: &Sealed<Confirmation>) -> Result<Ticket, Failure> {
        let answer = bounds::open(sealed)?;
        let ask = self.desk.ask(key.0, sealed.bytes());
        let ticket = self.desk.store().confirm(&self.asker, ticket, &ask, &answer).await?;
        Ok(self.desk.with_contact(ticket))
    }

    async fn take_rating(&self, ticket: TicketId, key: MessageId, sealed: &Sealed<Rating>) -> Result<Ticket, Failure> {
        let rating = bounds::open(sealed)?;
        let ask = self.desk.ask(key.0, sealed.bytes());
        let ticket = self.desk.store().rate(&self.asker, ticket, &ask, &rating).await?;
        Ok(self.desk.with_contact(ticket))
    }

    /// Whose side it is.
    pub(crate) fn person(&self) -> PersonId {
        self.asker.person
    }

    /// An attachment of the person's own, with its name and type.
    pub(crate) async fn stored(&self, id: AttachmentId) -> Result<Stored, Failure> {
        self.desk.store().attachment(TicketScope::Of(self.asker.person), id).await
    }
}

impl Desk for Local {
    async fn profile(&self) -> Result<DeskProfile, DeskError> {
        Ok(self.desk.profile().await?)
    }

    async fn open(&self, key: TicketId, ticket: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        Ok(self.accept(key, ticket).await?)
    }

    async fn attach(&self, id: AttachmentId, content: Bytes) -> Result<Attachment, DeskError> {
        Ok(self.take_attachment(id, content).await?)
    }

    async fn attachment(&self, id: AttachmentId) -> Result<Bytes, DeskError> {
        Ok(self.stored(id).await?.content)
    }

    async fn tickets(&self) -> Result<Vec<Ticket>, DeskError> {
        let tickets = self.desk.store().tickets(self.asker.person).await?;
        Ok(tickets.into_iter().map(|ticket| self.desk.with_contact(ticket)).collect())
    }

    async fn thread(&self, id: TicketId) -> Result<TicketThread, DeskError> {
        let thread = self.desk.store().thread(self.asker.person, id).await?;
        Ok(TicketThread { ticket: self.desk.with_contact(thread.ticket), ..thread })
    }

    async fn reply(&self, ticket: TicketId, key: MessageId, message: &Sealed<NewMessage>) -> Result<Message, DeskError> {
        Ok(self.take_reply(ticket, key, message).await?)
    }

    async fn confirm(&self, ticket: TicketId, key: MessageId, confirmation: &Sealed<Confirmation>) -> Result<Ticket, DeskError> {
        Ok(self.take_confirmation(ticket, key, confirmation).await?)
    }

    async fn rate(&self, ticket: TicketId, key: MessageId, rating: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        Ok(self.take_rating(ticket, key, rating).await?)
    }

    async fn notices(&self) -> Result<Vec<Notice>, DeskError> {
        Ok(self.desk.notices(&self.asker.place, Some(self.asker.person)).await?)
    }

    async fn affected(&self, notice: NoticeId) -> Result<Notice, DeskError> {
        Ok(self.desk.store().affect(self.asker.person, notice, self.desk.now()).await?)
    }

    async fn tips(&self) -> Result<Vec<Tip>, DeskError> {
        Ok(self.desk.store().tips(self.asker.person, self.desk.now()).await?)
    }

    async fn tip_helped(&self, tip: TipId) -> Result<Tip, DeskError> {
        Ok(self.desk.store().tip_helped(self.asker.person, tip, self.desk.now()).await?)
    }

    fn events(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
        self.desk.hub().listen(self.asker.person, after)
    }
}
