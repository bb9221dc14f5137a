//! The agent without a screen.
//!
//! Three seams keep it apart from the world: [`Desk`](desk_api::Desk) is the help desk, [`Host`] is this machine, [`Shell`] is
//! what people see. Its rules are one pure function, `State::apply(event) -> Vec<Effect>`; a plain loop performs the effects.
//! Menu, toasts and pages are derived from the state and compared with `==`; nothing is patched in place.

mod about;
mod code;
mod deliver;
mod engine;
#[cfg(any(test, feature = "fake"))]
pub mod fake;
mod host;
mod once;
mod settings;
mod shell;
mod state;
#[cfg(test)]
mod testing;
mod view;

pub use engine::Engine;
pub use host::{Area, Host, NoPicture, Picture, Quiet};
pub use once::{NewFile, NewRequest, OnceError, SendOutcome, Standing, send_once, status_once};
pub use settings::{Clock, Input, Settings};
pub use shell::Shell;
