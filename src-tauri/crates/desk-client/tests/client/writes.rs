use crate::{client, json, school::School};
use axum::{
    body::Bytes,
    response::IntoResponse,
    routing::{get, post, put},
};
use desk_api::{AttachmentId, Code, Desk, DeskError, MAX_ATTACHMENT_BYTES, MessageId, NewMessage, NewTicket, Sealed, TicketId};
use http::{HeaderMap, StatusCode, header};
use std::sync::{Arc, Mutex};

/// What arrived: the idempotency key, the media type, the agent, and the body.
type Seen = Arc<Mutex<Vec<(String, String, String, Bytes)>>>;

fn see(seen: &Seen, headers: &HeaderMap, body: Bytes) -> usize {
    let text = |name: header::HeaderName| headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    let key = headers.get("idempotency-key").map_or("", |key| key.to_str().unwrap()).to_owned();
    seen.lock().unwrap().push((key, text(header::CONTENT_TYPE), text(header::USER_AGENT), body));
    seen.lock().unwrap().len()
}

fn ticket_json(id: TicketId) -> String {
    let times = r#""status_since":"2026-11-23T12:00:00Z","created_at":"2026-11-23T12:00:00Z","updated_at":"2026-11-23T12:00:00Z""#;
    format!(r#"{{"id":"{id}","subject":"x","status":"new",{times}}}"#)
}

#[tokio::test]
async fn every_attempt_sends_the_same_bytes_under_the_same_key() {
    let (seen, id) = (Seen::default(), TicketId::new());
    let at = seen.clone();
    let open = post(
        async move |headers: HeaderMap, body: Bytes| {
            if see(&at, &headers, body) == 1 { StatusCode::BAD_GATEWAY.into_response() } else { json(ticket_json(id)) }
        },
    );
    let client = client(School::default().open("tickets", open).await);
    let sealed = Sealed::<NewTicket>::from_bytes(Bytes::from_static(b"{ \"words\":\"\xc3\xa4\", \"of_an_earlier_version\":1.0 }"));

    assert!(matches!(client.open(id, &sealed).await, Err(DeskError::InTrouble { status: 502, .. })));
    assert_eq!(client.open(id, &sealed).await.unwrap().id, id);

    let one = (id.to_string(), "application/json".to_owned(), "Deskside/1.2.3".to_owned(), sealed.bytes().clone());
    assert_eq!(*seen.lock().unwrap(), [one.clone(), one]);
}

#[tokio::test]
async fn a_renewed_sign_in_sends_the_same_bytes_too() {
    let (seen, school) = (Seen::default(), School::default());
    let (at, records, key) = (seen.clone(), school.clone(), MessageId::new());
    let reply = post(async move |headers: HeaderMap, body: Bytes| {
        if see(&at, &headers, body) == 1 {
            records.records().has_ended = true;
            return crate::problem(401, "unauthenticated");
        }
        json(format!(r#"{{"id":"{key}","author":{{"name":"Maria","role":"requester"}},"body":"x","created_at":"2026-11-23T12:00:00Z"}}"#))
    });
    let ticket = TicketId::new();
    let client = client(school.open(&format!("tickets/{ticket}/messages"), reply).await);
    let sealed = Sealed::<NewMessage>::from_bytes(Bytes::from_static(b"{\"body\":\"It is room 12.\"}"));

    assert_eq!(client.reply(ticket, key, &sealed).await.unwrap().id, key);

    let bodies: Vec<_> = seen.lock().unwrap().iter().map(|(key, _, _, body)| (key.clone(), body.clone())).collect();
    let one = (key.to_string(), sealed.bytes().clone());
    assert_eq!(bodies, [one.clone(), one]);
}

#[tokio::test]
async fn a_picture_is_brought_as_it_is() {
    let (seen, id) = (Seen::default(), AttachmentId::new());
    let at = seen.clone();
    let bring = put(async move |headers: HeaderMap, body: Bytes| {
        see(&at, &headers, body);
        json(format!(r#"{{"id":"{id}","name":"screen.png","media_type":"image/png","size_bytes":3,"state":"of_a_later_version"}}"#))
    });
    let client = client(School::default().open(&format!("attachments/{id}"), bring).await);

    client.attach(id, Bytes::from_static(b"\x89PN")).await.unwrap();

    let (_, media_type, _, body) = seen.lock().unwrap().remove(0);
    assert_eq!((media_type.as_str(), body.as_ref()), ("application/octet-stream", &b"\x89PN"[..]));
}

#[tokio::test]
async fn a_refused_picture_says_so() {
    let id = AttachmentId::new();
    let bring = put(async || crate::problem(422, "bad_digest"));
    let client = client(School::default().open(&format!("attachments/{id}"), bring).await);

    let error = client.attach(id, Bytes::from_static(b"\x89PN")).await.unwrap_err();

    assert_eq!(error.code(), Some(Code::BadDigest));
    assert!(!error.is_transient());
}

#[tokio::test]
async fn the_largest_picture_comes_back_and_a_page_in_its_place_does_not() {
    let id = AttachmentId::new();
    let largest = vec![7_u8; usize::try_from(MAX_ATTACHMENT_BYTES).unwrap()];
    let whole = Bytes::from(largest);
    let bytes = whole.clone();
    let bring = get(async move || ([(header::CONTENT_TYPE, "image/png")], bytes));
    let ours = client(School::default().open(&format!("attachments/{id}"), bring).await);
    let portals = client(School::default().open(&format!("attachments/{id}"), get(async || crate::html(200))).await);

    assert_eq!(ours.attachment(id).await.unwrap(), whole);
    assert!(matches!(portals.attachment(id).await, Err(DeskError::NotADesk { .. })));
}
