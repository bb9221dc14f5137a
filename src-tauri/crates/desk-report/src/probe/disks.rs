//! Each real file system with its size and what a person may still write to it.

#[cfg(target_os = "linux")]
#[path = "disks/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "disks/other.rs"]
mod system;

use super::{Finding, Probe, found, unknown};
use desk_api::report::{FactValue, key};

const NONE: &str = "no disk of this computer is mounted";

/// One file system.
struct Disk {
    /// Where people find it, such as `/home` or `C:\`.
    mounted_at: String,
    sizes: Result<Sizes, String>,
}

#[derive(Clone, Copy)]
struct Sizes {
    total_bytes: u64,
    free_bytes: u64,
}

pub(super) fn probe() -> Probe {
    Probe::reading("the file systems", &[key::DISK_TOTAL, key::DISK_FREE], || findings(system::disks()))
}

fn findings(disks: Result<Vec<Disk>, String>) -> Vec<Finding> {
    let disks = match disks {
        Ok(disks) if !disks.is_empty() => disks,
        Ok(_) => return vec![unknown(key::DISK_TOTAL, NONE), unknown(key::DISK_FREE, NONE)],
        Err(because) => return vec![unknown(key::DISK_TOTAL, because.as_str()), unknown(key::DISK_FREE, because)],
    };
    let mut findings = Vec::new();
    for disk in disks {
        let total = disk.sizes.clone().map(|sizes| FactValue::Bytes(sizes.total_bytes));
        let free = disk.sizes.map(|sizes| FactValue::Bytes(sizes.free_bytes));
        findings.push(found(key::DISK_TOTAL, total).of(disk.mounted_at.as_str()));
        findings.push(found(key::DISK_FREE, free).of(disk.mounted_at));
    }
    findings
}
