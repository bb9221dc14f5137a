//! The rules of the house that no compiler checks.

mod dependencies;
mod generated;
mod pages;
mod sources;
mod threats;

use std::path::{Path, PathBuf};

/// The checkout's root.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the checkout").to_owned()
}

/// Holds when nothing broke a rule; else says each time one was broken.
#[track_caller]
fn none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}
