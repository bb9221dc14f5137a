//! The tray agent and the command line: they plug the rest together.
//!
//! Nothing is decided here. The engine says what people see, and the parts of this crate put it on the screen: the tray, the
//! toasts, and the window, which is a program of its own. What people ask for goes back to the engine as a
//! [`Request`](desk_view::Request). No GTK and no WebKit is linked; between two glances of the person nothing wakes up.

pub mod agent;
mod ask;
mod calendar;
pub mod cli;
mod desk;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod here;
mod home;
mod host;
mod hotkey;
mod joining;
mod logs;
mod options;
mod routes;
mod say;
mod screen;
mod store;
mod system;
#[cfg(test)]
#[cfg(unix)]
mod testing;
mod toast;
mod tray;
mod typed;
mod window;
