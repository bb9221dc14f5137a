//! By the facts crate, which asks the system for its fixed and removable drives.

use super::{Disk, Sizes};
use sysinfo::Disks;

pub(super) fn disks() -> Result<Vec<Disk>, String> {
    let disks = Disks::new_with_refreshed_list().map_err(|error| error.to_string())?;
    let with_sizes = |disk: &sysinfo::Disk| Disk {
        mounted_at: disk.mount_point().display().to_string(),
        sizes: Ok(Sizes { total_bytes: disk.total_space(), free_bytes: disk.available_space() }),
    };
    Ok(disks.iter().map(with_sizes).collect())
}
