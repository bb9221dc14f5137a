//! The table of contents: every path, and what stands before all of them.

use crate::{
    assets,
    bounds::Described,
    front::Front,
    problem::Refusal,
    routes::{attachments, desk, enrolments, events, health, messages, notices, staff, tickets, tips},
};
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use desk_api::{Code, DeskError};
use tower_http::{catch_panic::CatchPanicLayer, trace::TraceLayer};
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme},
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The base of the document; its paths come from the handlers.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Help Desk API",
        version = "1.0.0",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
        description = "What a Deskside agent and a technician's desk ask of a help desk. JSON over HTTPS; problems as RFC 9457 with a \
                       stable `code`; times RFC 3339 in UTC; ids UUIDv7 made by whoever creates the thing. Every write is idempotent \
                       by its key: the same key with the same bytes does its work once and answers the same, with other bytes it \
                       is refused with `key_reused`. Unknown fields are ignored and every change is additive."
    ),
    servers((url = "/")),
    security(("access_token" = [])),
    modifiers(&SignIns)
)]
struct Document;

struct SignIns;

impl Modify for SignIns {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("access_token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-deskside"))));
    }
}

fn api() -> OpenApiRouter<Front> {
    OpenApiRouter::new()
        .routes(routes!(desk::get_desk))
        .routes(routes!(enrolments::enrol))
        .routes(routes!(enrolments::refresh))
        .routes(routes!(tickets::open_ticket, tickets::list_tickets))
        .routes(routes!(tickets::get_ticket))
        .routes(routes!(messages::reply))
        .routes(routes!(tickets::confirm))
        .routes(routes!(tickets::rate))
        .routes(routes!(attachments::put_attachment, attachments::get_attachment))
        .routes(routes!(notices::list_notices))
        .routes(routes!(notices::affected))
        .routes(routes!(tips::list_tips))
        .routes(routes!(tips::helped))
        .routes(routes!(events::listen))
        .routes(routes!(staff::session::set_password))
        .routes(routes!(staff::session::sign_in, staff::session::sign_out))
        .routes(routes!(staff::around::get_me))
        .routes(routes!(staff::around::get_queue))
        .routes(routes!(staff::around::get_finished))
        .routes(routes!(staff::tickets::get_ticket))
        .routes(routes!(staff::tickets::take))
        .routes(routes!(staff::tickets::assign))
        .routes(routes!(staff::tickets::write_message))
        .routes(routes!(staff::tickets::set_status))
        .routes(routes!(staff::tickets::renew_promise))
        .routes(routes!(staff::tickets::hand_off))
        .routes(routes!(staff::tickets::join_notice))
        .routes(routes!(staff::attachments::put_attachment, staff::attachments::get_attachment))
        .routes(routes!(staff::notices::list_notices, staff::notices::post_notice))
        .routes(routes!(staff::notices::list_alike))
        .routes(routes!(staff::notices::change_notice))
        .routes(routes!(staff::notices::update_notice))
        .routes(routes!(staff::notices::list_tickets))
        .routes(routes!(staff::devices::list_devices))
        .routes(routes!(staff::devices::get_device))
        .routes(routes!(staff::how_tos::list_how_tos))
        .routes(routes!(staff::how_tos::put_how_to, staff::how_tos::drop_how_to))
        .routes(routes!(staff::events::listen))
}

fn documented() -> (Router<Front>, utoipa::openapi::OpenApi) {
    let (router, mut document) = OpenApiRouter::with_openapi(Document::openapi()).nest("/api/v1", api()).split_for_parts();
    // The types are in the document only now.
    Described.modify(&mut document);
    (router, document)
}

/// The OpenAPI 3.1 document, as it is checked in and served.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn openapi_json() -> Result<String, serde_json::Error> {
    Ok(documented().1.to_pretty_json()? + "\n")
}

/// Everything the server answers.
pub(crate) fn router(front: Front) -> Router {
    let (api, document) = documented();
    let document = document.to_pretty_json().unwrap_or_default();
    api.route(
        "/api/v1/openapi.json",
        get(move || {
            let document = document.clone();
            async move { ([(header::CONTENT_TYPE, "application/json")], document) }
        }),
    )
    .route("/healthz", get(health::health))
    .fallback(assets::page)
    .method_not_allowed_fallback(not_so)
    .layer(middleware::from_fn(harden))
    .layer(CatchPanicLayer::custom(|_| Refusal(DeskError::InTrouble { status: 500, retry_after: None }).into_response()))
    .layer(TraceLayer::new_for_http())
    .with_state(front)
}

/// There is something here, and nothing that this method does with it. What does something, `Allow` says.
async fn not_so() -> Refusal {
    Refusal(DeskError::refused(StatusCode::METHOD_NOT_ALLOWED.as_u16(), Code::NotFound, "Not there, or not yours"))
}

/// What every answer carries.
async fn harden(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(nothing);
    response
}
