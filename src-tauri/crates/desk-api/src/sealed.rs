//! The exact bytes of a write.

use bytes::Bytes;
use serde::{Serialize, de::DeserializeOwned};
use std::marker::PhantomData;

/// The JSON body of one write, serialised once and sent unchanged at every attempt, also by a later version of the agent.
///
/// A help desk that sees the same key with the same bytes answers with the same ticket; the same key with other bytes is a
/// conflict. So nothing between the person's press on Send and the wire may serialise the value a second time.
#[derive(PartialEq, Eq)]
pub struct Sealed<T> {
    bytes: Bytes,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), of: PhantomData }
    }
}

impl<T> std::fmt::Debug for Sealed<T> {
    /// Shows the size alone: the bytes are somebody's words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.bytes.len())
    }
}

impl<T> Sealed<T> {
    /// Takes bytes that were sealed before, such as those kept in the outbox.
    #[must_use]
    pub fn from_bytes(bytes: Bytes) -> Self {
        Self { bytes, of: PhantomData }
    }

    /// The bytes as they go over the wire.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl<T: Serialize> Sealed<T> {
    /// Serialises `value` once and for all.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    pub fn seal(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::to_vec(value).map(|bytes| Self::from_bytes(bytes.into()))
    }
}

impl<T: DeserializeOwned> Sealed<T> {
    /// Reads the value back.
    ///
    /// # Errors
    /// When the bytes are not that value.
    pub fn open(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.bytes)
    }
}
