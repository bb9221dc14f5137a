use crate::{client, html, problem, school::School};
use axum::{
    body::Body,
    response::{IntoResponse, Response},
    routing::get,
};
use desk_api::{Desk, DeskError, Event, EventId, EventKind, NoticeId, TicketId};
use desk_client::{Trouble, trouble};
use futures_util::{StreamExt, stream};
use http::{HeaderMap, header};
use std::{
    convert::Infallible,
    pin::pin,
    sync::{Arc, Mutex},
    time::Duration,
};
use uuid::Uuid;

const TICKET: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn channel(chunks: Vec<String>, then_ends: bool) -> Response {
    let said = stream::iter(chunks.into_iter().map(Ok::<_, Infallible>));
    let body = if then_ends { Body::from_stream(said) } else { Body::from_stream(said.chain(stream::pending())) };
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

fn ticket_event(id: u64) -> Event {
    Event { id: EventId(id), what: EventKind::Ticket { ticket_id: TICKET.parse::<TicketId>().unwrap() } }
}

#[tokio::test]
async fn events_are_heard_however_they_are_cut_up() {
    let notice = NoticeId(Uuid::from_u128(8));
    let said = format!(
        ": listening\n\nid: 41\ndata: {{\"id\":41,\"what\":{{\"kind\":\"ticket\",\"ticket_id\":\"{TICKET}\"}}}}\n\n: still here\n\n\
         data: {{\"of\":\"a later version\"}}\n\nid: 43\r\ndata: {{\"id\":43,\ndata: \"what\":{{\"kind\":\"notice\",\"notice_id\":\"{notice}\"}}}}\n\n\
         data: {{\"id\":44,\"what\":{{\"kind\":\"holiday\",\"name\":\"later\"}}}}\n\ndata: {{\"id\":45,\"what\":{{\"kind\":\"resync\"}}}}\n\n"
    );
    let chunks = said.as_bytes().chunks(7).map(|chunk| String::from_utf8(chunk.to_vec()).unwrap()).collect::<Vec<_>>();
    let client = client(School::default().open("events", get(async move || channel(chunks.clone(), true))).await);

    let heard: Vec<_> = client.events(None).map(Result::unwrap).collect().await;

    let expected = [
        ticket_event(41),
        Event { id: EventId(43), what: EventKind::Notice { notice_id: notice } },
        Event { id: EventId(44), what: EventKind::Unknown },
        Event { id: EventId(45), what: EventKind::Resync },
    ];
    assert_eq!(heard, expected);
}

#[tokio::test]
async fn a_place_in_the_stream_is_asked_for_by_its_header() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let at = asked.clone();
    let listen = get(async move |headers: HeaderMap| {
        at.lock().unwrap().push(headers.get("last-event-id").map(|id| id.to_str().unwrap().to_owned()));
        channel(Vec::new(), true)
    });
    let client = client(School::default().open("events", listen).await);

    assert_eq!(client.events(None).count().await, 0);
    assert_eq!(client.events(Some(EventId(41))).count().await, 0);

    assert_eq!(*asked.lock().unwrap(), [None, Some("41".to_owned())]);
}

#[tokio::test]
async fn listening_again_after_the_sign_in_ended_renews_it() {
    let school = School::default();
    let client = client(school.open("events", get(async || channel(Vec::new(), true))).await);
    assert_eq!(client.events(None).count().await, 0);
    school.records().has_ended = true;

    assert_eq!(client.events(Some(EventId(7))).count().await, 0);

    assert_eq!(school.records().refreshes, 1);
}

#[tokio::test]
async fn silence_is_the_end_of_the_channel() {
    let said = format!("data: {{\"id\":41,\"what\":{{\"kind\":\"ticket\",\"ticket_id\":\"{TICKET}\"}}}}\n\n");
    let client = client(School::default().open("events", get(async move || channel(vec![said.clone()], false))).await);
    let mut events = pin!(client.events(None));
    assert_eq!(events.next().await.unwrap().unwrap(), ticket_event(41));

    // The socket stays open and nothing comes: now the clock jumps whenever everybody waits.
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let error = events.next().await.unwrap().unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Timeout), "{error:?}");
    let quiet = began.elapsed();
    assert!(quiet > Duration::from_secs(90) && quiet < Duration::from_secs(120), "{quiet:?}");
    assert!(events.next().await.is_none(), "the stream goes on after its end");
}

#[tokio::test]
async fn a_channel_that_is_held_back_is_given_up_soon() {
    let client = client(School::default().open("events", get(async || channel(Vec::new(), false))).await);
    let mut events = pin!(client.events(None));
    // Signed in and connected: from here on only the clock goes on.
    let first = tokio::time::timeout(Duration::from_millis(500), events.next()).await;
    assert!(first.is_err(), "nothing is said");

    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let error = events.next().await.unwrap().unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Timeout), "{error:?}");
    assert!(began.elapsed() <= Duration::from_secs(11), "{:?}", began.elapsed());
}

#[tokio::test]
async fn what_is_no_channel_says_so_once() {
    for (answer, is_expected) in [
        (html as fn(u16) -> Response, (|error| matches!(error, DeskError::NotADesk { .. })) as fn(&DeskError) -> bool),
        (|_| problem(403, "forbidden"), |error| matches!(error, DeskError::Refused { .. })),
        (|_| problem(503, "unavailable"), |error| matches!(error, DeskError::InTrouble { .. })),
    ] {
        let client = client(School::default().open("events", get(async move || answer(200))).await);

        let heard: Vec<_> = client.events(None).collect().await;

        assert_eq!(heard.len(), 1);
        assert!(is_expected(heard[0].as_ref().unwrap_err()), "{heard:?}");
    }
}
