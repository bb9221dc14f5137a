//! The OpenAPI document: checked in, and true.

use crate::support::TestServer;
use std::path::Path;

#[test]
fn the_openapi_document_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let made = desk_server::openapi_json().expect("made");

    if std::env::var_os("DESKSIDE_BLESS").is_some() {
        std::fs::write(&path, &made).expect("written");
    }

    let checked_in = std::fs::read_to_string(&path).expect("read");
    assert!(checked_in == made, "openapi.json is not what the handlers say: run this test with DESKSIDE_BLESS=1");
}

#[tokio::test]
async fn the_openapi_document_is_served() {
    let server = TestServer::start().await;

    let document: serde_json::Value = server.get("/api/v1/openapi.json").await.json().await.expect("JSON");

    assert_eq!(document["openapi"], "3.1.0");
    for path in ["/api/v1/desk", "/api/v1/tickets/{id}/confirmation", "/api/v1/events", "/api/v1/staff/queue"] {
        assert!(document["paths"][path].is_object(), "{path}");
    }
}
