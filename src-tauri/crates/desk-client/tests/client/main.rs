//! The client against a help desk of its own: real sockets, scripted answers.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

mod answers;
mod keyring;
mod live;
mod network;
mod reads;
mod school;
mod sign_in;
mod writes;

use axum::{
    Router,
    response::{IntoResponse, Response},
};
use desk_api::{DeskError, DeviceClaim, PersonClaim};
use desk_client::{Client, Identity, MemoryStore, SecretStore};
use http::{StatusCode, header};
use std::sync::Arc;
use url::Url;
use uuid::Uuid;

const KEY: &str = "cedar-ridge-enrolment-key";

/// Serves until the test ends.
async fn serve(router: Router) -> Url {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    base
}

fn maria() -> Identity {
    Identity {
        device: DeviceClaim {
            install_id: Uuid::from_u128(12),
            host_name: "ROOM-12".to_owned(),
            serial: None,
            asset_tag: None,
            site: Some("Cedar Ridge".to_owned()),
            building: Some("Building B".to_owned()),
            room: None,
        },
        person: PersonClaim { user_name: "maria".to_owned(), full_name: Some("Maria Alvarez".to_owned()), email: None },
        enrolment_key: Some(KEY.into()),
    }
}

fn client(base: Url) -> Client {
    client_with(base, Arc::new(MemoryStore::new()))
}

fn client_with(base: Url, store: Arc<dyn SecretStore>) -> Client {
    Client::new(base, maria(), store, "1.2.3").unwrap()
}

fn problem(status: u16, code: &str) -> Response {
    let body = format!(r#"{{"status":{status},"code":"{code}","title":"No","later":"field"}}"#);
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn json(body: impl Into<String>) -> Response {
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], body.into()).into_response()
}

fn html(status: u16) -> Response {
    let page = "<!doctype html><title>Sign in to CedarNet</title>";
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

/// Everything an error would tell a log.
fn chain(error: &DeskError) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        said.push_str(&format!(": {error}"));
        cause = error.source();
    }
    said
}

const PROFILE: &str = r#"{"name":"Cedar Ridge","answer_within_hours":24,"time_zone":"America/Chicago","later":"field"}"#;
