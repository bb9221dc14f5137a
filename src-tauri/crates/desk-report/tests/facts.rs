//! The facts of this machine beside what other programs say about it, and again after a planted change, so that no constant
//! can pass. Needs root for its own namespaces, and the programs it names.
#![cfg(target_os = "linux")]

#[cfg(test)]
#[path = "facts/device.rs"]
mod device;
#[cfg(test)]
#[path = "facts/machine.rs"]
mod machine;
#[cfg(test)]
#[path = "facts/network.rs"]
mod network;
#[cfg(test)]
#[path = "facts/patience.rs"]
mod patience;
#[cfg(test)]
#[path = "facts/peripherals.rs"]
mod peripherals;
