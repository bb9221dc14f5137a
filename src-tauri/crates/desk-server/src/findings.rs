//! What looks wrong on a device: facts out of range, in words a technician would say out loud, worst first. Pure.

use desk_api::{
    DeviceReport,
    report::{Fact, FactValue, Reading, key},
    staff::{Finding, Severity},
};

const DISK_BAD_PERCENT: f64 = 3.0;
const DISK_WORTH_PERCENT: f64 = 10.0;
const MEMORY_BAD_PERCENT: f64 = 95.0;
const MEMORY_WORTH_PERCENT: f64 = 90.0;
/// Share of the last ten seconds in which something waited for memory.
const PRESSURE_BAD_PERCENT: f64 = 20.0;
const PRESSURE_WORTH_PERCENT: f64 = 5.0;
const UPTIME_WORTH_DAYS: u64 = 14;
const SLOW_GATEWAY_MS: f64 = 100.0;
const SLOW_DNS_MS: f64 = 500.0;
const SLOW_DESK_MS: f64 = 2_000.0;
const BATTERY_BAD_PERCENT: f64 = 5.0;
const BATTERY_WORTH_PERCENT: f64 = 15.0;
const WIFI_WORTH_PERCENT: f64 = 30.0;
const DAY_SECONDS: u64 = 86_400;

/// Everything in `report` that is worth a look.
pub(crate) fn findings(report: &DeviceReport) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    found.extend(displays(report));
    found.extend(report.facts.iter().filter(|fact| fact.key == key::DISK_FREE).filter_map(|free| disk(report, free)));
    found.extend(printer(report));
    found.extend(checks(report));
    found.extend(memory(report));
    found.extend(battery(report));
    found.extend(sound(report));
    found.extend(wifi(report));
    found.extend(uptime(report));
    // Stable: of two equally bad ones, the first named above comes first.
    found.sort_by_key(|finding| finding.severity);
    found
}

fn finding(severity: Severity, key: &str, title: impl Into<String>) -> Finding {
    Finding { severity, title: title.into(), detail: None, key: key.into() }
}

fn displays(report: &DeviceReport) -> Option<Finding> {
    let fact = report.facts.iter().find(|fact| fact.key == key::DISPLAY)?;
    match &fact.reading {
        Reading::Known { .. } => None,
        Reading::Unknown { because } => {
            let none = because.to_lowercase().contains("no display");
            none.then(|| finding(Severity::Bad, key::DISPLAY, "No display found"))
        }
    }
}

fn disk(report: &DeviceReport, free: &Fact) -> Option<Finding> {
    let total = report.facts.iter().find(|fact| fact.key == key::DISK_TOTAL && fact.of == free.of)?;
    let (Some(FactValue::Bytes(free_bytes)), Some(FactValue::Bytes(total_bytes))) = (free.known(), total.known()) else { return None };
    if *total_bytes == 0 {
        return None;
    }
    let percent = 100.0 * *free_bytes as f64 / *total_bytes as f64;
    let severity = below(percent, DISK_BAD_PERCENT, DISK_WORTH_PERCENT)?;
    let title = match free.of.as_deref() {
        Some(mount) => format!("{percent:.0}% free on {mount}"),
        None => format!("{percent:.0}% free"),
    };
    let detail = format!("{} of {} left", gigabytes(*free_bytes), gigabytes(*total_bytes));
    Some(Finding { detail: Some(detail), ..finding(severity, key::DISK_FREE, title) })
}

fn printer(report: &DeviceReport) -> Option<Finding> {
    let state = text(report, key::PRINTER_STATE)?;
    let calm = ["idle", "ready", "printing", "processing"];
    if calm.iter().any(|word| state.to_lowercase().starts_with(word)) {
        return None;
    }
    let detail = text(report, key::PRINTER).map(String::from);
    Some(Finding { detail, ..finding(Severity::Bad, key::PRINTER_STATE, format!("Printer: {state}")) })
}

fn checks(report: &DeviceReport) -> Vec<Finding> {
    [
        (key::CHECK_GATEWAY, "The gateway", SLOW_GATEWAY_MS),
        (key::CHECK_DNS, "DNS", SLOW_DNS_MS),
        (key::CHECK_DESK, "The help desk", SLOW_DESK_MS),
    ]
    .into_iter()
    .filter_map(|(key, who, slow_ms)| check(report, key, who, slow_ms))
    .collect()
}

fn check(report: &DeviceReport, key: &str, who: &str, slow_ms: f64) -> Option<Finding> {
    let fact = report.facts.iter().find(|fact| fact.key == key)?;
    match &fact.reading {
        Reading::Unknown { because } => {
            Some(Finding { detail: Some(because.clone()), ..finding(Severity::Bad, key, format!("{who} did not answer")) })
        }
        Reading::Known { value: FactValue::Milliseconds(took) } if *took > slow_ms => {
            Some(finding(Severity::Worth, key, format!("{who} answered in {took:.0} ms")))
        }
        Reading::Known { .. } => None,
    }
}

fn memory(report: &DeviceReport) -> Option<Finding> {
    let pressure = percent(report, key::MEMORY_PRESSURE).and_then(|share| {
        let severity = above(share, PRESSURE_BAD_PERCENT, PRESSURE_WORTH_PERCENT)?;
        Some(finding(severity, key::MEMORY_PRESSURE, format!("Waiting for memory {share:.0}% of the time")))
    });
    pressure.or_else(|| {
        let used = percent(report, key::MEMORY_USED)?;
        let severity = above(used, MEMORY_BAD_PERCENT, MEMORY_WORTH_PERCENT)?;
        Some(finding(severity, key::MEMORY_USED, format!("{used:.0}% of memory in use")))
    })
}

fn battery(report: &DeviceReport) -> Option<Finding> {
    let charge = percent(report, key::BATTERY_CHARGE)?;
    let has_charger = match report.known(key::CHARGER) {
        Some(FactValue::Flag(connected)) => *connected,
        Some(_) | None => text(report, key::BATTERY_STATE).is_none_or(|state| !state.eq_ignore_ascii_case("discharging")),
    };
    if has_charger {
        return None;
    }
    let severity = below(charge, BATTERY_BAD_PERCENT, BATTERY_WORTH_PERCENT)?;
    Some(finding(severity, key::BATTERY_CHARGE, format!("Battery at {charge:.0}%, no charger")))
}

fn sound(report: &DeviceReport) -> Option<Finding> {
    let Some(FactValue::Flag(true)) = report.known(key::AUDIO_MUTED) else { return None };
    let detail = text(report, key::AUDIO_OUTPUT).map(String::from);
    Some(Finding { detail, ..finding(Severity::Worth, key::AUDIO_MUTED, "Sound is muted") })
}

fn wifi(report: &DeviceReport) -> Option<Finding> {
    let signal = percent(report, key::WIFI_SIGNAL)?;
    (signal < WIFI_WORTH_PERCENT).then(|| finding(Severity::Worth, key::WIFI_SIGNAL, format!("Wi-Fi signal at {signal:.0}%")))
}

fn uptime(report: &DeviceReport) -> Option<Finding> {
    let Some(FactValue::Seconds(seconds)) = report.known(key::UPTIME) else { return None };
    let days = seconds / DAY_SECONDS;
    (days > UPTIME_WORTH_DAYS).then(|| finding(Severity::Worth, key::UPTIME, format!("{days} days since a restart")))
}

fn below(value: f64, bad: f64, worth: f64) -> Option<Severity> {
    if value < bad {
        return Some(Severity::Bad);
    }
    (value < worth).then_some(Severity::Worth)
}

fn above(value: f64, bad: f64, worth: f64) -> Option<Severity> {
    below(-value, -bad, -worth)
}

fn text<'r>(report: &'r DeviceReport, key: &str) -> Option<&'r str> {
    match report.known(key) {
        Some(FactValue::Text(text)) => Some(text),
        Some(_) | None => None,
    }
}

fn percent(report: &DeviceReport, key: &str) -> Option<f64> {
    match report.known(key) {
        Some(FactValue::Percent(percent)) => Some(*percent),
        Some(_) | None => None,
    }
}

fn gigabytes(bytes: u64) -> String {
    let gigabytes = bytes as f64 / 1e9;
    if gigabytes < 10.0 { format!("{gigabytes:.1} GB") } else { format!("{gigabytes:.0} GB") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    fn fact(key: &str, of: Option<&str>, reading: Reading) -> Fact {
        Fact { key: key.into(), of: of.map(String::from), source: "test".into(), reading, took_ms: 1 }
    }

    fn known(key: &str, value: FactValue) -> Fact {
        fact(key, None, Reading::Known { value })
    }

    fn unknown(key: &str, because: &str) -> Fact {
        fact(key, None, Reading::Unknown { because: because.into() })
    }

    fn disk_of(mount: &str, free: u64, total: u64) -> [Fact; 2] {
        [
            fact(key::DISK_TOTAL, Some(mount), Reading::Known { value: FactValue::Bytes(total) }),
            fact(key::DISK_FREE, Some(mount), Reading::Known { value: FactValue::Bytes(free) }),
        ]
    }

    fn found(facts: Vec<Fact>) -> Vec<(Severity, String)> {
        let report = DeviceReport { taken_at: Timestamp::UNIX_EPOCH, took_ms: 1, agent_version: "0.1.0".into(), facts };
        findings(&report).into_iter().map(|finding| (finding.severity, finding.title)).collect()
    }

    #[test]
    fn a_healthy_device_has_nothing_to_look_at() {
        let mut facts = vec![
            known(key::UPTIME, FactValue::Seconds(3 * DAY_SECONDS)),
            known(key::MEMORY_USED, FactValue::Percent(46.0)),
            known(key::MEMORY_PRESSURE, FactValue::Percent(0.0)),
            known(key::CHECK_GATEWAY, FactValue::Milliseconds(2.0)),
            known(key::CHECK_DNS, FactValue::Milliseconds(20.0)),
            known(key::CHECK_DESK, FactValue::Milliseconds(80.0)),
            known(key::PRINTER_STATE, FactValue::Text("Idle".into())),
            known(key::AUDIO_MUTED, FactValue::Flag(false)),
            unknown(key::BATTERY_CHARGE, "no battery"),
            unknown(key::WIFI_SIGNAL, "on a cable"),
        ];
        facts.extend(disk_of("/", 112_000_000_000, 256_000_000_000));

        assert_eq!(found(facts), []);
    }

    #[test]
    fn each_fact_out_of_range_is_said_once() {
        let bad = Severity::Bad;
        let worth = Severity::Worth;
        for (facts, expected) in [
            (disk_of("/", 2_000_000_000, 100_000_000_000).to_vec(), (bad, "2% free on /")),
            (disk_of("/home", 8_000_000_000, 100_000_000_000).to_vec(), (worth, "8% free on /home")),
            (vec![known(key::MEMORY_PRESSURE, FactValue::Percent(31.4))], (bad, "Waiting for memory 31% of the time")),
            (vec![known(key::MEMORY_USED, FactValue::Percent(92.0))], (worth, "92% of memory in use")),
            (vec![known(key::UPTIME, FactValue::Seconds(41 * DAY_SECONDS + 7))], (worth, "41 days since a restart")),
            (vec![known(key::PRINTER_STATE, FactValue::Text("Stopped: paper jam".into()))], (bad, "Printer: Stopped: paper jam")),
            (vec![known(key::AUDIO_MUTED, FactValue::Flag(true))], (worth, "Sound is muted")),
            (vec![unknown(key::CHECK_DNS, "no answer in 1 s")], (bad, "DNS did not answer")),
            (vec![known(key::CHECK_DESK, FactValue::Milliseconds(2_345.0))], (worth, "The help desk answered in 2345 ms")),
            (vec![unknown(key::DISPLAY, "no display is connected")], (bad, "No display found")),
            (
                vec![known(key::BATTERY_CHARGE, FactValue::Percent(4.0)), known(key::CHARGER, FactValue::Flag(false))],
                (bad, "Battery at 4%, no charger"),
            ),
            (vec![known(key::WIFI_SIGNAL, FactValue::Percent(18.0))], (worth, "Wi-Fi signal at 18%")),
        ] {
            assert_eq!(found(facts), [(expected.0, expected.1.to_owned())]);
        }
    }

    #[test]
    fn the_worst_comes_first() {
        let mut facts = vec![known(key::UPTIME, FactValue::Seconds(20 * DAY_SECONDS)), known(key::AUDIO_MUTED, FactValue::Flag(true))];
        facts.extend(disk_of("/", 1, 1_000));

        let severities: Vec<_> = found(facts).into_iter().map(|(severity, _)| severity).collect();

        assert_eq!(severities, [Severity::Bad, Severity::Worth, Severity::Worth]);
    }

    #[test]
    fn a_low_battery_on_a_charger_is_fine() {
        let facts = vec![known(key::BATTERY_CHARGE, FactValue::Percent(4.0)), known(key::CHARGER, FactValue::Flag(true))];

        assert_eq!(found(facts), []);
    }

    #[test]
    fn a_disk_of_unknown_size_is_not_judged() {
        let facts = vec![fact(key::DISK_FREE, Some("/"), Reading::Known { value: FactValue::Bytes(0) })];

        assert_eq!(found(facts), []);
    }
}
