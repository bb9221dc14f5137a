//! The two programs as people start them.
#![cfg(target_os = "linux")]

mod agent;
mod command_line;
#[cfg(test)]
mod session;
