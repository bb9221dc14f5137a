//! Where the halves meet: one binary for every test that is larger than a package.

mod canary;
mod corpus;
mod faults;
mod load;
mod network;
mod offline;
#[cfg(feature = "desktop")]
mod on_a_desktop;
mod rotation;
mod tidy;
mod torture;
