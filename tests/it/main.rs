//! Where the halves meet: one binary for every test that is larger than a package.

#[cfg(feature = "desktop")]
mod on_a_desktop;
mod tidy;
