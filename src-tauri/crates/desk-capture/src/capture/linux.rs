//! X11 by itself, and Wayland by its portal: a Wayland session's X server shows us an empty root.

mod pixels;
mod portal;
mod x11;
#[cfg(test)]
mod xvfb;

use super::CaptureError;
use crate::Taken;
use std::env;

pub(super) fn capture() -> Result<Taken, CaptureError> {
    if env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty()) {
        return portal::capture();
    }
    x11::capture_from(None)
}
