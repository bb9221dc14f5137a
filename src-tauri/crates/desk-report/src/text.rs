//! A report as plain text, for a terminal or a phone call: grouped, aligned, every unknown with its reason.

use desk_api::DeviceReport;
use desk_api::report::{Fact, FactValue, Reading, key};
use std::fmt::Write;

/// Groups of lines, each with what its facts are called.
const GROUPS: [(&str, &[(&str, &str)]); 9] = [
    (
        "Who and where",
        &[
            (key::USER_NAME, "Account"),
            (key::USER_FULL_NAME, "Name"),
            (key::SITE, "Site"),
            (key::BUILDING, "Building"),
            (key::ROOM, "Room"),
        ],
    ),
    (
        "Computer",
        &[
            (key::HOST_NAME, "Host name"),
            (key::MAKE, "Make"),
            (key::MODEL, "Model"),
            (key::SERIAL, "Serial number"),
            (key::ASSET_TAG, "Asset tag"),
            (key::CPU, "Processor"),
            (key::CPU_COUNT, "Logical processors"),
            (key::LOAD, "Load, last minute"),
            (key::MEMORY_TOTAL, "Memory"),
            (key::MEMORY_USED, "Memory in use"),
            (key::MEMORY_PRESSURE, "Waiting for memory"),
            (key::GRAPHICS, "Graphics"),
        ],
    ),
    (
        "System",
        &[
            (key::OS_NAME, "System"),
            (key::OS_VERSION, "Version"),
            (key::KERNEL, "Kernel"),
            (key::UPTIME, "Turned on for"),
            (key::TIME_ZONE, "Time zone"),
            (key::CLOCK, "Clock"),
        ],
    ),
    ("Disks", &[(key::DISK_TOTAL, "Size of"), (key::DISK_FREE, "Free on")]),
    ("Power", &[(key::BATTERY_CHARGE, "Battery"), (key::BATTERY_STATE, "Battery is"), (key::CHARGER, "Charger connected")]),
    ("Displays", &[(key::DISPLAY, "Display"), (key::DISPLAY_ARRANGEMENT, "Arrangement")]),
    (
        "Network",
        &[
            (key::NET_INTERFACE, "Interface"),
            (key::NET_KIND, "Kind"),
            (key::NET_ADDRESSES, "Addresses"),
            (key::NET_GATEWAY, "Gateway"),
            (key::NET_DNS, "DNS servers"),
            (key::WIFI_NAME, "Wi-Fi name"),
            (key::WIFI_SIGNAL, "Wi-Fi signal"),
            (key::CHECK_GATEWAY, "Gateway answers in"),
            (key::CHECK_DNS, "DNS answers in"),
            (key::CHECK_DESK, "Help desk answers in"),
        ],
    ),
    (
        "Printing and sound",
        &[
            (key::PRINTER, "Default printer"),
            (key::PRINTER_STATE, "Printer is"),
            (key::AUDIO_OUTPUT, "Sound output"),
            (key::AUDIO_MUTED, "Muted"),
            (key::AUDIO_VOLUME, "Volume"),
        ],
    ),
    ("Deskside", &[(key::AGENT_VERSION, "Version"), (key::POLICY_SOURCE, "Policy")]),
];

/// The report as text, one fact a line.
#[must_use]
pub fn plain_text(report: &DeviceReport) -> String {
    let mut text = format!("Taken {} in {} ms\n", FactValue::Time(report.taken_at).in_words(), report.took_ms);
    let labelled: Vec<_> = GROUPS.iter().map(|(title, names)| (*title, lines(report, names))).collect();
    let width = labelled.iter().flat_map(|(_, lines)| lines).map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    for (title, lines) in labelled.iter().filter(|(_, lines)| !lines.is_empty()) {
        push(&mut text, format_args!("\n{title}\n"));
        for (label, value) in lines {
            push(&mut text, format_args!("  {label:width$}  {value}\n"));
        }
    }
    text
}

fn lines(report: &DeviceReport, names: &[(&str, &str)]) -> Vec<(String, String)> {
    let name_of = |fact: &Fact| names.iter().find(|(key, _)| *key == fact.key).map(|(_, name)| *name);
    report.facts.iter().filter_map(|fact| Some((label(name_of(fact)?, fact), value(fact)))).collect()
}

fn label(name: &str, fact: &Fact) -> String {
    match &fact.of {
        Some(which) => format!("{name} {which}"),
        None => name.to_owned(),
    }
}

fn value(fact: &Fact) -> String {
    match &fact.reading {
        Reading::Known { value } => value.in_words(),
        Reading::Unknown { because } => format!("unknown: {because}"),
    }
}

fn push(text: &mut String, words: std::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("a string takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(key: &str, of: Option<&str>, reading: Reading) -> Fact {
        Fact { key: key.to_owned(), of: of.map(str::to_owned), source: "a test".to_owned(), reading, took_ms: 1 }
    }

    fn known(value: FactValue) -> Reading {
        Reading::Known { value }
    }

    #[test]
    fn a_report_reads_well() {
        let report = DeviceReport {
            taken_at: "2026-11-23T09:14:05Z".parse().unwrap(),
            took_ms: 84,
            agent_version: "0.1.0".to_owned(),
            facts: vec![
                fact(key::HOST_NAME, None, known(FactValue::Text("cr-b204-01".to_owned()))),
                fact(key::SERIAL, None, Reading::Unknown { because: "only an administrator may read it".to_owned() }),
                fact(key::UPTIME, None, known(FactValue::Seconds(3_542_400))),
                fact(key::DISK_TOTAL, Some("/"), known(FactValue::Bytes(255_550_554_112))),
                fact(key::DISK_FREE, Some("/"), known(FactValue::Bytes(120_259_084_288))),
                fact(key::CHECK_DNS, None, known(FactValue::Milliseconds(12.34))),
            ],
        };

        insta::assert_snapshot!(plain_text(&report), @r"
        Taken 2026-11-23 09:14:05 UTC in 84 ms

        Computer
          Host name       cr-b204-01
          Serial number   unknown: only an administrator may read it

        System
          Turned on for   41 days

        Disks
          Size of /       238 GB
          Free on /       112 GB

        Network
          DNS answers in  12.3 ms
        ");
    }

    #[test]
    fn every_key_has_a_line() {
        let contract = include_str!("../../desk-api/src/report.rs");
        let keys = contract.lines().filter_map(|line| line.trim().strip_prefix("pub const ")?.split('"').nth(1));

        for key in keys {
            let named = GROUPS.iter().flat_map(|(_, names)| *names).filter(|(name, _)| *name == key).count();
            assert_eq!(named, 1, "{key}");
        }
    }
}
