//! Where there is no hotkey in this build yet, and this says so.

use super::{Hears, Presses};
use desk_platform::Policy;
use desk_view::HotkeyLine;

#[expect(clippy::needless_pass_by_value, reason = "the signature is that of the systems that have a hotkey")]
pub(crate) fn listen(_policy: &Policy, _presses: Presses, hears: Hears) {
    tracing::info!("there is no hotkey in this build yet; the tray opens Get help");
    hears.say(Some(HotkeyLine::NotHere));
}
