//! The help desk itself: its configuration, its database and its live channel. Everything over HTTP and everything in
//! process goes through here.

use crate::{
    channels::Channels,
    config::Config,
    content::{media_type, sha256_hex},
    events::Hub,
    limits::{Gate, Toll},
    local::Local,
    mail::post::{self, Post},
    os,
    place::Place,
    problem::Failure,
    promise, retention,
    store::{Ask, Asker, By, Database, Incoming, OpenError, Store, TicketScope},
};
use bytes::Bytes;
use desk_api::{Attachment, AttachmentId, Code, DeskProfile, EnrolmentRequest, Notice, PersonId, RefreshRequest, Ticket, Tokens};
use jiff::Timestamp;
use secrecy::SecretString;
use std::{net::IpAddr, sync::Arc, time::Duration};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

/// How long what is in hand may take to finish when the desk closes.
const GRACE: Duration = Duration::from_secs(10);

/// Nobody is told that somebody reads within longer than this.
const LONGEST_TOLD_MINUTES: u32 = 60;

/// Tells the time. Replaced in tests, so that an hour need not pass.
pub type Clock = fn() -> Timestamp;

/// A help desk without a socket.
#[derive(Clone, Debug)]
pub struct HelpDesk {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    config: Config,
    store: Store,
    hub: Hub,
    gate: Gate,
    channels: Arc<Channels>,
    clock: Clock,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// Why a help desk did not start or did not do what an operator asked.
#[derive(Debug, thiserror::Error)]
pub enum HelpDeskError {
    /// The database could not be opened.
    #[error("opening the help desk's database")]
    Open(#[from] OpenError),
    /// The database did not do its work.
    #[error("{what}")]
    Work {
        /// What was being done.
        what: &'static str,
        /// Why not.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl HelpDeskError {
    pub(crate) fn work(what: &'static str) -> impl FnOnce(Failure) -> Self {
        move |failure| Self::Work { what, source: Box::new(failure) }
    }
}

/// Descriptors that are left for everything but live channels: calls, the database, mail.
const OTHER_DESCRIPTORS: usize = 512;

/// How many live channels there can be, of those there may be.
fn room_for(wanted: usize) -> usize {
    let Some(descriptors) = os::most_descriptors() else { return wanted };
    let room = descriptors.saturating_sub(OTHER_DESCRIPTORS).min(wanted);
    if room < wanted {
        tracing::warn!(
            process.descriptors = descriptors,
            channels.most = room,
            channels.wanted = wanted,
            "fewer live channels than configured: this process may not have more files open"
        );
    }
    room
}

impl HelpDesk {
    /// Opens the help desk with its database, making that where it is missing.
    ///
    /// # Errors
    /// When the database cannot be opened or brought up to date.
    pub async fn open(config: Config, database: &Database, clock: Clock) -> Result<Self, HelpDeskError> {
        let store = Store::open(database).await?;
        let now = clock();
        store.forget_old_events(now).await.map_err(HelpDeskError::work("tidying the log of events"))?;
        store.put_technicians(&config.technicians).await.map_err(HelpDeskError::work("taking over the technicians"))?;
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let hub = Hub::start(store.clone(), clock, stop.clone(), &tasks).await.map_err(HelpDeskError::work("starting the live channel"))?;
        let gate = Gate::new(config.limits.clone());
        let channels = Channels::new(room_for(config.limits.live_channels));
        let desk = Self { inner: Arc::new(Inner { config, store, hub, gate, channels, clock, stop, tasks }) };
        desk.inner.tasks.spawn(promise::keeper::run(desk.clone()));
        desk.inner.tasks.spawn(retention::run(desk.clone()));
        desk.start_mail().await?;
        Ok(desk)
    }

    /// Starts to send mail, or says that there is none.
    async fn start_mail(&self) -> Result<(), HelpDeskError> {
        let Some(settings) = &self.config().mail else {
            tracing::warn!("no mail is sent: nobody hears of a new ticket unless they look. [mail] in the configuration turns it on");
            return self.store().mail_nothing_so_far().await.map_err(HelpDeskError::work("passing over what is not mailed"));
        };
        let cannot = |source: Box<dyn std::error::Error + Send + Sync>| HelpDeskError::Work { what: "preparing to send mail", source };
        let sender = settings.sender().map_err(|error| cannot(error.into()))?;
        let post = Post::open(settings, sender).map_err(|error| cannot(error.into()))?;
        self.inner.tasks.spawn(post::run(self.clone(), post));
        Ok(())
    }

    /// Makes a key that enrols devices, and shows it this once.
    ///
    /// # Errors
    /// When the database does not do its work.
    pub async fn new_enrolment_key(&self) -> Result<SecretString, HelpDeskError> {
        self.store().new_enrolment_key(By::Server, self.now()).await.map_err(HelpDeskError::work("making an enrolment key"))
    }

    /// Enrols somebody and gives their side of the desk, without HTTP.
    ///
    /// # Errors
    /// When the request is refused.
    pub async fn local(&self, request: &EnrolmentRequest) -> Result<Local, desk_api::DeskError> {
        let tokens = self.enrol(request, None).await?;
        let asker = self.store().asker(&tokens.access_token, self.now()).await?;
        Ok(self.desk_for(asker))
    }

    /// Ends every stream and closes the database once everything in flight is written.
    pub async fn close(&self) {
        self.inner.stop.cancel();
        self.inner.tasks.close();
        // What takes longer is taken up again at the next start.
        let _ = tokio::time::timeout(GRACE, self.inner.tasks.wait()).await;
        self.store().close().await;
    }

    pub(crate) fn config(&self) -> &Config {
        &self.inner.config
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.inner.hub
    }

    pub(crate) fn channels(&self) -> &Arc<Channels> {
        &self.inner.channels
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    pub(crate) fn stop(&self) -> &CancellationToken {
        &self.inner.stop
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.inner.clock)()
    }

    /// When somebody who asks now is answered at the latest.
    pub(crate) fn promise(&self, now: Timestamp) -> Timestamp {
        promise::answer_by(&self.config().calendar, now)
    }

    /// A write that is asked for now.
    pub(crate) fn ask<'b>(&self, key: Uuid, body: &'b [u8]) -> Ask<'b> {
        let now = self.now();
        Ask { key, body, now, promise: self.promise(now) }
    }

    /// When the present day began at the desk.
    pub(crate) fn start_of_today(&self, now: Timestamp) -> Result<Timestamp, Failure> {
        let today = now.to_zoned(self.config().calendar.zone.clone()).start_of_day().map_err(Failure::unreadable)?;
        Ok(today.timestamp())
    }

    pub(crate) fn desk_for(&self, asker: Asker) -> Local {
        Local::new(self.clone(), asker)
    }

    pub(crate) async fn profile(&self) -> Result<DeskProfile, Failure> {
        let profile = self.config().profile();
        let now = self.now();
        let usual_hours = self.store().usual_hours(now).await?.filter(|hours| *hours <= profile.answer_within_hours);
        let read = self.store().usually_read_minutes(&self.config().calendar.zone, now).await?;
        Ok(DeskProfile { usual_hours, usually_read_minutes: read.filter(|minutes| *minutes <= LONGEST_TOLD_MINUTES), ..profile })
    }

    /// Counts what somebody does, here and with the servers that share the database.
    pub(crate) async fn count(&self, tolls: Vec<Toll>) -> Result<(), Failure> {
        let now = self.now();
        self.gate().pay(tolls.clone(), now)?;
        self.store().pay(&tolls, now).await
    }

    /// Enrols somebody from an address, or from this process.
    pub(crate) async fn enrol(&self, request: &EnrolmentRequest, from: Option<IpAddr>) -> Result<Tokens, Failure> {
        let now = self.now();
        if !self.store().may_enrol(&request.key, now).await? {
            return Err(Failure::refused(Code::BadKey));
        }
        if let Some(address) = from {
            self.count(self.gate().enrolment(address, request.device.install_id)).await?;
        }
        self.store().enrol(request, now).await
    }

    pub(crate) async fn rotate(&self, request: &RefreshRequest) -> Result<Tokens, Failure> {
        self.store().rotate(&request.refresh_token, self.now()).await
    }

    pub(crate) async fn notices(&self, place: &Place, person: Option<PersonId>) -> Result<Vec<Notice>, Failure> {
        let mut notices = self.store().current_notices(person, self.now()).await?;
        notices.retain(|notice| place.is_concerned_by(&notice.places));
        Ok(notices)
    }

    /// Takes the bytes of an attachment that whoever brings them announced.
    pub(crate) async fn attach(&self, scope: TicketScope, id: AttachmentId, content: Bytes) -> Result<Attachment, Failure> {
        if content.len() as u64 > self.config().limits.attachment_bytes {
            return Err(Failure::refused(Code::TooLarge));
        }
        // Hashing and reading megabytes would hold up everybody else on this thread.
        let looked_at =
            tokio::task::spawn_blocking(move || Incoming { sha256: sha256_hex(&content), media_type: media_type(&content), content });
        let incoming = looked_at.await.map_err(Failure::unreadable)?;
        self.store().attach(scope, id, incoming, self.now()).await
    }

    /// Adds to a ticket what the configuration knows about its department.
    pub(crate) fn with_contact(&self, mut ticket: Ticket) -> Ticket {
        ticket.department_contact = ticket.department.as_deref().and_then(|name| self.config().contact_of(name));
        ticket
    }
}
