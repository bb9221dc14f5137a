//! The hotkey on X11: the X server is asked to send these keys to us alone, wherever they are pressed.
//!
//! Nothing wakes up for it but the keys themselves, a change of the keyboard, and the beginning and end of a testing time, in which
//! the keys are left to the others. While a test browser runs they open nothing.

mod keyboard;

use super::{Answer, Hears, Presses};
use desk_platform::{Keys, Policy, Quiet, testing, testing_time_changes_in};
use desk_view::HotkeyLine;
use jiff::Zoned;
use keyboard::Keyboard;
use std::{io, os::fd::AsFd, sync::Arc};
use tokio::{
    io::{Interest, unix::AsyncFd},
    task::spawn_blocking,
    time::sleep,
};
use x11rb::{
    connection::Connection,
    protocol::{
        ErrorKind, Event,
        xproto::{ConnectionExt as _, GRAB_KEY_REQUEST, Grab, GrabMode, Mapping, ModMask, Window},
    },
    rust_connection::RustConnection,
};

/// A key that is held repeats itself; what comes so soon after the last is no other press, in milliseconds.
const HELD_MS: u32 = 1_000;

/// Ends with the X server.
pub(super) async fn keep(keys: Keys, policy: &Policy, presses: &Presses, hears: &Hears) -> Answer<()> {
    let (connection, screen) = spawn_blocking(|| x11rb::connect(None)).await??;
    let connection = Arc::new(connection);
    let root = connection.setup().roots.get(screen).ok_or("there is no such screen")?.root;
    // SAFETY: the borrow keeps the connection, and so its socket, open for as long as the runtime watches it.
    #[expect(unsafe_code, reason = "tokio watches no borrowed socket otherwise")]
    let server = unsafe { AsyncFd::register_with_interest(connection.stream().as_fd(), Interest::READABLE) }.map_err(io::Error::from)?;
    let mut grab = Grabs { connection: &connection, root, keys, hears, held: Held::Unknown, last_press: None };
    loop {
        let now = Zoned::now();
        let is_testing_time = testing(policy, now.datetime()) == Some(Quiet::TestingTime);
        grab.hold(!is_testing_time).await?;
        while let Some(event) = connection.poll_for_event()? {
            if grab.is_press(&event) && testing(policy, Zoned::now().datetime()).is_none() {
                presses.open_help();
            }
        }
        if grab.held == Held::Unknown {
            continue;
        }
        let change = testing_time_changes_in(policy, &now);
        tokio::select! {
            ready = server.readable() => ready?.clear_ready(),
            () = sleep(change.unwrap_or_default()), if change.is_some() => {}
        }
    }
}

/// What the X server sends to us alone.
struct Grabs<'a> {
    connection: &'a Arc<RustConnection>,
    root: Window,
    keys: Keys,
    hears: &'a Hears,
    held: Held,
    /// By the X server's clock, in milliseconds.
    last_press: Option<u32>,
}

#[derive(PartialEq, Eq)]
enum Held {
    Nothing,
    /// The keys, as they lie on the keyboard.
    Keys,
    /// Nothing was asked for so far, or the keyboard is another since.
    Unknown,
}

impl Grabs<'_> {
    /// Asks for the keys, or leaves them to others.
    async fn hold(&mut self, wants: bool) -> Answer<()> {
        let is_so = match self.held {
            Held::Keys => wants,
            Held::Nothing => !wants,
            Held::Unknown => false,
        };
        if is_so {
            return Ok(());
        }
        self.connection.ungrab_key(Grab::ANY, self.root, ModMask::ANY)?;
        self.held = Held::Nothing;
        if wants {
            let (connection, keys) = (Arc::clone(self.connection), self.keys);
            let keyboard = spawn_blocking(move || Keyboard::of(&connection, keys)).await??;
            let has_key = !keyboard.codes.is_empty();
            if !has_key {
                tracing::warn!(keys = %self.keys, "this keyboard has no such key, so there is no hotkey");
            }
            let works = HotkeyLine::Works { keys: self.keys.to_string() };
            self.hears.say(Some(if has_key { works } else { HotkeyLine::NotHere }));
            for (code, modifiers) in keyboard.combinations() {
                self.connection.grab_key(false, self.root, modifiers, code, GrabMode::ASYNC, GrabMode::ASYNC)?;
            }
            self.held = Held::Keys;
            tracing::info!(keys = %self.keys, "the hotkey opens Get help");
        } else {
            self.hears.say(None);
            tracing::info!(keys = %self.keys, "a test is taken now, so there is no hotkey");
        }
        self.connection.flush()?;
        Ok(())
    }

    /// Whether the keys were pressed.
    fn is_press(&mut self, event: &Event) -> bool {
        if let Event::KeyPress(press) = event {
            let last = self.last_press.replace(press.time);
            return last.is_none_or(|last| press.time.wrapping_sub(last) > HELD_MS);
        }
        if let Event::MappingNotify(change) = event
            && change.request != Mapping::POINTER
            && self.held == Held::Keys
        {
            self.held = Held::Unknown;
        }
        if let Event::Error(error) = event
            && error.error_kind == ErrorKind::Access
            && error.major_opcode == GRAB_KEY_REQUEST
        {
            self.hears.say(Some(HotkeyLine::Taken { keys: self.keys.to_string() }));
            tracing::warn!(keys = %self.keys, "another program holds these keys, so they are no hotkey of ours");
        }
        false
    }
}
