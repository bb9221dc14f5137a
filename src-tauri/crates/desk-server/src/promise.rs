//! The promise: when a requester hears from the desk at the latest.
//!
//! Every 24 of the promised hours are one school day, at the same time of day: asked on Monday at 10:40, answered by Tuesday
//! at 10:40. What is left over is counted in the desk's opening hours. Whatever is asked while the desk is closed counts as
//! asked when it last closed, so a request from Sunday evening is answered before the desk closes on Monday, and "within 24
//! hours, on school days" is never stretched. Nothing here reads a clock.

pub(crate) mod keeper;

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use std::collections::BTreeSet;

/// A year and a month: nobody's holidays are longer, and a calendar without a school day ends here.
const HORIZON_DAYS: u32 = 400;

/// When somebody is at the desk, and how soon they promise to answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    /// The desk's time zone.
    pub zone: TimeZone,
    /// Days of the week with school.
    pub school_days: BTreeSet<WeekdayOrd>,
    /// When the desk opens.
    pub opens: Time,
    /// When it closes.
    pub closes: Time,
    /// Days without school, first and last.
    pub holidays: Vec<(Date, Date)>,
    /// The promise, in hours.
    pub answer_within_hours: u32,
}

/// A day of the week, ordered from Monday.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WeekdayOrd(i8);

impl From<Weekday> for WeekdayOrd {
    fn from(day: Weekday) -> Self {
        Self(day.to_monday_zero_offset())
    }
}

/// The moment by which a request that came at `asked` is answered.
#[must_use]
pub fn answer_by(calendar: &Calendar, asked: Timestamp) -> Timestamp {
    let days = calendar.answer_within_hours / 24;
    let rest = SignedDuration::from_hours(i64::from(calendar.answer_within_hours % 24));
    let Some(counted_from) = calendar.last_open_moment(asked) else { return calendar.without_school(asked) };
    let Some(day) = calendar.school_days_after(counted_from.0, days) else { return calendar.without_school(asked) };
    calendar.open_hours_after(day, counted_from.1, rest).unwrap_or_else(|| calendar.without_school(asked))
}

/// The moment by which a requester hears who was promised to hear by `was`, and is given a new time at `now`. Always later.
#[must_use]
pub fn next_promise(calendar: &Calendar, was: Timestamp, now: Timestamp) -> Timestamp {
    let until = answer_by(calendar, now);
    if until > was { until } else { answer_by(calendar, was) }
}

impl Calendar {
    /// Whether there is school on `day`.
    #[must_use]
    pub fn is_school_day(&self, day: Date) -> bool {
        self.school_days.contains(&day.weekday().into()) && !self.holidays.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// The day and time of day itself while the desk is open, else when it last closed.
    fn last_open_moment(&self, at: Timestamp) -> Option<(Date, Time)> {
        let local = at.to_zoned(self.zone.clone()).datetime();
        let (day, time) = (local.date(), local.time());
        if self.is_school_day(day) && time >= self.opens {
            return Some((day, time.min(self.closes)));
        }
        let mut day = day;
        for _ in 0..HORIZON_DAYS {
            day = day.yesterday().ok()?;
            if self.is_school_day(day) {
                return Some((day, self.closes));
            }
        }
        None
    }

    /// The school day that is `count` school days after `day`.
    fn school_days_after(&self, day: Date, count: u32) -> Option<Date> {
        let mut day = day;
        for _ in 0..count {
            day = self.next_school_day(day)?;
        }
        Some(day)
    }

    fn next_school_day(&self, day: Date) -> Option<Date> {
        let mut day = day;
        for _ in 0..HORIZON_DAYS {
            day = day.tomorrow().ok()?;
            if self.is_school_day(day) {
                return Some(day);
            }
        }
        None
    }

    /// The moment `rest` opening hours after `time` on `day`.
    fn open_hours_after(&self, day: Date, time: Time, rest: SignedDuration) -> Option<Timestamp> {
        let (mut day, mut time, mut rest) = (day, time, rest);
        loop {
            let left_today = time.duration_until(self.closes);
            if rest <= left_today {
                let local = day.to_datetime(time.checked_add(rest).ok()?);
                return self.zone.to_timestamp(local).ok();
            }
            rest -= left_today;
            day = self.next_school_day(day)?;
            time = self.opens;
        }
    }

    /// The promise in plain hours, for a calendar in which no school day can be found.
    fn without_school(&self, asked: Timestamp) -> Timestamp {
        asked.checked_add(i64::from(self.answer_within_hours).hours()).unwrap_or(asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(hours: u32) -> Calendar {
        Calendar {
            zone: TimeZone::get("America/Chicago").expect("bundled zone"),
            school_days: [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday]
                .map(WeekdayOrd::from)
                .into(),
            opens: Time::constant(7, 0, 0, 0),
            closes: Time::constant(16, 0, 0, 0),
            holidays: vec![
                ("2026-11-26".parse().expect("date"), "2026-11-27".parse().expect("date")),
                ("2026-10-12".parse().expect("date"), "2026-10-12".parse().expect("date")),
            ],
            answer_within_hours: hours,
        }
    }

    fn promised(hours: u32, asked: &str) -> String {
        let calendar = calendar(hours);
        let zone = calendar.zone.clone();
        let asked: jiff::civil::DateTime = asked.parse().expect("date and time");
        let asked = zone.to_timestamp(asked).expect("in range");

        answer_by(&calendar, asked).to_zoned(zone).strftime("%a %Y-%m-%d %H:%M %z").to_string()
    }

    #[test]
    fn a_request_is_answered_within_one_school_day() {
        for (asked, answered) in [
            ("2026-09-14T10:40", "Tue 2026-09-15 10:40 -0500"), // an ordinary Monday
            ("2026-09-18T10:00", "Mon 2026-09-21 10:00 -0500"), // over a weekend
            ("2026-09-18T16:00", "Mon 2026-09-21 16:00 -0500"), // Friday as the desk closes
            ("2026-09-18T18:30", "Mon 2026-09-21 16:00 -0500"), // Friday evening
            ("2026-09-19T12:00", "Mon 2026-09-21 16:00 -0500"), // Saturday
            ("2026-09-20T21:00", "Mon 2026-09-21 16:00 -0500"), // Sunday evening
            ("2026-09-21T06:40", "Mon 2026-09-21 16:00 -0500"), // Monday before the desk opens
            ("2026-09-21T07:00", "Tue 2026-09-22 07:00 -0500"), // Monday as it opens
            ("2026-10-09T13:15", "Tue 2026-10-13 13:15 -0500"), // Friday before a Monday without school
            ("2026-10-12T13:15", "Tue 2026-10-13 16:00 -0500"), // on that Monday
            ("2026-11-25T09:30", "Mon 2026-11-30 09:30 -0600"), // before a long weekend
            ("2026-10-30T15:00", "Mon 2026-11-02 15:00 -0600"), // clocks go back in between: the same time of day
            ("2026-03-06T15:00", "Mon 2026-03-09 15:00 -0500"), // clocks go forward in between
        ] {
            assert_eq!(promised(24, asked), answered, "asked {asked}");
        }
    }

    #[test]
    fn hours_that_are_no_whole_day_are_counted_while_the_desk_is_open() {
        for (hours, asked, answered) in [
            (4, "2026-09-14T10:40", "Mon 2026-09-14 14:40 -0500"),
            (4, "2026-09-14T15:00", "Tue 2026-09-15 10:00 -0500"),
            (4, "2026-09-18T15:00", "Mon 2026-09-21 10:00 -0500"),
            (4, "2026-09-20T21:00", "Mon 2026-09-21 11:00 -0500"),
            (20, "2026-09-14T07:00", "Wed 2026-09-16 09:00 -0500"),
            (28, "2026-09-14T10:40", "Tue 2026-09-15 14:40 -0500"),
            (48, "2026-09-17T10:40", "Mon 2026-09-21 10:40 -0500"),
        ] {
            assert_eq!(promised(hours, asked), answered, "{hours} hours, asked {asked}");
        }
    }

    #[test]
    fn a_promise_that_is_moved_is_moved_to_later() {
        let zone = calendar(1).zone;
        let moment = |text: &str| zone.to_timestamp(text.parse().expect("date and time")).expect("in range");
        for (hours, was, now, until) in [
            (24, "2026-09-15T10:40", "2026-09-15T09:40", "2026-09-16T09:40"), // the same time the next day
            (24, "2026-09-18T10:00", "2026-09-18T09:00", "2026-09-21T09:00"), // over a weekend
            (1, "2026-09-15T08:00", "2026-09-15T07:00", "2026-09-15T09:00"),  // from now would be no later than before
            (24, "2026-09-15T10:40", "2026-09-17T12:00", "2026-09-18T12:00"), // long after it had passed
        ] {
            assert_eq!(next_promise(&calendar(hours), moment(was), moment(now)), moment(until), "{hours} hours, was {was}");
        }
    }

    #[test]
    fn a_calendar_without_school_still_promises() {
        let nobody = Calendar { school_days: BTreeSet::new(), ..calendar(24) };
        let asked: Timestamp = "2026-09-14T10:40:00Z".parse().expect("time");

        assert_eq!(answer_by(&nobody, asked).to_string(), "2026-09-15T10:40:00Z");
    }
}
