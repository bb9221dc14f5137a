//! The pipe's two ends, kept from everything else in this process: libraries print, and what they start inherits.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::fs::File;
#[cfg(unix)]
pub(crate) use unix::set_aside;
#[cfg(windows)]
pub(crate) use windows::set_aside;

/// Both ends.
pub(crate) struct Stdio {
    /// What was stdin.
    pub(crate) from_agent: File,
    /// What was stdout.
    pub(crate) to_agent: File,
}
