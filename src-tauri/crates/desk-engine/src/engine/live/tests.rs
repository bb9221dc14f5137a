use super::{RETURN_WITHIN, listen};
use crate::{
    engine::tests::stage::Machine,
    fake::{FakeDesk, Weather},
    state::Event,
};
use desk_api::EventKind;
use std::{collections::BTreeMap, time::Duration};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, sleep, timeout},
};

const POLL_EVERY: Duration = Duration::from_secs(60);

/// Everything is asked for, which is how each connection and each attempt at one begins.
async fn asks(said: &mut mpsc::UnboundedReceiver<Event>) {
    while !matches!(said.recv().await.expect("it listens"), Event::Said(EventKind::Resync)) {}
}

fn listening(desk: &FakeDesk) -> (watch::Sender<u64>, mpsc::UnboundedReceiver<Event>) {
    let (poke, poked) = watch::channel(0);
    let (events, said) = mpsc::unbounded_channel();
    tokio::spawn(listen(desk.clone(), Machine, POLL_EVERY, poked, events));
    (poke, said)
}

#[tokio::test(start_paused = true)]
async fn a_desk_that_does_not_stream_is_asked_at_least_every_minute() {
    let desk = FakeDesk::default();
    desk.set_weather(Weather::NotLive);
    let (_poke, mut said) = listening(&desk);

    for question in 0..60 {
        let asked = timeout(POLL_EVERY, asks(&mut said)).await;

        assert!(asked.is_ok(), "question {question} did not come within a minute");
    }
}

#[tokio::test(start_paused = true)]
async fn a_desk_that_does_not_stream_is_not_asked_all_the_time() {
    let desk = FakeDesk::default();
    desk.set_weather(Weather::NotLive);
    let (_poke, mut said) = listening(&desk);

    let mut questions = 0;
    let hour = sleep(Duration::from_secs(3_600));
    tokio::pin!(hour);
    loop {
        tokio::select! {
            () = asks(&mut said) => questions += 1,
            () = &mut hour => break,
        }
    }

    assert!((60..=130).contains(&questions), "{questions} questions in an hour");
}

#[tokio::test(start_paused = true)]
async fn a_school_behind_one_address_does_not_come_back_in_one_moment() {
    const SCHOOL: usize = 2_000;
    let desk = FakeDesk::default();
    let (_poke, poked) = watch::channel(0);
    let (came_back, mut back) = mpsc::unbounded_channel();
    let (cut, _) = watch::channel(false);
    for _ in 0..SCHOOL {
        let (events, mut said) = mpsc::unbounded_channel();
        tokio::spawn(listen(desk.clone(), Machine, POLL_EVERY, poked.clone(), events));
        let (came_back, mut is_cut) = (came_back.clone(), cut.subscribe());
        tokio::spawn(async move {
            // What it asks while its channel begins to stand is not of interest.
            tokio::select! { () = async { loop { asks(&mut said).await } } => {}, _ = is_cut.changed() => {} }
            asks(&mut said).await;
            came_back.send(Instant::now()).ok();
        });
    }
    sleep(POLL_EVERY * 2).await;

    cut.send_replace(true);
    desk.set_weather(Weather::NotLive);
    let ended = Instant::now();
    let mut each_second: BTreeMap<u64, usize> = BTreeMap::new();
    for _ in 0..SCHOOL {
        let at = back.recv().await.expect("each comes back");
        *each_second.entry((at - ended).as_secs()).or_default() += 1;
    }

    assert!(each_second.keys().all(|second| *second <= RETURN_WITHIN.as_secs()), "{each_second:?}");
    assert!(each_second.values().all(|many| *many < SCHOOL / 8), "{each_second:?}");
}
