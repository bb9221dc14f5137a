//! The keyring, for the client: what signs this account in at one help desk.

use desk_client::{SecretStore, StoreError};
use desk_platform::{Keyring, KeyringError};
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

    /// Removes all of it.
    pub(crate) async fn clear(&self) -> Result<(), KeyringError> {
        for name in desk_client::SECRETS {
            self.keyring.delete(&self.name(name)).await?;
        }
        Ok(())
    }

    fn name(&self, name: &str) -> String {
        format!("{name} for {}", self.desk)
    }
}

impl SecretStore for KeyringStore {
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>> {
        Box::pin(async move {
            match self.keyring.get(&self.name(name)).await {
                // No secret of ours; it is written anew.
                Err(KeyringError::NotText) => Ok(None),
                got => got.map_err(why),
            }
        })
    }

    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move { self.keyring.set(&self.name(name), &value).await.map_err(why) })
    }

    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move { self.keyring.delete(&self.name(name)).await.map_err(why) })
    }
}

fn why(error: KeyringError) -> StoreError {
    match error {
        KeyringError::Unavailable { .. } => StoreError::missing(error),
        KeyringError::Locked | KeyringError::TimedOut | KeyringError::NotText | KeyringError::Unsupported { .. } => StoreError::new(error),
    }
}
