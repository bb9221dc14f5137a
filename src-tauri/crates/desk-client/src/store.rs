//! Where secrets outlive the program.

use futures_util::future::BoxFuture;
use secrecy::SecretString;
use std::{
    collections::BTreeMap,
    error::Error,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// A place for secrets, such as the operating system's keyring, of this account and this help desk alone.
pub trait SecretStore: Send + Sync + 'static {
    /// The secret of that name, where there is one.
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>>;

    /// Keeps a secret in the place of an earlier one; it is safe when the future is done.
    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Forgets a secret. Harmless where there is none.
    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>>;
}

/// Why a store did not do its work.
#[derive(Debug, thiserror::Error)]
#[error("the secret store cannot be used")]
pub struct StoreError {
    #[source]
    source: Box<dyn Error + Send + Sync>,
    is_missing: bool,
}

impl StoreError {
    /// Wraps what the store said.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: source.into(), is_missing: false }
    }

    /// The same where there is no store at all, and so nothing of this account in it.
    pub fn missing(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { is_missing: true, ..Self::new(source) }
    }

    /// Whether there is no store at all.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.is_missing
    }
}

/// A store that ends with the program.
#[derive(Debug, Default)]
pub struct MemoryStore {
    secrets: Mutex<BTreeMap<&'static str, SecretString>>,
}

impl MemoryStore {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn secrets(&self) -> MutexGuard<'_, BTreeMap<&'static str, SecretString>> {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for MemoryStore {
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>> {
        Box::pin(async move { Ok(self.secrets().get(name).cloned()) })
    }

    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.secrets().insert(name, value);
            Ok(())
        })
    }

    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.secrets().remove(name);
            Ok(())
        })
    }
}
