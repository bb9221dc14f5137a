//! Credential Manager and Keychain, which are always there.

use super::KeyringError;
use keyring::v1::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

pub(super) fn get(label: &str, name: &str) -> Result<Option<SecretString>, KeyringError> {
    match entry(label, name)?.get_password() {
        Ok(value) => Ok(Some(value.into())),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(refused(error)),
    }
}

pub(super) fn set(label: &str, name: &str, value: &SecretString) -> Result<(), KeyringError> {
    entry(label, name)?.set_password(value.expose_secret()).map_err(refused)
}

pub(super) fn delete(label: &str, name: &str) -> Result<(), KeyringError> {
    match entry(label, name)?.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(refused(error)),
    }
}

/// Not here: the facade that is used on these systems has no search.
pub(super) fn clear(_label: &str) -> Result<usize, KeyringError> {
    Err(KeyringError::Unsupported { what: "be searched by label" })
}

/// Nobody says.
pub(super) async fn is_locked() -> Option<bool> {
    std::future::ready(None).await
}

fn entry(label: &str, name: &str) -> Result<Entry, KeyringError> {
    Entry::new(label, name).map_err(refused)
}

/// The bytes of an item that is no text stay out of the error.
fn refused(error: Error) -> KeyringError {
    if matches!(error, Error::NoStorageAccess(_)) {
        KeyringError::Locked
    } else if matches!(error, Error::BadEncoding(_) | Error::BadDataFormat(..)) {
        KeyringError::NotText
    } else {
        KeyringError::Unavailable { source: error.into() }
    }
}
