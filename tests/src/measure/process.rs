//! What the kernel says of a running process.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;

/// Memory of a process.
pub(super) struct Memory {
    pub(super) resident_mib: f64,
    pub(super) private_dirty_mib: f64,
}

/// Memory, from `smaps_rollup`.
pub(super) fn memory(pid: u32) -> Result<Memory> {
    let rollup = read(pid, "smaps_rollup")?;
    let mib = |field| Ok::<_, anyhow::Error>(f64::from(u32::try_from(number(&rollup, field)?)?) / 1024.0);
    Ok(Memory { resident_mib: mib("Rss:")?, private_dirty_mib: mib("Private_Dirty:")? })
}

/// How often each of its threads went to sleep so far, which is how often it was woken.
pub(super) struct WakeUps(BTreeMap<OsString, u64>);

impl WakeUps {
    pub(super) fn of(pid: u32) -> Result<Self> {
        let mut threads = BTreeMap::new();
        for thread in fs::read_dir(format!("/proc/{pid}/task")).context("listing threads")? {
            let thread = thread?;
            let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            threads.insert(thread.file_name(), number(&status, "voluntary_ctxt_switches:").unwrap_or_default());
        }
        Ok(Self(threads))
    }

    /// How often any of them was woken since. A thread that ended meanwhile was woken for that once.
    pub(super) fn since(&self, before: &Self) -> u64 {
        let ended = before.0.keys().filter(|thread| !self.0.contains_key(*thread)).count();
        let woken = self.0.iter().map(|(thread, count)| count.saturating_sub(before.0.get(thread).copied().unwrap_or_default()));
        woken.sum::<u64>() + ended as u64
    }
}

/// Bytes it caused to be written to a disk so far.
pub(super) fn written_bytes(pid: u32) -> Result<u64> {
    number(&read(pid, "io")?, "write_bytes:")
}

fn read(pid: u32, file: &str) -> Result<String> {
    fs::read_to_string(format!("/proc/{pid}/{file}")).with_context(|| format!("reading {file} of process {pid}"))
}

fn number(text: &str, field: &str) -> Result<u64> {
    let line = text.lines().find(|line| line.starts_with(field)).with_context(|| format!("{field} is not there"))?;
    line.split_whitespace().nth(1).with_context(|| format!("{field} has no value"))?.parse().context("a number")
}
