//! The live channel.

use super::{Stage, open_any};
use crate::{Desk, Event, EventId, EventKind, NoticeId, TicketId};
use futures_util::{
    StreamExt,
    future::{Either, select},
};
use std::pin::pin;

/// Before the first event there ever was.
const BEGINNING: EventId = EventId(0);

/// Whoever listens now hears what happens next.
pub async fn an_event_says_that_a_ticket_changed(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    let mut events = pin!(maria.events(None));
    let mut heard = pin!(async {
        loop {
            let event = events.next().await.expect("the stream goes on").expect("the stream holds");
            if is_about(&event, ticket) {
                return;
            }
        }
    });

    // Nobody can say when the channel stands, so the technician writes until it is heard.
    loop {
        let reply = pin!(async {
            stage.staff_replies(ticket, "On my way.").await;
            yield_once().await;
        });
        match select(heard.as_mut(), reply).await {
            Either::Left(((), _)) => return,
            Either::Right(((), _)) => {}
        }
    }
}

/// From any place in the stream the rest is the same, in order, each once.
pub async fn events_resume_without_gap_or_repeat(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    for words in ["I am looking.", "It is the cable.", "I bring one."] {
        stage.staff_replies(ticket, words).await;
    }
    let last = stage.posts_notice("Wi-Fi is down in Building B").await;

    let all = until_notice(&maria, BEGINNING, last).await;

    assert!(all.iter().any(|event| is_about(event, ticket)), "{all:?}");
    assert!(all.windows(2).all(|pair| pair[0].id < pair[1].id), "{all:?}");
    for (place, event) in all.iter().enumerate().take(all.len() - 1) {
        assert_eq!(until_notice(&maria, event.id, last).await, all[place + 1..], "resumed after {:?}", event.id);
    }
}

/// An event about a ticket reaches its requester alone.
pub async fn events_of_somebody_elses_ticket_are_not_seen(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let hers = open_any(&maria).await;
    stage.staff_replies(hers, "On my way.").await;
    let his = open_any(&sam).await;
    stage.staff_replies(his, "On my way.").await;
    let last = stage.posts_notice("Printing is slow").await;

    let heard = until_notice(&sam, BEGINNING, last).await;

    assert!(heard.iter().any(|event| is_about(event, his)), "{heard:?}");
    assert!(!heard.iter().any(|event| is_about(event, hers)), "{heard:?}");
}

/// Everything after a place in the stream, up to the event about a notice.
async fn until_notice<D: Desk>(desk: &D, after: EventId, last: NoticeId) -> Vec<Event> {
    let mut events = pin!(desk.events(Some(after)));
    let mut heard = Vec::new();
    loop {
        let event = events.next().await.expect("the stream goes on").expect("the stream holds");
        heard.push(event);
        if event.what == (EventKind::Notice { notice_id: last }) {
            return heard;
        }
    }
}

fn is_about(event: &Event, ticket: TicketId) -> bool {
    event.what == EventKind::Ticket { ticket_id: ticket }
}

/// Lets other tasks run once, whatever the runtime.
async fn yield_once() {
    let mut yielded = false;
    std::future::poll_fn(|context| {
        if yielded {
            return std::task::Poll::Ready(());
        }
        yielded = true;
        context.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
