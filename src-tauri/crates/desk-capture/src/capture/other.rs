//! Where there is no capture yet, and this says so.

use super::CaptureError;
use crate::Taken;

#[expect(clippy::unnecessary_wraps, reason = "the signature is that of the systems that give pictures")]
pub(super) fn capture() -> Result<Taken, CaptureError> {
    Err(CaptureError::NotHere { why: "this build takes no pictures on this system" })
}
