use crate::{PROFILE, json, maria, serve};
use axum::{Router, routing::get};
use desk_api::{Desk, DeskError};
use desk_client::{Client, MemoryStore, Route, Routes, Trouble, trouble};
use futures_util::future::BoxFuture;
use std::{
    future::pending,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::Notify,
};
use url::Url;

/// Says what it was last told to say, and counts.
#[derive(Clone, Default)]
struct Script {
    says: Arc<Mutex<Vec<Route>>>,
    asked: Arc<AtomicUsize>,
}

impl Script {
    fn says(&self, routes: &[Route]) {
        *self.says.lock().unwrap() = routes.to_vec();
    }
}

impl Routes for Script {
    fn to<'a>(&'a self, _: &'a Url) -> BoxFuture<'a, Vec<Route>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { self.says.lock().unwrap().clone() })
    }
}

fn client(script: &Script) -> Client {
    let desk = "https://help.cedar-ridge.example".parse().unwrap();
    Client::by(Arc::new(script.clone()), desk, maria(), Arc::new(MemoryStore::new()), "1.2.3").unwrap()
}

/// A proxy that answers each connection so, and counts them.
async fn proxy(answer: &'static str) -> (Route, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let came = Arc::<AtomicUsize>::default();
    let counter = came.clone();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::Relaxed);
            let mut head = [0; 1_024];
            let read = client.read(&mut head).await.unwrap();
            assert!(head[..read].starts_with(b"CONNECT help.cedar-ridge.example:443 "));
            client.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (Route::Proxy(url), came)
}

async fn trouble_by(routes: &[Route]) -> Option<Trouble> {
    let script = Script::default();
    script.says(routes);
    trouble(&client(&script).profile().await.unwrap_err())
}

#[tokio::test]
async fn a_call_that_waits_on_a_network_that_is_gone_is_made_again_on_the_new_one() {
    let (waits, calls) = (Arc::new(Notify::new()), Arc::<AtomicUsize>::default());
    let there = waits.clone();
    let desk = get(async move || {
        if calls.fetch_add(1, Ordering::Relaxed) == 0 {
            there.notify_one();
            pending::<()>().await;
        }
        json(PROFILE)
    });
    let client = crate::client(serve(Router::new().route("/api/v1/desk", desk)).await);
    let asking = tokio::spawn({
        let client = client.clone();
        async move { client.profile().await }
    });

    waits.notified().await;
    client.moved();

    assert_eq!(asking.await.unwrap().unwrap().name, "Cedar Ridge");
}

#[tokio::test]
async fn the_ways_are_asked_for_once_a_network() {
    let (first, came_first) = proxy("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
    let (second, came_second) = proxy("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
    let script = Script::default();
    let client = client(&script);

    script.says(&[first]);
    for _ in 0..2 {
        client.profile().await.unwrap_err();
    }
    script.says(&[second]);
    client.moved();
    client.profile().await.unwrap_err();

    assert_eq!((came_first.load(Ordering::Relaxed), came_second.load(Ordering::Relaxed)), (2, 1));
    assert_eq!(script.asked.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn of_several_ways_the_next_is_taken_where_one_does_not_begin() {
    let (alive, came) = proxy("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
    let dead = Route::Proxy("http://127.0.0.1:9".parse().unwrap());

    assert_eq!(trouble_by(&[dead, alive]).await, Some(Trouble::Proxy));
    assert_eq!(came.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn what_a_proxy_says_is_told_from_no_network() {
    let (wants_a_sign_in, _) = proxy("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Negotiate\r\n\r\n").await;
    let script = Script::default();
    script.says(&[wants_a_sign_in]);

    let error = client(&script).profile().await.unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Proxy));
    let DeskError::Unreachable(why) = &error else { panic!("{error:?}") };
    assert_eq!(why.to_string(), "the network’s proxy wants somebody to sign in, which a program in the background cannot");
    assert_eq!(trouble_by(&[Route::Proxy("http://127.0.0.1:9".parse().unwrap())]).await, Some(Trouble::Connection));
}
