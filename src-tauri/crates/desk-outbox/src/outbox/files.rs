//! The blobs of attachments, off the async threads.

use super::Outbox;
use crate::{Key, OutboxError, Parcel, blobs::Blobs};
use bytes::Bytes;
use desk_api::AttachmentId;
use std::{collections::BTreeSet, io};

impl Outbox {
    /// Keeps the bytes of an attachment, whole and on the disk when the call returns.
    ///
    /// # Errors
    /// When the disk did not take them; an earlier blob of the same id is then still there.
    pub async fn keep_blob(&self, id: AttachmentId, bytes: &Bytes) -> Result<(), OutboxError> {
        let bytes = bytes.clone();
        self.with_blobs(move |blobs| blobs.keep(id, &bytes)).await.map_err(OutboxError::KeepBlob)
    }

    /// The bytes of an attachment, where they are here.
    ///
    /// # Errors
    /// When they are here and cannot be read.
    pub async fn blob(&self, id: AttachmentId) -> Result<Option<Bytes>, OutboxError> {
        self.with_blobs(move |blobs| blobs.read(id)).await.map_err(OutboxError::ReadBlob)
    }

    /// Drops the bytes of an attachment. Harmless where there are none.
    ///
    /// # Errors
    /// When they are here and cannot be removed.
    pub async fn drop_blob(&self, id: AttachmentId) -> Result<(), OutboxError> {
        self.with_blobs(move |blobs| blobs.drop(id)).await.map_err(OutboxError::DropBlob)
    }

    /// Drops every blob older than a minute that neither a parcel nor `keep` names, and says how many.
    ///
    /// Only for the one program that keeps drafts: the blob of a draft that `keep` leaves out is gone.
    ///
    /// # Errors
    /// When the queue cannot be read, or a blob cannot be removed.
    pub async fn sweep_blobs(&self, keep: &[AttachmentId]) -> Result<usize, OutboxError> {
        let mut named: BTreeSet<AttachmentId> = keep.iter().copied().collect();
        let waiting = self.waiting().await?.into_iter().map(|waiting| waiting.parcel);
        for parcel in waiting.chain(self.taken_back().await?) {
            if let Parcel::Attachment { id, .. } = parcel {
                named.insert(id);
            }
        }
        self.with_blobs(move |blobs| blobs.sweep(&named)).await.map_err(OutboxError::DropBlob)
    }

    pub(super) async fn drop_blob_of(&self, key: Key) -> Result<(), OutboxError> {
        match key {
            Key::Attachment(id) => self.drop_blob(id).await,
            Key::Ticket(_) | Key::Message(_) | Key::Confirmation(_) | Key::Rating(_) | Key::Affected(_) | Key::TipHelped(_) => Ok(()),
        }
    }

    async fn with_blobs<T, F>(&self, work: F) -> io::Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Blobs) -> io::Result<T> + Send + 'static,
    {
        let blobs = self.shared.blobs.clone();
        tokio::task::spawn_blocking(move || work(&blobs)).await.map_err(io::Error::other)?
    }
}
