//! What may stand in a source file, how long it may be, and what lies at the root.

use super::{none, root};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing a person wrote.
const NOT_OURS: [&str; 7] = [".git", "target", "node_modules", "dist", "gen", "test-results", "playwright-report"];
/// Files a program writes.
const GENERATED: [&str; 4] = ["ui/src/lib/bindings.ts", "ui/src/lib/words.gen.ts", "ui/package-lock.json", "Cargo.lock"];
/// All that may lie at the root, besides dotfiles.
const AT_ROOT: [&str; 11] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "README.md",
    "packaging",
    "src-tauri",
    "tests",
    "ui",
];
/// Packages whose business is the operating system.
const OF_THE_SYSTEM: [&str; 3] = ["desk-platform", "desk-report", "desk-capture"];

/// A file a person wrote.
pub(super) struct Source {
    /// From the root, with slashes.
    pub(super) path: String,
    text: String,
}

impl Source {
    pub(super) fn ends_with(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    pub(super) fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }

    pub(super) fn has(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// Whether all of it is for tests.
    pub(super) fn is_a_test(&self) -> bool {
        let parts = ["/tests/", "/tests.rs", "/testing", "/fake", ".test.ts"];
        parts.iter().any(|part| self.path.contains(part))
    }

    /// What of it is no test.
    pub(super) fn before_its_tests(&self) -> &str {
        self.text.split_once("#[cfg(test)]").map_or(&self.text, |(before, _)| before)
    }

    /// Lines that hold a word, as `path:number`.
    fn lines_with(&self, word: &str) -> Vec<String> {
        let lines = self.text.lines().enumerate();
        lines.filter(|(_, line)| line.contains(word)).map(|(at, line)| format!("{}:{}: {}", self.path, at + 1, line.trim())).collect()
    }
}

#[test]
fn no_file_is_longer_than_a_thought() {
    let mut broken = Vec::new();
    for source in sources() {
        let wall = if source.ends_with(&[".svelte"]) { 250 } else { 500 };
        let lines = source.text.lines().count();
        if source.ends_with(&[".rs", ".ts", ".js", ".mjs", ".svelte"]) && lines > wall {
            broken.push(format!("{} has {lines} lines; the wall is {wall}", source.path));
        }
    }

    none(&broken, "files are short");
}

#[test]
fn the_operating_system_is_asked_for_only_where_it_may_be() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.ends_with(&[".rs"]) && !may_name_the_system(source)) {
        for word in [concat!("cfg(", "target_os"), concat!("cfg!(", "target_os"), concat!("cfg(not(", "target_os")] {
            broken.extend(source.lines_with(word));
        }
    }

    none(&broken, "the operating system is named only in the platform packages and the agent's platform files");
}

#[test]
fn unsafe_code_lies_only_where_it_may() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.ends_with(&[".rs"]) && !may_name_the_system(source)) {
        for word in [concat!("unsafe", " {"), concat!("unsafe", " fn"), concat!("unsafe", " impl"), concat!("unsafe", " extern")] {
            broken.extend(source.lines_with(word));
        }
    }

    none(&broken, "unsafe code lies only in the platform packages and the agent's platform files");
}

#[test]
fn nothing_is_left_for_later() {
    let mut broken = Vec::new();
    for source in sources() {
        let words: &[&str] = if source.ends_with(&[".rs"]) {
            &[
                concat!("TO", "DO"),
                concat!("FIX", "ME"),
                concat!("X", "XX"),
                concat!("#[", "ignore"),
                concat!("todo", "!("),
                concat!("unimplemented", "!("),
            ]
        } else if source.ends_with(&[".ts", ".svelte", ".js", ".mjs", ".css", ".ftl", ".toml", ".sh", ".md"]) {
            &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("test", ".skip"), concat!("test", ".fixme"), concat!("test", ".only")]
        } else {
            &[]
        };
        for word in words {
            broken.extend(source.lines_with(word));
        }
    }

    none(&broken, "nothing is left for later and no test is left out");
}

#[test]
fn modules_are_named_after_their_file() {
    let broken: Vec<String> = sources().into_iter().map(|source| source.path).filter(|path| path.ends_with("/mod.rs")).collect();

    none(&broken, "thing.rs beside thing/, no mod.rs");
}

#[test]
fn the_root_holds_only_what_belongs_there() {
    let entries = fs::read_dir(root()).expect("the root can be read");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let broken: Vec<String> =
        names.filter(|name| !name.starts_with('.') && name != "target" && !AT_ROOT.contains(&name.as_str())).collect();

    none(&broken, "the root is short");
}

#[test]
fn every_language_has_every_word() {
    let locales = root().join("src-tauri/crates/desk-view/locales");
    let english = words(&locales.join("en.ftl"));
    assert!(english.len() > 100, "the English catalogue was not read");

    for entry in fs::read_dir(locales).expect("the catalogues can be read") {
        let path = entry.expect("an entry").path();
        let other = words(&path);
        let missing: Vec<String> = english.symmetric_difference(&other).cloned().collect();
        none(&missing, &format!("words of en.ftl and {} are the same", path.display()));
    }
}

/// The keys of a catalogue.
fn words(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).expect("a catalogue can be read");
    let catalogue = fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|_| panic!("{} is not Fluent", path.display()));
    let keys = catalogue.body.iter().filter_map(|entry| {
        let fluent_syntax::ast::Entry::Message(message) = entry else { return None };
        Some(message.id.name.to_owned())
    });
    keys.collect()
}

/// Files of the platform packages, and in the agent `linux.rs`, `windows.rs`, `macos.rs`, `other.rs`, their parts, the file that picks
/// one, and the tests that start its programs in a real session.
fn may_name_the_system(source: &Source) -> bool {
    let path = Path::new(&source.path);
    if OF_THE_SYSTEM.iter().any(|package| path.starts_with(format!("src-tauri/crates/{package}"))) {
        return true;
    }
    let of_a_system = |name: &OsStr| ["linux", "windows", "macos", "other"].iter().any(|system| name == *system);
    let folder = path.parent().unwrap_or(path);
    let picks = |name: &str| root().join(path.with_extension("")).join(name).is_file();
    path.starts_with("src-tauri/crates/desk-agent")
        && (path.starts_with("src-tauri/crates/desk-agent/tests")
            || path.file_stem().is_some_and(of_a_system)
            || folder.iter().any(of_a_system)
            || picks("linux.rs")
            || picks("windows.rs"))
}

/// Every text file of the checkout that a person wrote.
pub(super) fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                if !path.file_name().is_some_and(|name| NOT_OURS.iter().any(|not| name == *not)) {
                    folders.push(path);
                }
            } else if let Some(source) = source(path) {
                found.push(source);
            }
        }
    }
    assert!(found.iter().any(|source| source.path == "tests/it/tidy/sources.rs"), "the checkout was not read");
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn source(path: PathBuf) -> Option<Source> {
    let relative = path.strip_prefix(root()).ok()?.to_string_lossy().replace('\\', "/");
    if GENERATED.contains(&relative.as_str()) {
        return None;
    }
    Some(Source { path: relative, text: fs::read_to_string(path).ok()? })
}
