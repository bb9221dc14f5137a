//! What the kernel says of a running process's memory and bounds.

use anyhow::{Context, Result};
use std::fs;

/// Memory of a process.
pub(crate) struct Memory {
    pub(crate) resident_mib: f64,
    pub(crate) private_dirty_mib: f64,
}

/// Memory, from `smaps_rollup`.
pub(crate) fn of(pid: u32) -> Result<Memory> {
    let rollup = read(pid, "smaps_rollup")?;
    let mib = |field| Ok::<_, anyhow::Error>(f64::from(u32::try_from(number(&rollup, field)?)?) / 1024.0);
    Ok(Memory { resident_mib: mib("Rss:")?, private_dirty_mib: mib("Private_Dirty:")? })
}

/// How many files and connections this process may have open.
pub(crate) fn most_descriptors() -> Result<u64> {
    let limits = fs::read_to_string("/proc/self/limits").context("reading this process's limits")?;
    let line = limits.lines().find(|line| line.starts_with("Max open files")).context("a limit of open files")?;
    line.split_whitespace().nth(3).context("a value")?.parse().context("a number")
}

pub(crate) fn read(pid: u32, file: &str) -> Result<String> {
    fs::read_to_string(format!("/proc/{pid}/{file}")).with_context(|| format!("reading {file} of process {pid}"))
}

pub(crate) fn number(text: &str, field: &str) -> Result<u64> {
    let line = text.lines().find(|line| line.starts_with(field)).with_context(|| format!("{field} is not there"))?;
    line.split_whitespace().nth(1).with_context(|| format!("{field} has no value"))?.parse().context("a number")
}
