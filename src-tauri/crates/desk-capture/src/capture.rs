//! Takes a picture of every screen, by whatever this OS has for it.

use crate::Taken;
use std::error::Error;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
use linux as platform;
#[cfg(not(target_os = "linux"))]
use other as platform;

/// Takes a picture of all screens as they stand side by side. Blocks for as long as the display takes to answer, or the person
/// whom the desktop asks first.
///
/// # Errors
/// When this computer gives no picture; the words are a technician's.
pub fn capture() -> Result<Taken, CaptureError> {
    platform::capture()
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum CaptureError {
    /// This build or this kind of session gives none.
    #[error("no picture here: {why}")]
    NotHere {
        /// What stands in the way.
        why: &'static str,
    },
    /// The person, or the desktop on their behalf, said no.
    #[error("the desktop may not give the picture away")]
    Denied,
    /// There is no display to take one of.
    #[error("the display cannot be reached")]
    NoDisplay(#[source] Box<dyn Error + Send + Sync>),
    /// The display was reached and gave none.
    #[error("the display gave no picture")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// The display keeps its pixels in a way this build does not read.
    #[error("the display's pixels cannot be read: {why}")]
    Pixels {
        /// In which way.
        why: String,
    },
}
