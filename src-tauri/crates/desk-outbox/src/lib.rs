//! A durable, ordered, exactly-once-in-effect queue: SQLite rows and blob files.
//!
//! What a person has sent is here, on disk, before the screen says so, and it stays until the help desk has taken it. Each
//! [`Parcel`] carries the exact bytes of its request, so that every attempt sends the same ones and a repeat is recognised as a
//! repeat. The queue itself sends nothing: a delivery loop asks for the [`next`](Outbox::next) parcel, marks that an attempt
//! [`began`](Outbox::began), and says how it went.
//!
//! What always holds:
//! - [`accept`](Outbox::accept) returns after the parcels are on the disk, all of them or none.
//! - Of one ticket the words go in the order in which they were written, the ticket first. Pictures and files follow the words they
//!   came with and never hold up later ones. Different tickets do not wait for each other.
//! - A ticket can be taken back until the help desk is known to have it. Its bytes are held then, so that going again it is the same.
//! - Two programs may have the same folder open: the agent and the command line.

mod backoff;
mod blobs;
mod error;
mod outbox;
mod parcel;
mod private;

pub use backoff::{LONGEST_REST, backoff};
pub use error::OutboxError;
pub use outbox::{Began, Due, Lane, Opened, Outbox, Reason, Waiting, Withdrawn};
pub use parcel::{BadKey, Key, Parcel};
