//! What every page and answer carries.

use crate::support::{TestServer, code, refused};

#[tokio::test]
async fn the_desks_page_comes_with_a_strict_policy() {
    let server = TestServer::start().await;

    for path in [
        "/",
        "/queue",
        "/tickets/018f5a3e-2222-7222-8222-222222222222",
        "/outages/new",
        "/notes/new",
        "/devices",
        "/setup",
        "/sign-in",
        "/welcome",
    ] {
        let page = server.get(path).await;
        assert_eq!(page.status(), 200, "{path}");
        let policy = page.headers()["content-security-policy"].to_str().expect("text").to_owned();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'") && !policy.contains("unsafe"), "{policy}");
        for source in policy.split(';').flat_map(|directive| directive.split_whitespace().skip(1)) {
            assert!(["'self'", "'none'"].contains(&source), "{source} is let in: {policy}");
        }
        assert_eq!(page.headers()["x-content-type-options"], "nosniff");
        assert_eq!(page.headers()["referrer-policy"], "no-referrer");
        assert_eq!(page.headers()["cross-origin-opener-policy"], "same-origin");
        assert!(page.text().await.expect("text").contains("<html"));
    }
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_language_of_who_asks() {
    let server = TestServer::start().await;

    assert_eq!(server.get("/nothing/here").await.status(), 404);
    assert_eq!(code(server.get("/api/v1/nothing").await).await, refused(404, "not_found"));
    assert_eq!(code(server.get("/api/v1/tickets/not-an-id").await).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn health_is_answered_while_the_database_answers() {
    let server = TestServer::start().await;

    assert_eq!(server.get("/healthz").await.text().await.expect("text"), "ok\n");
}
