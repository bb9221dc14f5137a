//! How technicians sign in: a link once, then a password, then a session.

use super::{Action, Audience, By, Entry, Store, Write, ms};
use crate::{
    problem::Failure,
    tokens::{SecretDigest, new_secret},
};
use desk_api::Code;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

/// A working day, with the evening before a holiday.
pub(crate) const SESSION_LASTS: SignedDuration = SignedDuration::from_hours(16);

/// A technician who is signed in.
#[derive(Clone, PartialEq, Eq, Debug, sqlx::FromRow)]
pub(crate) struct Technician {
    pub(crate) user_name: String,
    pub(crate) name: String,
}

impl Store {
    /// The account name a link is for, while it is good.
    pub(crate) async fn link_owner(&self, link: &SecretString, now: Timestamp) -> Result<String, Failure> {
        let owner: Option<String> = sqlx::query_scalar("SELECT user_name FROM sign_in_links WHERE sha256 = $1 AND ends_at > $2")
            .bind(SecretDigest::of(link).as_bytes().to_vec())
            .bind(ms(now))
            .fetch_optional(&self.readers)
            .await?;
        owner.ok_or_else(|| Failure::refused(Code::Unauthenticated))
    }

    /// Trades a link for a password and signs its owner in. Whoever was signed in as them before is not any more.
    pub(crate) async fn use_link(&self, link: &SecretString, password_hash: &str, now: Timestamp) -> Result<SecretString, Failure> {
        let mut write = self.write().await?;
        let owner: Option<String> = sqlx::query_scalar("DELETE FROM sign_in_links WHERE sha256 = $1 AND ends_at > $2 RETURNING user_name")
            .bind(SecretDigest::of(link).as_bytes().to_vec())
            .bind(ms(now))
            .fetch_optional(write.sql())
            .await?;
        let owner = owner.ok_or_else(|| Failure::refused(Code::Unauthenticated))?;
        sqlx::query("DELETE FROM sign_in_links WHERE user_name = $1").bind(&owner).execute(write.sql()).await?;
        sqlx::query("DELETE FROM staff_sessions WHERE user_name = $1").bind(&owner).execute(write.sql()).await?;
        sqlx::query("UPDATE technicians SET password_hash = $1 WHERE user_name = $2")
            .bind(password_hash)
            .bind(&owner)
            .execute(write.sql())
            .await?;
        write.say_sign_ins_ended(Audience::Staff, now).await?;
        let session = write.new_session(&owner, now).await?;
        write.note(By::Technician(&owner), Entry::of(Action::PasswordChosen), now).await?;
        write.commit().await?;
        Ok(session)
    }

    /// The hash of a technician's password, where there is such a technician and they have chosen one.
    pub(crate) async fn password_hash(&self, user_name: &str) -> Result<Option<String>, Failure> {
        let hash: Option<Option<String>> = sqlx::query_scalar("SELECT password_hash FROM technicians WHERE user_name = $1 AND active")
            .bind(user_name)
            .fetch_optional(&self.readers)
            .await?;
        Ok(hash.flatten())
    }

    /// Signs somebody in whose password fitted.
    pub(crate) async fn sign_in(&self, user_name: &str, now: Timestamp) -> Result<SecretString, Failure> {
        let mut write = self.write().await?;
        let session = write.new_session(user_name, now).await?;
        write.note(By::Technician(user_name), Entry::of(Action::SignedIn), now).await?;
        write.commit().await?;
        Ok(session)
    }

    /// Ends a session.
    pub(crate) async fn sign_out(&self, session: &SecretString, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let owner: Option<String> = sqlx::query_scalar("DELETE FROM staff_sessions WHERE sha256 = $1 RETURNING user_name")
            .bind(SecretDigest::of(session).as_bytes().to_vec())
            .fetch_optional(write.sql())
            .await?;
        if let Some(owner) = owner {
            write.note(By::Technician(&owner), Entry::of(Action::SignedOut), now).await?;
            write.say_sign_ins_ended(Audience::Staff, now).await?;
        }
        write.commit().await
    }

    /// Who a session belongs to.
    pub(crate) async fn technician(&self, session: &SecretString, now: Timestamp) -> Result<Technician, Failure> {
        let technician: Option<Technician> = sqlx::query_as(
            "SELECT t.user_name, t.name FROM staff_sessions s JOIN technicians t ON t.user_name = s.user_name \
             WHERE s.sha256 = $1 AND s.ends_at > $2 AND t.active",
        )
        .bind(SecretDigest::of(session).as_bytes().to_vec())
        .bind(ms(now))
        .fetch_optional(&self.readers)
        .await?;
        technician.ok_or_else(|| Failure::refused(Code::Unauthenticated))
    }
}

impl Write<'_> {
    async fn new_session(&mut self, user_name: &str, now: Timestamp) -> Result<SecretString, Failure> {
        let session = new_secret()?;
        let ends_at = now.checked_add(SESSION_LASTS).map_err(Failure::unreadable)?;
        sqlx::query("DELETE FROM staff_sessions WHERE ends_at <= $1").bind(ms(now)).execute(self.sql()).await?;
        sqlx::query("INSERT INTO staff_sessions (sha256, user_name, ends_at) VALUES ($1, $2, $3)")
            .bind(SecretDigest::of(&session).as_bytes().to_vec())
            .bind(user_name)
            .bind(ms(ends_at))
            .execute(self.sql())
            .await?;
        Ok(session)
    }
}
