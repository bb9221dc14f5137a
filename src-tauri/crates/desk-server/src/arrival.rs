//! Bodies on their way in: how large, how slow, and how much of them is in memory at the same time.
//!
//! A slow line is fine, a dead one is not, and one that only drips holds no place that anybody else needs: a body takes of the memory
//! set aside for all of them what has arrived of it, and gives up where it does not get on.

use crate::problem::Failure;
use axum::body::Body;
use bytes::{Bytes, BytesMut};
use desk_api::Code;
use futures_util::StreamExt;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError, Weak},
    time::Duration,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout, timeout_at},
};

/// The least a body brings in each while: 1 KiB a second, as the worst of lines does.
const LEAST: usize = 64 * 1024;
const WHILE: Duration = Duration::from_secs(60);
/// The longest a body may take in all.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// Bytes of pictures and files in memory at the same time.
const AT_ONCE: usize = 200 * 1024 * 1024;
/// Pictures and files one person may be bringing.
const OF_ONE: usize = 3;
/// How long one waits for memory, as long as a client waits for an answer.
const FOR_MEMORY: Duration = Duration::from_secs(30);

/// Pictures and files that are arriving.
#[derive(Debug)]
pub(crate) struct Arrivals {
    memory: Arc<Semaphore>,
    of_one: Mutex<BTreeMap<String, Weak<Semaphore>>>,
}

/// What one body holds for as long as it is in memory.
#[derive(Debug)]
pub(crate) struct Turn {
    _of_one: OwnedSemaphorePermit,
    _memory: Option<OwnedSemaphorePermit>,
}

impl Default for Arrivals {
    fn default() -> Self {
        Self { memory: Arc::new(Semaphore::new(AT_ONCE)), of_one: Mutex::default() }
    }
}

impl Arrivals {
    /// The bytes of a body that somebody brings, and what to hold for as long as they are in memory.
    pub(crate) async fn whole(&self, whose: &str, body: Body, limit: usize) -> Result<(Bytes, Turn), Failure> {
        let own = self.own(whose);
        let of_one = timeout(FOR_MEMORY, own.acquire_owned()).await;
        let Ok(Ok(of_one)) = of_one else { return Err(crowded()) };
        let (bytes, memory) = arrive(body, limit, Some(&self.memory)).await?;
        Ok((bytes, Turn { _of_one: of_one, _memory: memory }))
    }

    fn own(&self, whose: &str) -> Arc<Semaphore> {
        let mut of_one = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        of_one.retain(|_, own| own.strong_count() > 0);
        if let Some(own) = of_one.get(whose).and_then(Weak::upgrade) {
            return own;
        }
        let own = Arc::new(Semaphore::new(OF_ONE));
        of_one.insert(whose.to_owned(), Arc::downgrade(&own));
        own
    }
}

/// A body of at most `limit` bytes.
pub(crate) async fn whole(body: Body, limit: usize) -> Result<Bytes, Failure> {
    arrive(body, limit, None).await.map(|(bytes, _)| bytes)
}

/// The bytes, and what they take of the memory that is set aside for them.
async fn arrive(body: Body, limit: usize, memory: Option<&Arc<Semaphore>>) -> Result<(Bytes, Option<OwnedSemaphorePermit>), Failure> {
    let mut held: Option<OwnedSemaphorePermit> = None;
    let (mut chunks, mut bytes) = (body.into_data_stream(), BytesMut::new());
    let last = Instant::now() + LONGEST;
    let (mut until, mut brought) = (Instant::now() + WHILE, 0);
    loop {
        let chunk = match timeout_at(until.min(last), chunks.next()).await {
            Ok(Some(chunk)) => chunk.map_err(|_| not_whole())?,
            Ok(None) => return Ok((bytes.freeze(), held)),
            Err(_) if brought < LEAST || Instant::now() >= last => return Err(not_whole()),
            Err(_) => {
                (until, brought) = (Instant::now() + WHILE, 0);
                continue;
            }
        };
        if bytes.len() + chunk.len() > limit {
            return Err(Failure::refused(Code::TooLarge));
        }
        if let Some(memory) = memory {
            let more = room(memory, chunk.len()).await?;
            match &mut held {
                Some(held) => held.merge(more),
                none => *none = Some(more),
            }
        }
        brought += chunk.len();
        bytes.extend_from_slice(&chunk);
    }
}

async fn room(memory: &Arc<Semaphore>, bytes: usize) -> Result<OwnedSemaphorePermit, Failure> {
    let bytes = u32::try_from(bytes).map_err(Failure::unreadable)?;
    let room = timeout(FOR_MEMORY, Arc::clone(memory).acquire_many_owned(bytes)).await;
    room.ok().and_then(Result::ok).ok_or_else(crowded)
}

/// A laptop that slept in the middle of a picture may bring it again, so this is no refusal for good.
fn not_whole() -> Failure {
    Failure::refused(Code::Unavailable)
}

fn crowded() -> Failure {
    Failure::too_often(Duration::from_secs(5))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use std::convert::Infallible;

    /// Brings so many bytes, each after so long, and then nothing any more.
    fn dripping(bytes: usize, each: Duration, ends: bool) -> Body {
        let drips = stream::unfold(0, move |n| async move {
            if n == bytes {
                return if ends { None } else { std::future::pending().await };
            }
            tokio::time::sleep(each).await;
            Some((Ok::<_, Infallible>(Bytes::from_static(b"x")), n + 1))
        });
        Body::from_stream(drips)
    }

    fn is_let_go(failure: &Failure) -> bool {
        matches!(failure, Failure::Refused { code: Code::Unavailable, .. })
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_drips_or_falls_silent_is_let_go_within_a_minute_and_may_come_again() {
        for body in [dripping(1_000, Duration::from_secs(1), true), dripping(5, Duration::ZERO, false)] {
            let begun = Instant::now();

            let failure = whole(body, 1_000_000).await.expect_err("let go");

            assert!(is_let_go(&failure), "{failure:?}");
            assert_eq!(begun.elapsed().as_secs(), 60);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_is_waited_for_and_not_for_ever() {
        let slow = |seconds: u64| {
            let pieces = stream::unfold(0, move |n| async move {
                if n == seconds {
                    return None;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
                Some((Ok::<_, Infallible>(Bytes::from(vec![7; 2_048])), n + 1))
            });
            Body::from_stream(pieces)
        };

        assert_eq!(whole(slow(600), 10_000_000).await.expect("ten minutes").len(), 600 * 2_048);
        assert!(is_let_go(&whole(slow(3_600), 10_000_000).await.expect_err("an hour")));
    }

    #[tokio::test]
    async fn more_than_fits_is_refused_as_soon_as_it_is_too_much() {
        let endless = Body::from_stream(stream::repeat_with(|| Ok::<_, Infallible>(Bytes::from_static(&[0; 4_096]))));

        let failure = whole(endless, 100_000).await.expect_err("refused");

        assert!(matches!(failure, Failure::Refused { code: Code::TooLarge, .. }));
    }

    #[tokio::test(start_paused = true)]
    async fn bodies_that_drip_take_no_memory_from_others_and_one_person_brings_three_at_a_time() {
        let arrivals = Arc::new(Arrivals::default());
        let bring = |whose: &'static str, body: Body| {
            let arrivals = Arc::clone(&arrivals);
            tokio::spawn(async move { arrivals.whole(whose, body, 25 * 1024 * 1024).await.map(|(bytes, _)| bytes.len()) })
        };
        for _ in 0..100 {
            bring("student", dripping(1_000, Duration::from_secs(1), true));
        }

        let hers = bring("maria", Body::from(vec![7; 20 * 1024 * 1024])).await.expect("ran");
        let fourth = bring("student", Body::from(vec![7; 10])).await.expect("ran");

        assert_eq!(hers.expect("arrived"), 20 * 1024 * 1024);
        assert!(matches!(fourth, Err(Failure::Refused { code: Code::RateLimited, .. })), "{fourth:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn past_the_memory_set_aside_a_body_waits_for_another_to_be_done() {
        let arrivals = Arrivals::default();
        let large = || Body::from(vec![7; 90 * 1024 * 1024]);
        let one = arrivals.whole("one", large(), AT_ONCE).await.expect("fits");
        let _two = arrivals.whole("two", large(), AT_ONCE).await.expect("fits");

        let third = arrivals.whole("three", large(), AT_ONCE).await;
        drop(one);
        let again = arrivals.whole("three", large(), AT_ONCE).await;

        assert!(matches!(third, Err(Failure::Refused { code: Code::RateLimited, .. })));
        assert!(again.is_ok());
    }
}
