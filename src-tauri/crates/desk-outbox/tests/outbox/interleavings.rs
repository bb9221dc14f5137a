//! Whatever happens in whatever order, the queue says what a plain list would say, and a help desk at the other end sees each
//! parcel in order, with the same bytes, and nothing while it is taken back.

use crate::{attachment, message, noon, ticket, ticket_id};
use desk_api::Code;
use desk_outbox::{Began, Key, Lane, Outbox, Parcel, Reason, Withdrawn};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tempfile::TempDir;

/// What can happen. Numbers choose among a few tickets.
#[derive(Clone, Debug)]
enum Happens {
    Sends { ticket: u128, pictures: u128 },
    SaysMore { ticket: u128, number: u128 },
    Attempt { lane: Lane, ends: Ends },
    TakesBack { ticket: u128 },
    LetsGo { ticket: u128 },
    TimePasses { seconds: i64 },
    PressesTryNow,
    TakesUp { ticket: u128 },
}

/// How an attempt can end.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Ends {
    Delivered,
    KilledBeforeItLeft,
    KilledAfterItArrived,
    NoAnswer { rest: i64 },
    AnswerLost { rest: i64 },
    Refused,
}

fn happens() -> impl Strategy<Value = Happens> {
    let lane = prop_oneof![3 => Just(Lane::Words), 1 => Just(Lane::Attachments)];
    let ends = prop_oneof![
        4 => Just(Ends::Delivered),
        1 => Just(Ends::KilledBeforeItLeft),
        1 => Just(Ends::KilledAfterItArrived),
        2 => (1..90_i64).prop_map(|rest| Ends::NoAnswer { rest }),
        2 => (1..90_i64).prop_map(|rest| Ends::AnswerLost { rest }),
        1 => Just(Ends::Refused),
    ];
    prop_oneof![
        2 => (1..5_u128, 0..3_u128).prop_map(|(ticket, pictures)| Happens::Sends { ticket, pictures }),
        2 => (1..5_u128, 100..120_u128).prop_map(|(ticket, number)| Happens::SaysMore { ticket, number }),
        8 => (lane, ends).prop_map(|(lane, ends)| Happens::Attempt { lane, ends }),
        2 => (1..5_u128).prop_map(|ticket| Happens::TakesBack { ticket }),
        1 => (1..5_u128).prop_map(|ticket| Happens::LetsGo { ticket }),
        3 => (1..60_i64).prop_map(|seconds| Happens::TimePasses { seconds }),
        1 => Just(Happens::PressesTryNow),
        1 => (1..5_u128).prop_map(|ticket| Happens::TakesUp { ticket }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_queue_says_what_a_plain_list_would(story in prop::collection::vec(happens(), 1..40)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(tell(&story));
    }
}

async fn tell(story: &[Happens]) {
    let mut world = World::new().await;
    for happens in story {
        world.happen(happens).await;
        world.compare().await;
    }
    world.drain().await;
}

/// One parcel in the plain list.
#[derive(Clone, Debug)]
struct Listed {
    parcel: Parcel,
    began: bool,
    tries: u32,
    not_before: Timestamp,
    parked: bool,
    /// A ticket that was taken back.
    back: bool,
}

struct World {
    dir: TempDir,
    outbox: Outbox,
    now: Timestamp,
    list: Vec<Listed>,
    /// What arrived at the other end, in the order of first arrival.
    arrived: Vec<Parcel>,
    let_go: Vec<Key>,
    /// How often each key was put in the queue, in the order of the first time.
    accepted: BTreeMap<Key, usize>,
}

impl World {
    async fn new() -> Self {
        let dir = TempDir::new().unwrap();
        let (outbox, _) = Outbox::open(dir.path()).await.unwrap();
        let (list, arrived, let_go, accepted) = Default::default();
        Self { dir, outbox, now: noon(), list, arrived, let_go, accepted }
    }

    async fn happen(&mut self, happens: &Happens) {
        match *happens {
            Happens::Sends { ticket: number, pictures } => {
                let mut parcels = vec![ticket(number)];
                parcels.extend((0..pictures).map(|picture| attachment(number * 10 + picture, number)));
                self.accept(parcels).await;
            }
            Happens::SaysMore { ticket, number } => self.accept(vec![message(number, ticket)]).await,
            Happens::Attempt { lane, ends } => self.attempt(lane, ends).await,
            Happens::TakesBack { ticket } => self.take_back(ticket).await,
            Happens::LetsGo { ticket } => self.let_go(ticket).await,
            Happens::TimePasses { seconds } => self.now += SignedDuration::from_secs(seconds),
            Happens::PressesTryNow => {
                self.outbox.hurry().await.unwrap();
                self.list.iter_mut().filter(|listed| !listed.parked).for_each(|listed| listed.not_before = noon());
            }
            Happens::TakesUp { ticket: number } => {
                self.outbox.take_up(ticket(number).key()).await.unwrap();
                for listed in self.list.iter_mut().filter(|listed| listed.parcel.key() == ticket(number).key()) {
                    (listed.parked, listed.back, listed.tries, listed.not_before) = (false, false, 0, noon());
                }
            }
        }
    }

    /// A person sends what was never sent before, or what she took back: an agent makes each key once.
    async fn accept(&mut self, parcels: Vec<Parcel>) {
        if parcels.iter().any(|parcel| self.accepted.contains_key(&parcel.key()) && !self.is_listed(parcel.key())) {
            return;
        }
        self.outbox.accept(&parcels, self.now).await.unwrap();
        for parcel in parcels {
            let place = self.accepted.len();
            self.accepted.entry(parcel.key()).or_insert(place);
            match self.list.iter_mut().find(|listed| listed.parcel.key() == parcel.key()) {
                Some(again) if again.back => {
                    (again.back, again.parked, again.tries, again.not_before) = (false, false, 0, noon());
                }
                Some(_) => {}
                None => self.list.push(Listed { parcel, began: false, tries: 0, not_before: noon(), parked: false, back: false }),
            }
        }
    }

    async fn attempt(&mut self, lane: Lane, ends: Ends) {
        let Some(due) = self.outbox.next_in(lane, self.now).await.unwrap() else { return };
        let key = due.parcel.key();
        assert_eq!(self.outbox.began(key).await.unwrap(), Began::Go);
        if !matches!(ends, Ends::KilledBeforeItLeft | Ends::NoAnswer { .. } | Ends::Refused) {
            self.arrive(due.parcel);
        }
        let later = |rest| self.now + SignedDuration::from_secs(rest);
        match ends {
            Ends::Delivered => self.outbox.delivered(key).await.unwrap(),
            Ends::NoAnswer { rest } | Ends::AnswerLost { rest } => self.outbox.try_again(key, later(rest), "nothing").await.unwrap(),
            Ends::Refused => self.outbox.set_aside(key, Reason::Refused { code: Code::Invalid }).await.unwrap(),
            Ends::KilledBeforeItLeft | Ends::KilledAfterItArrived => {
                (self.outbox, _) = Outbox::open(self.dir.path()).await.unwrap();
            }
        }
        if ends == Ends::Delivered {
            self.list.retain(|listed| listed.parcel.key() != key);
            return;
        }
        let listed = self.list.iter_mut().find(|listed| listed.parcel.key() == key).expect("only what is listed is due");
        listed.began = true;
        listed.parked = ends == Ends::Refused;
        if let Ends::NoAnswer { rest } | Ends::AnswerLost { rest } = ends {
            listed.tries += 1;
            listed.not_before = self.now + SignedDuration::from_secs(rest);
        }
    }

    async fn take_back(&mut self, number: u128) {
        let withdrawn = self.outbox.withdraw(ticket_id(number)).await.unwrap();
        let Some(held) = self.list.iter_mut().find(|listed| listed.parcel.key() == ticket(number).key()) else {
            assert_eq!(withdrawn, Withdrawn::TooLate);
            return;
        };
        (held.back, held.parked) = (true, true);
        let of_it = self.list.iter().filter(|listed| listed.parcel.ticket() == Some(ticket_id(number)));
        assert_eq!(withdrawn, Withdrawn::Back(of_it.map(|listed| listed.parcel.clone()).collect()));
    }

    async fn let_go(&mut self, number: u128) {
        if !self.list.iter().any(|listed| listed.back && listed.parcel.key() == ticket(number).key()) {
            return;
        }
        self.outbox.let_go(ticket_id(number)).await.unwrap();
        let (gone, rest): (Vec<_>, Vec<_>) = self.list.drain(..).partition(|listed| listed.parcel.ticket() == Some(ticket_id(number)));
        self.list = rest;
        self.let_go.extend(gone.iter().map(|listed| listed.parcel.key()));
    }

    /// The other end: a key is known once, and its bytes are always the same.
    fn arrive(&mut self, parcel: Parcel) {
        assert!(!self.let_go.contains(&parcel.key()), "{parcel:?} arrived although it was let go");
        match self.arrived.iter().find(|arrived| arrived.key() == parcel.key()) {
            Some(before) => assert_eq!(*before, parcel),
            None => self.arrived.push(parcel),
        }
    }

    async fn compare(&self) {
        let said: Vec<_> = self.outbox.waiting().await.unwrap().into_iter().map(|w| (w.parcel, w.began, w.tries)).collect();
        let (back, listed): (Vec<_>, Vec<_>) = self.list.iter().partition(|listed| self.is_back(listed));
        assert_eq!(said, listed.iter().map(|l| (l.parcel.clone(), l.began, l.tries)).collect::<Vec<_>>());
        assert_eq!(self.outbox.taken_back().await.unwrap(), back.iter().map(|l| l.parcel.clone()).collect::<Vec<_>>());
        for lane in [Lane::Words, Lane::Attachments] {
            let due = self.outbox.next_in(lane, self.now).await.unwrap().map(|due| due.parcel);
            let first = self.list.iter().find(|listed| lane_of(listed) == lane && self.is_free(listed) && listed.not_before <= self.now);
            assert_eq!(due, first.map(|listed| listed.parcel.clone()));
        }
        let soonest = self.list.iter().filter(|listed| self.is_free(listed)).map(|listed| listed.not_before.max(self.now)).min();
        assert_eq!(self.outbox.next_due_at().await.unwrap().map(|at| at.max(self.now)), soonest);
    }

    /// In the end the network is good: everything arrives that was not taken back or refused, and in order.
    async fn drain(&mut self) {
        self.outbox.hurry().await.unwrap();
        while let Some(due) = self.outbox.next(self.now).await.unwrap() {
            self.outbox.delivered(due.parcel.key()).await.unwrap();
            self.list.retain(|listed| listed.parcel.key() != due.parcel.key());
            self.arrive(due.parcel);
        }
        let held: Vec<_> = self.list.iter().map(|listed| listed.parcel.key()).collect();
        assert!(self.list.iter().all(|listed| listed.parked || self.ticket_is_parked(listed)), "{held:?} never left");
        for key in self.accepted.keys().filter(|key| !self.let_go.contains(key) && !held.contains(key)) {
            assert!(self.arrived.iter().any(|parcel| parcel.key() == *key), "{key} never arrived");
        }
        self.assert_tickets_arrived_first();
    }

    fn assert_tickets_arrived_first(&self) {
        for (place, parcel) in self.arrived.iter().enumerate() {
            let Some(of) = parcel.ticket() else { continue };
            if self.let_go.contains(&Key::Ticket(of)) {
                continue;
            }
            let ticket = self.arrived.iter().position(|arrived| arrived.key() == Key::Ticket(of));
            let opened_here = self.accepted.get(&Key::Ticket(of)).is_some_and(|at| *at < self.accepted[&parcel.key()]);
            assert!(!opened_here || ticket.is_some_and(|ticket| ticket <= place), "{parcel:?} arrived before its ticket");
        }
    }

    fn is_listed(&self, key: Key) -> bool {
        self.list.iter().any(|listed| listed.parcel.key() == key)
    }

    fn is_back(&self, of: &Listed) -> bool {
        self.list.iter().any(|listed| listed.back && listed.parcel.ticket() == of.parcel.ticket())
    }

    fn ticket_is_parked(&self, of: &Listed) -> bool {
        self.list.iter().any(|listed| listed.parked && listed.parcel.ticket() == of.parcel.ticket() && is_ticket(listed))
    }

    /// The rule in plain words: nothing but a ticket goes while its ticket is here, or words of the same ticket that came before it.
    fn is_free(&self, of: &Listed) -> bool {
        let place = self.list.iter().position(|listed| listed.parcel.key() == of.parcel.key());
        let holds = |(before, listed): (usize, &Listed)| {
            let same = listed.parcel.ticket() == of.parcel.ticket() && Some(before) != place;
            let earlier_words = Some(before) < place && lane_of(listed) == Lane::Words && !listed.parked;
            same && (is_ticket(listed) || earlier_words)
        };
        !of.parked && (is_ticket(of) || !self.list.iter().enumerate().any(holds))
    }
}

fn is_ticket(listed: &Listed) -> bool {
    matches!(listed.parcel, Parcel::Ticket { .. })
}

fn lane_of(listed: &Listed) -> Lane {
    match listed.parcel {
        Parcel::Attachment { .. } => Lane::Attachments,
        Parcel::Ticket { .. }
        | Parcel::Message { .. }
        | Parcel::Confirmation { .. }
        | Parcel::Rating { .. }
        | Parcel::Affected { .. }
        | Parcel::TipHelped { .. } => Lane::Words,
    }
}
