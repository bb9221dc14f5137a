//! Enrolment and the rotation of tokens.

use super::Answer;
use crate::{
    front::{Address, Checked, Front},
    problem::{Failure, Refusal},
    school_code::as_school_code,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use desk_api::{Code, DeviceId, EnrolmentRequest, Problem, RefreshRequest, Tokens};
use jiff::Timestamp;
use secrecy::ExposeSecret;
use serde::Serialize;
use std::net::IpAddr;

/// Tokens as they go over the wire, once.
#[derive(Serialize)]
struct TokensBody<'t> {
    device_id: DeviceId,
    refresh_token: &'t str,
    access_token: &'t str,
    access_expires_at: Timestamp,
}

/// Enrols a device and a person by the district's key.
#[utoipa::path(
    post,
    path = "/enrolments",
    tag = "enrolment",
    security(()),
    request_body = EnrolmentRequest,
    responses((status = 201, body = Tokens), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn enrol(State(front): State<Front>, Address(address): Address, Checked(request): Checked<EnrolmentRequest>) -> Answer {
    if as_school_code(&request.key).is_some() {
        front.desk.count(front.desk.gate().code_try(address)).await?;
    }
    match front.desk.enrol(&request, Some(address)).await {
        Ok(tokens) => Ok(answer(StatusCode::CREATED, &tokens)),
        Err(failure) => Err(held_to_account(&front, address, failure).await),
    }
}

/// Trades a refresh token for a new pair. The old one stays good until the new one was used.
#[utoipa::path(
    post,
    path = "/tokens",
    tag = "enrolment",
    security(()),
    request_body = RefreshRequest,
    responses((status = 200, body = Tokens), (status = "default", body = Problem, content_type = "application/problem+json"))
)]
pub(crate) async fn refresh(State(front): State<Front>, Address(address): Address, Checked(request): Checked<RefreshRequest>) -> Answer {
    match front.desk.rotate(&request).await {
        Ok(tokens) => Ok(answer(StatusCode::OK, &tokens)),
        Err(failure) => Err(held_to_account(&front, address, failure).await),
    }
}

/// Counts what did not fit against its address. The right key always fits: a school shares one address, and nobody in it can
/// lock the others out by guessing at 128 bits.
async fn held_to_account(front: &Front, address: IpAddr, failure: Failure) -> Refusal {
    let guessed = matches!(&failure, Failure::Refused { code: Code::BadKey | Code::Revoked, .. });
    if guessed && let Err(too_often) = front.desk.count(front.desk.gate().wrong_try(address)).await {
        return too_often.into();
    }
    failure.into()
}

fn answer(status: StatusCode, tokens: &Tokens) -> Response {
    let body = TokensBody {
        device_id: tokens.device_id,
        refresh_token: tokens.refresh_token.expose_secret(),
        access_token: tokens.access_token.expose_secret(),
        access_expires_at: tokens.access_expires_at,
    };
    (status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], Json(body)).into_response()
}
