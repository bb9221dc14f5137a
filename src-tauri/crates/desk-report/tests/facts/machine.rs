//! The machine itself: name, system, processor, memory, disks, clock, power, firmware.

use crate::device::{Facts, report, report_after, said};
use desk_api::report::{FactValue, key};

const AS_IT_IS: &[(&str, &str)] = &[];

#[test]
fn names_and_versions_are_what_other_programs_say() {
    let report = report(AS_IT_IS);

    assert_eq!(report.text(key::HOST_NAME), said("hostname", &[]));
    assert_eq!(report.text(key::KERNEL), said("uname", &["-r"]));
    assert_eq!(report.text(key::OS_NAME), said("sh", &["-c", ". /etc/os-release; echo \"$NAME\""]));
    assert_eq!(report.text(key::OS_VERSION), said("sh", &["-c", ". /etc/os-release; echo \"$VERSION_ID\""]));
}

#[test]
fn the_processor_is_what_lscpu_says() {
    let report = report(AS_IT_IS);

    let lscpu = said("lscpu", &[]);
    let line = |name: &str| lscpu.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned());
    assert_eq!(report.text(key::CPU), line("Model name:").unwrap());
    assert_eq!(report.value(key::CPU_COUNT).in_words(), line("CPU(s):").unwrap());
}

#[test]
fn the_load_is_what_the_kernel_says_at_that_moment() {
    let loads = || said("cut", &["-d ", "-f1", "/proc/loadavg"]).parse::<f64>().unwrap();

    let before = loads();
    let report = report(AS_IT_IS);
    let after = loads();

    let FactValue::Number(load) = report.value(key::LOAD) else { panic!("the load is a number") };
    assert!([before, after].contains(load), "{before} {load} {after}");
}

#[test]
fn memory_is_what_free_says() {
    let report = report(AS_IT_IS);

    let free = said("free", &["-b"]);
    let fields: Vec<f64> = free.lines().nth(1).unwrap().split_whitespace().skip(1).map(|field| field.parse().unwrap()).collect();
    let (total, available) = (fields[0], fields[5]);
    let FactValue::Percent(used) = report.value(key::MEMORY_USED) else { panic!("a share") };
    assert_eq!(report.bytes(key::MEMORY_TOTAL, None).to_string(), format!("{total}"));
    assert!((used - (total - available) / total * 100.0).abs() < 10.0, "{used} beside {free}");
}

#[test]
fn the_clock_and_the_time_since_start_are_right() {
    let report = report(AS_IT_IS);

    let now: i64 = said("date", &["+%s"]).parse().unwrap();
    let up: f64 = said("cut", &["-d ", "-f1", "/proc/uptime"]).parse().unwrap();
    let FactValue::Time(clock) = report.value(key::CLOCK) else { panic!("a moment") };
    let FactValue::Seconds(uptime) = report.value(key::UPTIME) else { panic!("a duration") };
    assert!((now - clock.as_second()).abs() < 10);
    assert!((up - f64::from(u32::try_from(*uptime).unwrap())).abs() < 10.0);
}

#[test]
fn a_disk_is_what_df_says() {
    let report = report(AS_IT_IS);

    let df = said("df", &["-B1", "--output=size,avail", "/"]);
    let fields: Vec<u64> = df.lines().nth(1).unwrap().split_whitespace().map(|field| field.parse().unwrap()).collect();
    let free = report.bytes(key::DISK_FREE, Some("/"));
    assert_eq!(report.bytes(key::DISK_TOTAL, Some("/")), fields[0]);
    assert!(free.abs_diff(fields[1]) < fields[0] / 50, "{free} beside {df}");
}

#[test]
fn a_planted_host_name_is_reported() {
    let report = report_after(&["--uts"], r#"hostname cr-b204-planted; exec "$0" --json"#, AS_IT_IS);

    assert_eq!(report.text(key::HOST_NAME), "cr-b204-planted");
    assert_ne!(report.text(key::HOST_NAME), said("hostname", &[]));
}

#[test]
fn a_full_disk_is_reported_full() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().to_string_lossy().into_owned();
    let script = format!(
        r#"truncate -s 16M {place}/image; mkfs.ext4 -q {place}/image; mkdir {place}/disk; mount -o loop {place}/image {place}/disk
           dd if=/dev/zero of={place}/disk/full bs=64k 2>/dev/null || true
           df -B1 --output=size,avail {place}/disk | tail -n1 > {place}/df; exec "$0" --json"#
    );

    let report = report_after(&["--mount"], &script, AS_IT_IS);

    let disk = format!("{place}/disk");
    let df = std::fs::read_to_string(folder.path().join("df")).unwrap();
    let fields: Vec<u64> = df.split_whitespace().map(|field| field.parse().unwrap()).collect();
    assert_eq!(report.bytes(key::DISK_FREE, Some(&disk)), 0);
    assert_eq!([report.bytes(key::DISK_TOTAL, Some(&disk)), 0], fields[..]);
    assert!(report.bytes(key::DISK_FREE, Some("/")) > 0);
}

#[test]
fn a_planted_time_zone_is_reported() {
    let report = report(&[("TZ", "America/Denver")]);

    assert_eq!(report.text(key::TIME_ZONE), "America/Denver");
}

#[test]
fn a_planted_battery_is_reported() {
    let script = r#"at=$(mktemp -d); mount -t tmpfs planted "$at"; mkdir "$at/BAT0" "$at/AC"
        put() { echo "$2" > "$at/$1"; }
        put BAT0/type Battery; put BAT0/status Discharging; put BAT0/capacity 42; put BAT0/present 1
        put BAT0/energy_now 21000000; put BAT0/energy_full 50000000; put BAT0/energy_full_design 50000000
        put BAT0/power_now 9000000; put BAT0/voltage_now 11400000; put AC/type Mains; put AC/online 0
        mount --bind "$at" /sys/class/power_supply; exec "$0" --json"#;

    let planted = report_after(&["--mount"], script, AS_IT_IS);

    assert_eq!(planted.value(key::BATTERY_CHARGE), &FactValue::Percent(42.0));
    assert_eq!(planted.text(key::BATTERY_STATE), "discharging");
    assert_eq!(planted.value(key::CHARGER), &FactValue::Flag(false));
}

#[test]
fn what_the_maker_wrote_is_reported_and_a_serial_number_only_with_the_right_to_read_it() {
    let plant = r#"mount -t tmpfs planted /sys/devices/virtual; mkdir -p /sys/devices/virtual/dmi/id; cd /sys/devices/virtual/dmi/id
        echo "Acme Computers" > sys_vendor; echo "Schoolbook 14" > product_name; echo "Default string" > board_asset_tag
        umask 077; echo "SN-5417-XQ" > product_serial; cd /"#;

    let as_root = report_after(&["--mount"], &format!(r#"{plant}; exec "$0" --json"#), AS_IT_IS);
    let copy = tempfile::Builder::new().permissions(open_to_all()).tempdir().unwrap();
    let example = copy.path().join("report");
    std::fs::copy(crate::device::example(), &example).unwrap();
    let as_nobody = format!("{plant}; exec setpriv --reuid 65534 --regid 65534 --clear-groups {} --json", example.display());
    let as_nobody = report_after(&["--mount"], &as_nobody, AS_IT_IS);

    assert_eq!([as_root.text(key::MAKE), as_root.text(key::MODEL)], ["Acme Computers", "Schoolbook 14"]);
    assert_eq!(as_root.text(key::SERIAL), "SN-5417-XQ");
    assert_eq!(as_root.why_unknown(key::ASSET_TAG), "neither the policy nor the firmware names one");
    assert_eq!(as_nobody.text(key::MODEL), "Schoolbook 14");
    assert_eq!(as_nobody.why_unknown(key::SERIAL), "only an administrator may read it");
}

fn open_to_all() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    std::fs::Permissions::from_mode(0o755)
}
