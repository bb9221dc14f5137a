//! Why nothing came back, in kinds somebody can act on.

use crate::trust::Untrusted;
use desk_api::DeskError;
use rustls::{CertificateError, OtherError};
use std::{borrow::Cow, error::Error, fmt, io, iter::successors, sync::Arc};

const TOO_LONG: &str = "no answer came in time";

/// What stood between the agent and its help desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The certificate is not trusted here, such as behind an inspection whose authority is not installed, or with a clock that is
    /// wrong.
    Certificate,
    /// The proxy of this network wants somebody to sign in at it, or lets nobody through to this address.
    Proxy,
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
        DeskError::Refused { .. }
        | DeskError::InTrouble { .. }
        | DeskError::NotADesk { .. }
        | DeskError::NotEnrolled(_)
        | DeskError::NoStore(_) => None,
    }
}

/// What is behind a [`DeskError::Unreachable`].
#[derive(Debug)]
pub(crate) struct Unreached {
    trouble: Trouble,
    /// What a technician can act on.
    said: Cow<'static, str>,
    source: Option<reqwest::Error>,
}

impl Unreached {
    /// Nothing came for too long.
    pub(crate) fn in_time() -> DeskError {
        DeskError::Unreachable(Arc::new(Self { trouble: Trouble::Timeout, said: TOO_LONG.into(), source: None }))
    }

    /// What the connection said, without the address.
    pub(crate) fn because(error: reqwest::Error) -> DeskError {
        let (trouble, said) = if let Some(why) = certificate(&error) {
            (Trouble::Certificate, why.into())
        } else if let Some(why) = proxy(&error) {
            (Trouble::Proxy, why.into())
        } else if error.is_timeout() {
            (Trouble::Timeout, TOO_LONG.into())
        } else {
            (Trouble::Connection, "no connection".into())
        };
        DeskError::Unreachable(Arc::new(Self { trouble, said, source: Some(error.without_url()) }))
    }
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

impl Error for Unreached {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

/// What is wrong with the certificate, where that is it.
fn certificate(error: &(dyn Error + 'static)) -> Option<String> {
    causes(error).find_map(|cause| {
        let rustls::Error::InvalidCertificate(why) = cause.downcast_ref::<rustls::Error>()? else { return None };
        if let CertificateError::Other(OtherError(why)) = why
            && why.is::<Untrusted>()
        {
            return Some(why.to_string());
        }
        Some(format!("its certificate is not trusted on this computer: {why:?}"))
    })
}

/// What the proxy said instead of letting us through. Its errors have no public type, so they are told by their words.
fn proxy(error: &(dyn Error + 'static)) -> Option<&'static str> {
    causes(error).find_map(|cause| match cause.to_string().as_str() {
        "tunnel error: proxy authorization required" => {
            Some("the network’s proxy wants somebody to sign in, which a program in the background cannot")
        }
        "tunnel error: unsuccessful" => Some("the network’s proxy lets nobody through to it"),
        _ => None,
    })
}

/// An error and each cause behind it. An I/O error passes over what it wraps when it is asked for its source, so it is asked differently.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    })
}
