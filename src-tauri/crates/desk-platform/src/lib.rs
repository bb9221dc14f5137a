//! This OS, as far as the agent needs it: what the district's policy says, who is signed in, where files belong, the keyring,
//! and that there is one agent for each person.
//!
//! It depends on nothing else of Deskside, so that whatever installs the agent can read the same policy. What a system
//! cannot do is said as a value (`None`, [`KeyringError::Unavailable`], a problem in [`Loaded`]), never as a crash: a wrong
//! line in a policy file must not keep a teacher from asking for help.

mod account;
mod connection;
mod downloads;
#[cfg(feature = "fuzz")]
pub mod fuzz;
mod install_id;
mod instance;
mod keyring;
mod network;
mod paths;
mod policy;
mod presence;
mod proxies;

pub use account::Account;
pub use connection::Connection;
pub use downloads::{downloads, save_in};
pub use install_id::install_id;
pub use instance::{Asked, Claimed, Instance, InstanceError, Other};
pub use keyring::{Keyring, KeyringError};
pub use network::Network;
pub use paths::{Paths, PathsError};
pub use policy::{Hotkey, Key, Keys, Loaded, Policy, PolicyProblem, PolicySource, TestingTime};
pub use presence::{Quiet, quiet, testing, testing_time_changes_in};
pub use proxies::{ProxyChoice, proxies};
