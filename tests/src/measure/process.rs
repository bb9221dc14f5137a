//! What the kernel says of a running process.

use anyhow::{Context, Result};
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

/// How often any of its threads went to sleep so far, which is how often one was woken.
pub(super) fn wake_ups(pid: u32) -> Result<u64> {
    let mut all = 0;
    for thread in fs::read_dir(format!("/proc/{pid}/task")).context("listing threads")? {
        let status = fs::read_to_string(thread?.path().join("status")).unwrap_or_default();
        all += number(&status, "voluntary_ctxt_switches:").unwrap_or_default();
    }
    Ok(all)
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
