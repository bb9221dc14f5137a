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
        FactValue::Text(text) => text.clone(),
        FactValue::List(texts) => texts.join(", "),
        FactValue::Flag(true) => words.say("fact-yes"),
        FactValue::Flag(false) => words.say("fact-no"),
        FactValue::Count(n) => n.to_string(),
        FactValue::Bytes(n) => size(*n),
        FactValue::Percent(n) => format!("{n:.0}%"),
        FactValue::Number(n) => format!("{n:.2}"),
        FactValue::Seconds(n) => duration(*n, words),
        FactValue::Milliseconds(n) if *n < 10.0 => format!("{n:.1} ms"),
        FactValue::Milliseconds(n) => format!("{n:.0} ms"),
        FactValue::Time(at) => words.moment(*at, report.taken_at, zone),
    }
}

/// As the box the disk came in says it.
fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 4] = [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| bytes >= *unit) else { return format!("{bytes} B") };
    let tenths = bytes / (unit / 10);
    if tenths >= 1_000 { format!("{} {name}", tenths / 10) } else { format!("{}.{} {name}", tenths / 10, tenths % 10) }
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
    fn sizes_and_times_are_said_in_fitting_units() {
        let words = Words::of(Language::English);

        assert_eq!(size(512), "512 B");
        assert_eq!(size(16_600_000_000), "16.6 GB");
        assert_eq!(size(256_000_000_000), "256 GB");
        assert_eq!(duration(59, &words), "59 seconds");
        assert_eq!(duration(7_199, &words), "119 minutes");
        assert_eq!(duration(7_200, &words), "2 hours");
        assert_eq!(duration(86_400 * 12, &words), "12 days");
    }
}
