//! Values of facts as a person reads them: `112 GB`, `41 days`, `23 ms`.

use super::FactValue;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl FactValue {
    /// The value with its unit, as a technician says it. Sizes count in steps of 1,024, as the systems people use show them.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List(texts) => texts.join(", "),
            Self::Flag(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
            Self::Count(count) => count.to_string(),
            Self::Bytes(bytes) => size(*bytes),
            Self::Percent(share) => format!("{}%", short(*share)),
            Self::Number(number) => trimmed(format!("{number:.2}")),
            Self::Seconds(seconds) => duration(*seconds),
            Self::Milliseconds(ms) if *ms >= 10_000.0 => format!("{} s", short(ms / 1_000.0)),
            Self::Milliseconds(ms) => format!("{} ms", short(*ms)),
            Self::Time(moment) => moment.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
fn size(bytes: u64) -> String {
    let mut amount = bytes as f64;
    let mut unit = "bytes";
    for larger in ["KB", "MB", "GB", "TB", "PB"] {
        // Rounds up to the next unit before it would read "1024".
        if amount < 1_023.5 {
            break;
        }
        amount /= 1_024.0;
        unit = larger;
    }
    format!("{} {unit}", short(amount))
}

fn duration(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds} s"),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (1, 0, _) => "1 day".to_owned(),
        (1, hours, _) => format!("1 day {hours} h"),
        (days, ..) => format!("{days} days"),
    }
}

/// One decimal below a hundred, none above, and never a nought behind the point.
fn short(amount: f64) -> String {
    if amount.abs() < 99.95 { trimmed(format!("{amount:.1}")) } else { format!("{amount:.0}") }
}

fn trimmed(number: String) -> String {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.').to_owned() } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_the_system_shows_them() {
        let said =
            [0, 512, 1_023, 1_048_575, 1_536, 8_321_499_136, 120_259_084_288, 2_199_023_255_552].map(|b| FactValue::Bytes(b).in_words());

        assert_eq!(said, ["0 bytes", "512 bytes", "1023 bytes", "1 MB", "1.5 KB", "7.8 GB", "112 GB", "2 TB"]);
    }

    #[test]
    fn durations_are_as_exact_as_people_care() {
        let said = [0, 59, 60, 3_599, 3_600, 11_520, 86_400, 97_200, 172_799, 172_800, 3_542_400].map(|s| FactValue::Seconds(s).in_words());

        let meant = ["0 s", "59 s", "1 min", "59 min", "1 h", "3 h 12 min", "1 day", "1 day 3 h", "1 day 23 h", "2 days", "41 days"];
        assert_eq!(said, meant);
    }

    #[test]
    fn numbers_carry_their_unit_and_no_idle_digits() {
        let moment = "2026-11-23T09:14:05.25Z".parse().unwrap();
        let said = [
            FactValue::Percent(43.0),
            FactValue::Percent(0.34),
            FactValue::Percent(99.97),
            FactValue::Milliseconds(0.42),
            FactValue::Milliseconds(23.04),
            FactValue::Milliseconds(1_532.4),
            FactValue::Milliseconds(12_000.0),
            FactValue::Number(2.29),
            FactValue::Number(100.0),
            FactValue::Count(8),
            FactValue::Time(moment),
        ]
        .map(|value| value.in_words());

        let meant = ["43%", "0.3%", "100%", "0.4 ms", "23 ms", "1532 ms", "12 s", "2.29", "100", "8", "2026-11-23 09:14:05 UTC"];
        assert_eq!(said, meant);
    }

    #[test]
    fn words_stay_words() {
        assert_eq!(FactValue::Text("Lobby".to_owned()).in_words(), "Lobby");
        assert_eq!(FactValue::List(vec!["10.0.0.1".to_owned(), "10.0.0.2".to_owned()]).in_words(), "10.0.0.1, 10.0.0.2");
        assert_eq!([FactValue::Flag(true), FactValue::Flag(false)].map(|flag| flag.in_words()), ["yes", "no"]);
    }
}
