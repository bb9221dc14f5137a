//! From the table of mounts, asking only file systems that lie on this computer's own disks: a server or another program that
//! is gone would keep the question for ever.

use super::{Disk, Sizes};
use std::collections::BTreeMap;

const ON_A_DISK: [&str; 15] =
    ["apfs", "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fuseblk", "jfs", "ntfs", "ntfs3", "vfat", "xfs", "zfs"];
/// A container's root; on a computer of its own it is nobody's.
const ROOT_ALONE: &str = "overlay";

pub(super) fn disks() -> Result<Vec<Disk>, String> {
    let table = std::fs::read_to_string("/proc/self/mountinfo").map_err(|error| error.to_string())?;
    Ok(mounts(&table).into_iter().map(|mounted_at| Disk { sizes: sizes(&mounted_at), mounted_at }).collect())
}

fn sizes(mounted_at: &str) -> Result<Sizes, String> {
    let about = rustix::fs::statvfs(mounted_at).map_err(|error| error.to_string())?;
    Ok(Sizes { total_bytes: about.f_blocks.saturating_mul(about.f_frsize), free_bytes: about.f_bavail.saturating_mul(about.f_frsize) })
}

/// Where each disk is mounted, once for each, in the order of the paths. One that is mounted in several places counts at the
/// shortest path; a path that was mounted over counts as what lies on top.
fn mounts(table: &str) -> Vec<String> {
    let mut on_top = BTreeMap::new();
    for (path, mount) in table.lines().filter_map(read) {
        on_top.insert(path, mount);
    }
    let mut first_of_device: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, mount) in &on_top {
        if !mount.is_ours(path) {
            continue;
        }
        let kept = first_of_device.entry(mount.device).or_insert(path);
        if path.len() < kept.len() {
            *kept = path;
        }
    }
    let mut paths: Vec<_> = first_of_device.into_values().map(str::to_owned).collect();
    paths.sort();
    paths
}

struct Mount<'a> {
    device: &'a str,
    file_system: &'a str,
}

impl Mount<'_> {
    fn is_ours(&self, path: &str) -> bool {
        ON_A_DISK.contains(&self.file_system) || (self.file_system == ROOT_ALONE && path == "/")
    }
}

/// One line, as proc(5) has it: `36 35 98:0 /root /path options … - type device …`.
fn read(line: &str) -> Option<(String, Mount<'_>)> {
    let (about, kind) = line.split_once(" - ")?;
    let path = about.split(' ').nth(4)?;
    let mut kind = kind.split(' ');
    Some((unescaped(path), Mount { file_system: kind.next()?, device: kind.next()? }))
}

fn unescaped(path: &str) -> String {
    path.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_disks_are_listed_once_and_nothing_else_is_asked() {
        let table = "\
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
23 22 0:21 / /proc rw - proc proc rw
24 22 0:22 / /run rw - tmpfs tmpfs rw
25 22 259:1 / /boot/efi rw - vfat /dev/nvme0n1p1 rw
26 22 259:2 /var/lib/x /srv/longer rw - ext4 /dev/nvme0n1p2 rw
27 22 0:40 / /home/maria/server rw - fuse.sshfs maria@server rw
28 22 0:41 / /home/maria/share rw - nfs4 server:/share rw
29 22 7:1 / /snap/core/1 ro - squashfs /dev/loop1 ro
30 22 8:1 / /media/maria/MY\\040STICK rw - exfat /dev/sda1 rw
31 22 0:50 / /var/lib/docker/overlay2/x rw - overlay overlay rw
";

        assert_eq!(mounts(table), ["/", "/boot/efi", "/media/maria/MY STICK"]);
    }

    #[test]
    fn what_lies_on_top_of_a_path_counts() {
        let covered =
            "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 8:2 / /mnt rw - ext4 /dev/sdb1 rw\n24 23 0:9 / /mnt rw - tmpfs tmpfs rw\n";

        assert_eq!(mounts(covered), ["/"]);
    }

    #[test]
    fn a_container_has_its_root() {
        assert_eq!(mounts("22 1 0:50 / / rw - overlay overlay rw\n"), ["/"]);
    }

    #[test]
    fn a_table_that_makes_no_sense_has_no_disks() {
        assert_eq!(mounts("\n - \n22 1 8:1\n"), Vec::<String>::new());
    }
}
