//! The technician's side: a separate audience with its own sign-in. Every write wants our own page behind it.

pub(crate) mod around;
pub(crate) mod attachments;
pub(crate) mod devices;
pub(crate) mod events;
pub(crate) mod how_tos;
pub(crate) mod notices;
pub(crate) mod session;
pub(crate) mod tickets;
