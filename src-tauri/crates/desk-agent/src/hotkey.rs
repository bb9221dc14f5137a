//! The hotkey: keys that open Get help from anywhere, as a click on the bell does.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

use crate::ask::Ask;
use desk_view::{HotkeyLine, Place, Request};
use std::{fmt, sync::Arc};

#[cfg(target_os = "linux")]
pub(crate) use linux::listen;
#[cfg(not(target_os = "linux"))]
pub(crate) use other::listen;

/// What a press does, and what the keys are for in the person's language.
#[derive(Debug)]
pub(crate) struct Presses {
    ask: Ask,
    description: String,
}

impl Presses {
    pub(crate) fn new(ask: Ask, description: String) -> Self {
        Self { ask, description }
    }

    fn open_help(&self) {
        self.ask.ask(Request::Open { place: Place::Help });
    }
}

/// Who hears how it stands with the keys; none while a test is taken, in which there are none.
#[derive(Clone)]
pub(crate) struct Hears(Arc<dyn Fn(Option<HotkeyLine>) + Send + Sync>);

impl Hears {
    pub(crate) fn new(say: impl Fn(Option<HotkeyLine>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(say))
    }

    fn say(&self, line: Option<HotkeyLine>) {
        (self.0)(line);
    }
}

impl fmt::Debug for Hears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hears")
    }
}
