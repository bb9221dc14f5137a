//! Pictures and files. The words of a ticket go first; each attachment follows on its own.

use crate::AttachmentId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// An attachment announced with a ticket or message; its bytes follow by `PUT /attachments/{id}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct NewAttachment {
    /// Made by the agent.
    pub id: AttachmentId,
    /// A file name without folders, such as `screen.png`.
    pub name: String,
    /// What the sender believes it is; the server looks at the content itself.
    pub media_type: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// SHA-256 of the content, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// An attachment as the help desk holds it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// A file name without folders.
    pub name: String,
    /// Found from the content where it has arrived, else as announced.
    pub media_type: String,
    /// Size in bytes.
    #[ts(type = "number")]
    pub size_bytes: u64,
    /// Whether the bytes are here.
    pub state: AttachmentState,
}

/// How far an attachment has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentState {
    /// Announced; the bytes are on their way.
    Pending,
    /// Here, whole, and checked against its SHA-256.
    Stored,
    /// Refused for good, for example by a filter that lets nothing so large through.
    Refused,
    /// Was here, and was let go after the time the school keeps it.
    Removed,
    /// A state this version does not know.
    #[serde(other)]
    Unknown,
}
