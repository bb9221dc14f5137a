//! What can go wrong between an agent and its help desk. People see words from the catalogue, chosen by [`Code`].

use serde::{Deserialize, Serialize};
use std::{error::Error, sync::Arc, time::Duration};
use utoipa::ToSchema;

/// The stable name of a problem. Part of the contract: a code is added, never changed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No token, or one that has ended. The agent refreshes and asks again.
    Unauthenticated,
    /// The token's family was revoked. The agent enrols again by policy.
    Revoked,
    /// The enrolment key or typed code is not known here.
    BadKey,
    /// Signed in, but not allowed.
    Forbidden,
    /// Not there, or not the asking person's.
    NotFound,
    /// A field is missing or out of bounds; `detail` says which.
    Invalid,
    /// The body or an attachment is larger than the desk takes.
    TooLarge,
    /// The content is none of the types the desk takes.
    UnsupportedType,
    /// The bytes are not those the SHA-256 was given for.
    BadDigest,
    /// This key was used before with another body.
    KeyReused,
    /// The thing is no longer in a state that allows this.
    Conflict,
    /// Too often; `Retry-After` says when to ask again.
    RateLimited,
    /// The desk is in trouble or under work.
    Unavailable,
    /// A code this version does not know.
    #[serde(other)]
    Unknown,
}

/// An RFC 9457 problem (`application/problem+json`) with a stable code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable name.
    pub code: Code,
    /// One line for a technician.
    pub title: String,
    /// More for a technician, such as the field's name. Never somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// Why a call on a [`Desk`](crate::Desk) did not do its work.
#[derive(Clone, Debug, thiserror::Error)]
pub enum DeskError {
    /// The desk understood and said no.
    #[error("the help desk refused ({:?})", .problem.code)]
    Refused {
        /// What it said.
        problem: Problem,
        /// When it asked to be asked again.
        retry_after: Option<Duration>,
    },
    /// The desk answered that it cannot at the moment (a 5xx status).
    #[error("the help desk is in trouble (status {status})")]
    InTrouble {
        /// The HTTP status.
        status: u16,
        /// When it asked to be asked again.
        retry_after: Option<Duration>,
    },
    /// Nothing came back: no network, no name, no connection, no trust in the certificate, or no answer in time.
    #[error("the help desk cannot be reached")]
    Unreachable(#[source] Arc<dyn Error + Send + Sync>),
    /// Something answered that is not a help desk, such as a captive portal's or a filter's page.
    #[error("what answered is not a help desk: {what}")]
    NotADesk {
        /// What came instead, for a technician.
        what: String,
    },
    /// This device and person are not enrolled, and cannot be at the moment.
    #[error("not enrolled at the help desk")]
    NotEnrolled(#[source] Option<Arc<dyn Error + Send + Sync>>),
    /// What signs this account in cannot be read or kept at the moment, such as in a keyring that is locked.
    #[error("the sign-in cannot be read or kept")]
    NoStore(#[source] Arc<dyn Error + Send + Sync>),
}

impl DeskError {
    /// Makes a refusal with no word of when to ask again.
    #[must_use]
    pub fn refused(status: u16, code: Code, title: impl Into<String>) -> Self {
        Self::Refused { problem: Problem { status, code, title: title.into(), detail: None }, retry_after: None }
    }

    /// Whether the same call may succeed later, so that a parcel keeps its place in the queue.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Refused { problem, .. } => match problem.code {
                Code::Unauthenticated | Code::Revoked | Code::BadKey | Code::RateLimited | Code::Unavailable => true,
                Code::Forbidden
                | Code::NotFound
                | Code::Invalid
                | Code::TooLarge
                | Code::UnsupportedType
                | Code::BadDigest
                | Code::KeyReused
                | Code::Conflict
                | Code::Unknown => false,
            },
            Self::InTrouble { .. } | Self::Unreachable(_) | Self::NotADesk { .. } | Self::NotEnrolled(_) | Self::NoStore(_) => true,
        }
    }

    /// How long the desk asked to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } | Self::InTrouble { retry_after, .. } => *retry_after,
            Self::Unreachable(_) | Self::NotADesk { .. } | Self::NotEnrolled(_) | Self::NoStore(_) => None,
        }
    }

    /// The stable code, where the desk gave one.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused { problem, .. } => Some(problem.code),
            Self::InTrouble { .. } => Some(Code::Unavailable),
            Self::Unreachable(_) | Self::NotADesk { .. } | Self::NotEnrolled(_) | Self::NoStore(_) => None,
        }
    }
}
