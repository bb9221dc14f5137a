//! Idempotency: every key a write came with, with the digest of its body, for ever.

use super::{Write, ms};
use crate::problem::Failure;
use desk_api::Code;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A write as it is asked for: its key, its exact bytes, and the moment with what is promised from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'b> {
    pub(crate) key: Uuid,
    pub(crate) body: &'b [u8],
    pub(crate) now: Timestamp,
    pub(crate) promise: Timestamp,
}

/// Whether a write is asked for the first time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Asked {
    /// Do it.
    First,
    /// It is done; answer as before.
    Again,
}

impl Write<'_> {
    /// Takes note of a write's key. The same key is the same write only from the same writer, for the same operation, with
    /// the same bytes; everything else is refused.
    pub(super) async fn use_key(&mut self, ask: &Ask<'_>, writer: &str, operation: &str) -> Result<Asked, Failure> {
        let digest = Sha256::digest(ask.body).to_vec();
        let done = sqlx::query(
            "INSERT INTO used_keys (key, writer, operation, body_sha256, used_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING",
        )
        .bind(ask.key.to_string())
        .bind(writer)
        .bind(operation)
        .bind(&digest)
        .bind(ms(ask.now))
        .execute(self.sql())
        .await?;
        if done.rows_affected() == 1 {
            return Ok(Asked::First);
        }
        let (by, what, with): (String, String, Vec<u8>) =
            sqlx::query_as("SELECT writer, operation, body_sha256 FROM used_keys WHERE key = $1")
                .bind(ask.key.to_string())
                .fetch_one(self.sql())
                .await?;
        if by == writer && what == operation && with == digest { Ok(Asked::Again) } else { Err(Failure::refused(Code::KeyReused)) }
    }
}
