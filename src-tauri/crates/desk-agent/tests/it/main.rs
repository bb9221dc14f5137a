//! The two programs as people start them.
#![cfg(target_os = "linux")]

mod agent;
mod command_line;
mod doctor;
#[cfg(test)]
mod home;
#[cfg(test)]
mod keyring;
#[cfg(test)]
mod session;
