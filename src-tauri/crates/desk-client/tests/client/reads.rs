use crate::{client, json, maria, school::School, serve};
use axum::{Router, extract::RawQuery, response::IntoResponse, routing::get};
use desk_api::Desk;
use desk_client::{Client, MemoryStore};
use http::{HeaderMap, StatusCode, header};
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let version = Arc::new(AtomicUsize::new(1));
    let bodies = Arc::new(AtomicUsize::new(0));
    let (now, sent) = (version.clone(), bodies.clone());
    let profile = get(async move |headers: HeaderMap| {
        let number = now.load(Ordering::Relaxed);
        let tag = format!("\"{number}\"");
        if headers.get(header::IF_NONE_MATCH).is_some_and(|asked| *asked == *tag) {
            return StatusCode::NOT_MODIFIED.into_response();
        }
        sent.fetch_add(1, Ordering::Relaxed);
        let mut response = json(format!(r#"{{"name":"Cedar Ridge {number}","answer_within_hours":24,"time_zone":"UTC"}}"#));
        response.headers_mut().insert(header::ETAG, tag.parse().unwrap());
        response
    });
    let client = client(serve(Router::new().route("/api/v1/desk", profile)).await);

    let first = client.profile().await.unwrap();
    let second = client.profile().await.unwrap();
    assert_eq!((&first, bodies.load(Ordering::Relaxed)), (&second, 1));

    version.store(2, Ordering::Relaxed);
    let third = client.profile().await.unwrap();
    assert_ne!(third, first);
    assert_eq!(client.profile().await.unwrap(), third);
    assert_eq!(bodies.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn notices_reach_those_who_cannot_sign_in() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let at = asked.clone();
    let notices = get(async move |RawQuery(query): RawQuery, headers: HeaderMap| {
        at.lock().unwrap().push((query, headers.contains_key(header::AUTHORIZATION)));
        json("[]")
    });
    let base = serve(Router::new().route("/api/v1/notices", notices)).await;
    let mut nobody = maria();
    nobody.enrolment_key = None;
    let client = Client::new(base, nobody, Arc::new(MemoryStore::new()), "1.2.3").unwrap();

    assert_eq!(client.notices().await.unwrap(), []);

    assert_eq!(*asked.lock().unwrap(), [(Some("place=Building+B".to_owned()), false)]);
}

#[tokio::test]
async fn notices_are_asked_for_by_name_where_that_can_be() {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let at = asked.clone();
    let notices = get(async move |RawQuery(query): RawQuery, headers: HeaderMap| {
        at.lock().unwrap().push((query, headers.contains_key(header::AUTHORIZATION)));
        json("[]")
    });
    let client = client(School::default().open("notices", notices).await);

    client.notices().await.unwrap();

    assert_eq!(*asked.lock().unwrap(), [(None, true)]);
}
