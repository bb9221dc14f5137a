//! The help desk of this computer: as its policy names it, or as a person set it up by a code. There may be none, and there may be
//! one later in the same run.

use crate::{here::Here, routes::OfThisSystem, store::KeyringStore};
use anyhow::Context;
use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, Confirmation, Desk, DeskError, DeskProfile, DeviceClaim, Event, EventId, Message, MessageId, NewMessage,
    NewTicket, Notice, NoticeId, PersonClaim, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
};
use desk_client::{Client, Identity};
use desk_platform::install_id;
use futures_util::{Stream, StreamExt, stream};
use secrecy::SecretString;
use std::{
    future::ready,
    sync::{Arc, PoisonError, RwLock},
};
use url::Url;

/// The client for the help desk; `None` where there is none. Nothing is sent yet.
///
/// # Errors
/// When the address, this computer's trust store or its own identity cannot be used.
pub(crate) fn help_desk(here: &Here) -> anyhow::Result<Option<Client>> {
    let Some(server) = here.server() else { return Ok(None) };
    client(here, server, here.policy.policy.enrolment_key.clone(), here.room()).map(Some)
}

/// A client for the help desk at this address, by this key or code.
pub(crate) fn client(here: &Here, server: Url, key: Option<SecretString>, room: Option<String>) -> anyhow::Result<Client> {
    let policy = &here.policy.policy;
    let device = DeviceClaim {
        install_id: install_id(&here.paths).context("keeping the identity of this installation")?,
        host_name: here.computer.clone(),
        serial: desk_report::serial_number(),
        asset_tag: policy.asset_tag.clone(),
        site: policy.site.clone(),
        building: policy.building.clone(),
        room,
    };
    let person = PersonClaim { user_name: here.account.user_name.clone(), full_name: here.account.full_name.clone(), email: None };
    let identity = Identity { device, person, enrolment_key: key };
    let store = Arc::new(KeyringStore::new(here.keyring.clone(), server.clone()));
    Client::by(Arc::new(OfThisSystem), server, identity, store, env!("CARGO_PKG_VERSION"))
        .context("preparing the connection to the help desk")
}

/// The help desk there is at this moment. A clone is the same; without one, every question has the answer that nobody is enrolled,
/// so that what is written is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct ThisDesk {
    client: Arc<RwLock<Option<Client>>>,
}

impl ThisDesk {
    pub(crate) fn new(client: Option<Client>) -> Self {
        Self { client: Arc::new(RwLock::new(client)) }
    }

    /// From now on it is this one.
    pub(crate) fn becomes(&self, client: Client) {
        *self.client.write().unwrap_or_else(PoisonError::into_inner) = Some(client);
    }

    /// The network is another.
    pub(crate) fn moved(&self) {
        if let Ok(client) = self.get() {
            client.moved();
        }
    }

    fn get(&self) -> Result<Client, DeskError> {
        let client = self.client.read().unwrap_or_else(PoisonError::into_inner);
        client.clone().ok_or(DeskError::NotEnrolled(None))
    }
}

impl Desk for ThisDesk {
    async fn profile(&self) -> Result<DeskProfile, DeskError> {
        self.get()?.profile().await
    }

    async fn open(&self, key: TicketId, ticket: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        self.get()?.open(key, ticket).await
    }

    async fn attach(&self, id: AttachmentId, content: Bytes) -> Result<Attachment, DeskError> {
        self.get()?.attach(id, content).await
    }

    async fn attachment(&self, id: AttachmentId) -> Result<Bytes, DeskError> {
        self.get()?.attachment(id).await
    }

    async fn tickets(&self) -> Result<Vec<Ticket>, DeskError> {
        self.get()?.tickets().await
    }

    async fn thread(&self, id: TicketId) -> Result<TicketThread, DeskError> {
        self.get()?.thread(id).await
    }

    async fn reply(&self, ticket: TicketId, key: MessageId, message: &Sealed<NewMessage>) -> Result<Message, DeskError> {
        self.get()?.reply(ticket, key, message).await
    }

    async fn confirm(&self, ticket: TicketId, key: MessageId, answer: &Sealed<Confirmation>) -> Result<Ticket, DeskError> {
        self.get()?.confirm(ticket, key, answer).await
    }

    async fn rate(&self, ticket: TicketId, key: MessageId, rating: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        self.get()?.rate(ticket, key, rating).await
    }

    async fn notices(&self) -> Result<Vec<Notice>, DeskError> {
        self.get()?.notices().await
    }

    async fn affected(&self, notice: NoticeId) -> Result<Notice, DeskError> {
        self.get()?.affected(notice).await
    }

    async fn tips(&self) -> Result<Vec<Tip>, DeskError> {
        self.get()?.tips().await
    }

    async fn tip_helped(&self, tip: TipId) -> Result<Tip, DeskError> {
        self.get()?.tip_helped(tip).await
    }

    fn events(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
        match self.get() {
            Ok(client) => client.live(after).left_stream(),
            Err(error) => stream::once(ready(Err(error))).right_stream(),
        }
    }
}
