//! By the facts crate.

use sysinfo::Gpus;

pub(super) fn adapters() -> Result<Vec<String>, String> {
    let gpus = Gpus::new_with_refreshed_list().map_err(|error| error.to_string())?;
    Ok(gpus.iter().filter_map(|gpu| gpu.model().or(gpu.vendor())).map(str::to_owned).collect())
}
