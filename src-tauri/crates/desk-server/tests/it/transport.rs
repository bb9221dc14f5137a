//! TLS, and a proxy in front.

use crate::support::{CEDAR_RIDGE, http};
use desk_server::{Config, Running, Settings, StartError, Transport, start};
use reqwest::{Certificate, Client, StatusCode};
use secrecy::ExposeSecret;
use serde_json::json;
use tempfile::TempDir;

async fn start_with(folder: &TempDir, listen: &str, transport: Transport) -> Result<Running, StartError> {
    let settings = Settings {
        config: Config::parse(CEDAR_RIDGE).expect("configuration"),
        database: folder.path().join("data").into(),
        listen: listen.parse().expect("address"),
        transport,
        clock: jiff::Timestamp::now,
    };
    start(settings).await
}

async fn link_of(running: &Running) -> String {
    let links = running.first_sign_in_links().await.expect("links");
    links[0].1.expose_secret().split_once('#').expect("value").1.to_owned()
}

#[tokio::test]
async fn over_tls_the_session_never_travels_in_the_clear() {
    let folder = TempDir::new().expect("folder");
    let path = |name: &str| std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls").join(name);
    let transport = Transport::Tls { certificate: path("desk.pem"), key: path("desk.key") };
    let running = start_with(&folder, "127.0.0.1:0", transport).await.expect("started");
    drop(http());
    let trusted = Certificate::from_pem(include_bytes!("tls/desk.pem")).expect("certificate");
    let client = Client::builder().no_proxy().tls_certs_only([trusted]).build().expect("client");
    let body = json!({ "link": link_of(&running).await, "password": "twelve characters" });

    let url = format!("{}/api/v1/staff/password", running.url());
    let answer = client.post(&url).header("origin", running.url()).json(&body).send().await.expect("answer");
    let untrusting = Client::builder().no_proxy().build().expect("client").get(&url).send().await;

    assert!(running.url().starts_with("https://"));
    assert_eq!(answer.status(), StatusCode::OK);
    let cookie = answer.headers()["set-cookie"].to_str().expect("text");
    assert!(cookie.starts_with("__Host-deskside=") && cookie.ends_with("; Secure"), "{cookie}");
    assert!(untrusting.is_err());
}

#[tokio::test]
async fn behind_a_proxy_its_word_about_host_and_tls_is_believed() {
    let folder = TempDir::new().expect("folder");
    let believed = Transport::BehindProxy(vec!["127.0.0.0/8".parse().expect("network")]);
    let running = start_with(&folder, "127.0.0.1:0", believed).await.expect("started");
    let body = json!({ "link": link_of(&running).await, "password": "twelve characters" });
    let post = http().post(format!("{}/api/v1/staff/password", running.url())).header("origin", "https://desk.example.org");

    let forwarded = post.header("x-forwarded-proto", "https").header("x-forwarded-host", "desk.example.org");
    let answer = forwarded.json(&body).send().await.expect("answer");

    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.headers()["set-cookie"].to_str().expect("text").ends_with("; Secure"));
}

#[tokio::test]
async fn a_stranger_who_plays_proxy_is_not_believed() {
    let folder = TempDir::new().expect("folder");
    let running = start_with(&folder, "127.0.0.1:0", Transport::Plain).await.expect("started");
    let body = json!({ "link": link_of(&running).await, "password": "twelve characters" });
    let post = http().post(format!("{}/api/v1/staff/password", running.url())).header("origin", "https://desk.example.org");

    let forwarded = post.header("x-forwarded-proto", "https").header("x-forwarded-host", "desk.example.org");
    let answer = forwarded.json(&body).send().await.expect("answer");

    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn plain_http_is_for_this_machine_alone() {
    let folder = TempDir::new().expect("folder");

    let refused = start_with(&folder, "0.0.0.0:0", Transport::Plain).await.expect_err("refused");

    assert!(matches!(refused, StartError::Unprotected(_)));
    assert!(!folder.path().join("data").exists());
}
