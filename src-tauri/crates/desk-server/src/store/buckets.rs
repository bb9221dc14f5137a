//! What all servers that share a database count together. SQLite serves one server, which counts by itself.

use super::{Kind, Store};
use crate::{limits::Toll, problem::Failure};
use jiff::Timestamp;
use std::time::Duration;

/// Nobody is told to wait for longer than this.
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);

impl Store {
    /// Takes one from each of these buckets. A bucket is kept as the moment at which it will be full again.
    pub(crate) async fn pay(&self, tolls: &[Toll], now: Timestamp) -> Result<(), Failure> {
        let Kind::Postgres { .. } = self.kind else { return Ok(()) };
        for toll in tolls {
            let (whole, one) = toll.times_us();
            // One statement, which PostgreSQL does for one server at a time; it waits for no other write.
            let taken: Option<i64> = sqlx::query_scalar(
                "INSERT INTO buckets AS b (name, full_at_us) VALUES ($1, $2 + $3) ON CONFLICT (name) DO UPDATE \
                 SET full_at_us = CASE WHEN b.full_at_us > $2 THEN b.full_at_us ELSE $2 END + $3 \
                 WHERE b.full_at_us + $3 - $2 <= $4 RETURNING full_at_us",
            )
            .bind(toll.name())
            .bind(now.as_microsecond())
            .bind(one)
            .bind(whole)
            .fetch_optional(&self.readers)
            .await?;
            if taken.is_none() {
                return Err(Failure::too_often(self.wait_of(toll, now).await?));
            }
        }
        Ok(())
    }

    /// Until there is one in a bucket again.
    async fn wait_of(&self, toll: &Toll, now: Timestamp) -> Result<Duration, Failure> {
        let (whole, one) = toll.times_us();
        let full_at: Option<i64> =
            sqlx::query_scalar("SELECT full_at_us FROM buckets WHERE name = $1").bind(toll.name()).fetch_optional(&self.readers).await?;
        let left = full_at.map_or(0, |full_at| full_at + one - whole - now.as_microsecond());
        let seconds = u64::try_from(left).unwrap_or_default().div_ceil(1_000_000).max(1);
        Ok(Duration::from_secs(seconds).min(LONGEST_WAIT))
    }

    /// Lets go of buckets that are full again: they say nothing.
    pub(crate) async fn forget_full_buckets(&self, now: Timestamp) -> Result<(), Failure> {
        let Kind::Postgres { .. } = self.kind else { return Ok(()) };
        sqlx::query("DELETE FROM buckets WHERE full_at_us <= $1").bind(now.as_microsecond()).execute(&self.readers).await?;
        Ok(())
    }
}
