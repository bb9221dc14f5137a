//! How long things usually take at this desk: from the last 30 days, or not said at all.

use super::{Store, count, month_before, ms};
use crate::problem::Failure;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

/// Below so many it cannot be said how long something usually takes.
const ENOUGH: usize = 20;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Minutes are told in steps of so many.
const STEP: u32 = 5;
/// How far a ticket's time of day may be from the present one.
const ABOUT_NOW: SignedDuration = SignedDuration::from_hours(1);

/// Tickets that were first answered in some time.
pub(crate) struct FirstAnswers {
    pub(crate) count: u32,
    /// Each of them took less; none where there are none.
    pub(crate) in_under_hours: Option<u32>,
}

impl Store {
    /// The first answers that were given since `start`.
    pub(crate) async fn first_answers_since(&self, start: Timestamp) -> Result<FirstAnswers, Failure> {
        let (answers, longest_ms): (i64, Option<i64>) =
            sqlx::query_as("SELECT count(*), max(first_answered_at - created_at) FROM tickets WHERE first_answered_at >= $1")
                .bind(ms(start))
                .fetch_one(&self.readers)
                .await?;
        let in_under_hours = longest_ms.and_then(|longest| u32::try_from(longest.max(0) / HOUR_MS + 1).ok());
        Ok(FirstAnswers { count: count(answers), in_under_hours })
    }

    /// Within how many hours four of five first answers came.
    pub(crate) async fn usual_hours(&self, now: Timestamp) -> Result<Option<u32>, Failure> {
        let took_ms: Vec<i64> = sqlx::query_scalar(
            "SELECT first_answered_at - created_at FROM tickets WHERE first_answered_at IS NOT NULL AND created_at >= $1",
        )
        .bind(ms(month_before(now)?))
        .fetch_all(&self.readers)
        .await?;
        Ok(four_of_five(took_ms).and_then(|most| u32::try_from(most.max(1).unsigned_abs().div_ceil(HOUR_MS.unsigned_abs())).ok()))
    }

    /// Within how many minutes somebody of the desk took, answered, noted or handed on four of five tickets that came at the time of
    /// day it is now.
    pub(crate) async fn usually_read_minutes(&self, zone: &TimeZone, now: Timestamp) -> Result<Option<u32>, Failure> {
        let read: Vec<(i64, i64)> = sqlx::query_as(
            "SELECT t.created_at, min(h.at) - t.created_at FROM tickets t JOIN history h ON h.ticket_id = t.id WHERE t.created_at >= $1 \
             AND (h.author_role = 'staff' OR json_extract(h.change, '$.did') IN ('taken', 'assigned', 'handed_off', 'put_on_hold', 'joined_notice')) GROUP BY t.id",
        )
        .bind(ms(month_before(now)?))
        .fetch_all(&self.readers)
        .await?;
        let about_now = read.into_iter().filter(|(created, _)| is_about(*created, now, zone)).map(|(_, took_ms)| took_ms);
        let most = four_of_five(about_now.collect());
        Ok(most
            .and_then(|most| u32::try_from(most.max(1).unsigned_abs().div_ceil(MINUTE_MS.unsigned_abs())).ok())
            .map(|minutes| minutes.next_multiple_of(STEP)))
    }
}

/// The time that four of five stayed within, where there are enough.
fn four_of_five(mut took: Vec<i64>) -> Option<i64> {
    if took.len() < ENOUGH {
        return None;
    }
    took.sort_unstable();
    took.get((took.len() * 4).div_ceil(5) - 1).copied()
}

/// Whether a moment's time of day is that of `now`, give or take.
fn is_about(moment_ms: i64, now: Timestamp, zone: &TimeZone) -> bool {
    let Ok(moment) = Timestamp::from_millisecond(moment_ms) else { return false };
    let [then, now] = [moment, now].map(|at| at.to_zoned(zone.clone()).time().duration_since(jiff::civil::Time::midnight()));
    let apart = (then - now).abs();
    apart.min(SignedDuration::from_hours(24) - apart) <= ABOUT_NOW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_of_five_stayed_within_it() {
        let twenty: Vec<i64> = (1..=20).rev().collect();

        assert_eq!(four_of_five(twenty.clone()), Some(16));
        assert_eq!(four_of_five(twenty[1..].to_vec()), None);
    }

    #[test]
    fn a_time_of_day_is_the_desks_own_and_goes_round_midnight() {
        let zone = TimeZone::get("America/Chicago").expect("zone");
        let at = |text: &str| text.parse::<Timestamp>().expect("moment");
        // Clocks went back an hour on November 1.
        for (moment, now, expected) in [
            ("2026-10-30T14:30:00Z", "2026-11-09T15:30:00Z", true),
            ("2026-10-30T14:30:00Z", "2026-11-09T16:31:00Z", false),
            ("2026-11-10T05:40:00Z", "2026-11-12T06:20:00Z", true),
        ] {
            assert_eq!(is_about(at(moment).as_millisecond(), at(now), &zone), expected, "{moment} {now}");
        }
    }
}
