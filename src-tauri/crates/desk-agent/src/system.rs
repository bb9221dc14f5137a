//! What the agent asks of this system beside tray and toasts.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(crate) use linux::{THIS_OS, asked_to_end, give_memory_back, keep_little_memory, leave_no_core_file, there_is_a_screen};
#[cfg(not(target_os = "linux"))]
pub(crate) use other::{THIS_OS, asked_to_end, give_memory_back, keep_little_memory, leave_no_core_file, there_is_a_screen};
