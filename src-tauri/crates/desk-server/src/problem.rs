//! What can go wrong, from the database to the wire. [`Failure`] is what the inside says, [`DeskError`] what a caller of the
//! trait hears, [`Refusal`] what goes over HTTP as an RFC 9457 problem. Each is turned into the next in one place.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use desk_api::{Code, DeskError, Problem};
use std::time::Duration;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("refused: {code:?}")]
    Refused { code: Code, detail: Option<String>, retry_after: Option<Duration> },
    #[error("the database did not do its work")]
    Database(#[from] sqlx::Error),
    #[error("a row holds what this version cannot read")]
    Unreadable(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("the operating system gave no randomness")]
    Randomness(#[from] getrandom::Error),
    #[error("a password could not be hashed")]
    Password(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Failure {
    pub(crate) fn refused(code: Code) -> Self {
        Self::Refused { code, detail: None, retry_after: None }
    }

    /// A field is missing or out of bounds. `which` names it and never repeats what somebody wrote.
    pub(crate) fn invalid(which: impl Into<String>) -> Self {
        Self::Refused { code: Code::Invalid, detail: Some(which.into()), retry_after: None }
    }

    pub(crate) fn unreadable(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unreadable(why.into())
    }

    /// There is no room for this now, and nothing was done.
    pub(crate) fn full(wait: Duration) -> Self {
        Self::Refused { code: Code::Unavailable, detail: None, retry_after: Some(wait) }
    }

    pub(crate) fn too_often(wait: Duration) -> Self {
        Self::Refused { code: Code::RateLimited, detail: None, retry_after: Some(wait) }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::unreadable(error)
    }
}

impl From<Failure> for DeskError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused { code, detail, retry_after } => {
                let (status, title) = meaning(code);
                Self::Refused { problem: Problem { status: status.as_u16(), code, title: title.into(), detail }, retry_after }
            }
            failure @ (Failure::Database(_) | Failure::Unreadable(_) | Failure::Randomness(_) | Failure::Password(_)) => {
                tracing::error!(error = &failure as &dyn std::error::Error, "a call could not be answered");
                Self::InTrouble { status: StatusCode::SERVICE_UNAVAILABLE.as_u16(), retry_after: None }
            }
        }
    }
}

/// A [`DeskError`] on its way over HTTP.
#[derive(Debug)]
pub(crate) struct Refusal(pub(crate) DeskError);

impl From<DeskError> for Refusal {
    fn from(error: DeskError) -> Self {
        Self(error)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self(failure.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (problem, retry_after) = match self.0 {
            DeskError::Refused { problem, retry_after } => (problem, retry_after),
            DeskError::InTrouble { retry_after, .. } => (problem(Code::Unavailable), retry_after),
            // What the client's side alone can say.
            DeskError::Unreachable(_) | DeskError::NotADesk { .. } | DeskError::NotEnrolled(_) | DeskError::NoStore(_) => {
                (problem(Code::Unavailable), None)
            }
        };
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(wait) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
        }
        response
    }
}

fn problem(code: Code) -> Problem {
    let (status, title) = meaning(code);
    Problem { status: status.as_u16(), code, title: title.into(), detail: None }
}

fn meaning(code: Code) -> (StatusCode, &'static str) {
    match code {
        Code::Unauthenticated => (StatusCode::UNAUTHORIZED, "No sign-in that is good now"),
        Code::Revoked => (StatusCode::UNAUTHORIZED, "This enrolment has ended; enrol again"),
        Code::BadKey => (StatusCode::FORBIDDEN, "The enrolment key is not known here"),
        Code::Forbidden => (StatusCode::FORBIDDEN, "Not allowed"),
        Code::NotFound => (StatusCode::NOT_FOUND, "Not there, or not yours"),
        Code::Invalid => (StatusCode::BAD_REQUEST, "Something is missing or out of bounds"),
        Code::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "Larger than this desk takes"),
        Code::UnsupportedType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "The content is none of the types this desk takes"),
        Code::BadDigest => (StatusCode::UNPROCESSABLE_ENTITY, "The bytes are not those that were announced"),
        Code::KeyReused => (StatusCode::CONFLICT, "This key was used before with another body"),
        Code::Conflict => (StatusCode::CONFLICT, "Not possible in the present state"),
        Code::RateLimited => (StatusCode::TOO_MANY_REQUESTS, "Too often"),
        Code::Unavailable | Code::Unknown => (StatusCode::SERVICE_UNAVAILABLE, "The help desk is in trouble or under work"),
    }
}
