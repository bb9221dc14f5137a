//! Whatever happens in whatever order, the desk has everything once and in order: the real queue on the disk, the keeper that writes
//! to it, the delivery that empties it, and a desk at the other end of a bad line.

use super::super::keeper::{Chore, Keeper};
use crate::{
    Clock, deliver,
    fake::{FakeDesk, Weather},
    state::{Event, sha256},
};
use bytes::Bytes;
use desk_api::{
    AttachmentId, AttachmentState, HistoryItem, MessageId, NewAttachment, NewMessage, NewTicket, Rating, Score, Sealed, TicketId,
};
use desk_outbox::{Key, Lane, Outbox, Parcel};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;
use tokio::sync::{mpsc, watch};

/// What can happen. Numbers choose among what was sent before.
#[derive(Clone, Debug)]
enum Happens {
    Sends {
        pictures: usize,
    },
    Says {
        ticket: usize,
        picture: bool,
    },
    Rates {
        ticket: usize,
        score: Score,
    },
    /// An attempt in one lane, cut off by the end of the program after so many turns of the runtime, or not.
    Attempt {
        lane: Lane,
        weather: Weather,
        killed_after: Option<u32>,
    },
    /// Everything that waits for a time may go.
    PressesTryNow,
    StopsSending {
        ticket: usize,
    },
    /// What was taken back last goes again, as it was or with other words.
    SendsAgain {
        edited: bool,
    },
    Restarts,
}

fn happens() -> impl Strategy<Value = Happens> {
    let score = prop_oneof![Just(Score::Negative), Just(Score::Neutral), Just(Score::Positive)];
    let lane = prop_oneof![3 => Just(Lane::Words), 2 => Just(Lane::Attachments)];
    let weather = prop_oneof![
        4 => Just(Weather::Fair),
        2 => Just(Weather::AnswersLost),
        1 => Just(Weather::Offline),
        1 => Just(Weather::InTrouble),
    ];
    let killed_after = prop_oneof![2 => Just(None), 1 => (0..60_u32).prop_map(Some)];
    prop_oneof![
        3 => (0..3_usize).prop_map(|pictures| Happens::Sends { pictures }),
        3 => (0..9_usize, any::<bool>()).prop_map(|(ticket, picture)| Happens::Says { ticket, picture }),
        1 => (0..9_usize, score).prop_map(|(ticket, score)| Happens::Rates { ticket, score }),
        9 => (lane, weather, killed_after).prop_map(|(lane, weather, killed_after)| Happens::Attempt { lane, weather, killed_after }),
        2 => Just(Happens::PressesTryNow),
        2 => (0..9_usize).prop_map(|ticket| Happens::StopsSending { ticket }),
        2 => any::<bool>().prop_map(|edited| Happens::SendsAgain { edited }),
        1 => Just(Happens::Restarts),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_arrives_once_and_in_order(story in prop::collection::vec(happens(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut world = World::new().await;
            for happens in story {
                world.happen(happens).await;
            }
            world.drain().await;
            world.check();
        });
    }
}

/// What a person knows to have sent, in her order.
#[derive(Default)]
struct Sent {
    words: String,
    pictures: Vec<AttachmentId>,
    messages: Vec<String>,
    rating: Option<Score>,
}

struct World {
    folder: TempDir,
    outbox: Outbox,
    desk: FakeDesk,
    now: Timestamp,
    /// What is to arrive once.
    sent: BTreeMap<TicketId, Sent>,
    /// In the order of sending.
    tickets: Vec<TicketId>,
    /// What was taken back after an attempt had begun: nobody can know whether it arrived, also when it is sent and taken back once
    /// more. Twice it must not.
    perhaps: BTreeSet<TicketId>,
    taken_back: Option<(TicketId, Sent)>,
    contents: BTreeMap<AttachmentId, Bytes>,
    count: usize,
}

impl World {
    async fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
        let now = "2026-11-23T15:40:00Z".parse().expect("a time");
        let (sent, tickets, perhaps, contents) = Default::default();
        Self { folder, outbox, desk: FakeDesk::default(), now, sent, tickets, perhaps, taken_back: None, contents, count: 0 }
    }

    async fn happen(&mut self, happens: Happens) {
        self.now += SignedDuration::from_millis(10);
        match happens {
            Happens::Sends { pictures } => self.send(pictures).await,
            Happens::Says { ticket, picture } => self.say(ticket, picture).await,
            Happens::Rates { ticket, score } => self.rate(ticket, score).await,
            Happens::Attempt { lane, weather, killed_after } => self.attempt(lane, weather, killed_after).await,
            Happens::PressesTryNow => self.outbox.hurry().await.expect("the queue is hurried"),
            Happens::StopsSending { ticket } => self.stop_sending(ticket).await,
            Happens::SendsAgain { edited } => self.send_again(edited).await,
            Happens::Restarts => self.restart().await,
        }
    }

    async fn send(&mut self, pictures: usize) {
        let id = TicketId::new();
        let words = self.words();
        let (announced, parcels, blobs) = self.pictures(id, pictures);
        let sent = Sent { words: words.clone(), pictures: announced.iter().map(|new| new.id).collect(), ..Sent::default() };
        let parcels = std::iter::once(self.ticket(id, words, announced)).chain(parcels).collect();
        self.accept(parcels, blobs).await;
        self.tickets.push(id);
        self.sent.insert(id, sent);
    }

    async fn say(&mut self, ticket: usize, picture: bool) {
        let Some(ticket) = self.chosen(ticket) else { return };
        let body = self.words();
        let (attachments, parcels, blobs) = self.pictures(ticket, usize::from(picture));
        let sent = self.sent.get_mut(&ticket).expect("it was sent");
        sent.messages.push(body.clone());
        sent.pictures.extend(attachments.iter().map(|new| new.id));
        let body = Sealed::seal(&NewMessage { body, attachments, written_at: self.now }).expect("JSON");
        let message = Parcel::Message { id: MessageId::new(), ticket, body };
        self.accept(std::iter::once(message).chain(parcels).collect(), blobs).await;
    }

    async fn rate(&mut self, ticket: usize, score: Score) {
        let Some(ticket) = self.chosen(ticket) else { return };
        self.sent.get_mut(&ticket).expect("it was sent").rating = Some(score);
        let body = Sealed::seal(&Rating { score, note: None }).expect("JSON");
        self.accept(vec![Parcel::Rating { id: MessageId::new(), ticket, body }], Vec::new()).await;
    }

    async fn attempt(&mut self, lane: Lane, weather: Weather, killed_after: Option<u32>) {
        let Some(due) = self.outbox.next_in(lane, self.now).await.expect("the queue can be read") else { return };
        self.desk.set_weather(weather);
        let (desk, outbox) = (self.desk.clone(), self.outbox.clone());
        let attempt = deliver::attempt(&desk, &outbox, &due, self.now, 7);
        let Some(killed_after) = killed_after else { return drop(attempt.await.expect("the queue can be written")) };
        tokio::select! {
            biased;
            () = turns(killed_after) => {}
            tried = attempt => drop(tried.expect("the queue can be written")),
        }
        drop(outbox);
        self.restart().await;
    }

    /// As the window's "Stop sending" does it.
    async fn stop_sending(&mut self, ticket: usize) {
        let Some(id) = self.chosen(ticket) else { return };
        let had_begun = self.outbox.waiting().await.expect("the queue can be read").iter().any(|w| w.key == Key::Ticket(id) && w.began);
        self.let_go().await;
        let Event::TakenBack { parcels, .. } = self.keep(Chore::Withdraw(id)).await else { panic!("it says what came of it") };
        let Some(parcels) = parcels else { return };
        if had_begun {
            self.perhaps.insert(id);
        }
        self.tickets.retain(|ticket| *ticket != id);
        let sent = self.sent.remove(&id).expect("it was sent");
        assert_eq!(parcels, self.outbox.taken_back().await.expect("the queue can be read"));
        self.taken_back = Some((id, sent));
    }

    /// Other words stand in its place.
    async fn let_go(&mut self) {
        if let Some((id, _)) = self.taken_back.take() {
            self.outbox.let_go(id).await.expect("the queue can be written");
        }
    }

    /// Unchanged it goes as it went, with its key and its bytes; edited it is another request.
    async fn send_again(&mut self, edited: bool) {
        if edited {
            self.let_go().await;
            return self.send(0).await;
        }
        let Some((id, sent)) = self.taken_back.take() else { return };
        let parcels = self.outbox.taken_back().await.expect("the queue can be read");
        let blobs = parcels.iter().filter_map(|parcel| match parcel.key() {
            Key::Attachment(id) => Some((id, self.contents[&id].clone())),
            Key::Ticket(_) | Key::Message(_) | Key::Confirmation(_) | Key::Rating(_) | Key::Affected(_) | Key::TipHelped(_) => None,
        });
        let blobs = blobs.collect();
        self.accept(parcels, blobs).await;
        self.tickets.push(id);
        self.sent.insert(id, sent);
    }

    async fn restart(&mut self) {
        (self.outbox, _) = Outbox::open(self.folder.path()).await.expect("the outbox opens again");
    }

    /// In the end the line is good.
    async fn drain(&mut self) {
        self.desk.set_weather(Weather::Fair);
        self.outbox.hurry().await.expect("the queue is hurried");
        while let Some(due) = self.outbox.next(self.now).await.expect("the queue can be read") {
            deliver::attempt(&self.desk, &self.outbox, &due, self.now, 7).await.expect("the queue can be written");
        }
        assert_eq!(self.outbox.waiting().await.expect("the queue can be read"), [], "it never left");
    }

    fn check(&self) {
        let there: BTreeMap<_, _> = self.desk.all_tickets().into_iter().map(|thread| (thread.ticket.id, thread)).collect();
        for id in there.keys() {
            assert!(self.sent.contains_key(id) || self.perhaps.contains(id), "{id} arrived although it was taken back before it left");
        }
        for (id, sent) in &self.sent {
            let Some(thread) = there.get(id) else { panic!("{id} was lost") };
            let said: Vec<_> =
                thread.history.iter().filter_map(|item| if let HistoryItem::Message(said) = item { Some(said) } else { None }).collect();
            let words: Vec<_> = said.iter().map(|message| message.body.clone()).collect();
            let written: Vec<_> = std::iter::once(&sent.words).chain(&sent.messages).cloned().collect();
            assert_eq!(words, written, "what was written, in order");
            let pictures: Vec<_> = said.iter().flat_map(|message| &message.attachments).map(|a| (a.id, a.state)).collect();
            assert_eq!(pictures, sent.pictures.iter().map(|id| (*id, AttachmentState::Stored)).collect::<Vec<_>>());
            assert_eq!(thread.ticket.rating, sent.rating, "the last rating holds");
        }
        let mut all: Vec<_> = there.values().map(|thread| &thread.ticket.subject).collect();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), there.len(), "something arrived twice");
    }

    async fn accept(&mut self, parcels: Vec<Parcel>, blobs: Vec<(AttachmentId, Bytes)>) {
        let said = self.keep(Chore::Accept { parcels, blobs, notes: Vec::new() }).await;
        assert!(matches!(said, Event::Accepted(_)), "the disk took it");
    }

    /// Has the keeper do one thing, and gives what it says of it.
    async fn keep(&self, chore: Chore) -> Event {
        let (events, mut said) = mpsc::unbounded_channel();
        let now = self.now;
        let keeper = Keeper::start(self.outbox.clone(), Clock::new(move || now), watch::channel(0).0, events);
        keeper.takes(chore);
        let event = said.recv().await.expect("it says what came of it");
        keeper.finish().await;
        event
    }

    fn chosen(&self, number: usize) -> Option<TicketId> {
        (!self.tickets.is_empty()).then(|| self.tickets[number % self.tickets.len()])
    }

    fn words(&mut self) -> String {
        self.count += 1;
        format!("The projector stays blue, {}", self.count)
    }

    fn ticket(&self, id: TicketId, words: String, attachments: Vec<NewAttachment>) -> Parcel {
        let ticket = NewTicket {
            words,
            class_waiting: false,
            written_at: self.now,
            attachments,
            report: None,
            about_device: None,
            notice_id: None,
            language: None,
        };
        Parcel::Ticket { id, body: Sealed::seal(&ticket).expect("JSON") }
    }

    fn pictures(&mut self, ticket: TicketId, how_many: usize) -> (Vec<NewAttachment>, Vec<Parcel>, Vec<(AttachmentId, Bytes)>) {
        let (mut announced, mut parcels, mut blobs) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..how_many {
            let (id, name) = (AttachmentId::new(), "screen.png".to_owned());
            let content = Bytes::from(format!("\u{89}PNG {id}"));
            let (sha256, size_bytes) = (sha256(&content), content.len() as u64);
            announced.push(NewAttachment {
                id,
                name: name.clone(),
                media_type: "image/png".to_owned(),
                size_bytes,
                sha256: sha256.clone(),
            });
            parcels.push(Parcel::Attachment { id, ticket, name, sha256, size_bytes });
            self.contents.insert(id, content.clone());
            blobs.push((id, content));
        }
        (announced, parcels, blobs)
    }
}

/// Passes after so many turns of the runtime.
async fn turns(how_many: u32) {
    for _ in 0..how_many {
        tokio::task::yield_now().await;
    }
}
