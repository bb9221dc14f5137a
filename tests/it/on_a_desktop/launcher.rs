//! What Linux desktops read to draw a launcher entry and to find out who opens our links.

use desk_view::words::{Language, Words};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The entry, as the package installs it.
fn entry() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/linux/deskside.desktop")
}

/// The command of a section.
pub(super) fn command(section: &str) -> String {
    value(section, "Exec")
}

fn value(section: &str, key: &str) -> String {
    let text = std::fs::read_to_string(entry()).expect("the entry");
    let (_, rest) = text.split_once(&format!("[{section}]\n")).unwrap_or_else(|| panic!("no section {section}"));
    let mut lines = rest.lines().take_while(|line| !line.starts_with('['));
    let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    found.unwrap_or_else(|| panic!("no {key} in {section}")).to_owned()
}

#[test]
fn the_entry_is_what_desktops_expect() {
    let checked = Command::new("desktop-file-validate").arg(entry()).output().expect("desktop-file-utils is installed");

    let said = [checked.stdout, checked.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(checked.status.success() && said.is_empty(), "{said}");
    assert_eq!(value("Desktop Entry", "MimeType"), "x-scheme-handler/deskside;");
}

#[test]
fn the_entry_says_what_the_tray_says() {
    for (language, key) in [(Language::English, "Name"), (Language::Spanish, "Name[es]")] {
        assert_eq!(value("Desktop Action requests", key), Words::of(language).say("nav-requests"));
    }
}

#[test]
fn the_icon_it_names_is_there() {
    let icon = entry().with_file_name(format!("{}.svg", value("Desktop Entry", "Icon")));

    assert!(std::fs::read_to_string(icon).expect("the icon").starts_with("<svg"));
}
