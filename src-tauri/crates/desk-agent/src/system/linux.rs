//! Linux: signals and the end of the session end a program, and a session may have no screen.

mod session;

use desk_view::Os;
use rustix::process::{Resource, Rlimit, setrlimit};
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

/// Keeps a crash of this program, and of the window it starts, from writing its memory to the disk: the token is in it, and
/// people's words. To be called before either is there.
pub(crate) fn leave_no_core_file() {
    const NONE: Rlimit = Rlimit { current: Some(0), maximum: Some(0) };
    // Lowering a limit is always allowed.
    setrlimit(Resource::Core, NONE).ok();
}

/// Has the allocator hand large pieces back as soon as they are free: an agent sleeps all day, and a picture is tens of
/// megabytes for a moment. To be called first of all.
#[cfg(target_env = "gnu")]
pub(crate) fn keep_little_memory() {
    /// A picture is larger and so lies in pages of its own; left alone, the allocator would raise this with the first one.
    const IN_PAGES_OF_ITS_OWN: libc::c_int = 256 * 1024;
    /// One thread does nearly everything, and each further arena keeps what was freed in it.
    const ARENAS: libc::c_int = 1;
    // SAFETY: both only set numbers inside the allocator, which it reads when it is next asked for memory.
    #[expect(unsafe_code, reason = "the C library has no other way to be told")]
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, IN_PAGES_OF_ITS_OWN);
        libc::mallopt(libc::M_ARENA_MAX, ARENAS);
    }
}

/// Hands back what is free inside the allocator, after something large is over.
#[cfg(target_env = "gnu")]
pub(crate) fn give_memory_back() {
    // SAFETY: releases only pages in which nothing is allocated.
    #[expect(unsafe_code, reason = "the C library has no other way to be told")]
    unsafe {
        libc::malloc_trim(0);
    }
}

/// Other C libraries keep little by themselves.
#[cfg(not(target_env = "gnu"))]
pub(crate) fn keep_little_memory() {}

/// Other C libraries give back by themselves.
#[cfg(not(target_env = "gnu"))]
pub(crate) fn give_memory_back() {}
