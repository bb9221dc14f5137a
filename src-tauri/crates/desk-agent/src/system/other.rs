//! Other systems: a session has a screen, and Ctrl-C ends a program.

use desk_view::Os;
use std::io;

/// The shapes of this system's controls.
pub(crate) const THIS_OS: Os = if cfg!(windows) { Os::Windows } else { Os::Macos };

/// Returns when somebody at a terminal wants this program to end.
pub(crate) async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Whether a window could be shown.
pub(crate) fn there_is_a_screen() -> bool {
    true
}

/// macOS writes none unless it was told to, and what Windows writes is the administrator's to say.
pub(crate) fn leave_no_core_file() {}

/// These systems' allocators are left to themselves.
pub(crate) fn keep_little_memory() {}

/// These systems' allocators are left to themselves.
pub(crate) fn give_memory_back() {}
