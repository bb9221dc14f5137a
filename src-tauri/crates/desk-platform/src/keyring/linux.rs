//! The Secret Service, through the keyring project's store.

use super::KeyringError;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use std::collections::HashMap;
use std::sync::Arc;
use zbus::zvariant::OwnedObjectPath;
use zbus_secret_service_keyring_store::Store;

pub(super) fn get(label: &str, name: &str) -> Result<Option<SecretString>, KeyringError> {
    let store = connect()?;
    match found(&store, label, Some(name))?.first() {
        Some(item) => item.get_password().map(|value| Some(value.into())).or_else(nothing_there),
        None => Ok(None),
    }
}

pub(super) fn set(label: &str, name: &str, value: &SecretString) -> Result<(), KeyringError> {
    let store = connect()?;
    let mut items = found(&store, label, Some(name))?.into_iter();
    let first = match items.next() {
        Some(item) => item,
        None => {
            let title = format!("{label}: {name}");
            store.build(label, name, Some(&HashMap::from([("label", title.as_str())]))).map_err(refused)?
        }
    };
    first.set_secret(value.expose_secret().as_bytes()).map_err(refused)?;
    items.try_for_each(|twin| remove(&twin))
}

pub(super) fn delete(label: &str, name: &str) -> Result<(), KeyringError> {
    let store = connect()?;
    found(&store, label, Some(name))?.iter().try_for_each(remove)
}

pub(super) fn clear(label: &str) -> Result<usize, KeyringError> {
    let store = connect()?;
    let items = found(&store, label, None)?;
    items.iter().try_for_each(remove)?;
    Ok(items.len())
}

/// Whether the collection that new items go to is locked; `None` where nobody says. Never asks the person.
pub(super) async fn is_locked() -> Option<bool> {
    const SERVICE: &str = "org.freedesktop.secrets";
    let bus = zbus::Connection::session().await.ok()?;
    let alias = bus
        .call_method(Some(SERVICE), "/org/freedesktop/secrets", Some("org.freedesktop.Secret.Service"), "ReadAlias", &"default")
        .await
        .ok()?;
    let collection: OwnedObjectPath = alias.body().deserialize().ok()?;
    if collection.as_str() == "/" {
        return None;
    }
    let interface = "org.freedesktop.Secret.Collection";
    zbus::Proxy::new(&bus, SERVICE, collection, interface).await.ok()?.get_property("Locked").await.ok()
}

fn connect() -> Result<Arc<Store>, KeyringError> {
    Store::new().map_err(refused)
}

/// Unlocks what it finds, which may put a question on the screen and wait for it.
fn found(store: &Store, label: &str, name: Option<&str>) -> Result<Vec<Entry>, KeyringError> {
    let mut attributes = HashMap::from([("service", label)]);
    attributes.extend(name.map(|name| ("username", name)));
    store.search(&attributes).map_err(refused)
}

fn remove(item: &Entry) -> Result<(), KeyringError> {
    item.delete_credential().or_else(|error| if matches!(error, Error::NoEntry) { Ok(()) } else { Err(refused(error)) })
}

fn nothing_there(error: Error) -> Result<Option<SecretString>, KeyringError> {
    if matches!(error, Error::NoEntry) { Ok(None) } else { Err(refused(error)) }
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
