//! The device's own clock, which a certificate or a sign-in may be refused by.

use super::{Probe, known, words};
use desk_api::report::{FactValue, key};
use jiff::{Timestamp, tz::TimeZone};

pub(super) fn probe() -> Probe {
    Probe::reading("the system", &[key::TIME_ZONE, key::CLOCK], || {
        let zone = TimeZone::system();
        let name = zone.iana_name().map(str::to_owned).ok_or_else(|| "the system names no time zone".to_owned());
        vec![words(key::TIME_ZONE, name), known(key::CLOCK, FactValue::Time(Timestamp::now()))]
    })
}
