//! What this device can say about itself: facts with a source and a time, or an honest "unknown, because …".
//!
//! Every probe runs beside the others under a deadline of its own; one that is late, missing a tool or missing the rights
//! becomes an unknown with its reason and holds up nothing. A probe that blocks does so on a thread of its own, so that not
//! even the end of the program waits for it.
//!
//! Never looked at: what people browse, type, copy or open; processes and their arguments; names of files.

#[cfg(unix)]
mod child;
mod probe;
mod report;
mod text;

pub use probe::serial_number;
pub use report::{Context, DEADLINE, report};
pub use text::plain_text;
