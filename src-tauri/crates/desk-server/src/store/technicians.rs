//! The people of the desk, as the configuration names them, and the links with which they choose a password.

use super::{Action, By, Entry, Store, ms};
use crate::{
    config::Technician,
    problem::Failure,
    tokens::{SecretDigest, new_secret},
};
use desk_api::Code;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;

const LINK_LASTS: SignedDuration = SignedDuration::from_hours(24);

impl Store {
    /// Takes over who the configuration names. Somebody it no longer names cannot sign in any more.
    pub(crate) async fn put_technicians(&self, technicians: &[Technician]) -> Result<(), Failure> {
        let mut write = self.write().await?;
        sqlx::query("UPDATE technicians SET active = FALSE").execute(write.sql()).await?;
        for technician in technicians {
            sqlx::query(
                "INSERT INTO technicians (user_name, name) VALUES ($1, $2) ON CONFLICT (user_name) DO UPDATE SET name = $2, active = TRUE",
            )
            .bind(&technician.user)
            .bind(&technician.name)
            .execute(write.sql())
            .await?;
        }
        sqlx::query("DELETE FROM staff_sessions WHERE user_name IN (SELECT user_name FROM technicians WHERE NOT active)")
            .execute(write.sql())
            .await?;
        sqlx::query("DELETE FROM sign_in_links WHERE user_name IN (SELECT user_name FROM technicians WHERE NOT active)")
            .execute(write.sql())
            .await?;
        write.commit().await
    }

    /// Account names of technicians who have not chosen a password yet.
    pub(crate) async fn technicians_without_password(&self) -> Result<Vec<String>, Failure> {
        let names = sqlx::query_scalar("SELECT user_name FROM technicians WHERE active AND password_hash IS NULL ORDER BY user_name");
        Ok(names.fetch_all(&self.readers).await?)
    }

    /// Makes a link value with which a technician chooses a password, once, within a day.
    pub(crate) async fn new_sign_in_link(&self, by: By<'_>, user_name: &str, now: Timestamp) -> Result<SecretString, Failure> {
        let value = new_secret()?;
        let ends_at = now.checked_add(LINK_LASTS).map_err(Failure::unreadable)?;
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM sign_in_links WHERE ends_at <= $1").bind(ms(now)).execute(write.sql()).await?;
        let done = sqlx::query(
            "INSERT INTO sign_in_links (sha256, user_name, ends_at) SELECT $1, user_name, $2 FROM technicians \
             WHERE user_name = $3 AND active",
        )
        .bind(SecretDigest::of(&value).as_bytes().to_vec())
        .bind(ms(ends_at))
        .bind(user_name)
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Err(Failure::refused(Code::NotFound));
        }
        write.note(by, Entry::of(Action::SignInLinkMade).with(user_name), now).await?;
        write.commit().await?;
        Ok(value)
    }
}
