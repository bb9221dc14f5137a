//! Puts the window's pages into the program, and says what to do where they have not been built.

use std::path::Path;

const PAGES: &str = "../ui/dist/window";

fn main() {
    println!("cargo:rerun-if-changed={PAGES}");
    if !Path::new(PAGES).join("index.html").exists() {
        println!("cargo:error=the window's pages are not built: run `npm ci && npm run build:window` in ui/");
        return;
    }
    tauri_build::build();
}
