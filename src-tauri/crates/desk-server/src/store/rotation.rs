//! Rotation of refresh tokens in two phases (RFC 9700 §4.14.2).
//!
//! A family counts generations. Presenting a token of the next generation uses it. The token used last stays good, so that a
//! lost answer costs nothing, until one of its successors is used; whatever is older, and a sibling of the one that was used,
//! can only be a copy: its use ends the family.

use super::{Store, Write, id, ms};
use crate::{problem::Failure, tokens::SecretDigest};
use desk_api::{Code, PersonId, Tokens};
use jiff::Timestamp;
use secrecy::SecretString;

/// Generations whose reuse is still recognised. One lasts an hour or more.
const REMEMBERED: i64 = 48;

#[derive(sqlx::FromRow)]
struct Family {
    id: String,
    person_id: String,
    device_id: String,
    revoked_at: Option<i64>,
    used_generation: i64,
    used_sha256: Option<Vec<u8>>,
    generation: i64,
}

impl Store {
    /// Trades a refresh token for a new pair.
    pub(crate) async fn rotate(&self, token: &SecretString, now: Timestamp) -> Result<Tokens, Failure> {
        let digest = SecretDigest::of(token);
        let mut write = self.write().await?;
        let family: Option<Family> = sqlx::query_as(
            "SELECT e.id, e.person_id, e.device_id, e.revoked_at, e.used_generation, e.used_sha256, r.generation \
             FROM refresh_tokens r JOIN enrolments e ON e.id = r.enrolment_id WHERE r.sha256 = $1",
        )
        .bind(digest.as_bytes().to_vec())
        .fetch_optional(write.sql())
        .await?;
        let Some(family) = family.filter(|family| family.revoked_at.is_none()) else { return Err(Failure::refused(Code::Revoked)) };
        if !is_good(&family, &digest) {
            write.revoke(&family.id, id::<PersonId>(&family.person_id)?, now).await?;
            write.commit().await?;
            tracing::warn!(enrolment.id = family.id, "a refresh token was used a second time; its enrolment ends");
            return Err(Failure::refused(Code::Revoked));
        }
        let issued = write.succeed(&family, &digest, now).await?;
        write.commit().await?;
        Ok(issued)
    }
}

fn is_good(family: &Family, presented: &SecretDigest) -> bool {
    if family.generation > family.used_generation {
        return true;
    }
    family.generation == family.used_generation && family.used_sha256.as_deref().is_some_and(|used| presented.is(used))
}

impl Write<'_> {
    async fn succeed(&mut self, family: &Family, presented: &SecretDigest, now: Timestamp) -> Result<Tokens, Failure> {
        sqlx::query("UPDATE enrolments SET used_generation = $1, used_sha256 = $2 WHERE id = $3")
            .bind(family.generation)
            .bind(presented.as_bytes().to_vec())
            .bind(&family.id)
            .execute(self.sql())
            .await?;
        sqlx::query("DELETE FROM refresh_tokens WHERE enrolment_id = $1 AND generation < $2")
            .bind(&family.id)
            .bind(family.generation - REMEMBERED)
            .execute(self.sql())
            .await?;
        sqlx::query("UPDATE devices SET last_seen_at = $1 WHERE id = $2").bind(ms(now)).bind(&family.device_id).execute(self.sql()).await?;
        self.issue(&family.id, &family.device_id, family.generation + 1, now).await
    }
}
