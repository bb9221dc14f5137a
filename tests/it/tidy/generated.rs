//! Files that are written from Rust are as Rust would write them now.

use super::root;
use std::fs;

#[test]
fn the_typescript_bindings_are_fresh() {
    let checked_in = fs::read_to_string(root().join("ui/src/lib/bindings.ts")).expect("the bindings are there");

    assert!(checked_in == desk_view::typescript(), "ui/src/lib/bindings.ts is stale: run cargo xtask bless");
}
