//! The device's facts in words: one line for each that is sent, and none besides.

use desk_api::{
    DeviceReport,
    report::{FactValue, Reading},
};
use desk_view::{
    FactLine,
    words::{Arg, Words},
};
use jiff::tz::TimeZone;

/// Every fact of a report, in its order.
pub(crate) fn facts(report: &DeviceReport, words: &Words, zone: &TimeZone) -> Vec<FactLine> {
    let lines = report.facts.iter().map(|fact| {
        let (value, known) = match &fact.reading {
            Reading::Known { value } => (in_words(value, report, words, zone), true),
            Reading::Unknown { because } => (words.say_with("fact-unknown", &[("why", Arg::Text(because))]), false),
        };
        FactLine { key: fact.key.clone(), of: fact.of.clone(), value, known }
    });
    lines.collect()
}

fn in_words(value: &FactValue, report: &DeviceReport, words: &Words, zone: &TimeZone) -> String {
    match value {
        FactValue::Flag(is_so) => words.say(if *is_so { "fact-yes" } else { "fact-no" }),
        FactValue::Seconds(n) => duration(*n, words),
        FactValue::Time(at) => words.moment(*at, report.taken_at, zone),
        // These read the same in every language, and to the technician.
        FactValue::Text(_)
        | FactValue::List(_)
        | FactValue::Count(_)
        | FactValue::Bytes(_)
        | FactValue::Percent(_)
        | FactValue::Number(_)
        | FactValue::Milliseconds(_) => value.in_words(),
    }
}

/// In the largest unit of which there are at least two.
fn duration(seconds: u64, words: &Words) -> String {
    const UNITS: [(u64, &str); 3] = [(86_400, "fact-days"), (3_600, "fact-hours"), (60, "fact-minutes")];
    let (unit, key) = UNITS.into_iter().find(|(unit, _)| seconds >= 2 * unit).unwrap_or((1, "fact-seconds"));
    words.say_with(key, &[("n", Arg::Count(i64::try_from(seconds / unit).unwrap_or(i64::MAX)))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_view::words::Language;

    #[test]
    fn times_are_said_in_fitting_units() {
        let words = Words::of(Language::English);

        let said = [59, 7_199, 7_200, 86_400 * 12].map(|seconds| duration(seconds, &words));

        assert_eq!(said, ["59 seconds", "119 minutes", "2 hours", "12 days"]);
    }
}
