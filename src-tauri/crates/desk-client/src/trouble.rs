//! Why nothing came back, in kinds somebody can act on.

use desk_api::DeskError;
use std::{error::Error, fmt, io, sync::Arc};

/// What stood between the agent and its help desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The certificate is not trusted here, such as behind an inspection whose authority is not installed, or with a clock that is
    /// wrong.
    Certificate,
    /// No answer in time.
    Timeout,
    /// No connection: no network, no such name, nobody listening, or cut off half-way.
    Connection,
}

/// What kind of trouble a [`DeskError::Unreachable`] from this client is.
#[must_use]
pub fn trouble(error: &DeskError) -> Option<Trouble> {
    match error {
        DeskError::Unreachable(source) => source.downcast_ref::<Unreached>().map(|unreached| unreached.trouble),
        DeskError::Refused { .. } | DeskError::InTrouble { .. } | DeskError::NotADesk { .. } | DeskError::NotEnrolled(_) => None,
    }
}

/// What is behind a [`DeskError::Unreachable`].
#[derive(Debug)]
pub(crate) struct Unreached {
    trouble: Trouble,
    source: Option<reqwest::Error>,
}

impl Unreached {
    /// Nothing came for too long.
    pub(crate) fn in_time() -> DeskError {
        DeskError::Unreachable(Arc::new(Self { trouble: Trouble::Timeout, source: None }))
    }

    /// What the connection said, without the address.
    pub(crate) fn because(error: reqwest::Error) -> DeskError {
        let trouble = if is_about_the_certificate(&error) {
            Trouble::Certificate
        } else if error.is_timeout() {
            Trouble::Timeout
        } else {
            Trouble::Connection
        };
        DeskError::Unreachable(Arc::new(Self { trouble, source: Some(error.without_url()) }))
    }
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.trouble {
            Trouble::Certificate => "its certificate is not trusted on this computer",
            Trouble::Timeout => "no answer came in time",
            Trouble::Connection => "no connection",
        })
    }
}

impl Error for Unreached {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// Looks behind each cause. An I/O error passes over what it wraps when it is asked for its source, so it is asked differently.
fn is_about_the_certificate(error: &(dyn Error + 'static)) -> bool {
    if let Some(tls) = error.downcast_ref::<rustls::Error>() {
        return matches!(tls, rustls::Error::InvalidCertificate(_));
    }
    if let Some(wrapped) = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        return is_about_the_certificate(wrapped);
    }
    error.source().is_some_and(is_about_the_certificate)
}
