//! A help desk over HTTPS.
//!
//! [`Client`] is the [`Desk`](desk_api::Desk) an agent uses: the operating system's trust store and proxy, no redirect followed,
//! every wait with an end, plain HTTP to this very machine alone. Which proxies lead there, it asks [`Routes`]. It signs in when it first
//! has to and keeps what signs it in with a [`SecretStore`]. It never tries again by itself, but for one call after a sign-in that had
//! ended, and one that waited on a network that is gone: that is the outbox's work.
//!
//! What always holds:
//! - A write sends the sealed bytes as they are.
//! - A new refresh token is in the store before it is used.
//! - Whoever is not trusted hears nothing, and is named.
//! - No secret is in a URL, a log line, or what `Debug` shows.

mod address;
mod cache;
mod client;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod identity;
mod live;
mod roads;
mod route;
mod session;
mod store;
mod trouble;
mod trust;
mod wire;

pub use address::AddressError;
pub use client::{BuildError, Client};
pub use identity::Identity;
pub use route::{Route, Routes};
pub use session::SECRETS;
pub use store::{MemoryStore, SecretStore, StoreError};
pub use trouble::{Trouble, trouble};
