//! The agent without a screen.
//!
//! Three seams keep it apart from the world: [`Desk`](desk_api::Desk) is the help desk, [`Host`] is this machine, [`Shell`] is
//! what people see. Its rules are one pure function, `State::apply(event) -> Vec<Effect>`; a plain loop performs the effects.
//! Menu, toasts and pages are derived from the state and compared with `==`; nothing is patched in place.

mod host;
mod shell;

pub use host::{Host, Picture};
pub use shell::Shell;
