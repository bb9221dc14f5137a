//! What needs a whole desktop: a screen, a tray, toasts, a keyring, and the built window. Run them one after another.

mod demo;
mod desk;
mod harness;
mod main_job;

use std::path::Path;

/// The text of axe-core, which finds barriers.
fn axe() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(path).expect("axe-core is installed: npm ci in ui/")
}
