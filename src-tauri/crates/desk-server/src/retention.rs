//! Letting go: pictures and files of finished tickets, finished tickets, and old rows of the audit log, once a day in small batches.

use crate::{
    config::ConfigError,
    help_desk::HelpDesk,
    problem::Failure,
    store::{By, Store},
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::time::Duration;

/// How often the server looks for what may go.
const EVERY: Duration = Duration::from_secs(24 * 3_600);
/// The audit log is kept at least so long, also by the database itself.
const AUDIT_DAYS_AT_LEAST: u32 = 30;
/// A hundred years: more is a mistake in the configuration.
const DAYS_AT_MOST: u32 = 36_500;

/// For how many days things are kept.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Retention {
    /// Pictures and files, since their ticket was finished; for ever where missing.
    attachments_days: Option<u32>,
    /// Tickets, since they were finished; for ever where missing.
    tickets_days: Option<u32>,
    /// Rows of the audit log.
    audit_days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        Self { attachments_days: None, tickets_days: None, audit_days: 730 }
    }
}

/// What was finished, or written, before these moments goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Until {
    pub(crate) attachments: Option<Timestamp>,
    pub(crate) tickets: Option<Timestamp>,
    pub(crate) audit: Timestamp,
}

/// What went, or would.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, sqlx::FromRow)]
pub(crate) struct Gone {
    pub(crate) attachments: i64,
    pub(crate) tickets: i64,
    pub(crate) audit_rows: i64,
}

impl Retention {
    /// Whether every value makes sense.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let days = [("attachments_days", self.attachments_days, 1), ("tickets_days", self.tickets_days, 1)];
        for (name, days, least) in days.into_iter().chain([("audit_days", Some(self.audit_days), AUDIT_DAYS_AT_LEAST)]) {
            if days.is_some_and(|days| !(least..=DAYS_AT_MOST).contains(&days)) {
                return Err(ConfigError::Value(format!("retention.{name} is between {least} and {DAYS_AT_MOST}")));
            }
        }
        Ok(())
    }

    /// What may go at `now`.
    pub(crate) fn until(&self, now: Timestamp) -> Until {
        let before = |days: u32| now.saturating_sub(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MIN);
        Until {
            attachments: self.attachments_days.map(before),
            tickets: self.tickets_days.map(before),
            audit: before(self.audit_days.max(AUDIT_DAYS_AT_LEAST)),
        }
    }
}

/// Looks once a day, and at the start, until the desk stops.
pub(crate) async fn run(desk: HelpDesk) {
    let stop = desk.stop().clone();
    while !stop.is_cancelled() {
        let now = desk.now();
        let work = async {
            desk.store().forget_full_buckets(now).await?;
            let_go(desk.store(), desk.config().retention.until(now), By::Server, now).await
        };
        tokio::select! {
            () = stop.cancelled() => return,
            done = work => match done {
                Ok(gone) if gone == Gone::default() => {}
                Ok(gone) => tracing::info!(
                    retention.attachments = gone.attachments,
                    retention.tickets = gone.tickets,
                    retention.audit_rows = gone.audit_rows,
                    "what was kept long enough was let go"
                ),
                Err(failure) => tracing::error!(error = &failure as &dyn std::error::Error, "retention could not do its work today"),
            },
        }
        tokio::select! {
            () = stop.cancelled() => {}
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Lets go of what may go, batch by batch, so that whoever writes waits for one batch at most.
pub(crate) async fn let_go(store: &Store, until: Until, by: By<'_>, now: Timestamp) -> Result<Gone, Failure> {
    let mut gone = Gone::default();
    if let Some(before) = until.tickets {
        while let Some(batch) = store.remove_tickets(before, by, now).await? {
            gone.tickets += batch.tickets;
            gone.attachments += batch.attachments;
        }
    }
    if let Some(before) = until.attachments {
        while let Some(batch) = store.remove_attachments(before, by, now).await? {
            gone.attachments += batch;
        }
    }
    while let Some(batch) = store.remove_audit_rows(until.audit, by, now).await? {
        gone.audit_rows += batch;
    }
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_old_rows_of_the_audit_log_goes_unless_the_school_says_so() {
        let now: Timestamp = "2026-11-23T12:00:00Z".parse().expect("a time");

        let until = Retention::default().until(now);

        assert_eq!((until.attachments, until.tickets), (None, None));
        assert_eq!(until.audit, "2024-11-23T12:00:00Z".parse().expect("a time"));
    }

    #[test]
    fn days_count_back_from_now_also_where_they_reach_beyond_time() {
        let keep = Retention { attachments_days: Some(90), tickets_days: Some(DAYS_AT_MOST), audit_days: 30 };

        assert_eq!(keep.until("2026-04-01T12:00:00Z".parse().expect("a time")).attachments, "2026-01-01T12:00:00Z".parse().ok());
        assert_eq!(keep.until(Timestamp::MIN).tickets, Some(Timestamp::MIN));
    }
}
