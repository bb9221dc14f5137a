//! The operating system and how long it has been up.

use super::{Probe, found, words};
use desk_api::report::{FactValue, key};
use sysinfo::System;

pub(super) fn probe() -> Probe {
    Probe::reading("the system", &[key::OS_NAME, key::OS_VERSION, key::KERNEL, key::UPTIME], || {
        vec![
            words(key::OS_NAME, System::name().map_err(|error| error.to_string())),
            words(key::OS_VERSION, System::os_version().map_err(|error| error.to_string())),
            words(key::KERNEL, System::kernel_version().map_err(|error| error.to_string())),
            found(key::UPTIME, System::uptime().map(FactValue::Seconds).map_err(|error| error.to_string())),
        ]
    })
}
