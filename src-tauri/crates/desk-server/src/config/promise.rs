//! `[promise]`: when the desk is open, and by when people hear back.

use super::ConfigError;
use crate::promise::Calendar;
use jiff::{
    SignedDuration,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PromiseSection {
    answer_within_hours: u32,
    renew_before_minutes: u32,
    school_days: Vec<String>,
    opens: String,
    closes: String,
    holidays: Vec<String>,
}

impl Default for PromiseSection {
    fn default() -> Self {
        Self {
            answer_within_hours: 24,
            renew_before_minutes: 60,
            school_days: ["mon", "tue", "wed", "thu", "fri"].map(String::from).into(),
            opens: "07:00".into(),
            closes: "16:00".into(),
            holidays: Vec::new(),
        }
    }
}

impl PromiseSection {
    /// When the desk is open, in the time zone of that IANA name.
    pub(super) fn calendar(&self, zone: &str) -> Result<Calendar, ConfigError> {
        let wrong = |what: String| ConfigError::Value(what);
        let zone = TimeZone::get(zone).map_err(|_| wrong(format!("school.time_zone {zone:?} is no IANA time zone")))?;
        let time = |name: &str, text: &str| -> Result<Time, ConfigError> {
            text.parse().map_err(|_| ConfigError::Value(format!("promise.{name} {text:?} is no time such as 07:30")))
        };
        let (opens, closes) = (time("opens", &self.opens)?, time("closes", &self.closes)?);
        if opens >= closes {
            return Err(wrong(format!("promise.opens {} is not before promise.closes {}", self.opens, self.closes)));
        }
        let school_days = self.school_days.iter().map(|day| weekday(day).map(Into::into)).collect::<Result<_, _>>()?;
        let holidays = self.holidays.iter().map(|text| holiday(text)).collect::<Result<_, _>>()?;
        if !(1..=24 * 30).contains(&self.answer_within_hours) {
            return Err(wrong("promise.answer_within_hours is between 1 and 720".into()));
        }
        Ok(Calendar { zone, school_days, opens, closes, holidays, answer_within_hours: self.answer_within_hours })
    }

    /// How long before it passes a promise that nobody kept is moved.
    pub(super) fn renew_before(&self) -> Result<SignedDuration, ConfigError> {
        if !(1..=24 * 60).contains(&self.renew_before_minutes) {
            return Err(ConfigError::Value("promise.renew_before_minutes is between 1 and 1440".into()));
        }
        Ok(SignedDuration::from_mins(i64::from(self.renew_before_minutes)))
    }
}

fn weekday(text: &str) -> Result<Weekday, ConfigError> {
    Ok(match text {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        other => {
            return Err(ConfigError::Value(format!("promise.school_days has {other:?}; a day is mon, tue, wed, thu, fri, sat or sun")));
        }
    })
}

/// One day, or the first and last day of a stretch: `2026-12-21..2027-01-01`.
fn holiday(text: &str) -> Result<(Date, Date), ConfigError> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    match (first.trim().parse::<Date>(), last.trim().parse::<Date>()) {
        (Ok(first), Ok(last)) if first <= last => Ok((first, last)),
        _ => Err(ConfigError::Value(format!("promise.holidays has {text:?}; a holiday is 2026-11-26 or 2026-12-21..2027-01-01"))),
    }
}
