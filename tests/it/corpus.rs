//! What fuzzing found and learned stays found: every fuzz target is given its corpus again, on any toolchain.

#[path = "../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "it is a library of the fuzz targets' own workspace")]
mod fuzz;

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_target_takes_its_whole_corpus() {
    for (name, target) in fuzz::TARGETS {
        let files = corpus(name);
        assert!(files.len() >= 5, "{name} has no corpus");
        for file in files {
            let data = fs::read(&file).expect("a file of the corpus");
            let taken = std::panic::catch_unwind(|| target(&data));
            assert!(taken.is_ok(), "{name} does not take {}", file.display());
        }
    }
}

#[test]
fn the_fuzz_crate_has_a_program_for_every_target() {
    let manifest = fs::read_to_string(folder().join("Cargo.toml")).expect("the manifest");
    for (name, _) in fuzz::TARGETS {
        assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name} has no program");
        let program = fs::read_to_string(folder().join(format!("targets/{name}.rs"))).expect("a program");
        assert!(program.contains(&format!("deskside_fuzz::{name}(data)")), "{name} runs something else");
    }
}

fn corpus(target: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder().join("corpus").join(target)).expect("a corpus");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}
