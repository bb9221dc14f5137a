//! The keyring, for the client: what signs this account in at one help desk.

use desk_client::{SecretStore, StoreError};
use desk_platform::Keyring;
use futures_util::future::BoxFuture;
use secrecy::SecretString;
use url::Url;

/// Secrets of one help desk in the person's keyring.
pub(crate) struct KeyringStore {
    keyring: Keyring,
    /// So that what one desk gave is never shown to another.
    desk: Url,
}

impl KeyringStore {
    pub(crate) fn new(keyring: Keyring, desk: Url) -> Self {
        Self { keyring, desk }
    }

    fn name(&self, name: &str) -> String {
        format!("{name} for {}", self.desk)
    }
}

impl SecretStore for KeyringStore {
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>> {
        Box::pin(async move { self.keyring.get(&self.name(name)).await.map_err(StoreError::new) })
    }

    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move { self.keyring.set(&self.name(name), &value).await.map_err(StoreError::new) })
    }

    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move { self.keyring.delete(&self.name(name)).await.map_err(StoreError::new) })
    }
}
