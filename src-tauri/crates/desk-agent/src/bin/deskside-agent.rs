//! Placeholder main while the crates are laid out.
fn main() {}
