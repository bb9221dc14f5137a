//! Toasts: puts the engine's [`Toast`](desk_view::Toast) on the screen by whatever this system has for it.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;
#[cfg(target_os = "linux")]
mod press;
#[cfg(target_os = "linux")]
mod shown;
#[cfg(target_os = "linux")]
mod values;

#[cfg(target_os = "linux")]
pub(crate) use linux::Toasts;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::Toasts;
