//! The keyring and the claim to be the only agent, against a real session bus and a real keyring that belong to the test.
#![cfg(target_os = "linux")]

#[cfg(test)]
#[path = "session/desktop.rs"]
mod desktop;
#[cfg(test)]
#[path = "session/instance.rs"]
mod instance;
#[cfg(test)]
#[path = "session/keyring.rs"]
mod keyring;
