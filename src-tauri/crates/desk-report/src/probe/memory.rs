//! How much memory there is, how much is in use, and whether anything waits for it.

use super::{Probe, found};
use desk_api::report::{FactValue, key};
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

pub(super) fn probe() -> Probe {
    Probe::reading("the system", &[key::MEMORY_TOTAL, key::MEMORY_USED, key::MEMORY_PRESSURE], || {
        let kind = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
        let sizes = System::new_with_specifics(kind).map(|system| (system.total_memory(), system.available_memory()));
        let sizes = sizes.map_err(|error| error.to_string()).and_then(|(total, available)| match total {
            0 => Err("the system does not say".to_owned()),
            _ => Ok((total, available)),
        });
        vec![
            found(key::MEMORY_TOTAL, sizes.clone().map(|(total, _)| FactValue::Bytes(total))),
            found(key::MEMORY_USED, sizes.map(|(total, available)| FactValue::Percent(used_percent(total, available)))),
            found(key::MEMORY_PRESSURE, pressure().map(FactValue::Percent)).from("/proc/pressure/memory"),
        ]
    })
}

#[expect(clippy::cast_precision_loss, reason = "a share of memory needs three digits")]
fn used_percent(total: u64, available: u64) -> f64 {
    total.saturating_sub(available) as f64 / total as f64 * 100.0
}

#[cfg(target_os = "linux")]
fn pressure() -> Result<f64, String> {
    let text = std::fs::read_to_string("/proc/pressure/memory").map_err(|_| "this kernel does not measure it".to_owned())?;
    some_of_ten_seconds(&text).ok_or_else(|| "the kernel says it in a way this version does not know".to_owned())
}

#[cfg(not(target_os = "linux"))]
fn pressure() -> Result<f64, String> {
    Err("this system does not measure it".to_owned())
}

#[cfg(any(target_os = "linux", test))]
fn some_of_ten_seconds(text: &str) -> Option<f64> {
    let some = text.lines().find_map(|line| line.strip_prefix("some "))?;
    some.split_whitespace().find_map(|field| field.strip_prefix("avg10="))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pressure_is_the_share_in_which_some_task_waited() {
        let busy = "some avg10=12.34 avg60=3.00 avg300=0.60 total=123\nfull avg10=2.00 avg60=0.00 avg300=0.00 total=0\n";

        assert_eq!(some_of_ten_seconds(busy), Some(12.34));
        assert_eq!(some_of_ten_seconds("full avg10=2.00"), None);
        assert_eq!(some_of_ten_seconds("some avg10=many"), None);
    }

    #[test]
    fn memory_that_can_be_had_is_not_in_use() {
        assert!((used_percent(8_000, 2_000) - 75.0).abs() < f64::EPSILON);
        assert!(used_percent(8_000, 9_000).abs() < f64::EPSILON);
    }
}
