//! Notices that begin by themselves.

use super::{Audience, Store, id, maybe_at, ms};
use crate::problem::Failure;
use jiff::Timestamp;

impl Store {
    /// When the next scheduled notice begins.
    pub(crate) async fn next_notice_start(&self, now: Timestamp) -> Result<Option<Timestamp>, Failure> {
        let next: Option<i64> = sqlx::query_scalar("SELECT min(starts_at) FROM notices WHERE resolved_at IS NULL AND starts_at > $1")
            .bind(ms(now))
            .fetch_one(&self.readers)
            .await?;
        maybe_at(next)
    }

    /// Says of every scheduled notice whose time has come that it has changed, once.
    pub(crate) async fn say_begun_notices(&self, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let begun: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM notices n WHERE resolved_at IS NULL AND starts_at <= $1 AND starts_at > made_at \
             AND NOT EXISTS (SELECT 1 FROM events e WHERE e.notice_id = n.id AND e.audience = 'everybody' AND e.at >= n.starts_at)",
        )
        .bind(ms(now))
        .fetch_all(write.sql())
        .await?;
        if begun.is_empty() {
            return Ok(());
        }
        for notice in begun {
            write.say_notice_changed(Audience::Everybody, id(&notice)?, now).await?;
        }
        write.commit().await
    }
}
