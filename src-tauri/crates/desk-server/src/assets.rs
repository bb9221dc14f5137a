//! The technician's desk: the built pages, embedded in the program.
//!
//! Addresses of the desk's own pages answer its `index.html`, which reads them; files answer themselves. A program that was
//! built without the pages says how to build them.

use crate::problem::{Failure, Refusal};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use desk_api::Code;
use rust_embed::{EmbeddedFile, RustEmbed};

/// Nothing but what this server itself serves, and no way around it.
pub(crate) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const INDEX: &str = "index.html";
/// Names under it carry a hash of their content.
const HASHED: &str = "assets/";

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Deskside</title>\
<h1>The help desk is running</h1>\
<p>This program was built without the technician's desk. Build the pages with <code>npm --prefix ui ci</code> and \
<code>npm --prefix ui run build</code>, then build the server again.</p>\
<p>The Help Desk API is there: <a href=\"/api/v1/openapi.json\">its description</a>.</p></html>";

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../../ui/dist/desk"]
#[allow_missing = true]
struct Built;

/// Whatever is no path of the API.
pub(crate) async fn page(request: Request) -> Response {
    if request.uri().path().starts_with("/api/") || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Refusal::from(Failure::refused(Code::NotFound)).into_response();
    }
    answer(request.uri(), Built::get)
}

fn answer(uri: &Uri, file: impl Fn(&str) -> Option<EmbeddedFile>) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(found) = file(path).filter(|_| path != INDEX) {
        return with_policy(content(path, found));
    }
    if !is_page(path) {
        return with_policy((StatusCode::NOT_FOUND, "Nothing is here.\n").into_response());
    }
    with_policy(file(INDEX).map_or_else(|| Html(NOT_BUILT).into_response(), |index| content(INDEX, index)))
}

fn is_page(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    const PAGES: [&str; 12] =
        ["", "queue", "mine", "waiting", "confirm", "tickets", "outages", "notes", "devices", "setup", "sign-in", "welcome"];
    PAGES.contains(&first)
}

fn content(path: &str, file: EmbeddedFile) -> Response {
    let kind = HeaderValue::from_str(file.metadata.mimetype()).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let lasts = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static(lasts))], Body::from(file.data)).into_response()
}

fn with_policy(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE_POLICY));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_embed::Metadata;

    fn built(path: &str) -> Option<EmbeddedFile> {
        let known = [INDEX, "assets/desk-abc123.js"];
        known.contains(&path).then(|| EmbeddedFile {
            data: path.as_bytes().to_vec().into(),
            metadata: Metadata::__rust_embed_new([0; 32], None, None, "text/javascript"),
        })
    }

    fn header_of(response: &Response, name: header::HeaderName) -> &str {
        response.headers().get(name).expect("header").to_str().expect("text")
    }

    #[test]
    fn the_desks_own_addresses_answer_its_page() {
        for path in ["/", "/queue", "/tickets/018f5a3e-2222-7222-8222-222222222222", "/outages/new", "/sign-in", "/welcome", "/index.html"]
        {
            let response = answer(&path.parse().expect("uri"), built);

            let expected = if path == "/index.html" { StatusCode::NOT_FOUND } else { StatusCode::OK };
            assert_eq!(response.status(), expected, "{path}");
            assert_eq!(header_of(&response, header::CONTENT_SECURITY_POLICY), PAGE_POLICY);
        }
    }

    #[test]
    fn a_file_with_a_hash_in_its_name_is_kept_and_the_page_is_not() {
        let file = answer(&"/assets/desk-abc123.js".parse().expect("uri"), built);
        let page = answer(&"/queue".parse().expect("uri"), built);
        let gone = answer(&"/assets/desk-old.js".parse().expect("uri"), built);

        assert_eq!(header_of(&file, header::CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(header_of(&page, header::CACHE_CONTROL), "no-cache");
        assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn without_built_pages_the_address_says_how_to_build_them() {
        let response = answer(&"/".parse().expect("uri"), |_| None);

        assert_eq!(response.status(), StatusCode::OK);
        assert!(header_of(&response, header::CONTENT_TYPE).starts_with("text/html"));
    }

    #[test]
    fn the_policy_trusts_nothing_unsafe() {
        assert!(!PAGE_POLICY.contains("unsafe"));
        assert!(PAGE_POLICY.starts_with("default-src 'none'"));
    }
}
