//! A help desk in memory, for tests: it behaves as every [`Desk`] does, and its network breaks when it is told to.

mod staff;
mod world;

pub(crate) use world::profile;

use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, Code, Confirmation, Desk, DeskError, DeskProfile, Event, EventId, Message, MessageId, NewMessage, NewTicket,
    Notice, NoticeId, Rating, Sealed, Ticket, TicketId, TicketThread, Tip, TipId,
};
use futures_util::{Stream, stream};
use std::{
    io,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::sync::watch;
use world::World;

/// How things stand between the agent and the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Weather {
    /// Every call gets through.
    #[default]
    Fair,
    /// Nothing gets through.
    Offline,
    /// The desk answers with 503.
    InTrouble,
    /// The desk does its work, and no answer comes back.
    AnswersLost,
    /// A filter answers 413 to every attachment.
    RefusesAttachments,
    /// A filter answers every attachment with a page of its own.
    SwallowsAttachments,
    /// No call comes back at all.
    Silent,
    /// Every call gets through, and there is no live channel.
    NotLive,
    /// The next call does not get through, and every one after it does.
    ClearsUp,
}

/// A help desk in memory, as one person uses it. A clone is the same desk and the same person.
#[derive(Clone)]
pub struct FakeDesk {
    person: String,
    shared: Arc<Shared>,
}

struct Shared {
    world: Mutex<World>,
    weather: Mutex<Weather>,
    calls: AtomicUsize,
    /// Counts up when there is something new to hear, or the weather changes.
    changes: watch::Sender<u64>,
}

impl Default for FakeDesk {
    fn default() -> Self {
        let shared =
            Shared { world: Mutex::default(), weather: Mutex::default(), calls: AtomicUsize::new(0), changes: watch::Sender::new(0) };
        Self { person: "maria".to_owned(), shared: Arc::new(shared) }
    }
}

impl FakeDesk {
    /// The same desk as another person uses it.
    #[must_use]
    pub fn of(&self, person: &str) -> Self {
        Self { person: person.to_owned(), shared: Arc::clone(&self.shared) }
    }

    /// Changes how things stand. A live channel ends with fair weather.
    pub fn set_weather(&self, weather: Weather) {
        *self.shared.weather.lock().expect("no test panics while it holds the weather") = weather;
        self.notify();
    }

    /// How many times anybody called, whatever came of it.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.shared.calls.load(Ordering::Relaxed)
    }

    /// How many times somebody tried to open a ticket and got through to the desk.
    #[must_use]
    pub fn openings(&self) -> usize {
        self.world().openings
    }

    /// The body of a ticket as it arrived.
    ///
    /// # Panics
    /// When there is no such ticket.
    #[must_use]
    pub fn arrived(&self, id: TicketId) -> NewTicket {
        self.world().body_of(id).open().expect("what was accepted can be read")
    }

    /// Every ticket there is, whoever opened it, oldest first.
    #[must_use]
    pub fn all_tickets(&self) -> Vec<TicketThread> {
        self.world().threads()
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world.lock().expect("no test panics while it holds the world")
    }

    fn weather(&self) -> Weather {
        *self.shared.weather.lock().expect("no test panics while it holds the weather")
    }

    fn notify(&self) {
        self.shared.changes.send_modify(|changes| *changes += 1);
    }

    /// One call, through the weather.
    async fn call<T>(&self, work: impl FnOnce(&mut World, &str) -> Result<T, DeskError> + Send) -> Result<T, DeskError> {
        tokio::task::yield_now().await;
        self.shared.calls.fetch_add(1, Ordering::Relaxed);
        let weather = self.weather();
        match weather {
            Weather::Offline => return Err(unreachable()),
            Weather::InTrouble => return Err(DeskError::InTrouble { status: 503, retry_after: None }),
            Weather::Silent => return std::future::pending().await,
            Weather::ClearsUp => {
                self.set_weather(Weather::Fair);
                return Err(unreachable());
            }
            Weather::Fair | Weather::AnswersLost | Weather::RefusesAttachments | Weather::SwallowsAttachments | Weather::NotLive => {}
        }
        let done = work(&mut self.world(), &self.person);
        self.notify();
        if weather == Weather::AnswersLost { Err(unreachable()) } else { done }
    }
}

fn unreachable() -> DeskError {
    DeskError::Unreachable(Arc::new(io::Error::from(io::ErrorKind::NetworkUnreachable)))
}

impl Desk for FakeDesk {
    async fn profile(&self) -> Result<DeskProfile, DeskError> {
        self.call(|_, _| Ok(profile())).await
    }

    async fn open(&self, key: TicketId, ticket: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        self.call(|world, person| world.open(person, key, ticket)).await
    }

    async fn attach(&self, id: AttachmentId, content: Bytes) -> Result<Attachment, DeskError> {
        match self.weather() {
            Weather::RefusesAttachments => return Err(DeskError::refused(413, Code::TooLarge, "too large")),
            Weather::SwallowsAttachments => return Err(DeskError::NotADesk { what: "a page of a filter".to_owned() }),
            Weather::Fair
            | Weather::Offline
            | Weather::InTrouble
            | Weather::AnswersLost
            | Weather::Silent
            | Weather::NotLive
            | Weather::ClearsUp => {}
        }
        self.call(|world, person| world.attach(person, id, content)).await
    }

    async fn attachment(&self, id: AttachmentId) -> Result<Bytes, DeskError> {
        self.call(|world, person| world.attachment(person, id)).await
    }

    async fn tickets(&self) -> Result<Vec<Ticket>, DeskError> {
        self.call(|world, person| Ok(world.tickets(person))).await
    }

    async fn thread(&self, id: TicketId) -> Result<TicketThread, DeskError> {
        self.call(|world, person| world.thread(person, id)).await
    }

    async fn reply(&self, ticket: TicketId, key: MessageId, message: &Sealed<NewMessage>) -> Result<Message, DeskError> {
        self.call(|world, person| world.reply(person, ticket, key, message)).await
    }

    async fn confirm(&self, ticket: TicketId, key: MessageId, confirmation: &Sealed<Confirmation>) -> Result<Ticket, DeskError> {
        self.call(|world, person| world.confirm(person, ticket, key, confirmation)).await
    }

    async fn rate(&self, ticket: TicketId, key: MessageId, rating: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        self.call(|world, person| world.rate(person, ticket, key, rating)).await
    }

    async fn notices(&self) -> Result<Vec<Notice>, DeskError> {
        self.call(|world, person| Ok(world.notices(person))).await
    }

    async fn affected(&self, notice: NoticeId) -> Result<Notice, DeskError> {
        self.call(|world, person| world.affected(person, notice)).await
    }

    async fn tips(&self) -> Result<Vec<Tip>, DeskError> {
        self.call(|world, person| Ok(world.tips(person))).await
    }

    async fn tip_helped(&self, tip: TipId) -> Result<Tip, DeskError> {
        self.call(|world, person| world.tip_helped(person, tip)).await
    }

    fn events(&self, after: Option<EventId>) -> impl Stream<Item = Result<Event, DeskError>> + Send + 'static {
        let listener = Listener { desk: self.clone(), changes: self.shared.changes.subscribe(), after, has_ended: false };
        stream::unfold(listener, |mut listener| async move { listener.next().await.map(|event| (event, listener)) })
    }
}

/// One live channel.
struct Listener {
    desk: FakeDesk,
    changes: watch::Receiver<u64>,
    after: Option<EventId>,
    has_ended: bool,
}

impl Listener {
    async fn next(&mut self) -> Option<Result<Event, DeskError>> {
        if self.has_ended {
            return None;
        }
        loop {
            self.changes.mark_unchanged();
            if matches!(self.desk.weather(), Weather::Offline | Weather::NotLive) {
                self.has_ended = true;
                return Some(Err(unreachable()));
            }
            let event = {
                let world = self.desk.world();
                let after = *self.after.get_or_insert_with(|| world.last_event());
                world.event_after(after, &self.desk.person)
            };
            if let Some(event) = event {
                self.after = Some(event.id);
                return Some(Ok(event));
            }
            self.changes.changed().await.ok()?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::conformance::Stage;

    impl Stage for FakeDesk {
        type Desk = Self;

        async fn desk(&self, person: &str) -> Self {
            self.of(person)
        }

        async fn staff_replies(&self, ticket: TicketId, body: &str) {
            self.staff_answers(ticket, body);
        }

        async fn staff_asks_if_fixed(&self, ticket: TicketId, body: &str) {
            self.staff_thinks_it_is_fixed(ticket, body);
        }

        async fn staff_notes(&self, _: TicketId, _: &str) {}

        async fn posts_notice(&self, title: &str) -> NoticeId {
            self.staff_posts(title, None)
        }

        async fn writes_how_to(&self, title: &str, is_offered: bool) -> TipId {
            if is_offered { self.staff_offers(title, "Press the round button.", &["printer"]) } else { TipId::new() }
        }
    }

    async fn stage() -> FakeDesk {
        std::future::ready(FakeDesk::default()).await
    }

    desk_api::desk_conformance!(stage);
}
