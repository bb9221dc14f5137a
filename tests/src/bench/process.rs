//! What the kernel says of a running process.

use crate::memory::{number, read};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;

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
