//! The hotkey: keys that open Get help from anywhere, as a click on the bell does.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(crate) use linux::listen;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::listen;
