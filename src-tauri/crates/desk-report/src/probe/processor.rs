//! The processor and how busy it is.

use super::{Finding, Probe, found, words};
use desk_api::report::{FactValue, key};
use sysinfo::{CpuRefreshKind, RefreshKind, System};

pub(super) fn probe() -> Probe {
    Probe::reading("the system", &[key::CPU, key::CPU_COUNT, key::LOAD], || {
        let kind = RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing());
        let mut findings = match System::new_with_specifics(kind) {
            Ok(system) => of(system.cpus().first().map(|cpu| cpu.brand().trim().to_owned()), system.cpus().len()),
            Err(error) => vec![words(key::CPU, Err(error.to_string())), found(key::CPU_COUNT, Err(error.to_string()))],
        };
        findings.push(found(key::LOAD, load()));
        findings
    })
}

fn of(brand: Option<String>, count: usize) -> Vec<Finding> {
    let brand = brand.filter(|brand| !brand.is_empty()).ok_or_else(|| "the processor carries no name".to_owned());
    let count = u64::try_from(count).ok().filter(|count| *count > 0).ok_or_else(|| "no processor was counted".to_owned());
    vec![words(key::CPU, brand), found(key::CPU_COUNT, count.map(FactValue::Count))]
}

#[cfg(unix)]
fn load() -> Result<FactValue, String> {
    System::load_average().map(|load| FactValue::Number(load.one)).map_err(|error| error.to_string())
}

#[cfg(not(unix))]
fn load() -> Result<FactValue, String> {
    Err("this system keeps no load average".to_owned())
}
