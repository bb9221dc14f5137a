//! Where there is no hotkey in this build yet, and this says so.

use crate::ask::Ask;
use desk_platform::Policy;

#[expect(clippy::needless_pass_by_value, reason = "the signature is that of the systems that have a hotkey")]
pub(crate) fn listen(_policy: &Policy, _ask: Ask) {
    tracing::info!("there is no hotkey in this build yet; the tray opens Get help");
}
