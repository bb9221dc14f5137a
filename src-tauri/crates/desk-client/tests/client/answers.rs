use crate::{PROFILE, chain, client, client_with, html, json, problem, serve};
use axum::{
    Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use desk_api::{Code, Desk, DeskError, DeskProfile};
use desk_client::{MemoryStore, Trouble, trouble};
use http::{StatusCode, header};
use std::{sync::Arc, time::Duration};

async fn ask(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Result<DeskProfile, DeskError> {
    let router = Router::new().route("/api/v1/desk", get(async move || answer()));
    client(serve(router).await).profile().await
}

#[track_caller]
fn not_a_desk(outcome: Result<DeskProfile, DeskError>) -> String {
    match outcome {
        Err(DeskError::NotADesk { what }) => what,
        other => panic!("expected something that is no desk, got {other:?}"),
    }
}

#[tokio::test]
async fn fields_of_a_later_version_are_passed_over() {
    assert_eq!(ask(|| json(PROFILE)).await.unwrap().name, "Cedar Ridge");
}

#[tokio::test]
async fn a_portals_page_is_no_desk() {
    assert_eq!(not_a_desk(ask(|| html(200)).await), "text/html (status 200 OK)");
    assert_eq!(not_a_desk(ask(|| html(403)).await), "text/html (status 403 Forbidden)");
    assert_eq!(not_a_desk(ask(|| html(407)).await), "text/html (status 407 Proxy Authentication Required)");
    not_a_desk(ask(|| html(511)).await);
}

#[tokio::test]
async fn a_redirect_is_no_desk_and_is_not_followed() {
    let router = Router::new()
        .route("/api/v1/desk", get(async || Redirect::temporary("/elsewhere")))
        .route("/elsewhere", get(async || json(PROFILE)));

    let outcome = client(serve(router).await).profile().await;

    assert_eq!(not_a_desk(outcome), "somebody who sends us elsewhere (status 307 Temporary Redirect)");
}

#[tokio::test]
async fn other_json_is_no_desk() {
    assert_eq!(not_a_desk(ask(|| json(r#"{"hello": "somebody's words"}"#)).await), "JSON that does not fit at line 1, column 29");
    not_a_desk(ask(|| json("")).await);
    not_a_desk(ask(|| StatusCode::NOT_MODIFIED.into_response()).await);
}

#[tokio::test]
async fn trouble_says_when_to_ask_again_whoever_says_it() {
    let busy =
        || (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "120"), (header::CONTENT_TYPE, "text/html")], "<p>").into_response();

    let error = ask(busy).await.unwrap_err();

    assert!(matches!(error, DeskError::InTrouble { status: 503, .. }), "{error:?}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_refusal_is_the_desks_own_word() {
    let limited = || {
        let mut response = problem(429, "rate_limited");
        response.headers_mut().insert(header::RETRY_AFTER, http::HeaderValue::from_static("7"));
        response
    };

    let error = ask(limited).await.unwrap_err();
    assert_eq!((error.code(), error.retry_after()), (Some(Code::RateLimited), Some(Duration::from_secs(7))));

    assert_eq!(ask(|| problem(418, "of_a_later_version")).await.unwrap_err().code(), Some(Code::Unknown));
    assert_eq!(ask(|| html(413)).await.unwrap_err().code(), Some(Code::TooLarge), "a proxy's refusal of what is too large is one");
    assert_eq!(ask(|| html(429)).await.unwrap_err().code(), Some(Code::RateLimited));
}

#[tokio::test]
async fn an_answer_without_end_is_given_up() {
    let what = not_a_desk(ask(|| json(format!("[{}]", " ".repeat(16 * 1024 * 1024)))).await);

    assert_eq!(what, "an answer of more than 16777216 bytes");
}

#[tokio::test]
async fn a_dead_port_cannot_be_reached() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    drop(listener);

    let error = client(base).profile().await.unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Connection));
    let said = chain(&error);
    assert!(said.starts_with("the help desk cannot be reached: no connection: "), "{said}");
    assert!(said.contains("refused"), "{said}");
    assert!(!said.contains("api/v1"), "{said}");
}

#[tokio::test]
async fn an_answer_cut_off_half_way_cannot_be_told_from_none() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let half = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"name\":";
        tokio::io::AsyncWriteExt::write_all(&mut socket, half).await.unwrap();
    });

    let error = client(base).profile().await.unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Connection), "{error:?}");
}

#[tokio::test]
async fn a_certificate_nobody_here_trusts_is_told_from_no_network() {
    drop(rustls::crypto::ring::default_provider().install_default());
    let (certificate, key) = (include_bytes!("untrusted.pem").to_vec(), include_bytes!("untrusted.key").to_vec());
    let tls = axum_server::tls_rustls::RustlsConfig::from_pem(certificate, key).await.unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let base = format!("https://localhost:{}", listener.local_addr().unwrap().port()).parse().unwrap();
    let router = Router::new().route("/api/v1/desk", get(async || json(PROFILE)));
    let server = axum_server::from_tcp_rustls(listener, tls).unwrap();
    tokio::spawn(server.serve(router.into_make_service()));

    let error = client_with(base, Arc::new(MemoryStore::new())).profile().await.unwrap_err();

    assert_eq!(trouble(&error), Some(Trouble::Certificate), "{}", chain(&error));
    let said = "the help desk cannot be reached: “localhost” is not trusted on this computer: ";
    assert!(chain(&error).starts_with(said), "{}", chain(&error));
}
