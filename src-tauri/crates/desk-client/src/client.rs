//! The client: each call of the contract, as a call over HTTP.

use crate::{
    AddressError, Identity, Routes, SecretStore,
    address::Address,
    cache::Cache,
    live,
    route::AsSet,
    session::Session,
    wire::{Answer, Call, Wire, json, not_a_desk},
};
use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, Code, Confirmation, Desk, DeskError, DeskProfile, Event, EventId, MAX_ATTACHMENT_BYTES, Message, MessageId,
    NewMessage, NewTicket, Notice, NoticeId, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
};
use futures_util::Stream;
use http::header;
use jiff::Timestamp;
use reqwest::Response;
use serde::de::DeserializeOwned;
use std::{fmt, sync::Arc};
use url::Url;

/// A help desk over HTTPS, as this account on this device uses it. A clone is the same client.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    wire: Wire,
    session: Session,
    cache: Cache,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The address cannot be a help desk's.
    #[error("the help desk's address cannot be used")]
    Address(#[source] AddressError),
    /// Connections cannot be prepared, such as where the computer trusts no authority at all.
    #[error("no secure connection can be prepared")]
    Connection(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl BuildError {
    pub(crate) fn connection(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Connection(error.into())
    }
}

impl Client {
    /// Prepares a client; nothing is sent yet.
    ///
    /// # Errors
    /// When the address or this computer's trust store cannot be used.
    pub fn new(base: Url, identity: Identity, store: Arc<dyn SecretStore>, agent_version: &str) -> Result<Self, BuildError> {
        Self::by(Arc::new(AsSet), base, identity, store, agent_version)
    }

    /// The same, on the ways somebody knows.
    ///
    /// # Errors
    /// When the address or this computer's trust store cannot be used.
    pub fn by(
        routes: Arc<dyn Routes>,
        base: Url,
        identity: Identity,
        store: Arc<dyn SecretStore>,
        agent_version: &str,
    ) -> Result<Self, BuildError> {
        let wire = Wire::new(Address::new(base).map_err(BuildError::Address)?, agent_version, routes)?;
        Ok(Self { shared: Arc::new(Shared { wire, session: Session::new(identity, store), cache: Cache::default() }) })
    }

    /// Whether the sign-in outlives this run. False once the secret store did not do its work.
    #[must_use]
    pub fn is_sign_in_kept(&self) -> bool {
        self.shared.session.is_kept()
    }

    /// Signs in now, enrolling where nothing is kept that signs this account in. Every call does it when it has to; this is for
    /// somebody who waits to hear whether it works.
    ///
    /// # Errors
    /// When the desk does not know the key or code, or cannot be asked.
    pub async fn sign_in(&self) -> Result<(), DeskError> {
        let Shared { wire, session, .. } = &*self.shared;
        session.access(wire).await.map(drop)
    }

    /// The network is another: connections of the old one are let go, what is being asked is asked again, and the ways are found anew.
    pub fn moved(&self) {
        self.shared.wire.roads().moved();
    }

    /// The authority behind the certificate of the last answer, or of who stood in the desk's place. None where no TLS was spoken.
    #[must_use]
    pub fn authority(&self) -> Option<String> {
        self.shared.wire.roads().authority()
    }

    /// What time it was at the help desk as it answered, to the second; asked without a sign-in. None where it does not say.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn time(&self) -> Result<Option<Timestamp>, DeskError> {
        self.shared.wire.time(&Call::get("desk")).await
    }

    /// As [`Desk::events`], as a stream that owns all it needs and outlives this value.
    pub fn live(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + use<> {
        live::listen(self.clone(), after)
    }

    /// Makes a call that needs a sign-in; where that had ended, signs in anew and makes it once more.
    async fn ask(&self, call: &Call) -> Result<Answer, DeskError> {
        let Shared { wire, session, .. } = &*self.shared;
        let access = session.access(wire).await?;
        match wire.ask(call, Some(&access.token)).await {
            Err(error) if has_ended(&error) => {
                let access = session.newer(&access, wire).await?;
                wire.ask(call, Some(&access.token)).await
            }
            other => other,
        }
    }

    /// The same for a call whose answer goes on.
    pub(crate) async fn listen(&self, call: &Call) -> Result<Response, DeskError> {
        let Shared { wire, session, .. } = &*self.shared;
        let access = session.access(wire).await?;
        match wire.listen(call, &access.token).await {
            Err(error) if has_ended(&error) => {
                let access = session.newer(&access, wire).await?;
                wire.listen(call, &access.token).await
            }
            other => other,
        }
    }

    async fn write<T: DeserializeOwned>(&self, call: Call) -> Result<T, DeskError> {
        json(&self.ask(&call).await?.body()?)
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T, DeskError> {
        let (call, held) = self.unless_held(path);
        self.settle(path, held, self.ask(&call).await?)
    }

    async fn read_without_sign_in<T: DeserializeOwned>(&self, path: &str, place: Option<String>) -> Result<T, DeskError> {
        let (mut call, held) = self.unless_held(path);
        if let Some(place) = place {
            call = call.query("place", place);
        }
        self.settle(path, held, self.shared.wire.ask(&call, None).await?)
    }

    /// A read that asks for what changed since the answer that is held.
    fn unless_held(&self, path: &str) -> (Call, Option<Bytes>) {
        let call = Call::get(path);
        match self.shared.cache.get(path) {
            Some((tag, body)) => (call.header(header::IF_NONE_MATCH, tag), Some(body)),
            None => (call, None),
        }
    }

    fn settle<T: DeserializeOwned>(&self, path: &str, held: Option<Bytes>, answer: Answer) -> Result<T, DeskError> {
        match answer {
            Answer::NotModified => json(&held.ok_or_else(|| not_a_desk("\"not modified\" where nothing is held"))?),
            Answer::Content { body, tag } => {
                let value = json(&body)?;
                if let Some(tag) = tag {
                    self.shared.cache.put(path, tag, body);
                }
                Ok(value)
            }
        }
    }
}

impl Desk for Client {
    async fn profile(&self) -> Result<DeskProfile, DeskError> {
        self.read_without_sign_in("desk", None).await
    }

    async fn open(&self, key: TicketId, ticket: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        self.write(Call::post("tickets", ticket.bytes().clone()).key(key.0)).await
    }

    async fn attach(&self, id: AttachmentId, content: Bytes) -> Result<Attachment, DeskError> {
        self.write(Call::put_file(format!("attachments/{id}"), content)).await
    }

    async fn attachment(&self, id: AttachmentId) -> Result<Bytes, DeskError> {
        let largest = usize::try_from(MAX_ATTACHMENT_BYTES).unwrap_or(usize::MAX);
        self.ask(&Call::get_file(format!("attachments/{id}"), largest)).await?.body()
    }

    async fn tickets(&self) -> Result<Vec<Ticket>, DeskError> {
        self.read("tickets").await
    }

    async fn thread(&self, id: TicketId) -> Result<TicketThread, DeskError> {
        self.read(&format!("tickets/{id}")).await
    }

    async fn reply(&self, ticket: TicketId, key: MessageId, message: &Sealed<NewMessage>) -> Result<Message, DeskError> {
        self.write(Call::post(format!("tickets/{ticket}/messages"), message.bytes().clone()).key(key.0)).await
    }

    async fn confirm(&self, ticket: TicketId, key: MessageId, confirmation: &Sealed<Confirmation>) -> Result<Ticket, DeskError> {
        self.write(Call::post(format!("tickets/{ticket}/confirmation"), confirmation.bytes().clone()).key(key.0)).await
    }

    async fn rate(&self, ticket: TicketId, key: MessageId, rating: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        self.write(Call::post(format!("tickets/{ticket}/rating"), rating.bytes().clone()).key(key.0)).await
    }

    /// Reaches those who cannot sign in, too.
    async fn notices(&self) -> Result<Vec<Notice>, DeskError> {
        match self.read("notices").await {
            Err(DeskError::NotEnrolled(_) | DeskError::NoStore(_)) => {
                self.read_without_sign_in("notices", self.shared.session.place()).await
            }
            other => other,
        }
    }

    async fn affected(&self, notice: NoticeId) -> Result<Notice, DeskError> {
        self.write(Call::post(format!("notices/{notice}/affected"), Bytes::new()).key(notice.0)).await
    }

    async fn tips(&self) -> Result<Vec<Tip>, DeskError> {
        self.read("tips").await
    }

    async fn tip_helped(&self, tip: TipId) -> Result<Tip, DeskError> {
        self.write(Call::post(format!("tips/{tip}/helped"), Bytes::new()).key(tip.0)).await
    }

    fn events(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
        live::listen(self.clone(), after)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}

/// Whether the desk says that the sign-in is no longer good.
fn has_ended(error: &DeskError) -> bool {
    matches!(error.code(), Some(Code::Unauthenticated | Code::Revoked))
}
