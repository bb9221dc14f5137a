//! Linux: signals and the end of the session end a program, and a session may have no screen.

mod session;

use desk_view::Os;
use std::{env, io};
use tokio::signal::unix::{SignalKind, signal};

/// Linux desktops share GNOME's shapes.
pub(crate) const THIS_OS: Os = Os::Gnome;

/// Returns when the session, or somebody at a terminal, wants this program to end.
pub(crate) async fn asked_to_end() -> io::Result<()> {
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
        _ = hang_up.recv() => {}
        () = session::over() => {}
    }
    Ok(())
}

/// Whether a window could be shown.
pub(crate) fn there_is_a_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}
