//! The graphics adapters and what drives them.

#[cfg(target_os = "linux")]
#[path = "graphics/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "graphics/other.rs"]
mod system;

use super::{Probe, found};
use desk_api::report::{FactValue, key};

pub(super) fn probe() -> Probe {
    Probe::reading("the hardware bus", &[key::GRAPHICS], || {
        let adapters = system::adapters().and_then(|adapters| match adapters.is_empty() {
            true => Err("no graphics adapter reports itself".to_owned()),
            false => Ok(FactValue::List(adapters)),
        });
        vec![found(key::GRAPHICS, adapters)]
    })
}
