//! Where something can be read: in files and their names, and in what processes were started with.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::path::{Path, PathBuf};

/// Where is looked.
pub(super) struct Places<'p> {
    /// All of the session, with its logs and whatever a crash leaves.
    pub(super) folder: &'p Path,
    /// The server's and the agent's own data, where people's words belong.
    pub(super) data: [PathBuf; 2],
}

impl Places<'_> {
    /// The same, where nothing belongs anywhere.
    pub(super) fn with_its_data(&self) -> Self {
        Self { folder: self.folder, data: [PathBuf::from("/nowhere"), PathBuf::from("/nowhere")] }
    }
}

/// Everywhere it is, but for these files.
pub(super) fn places(within: &Places<'_>, wanted: &str, but: &[&Path]) -> Vec<String> {
    let forms = [wanted.to_owned(), STANDARD.encode(wanted)];
    let holds = |bytes: &[u8]| forms.iter().any(|form| bytes.windows(form.len()).any(|window| window == form.as_bytes()));
    let mut found = Vec::new();
    let mut folders = vec![within.folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().expect("a kind of file"));
            if path.file_name().is_some_and(|name| holds(name.as_encoded_bytes())) {
                found.push(format!("the name of {}", path.display()));
            }
            let is_its_own = within.data.contains(&path) && !path.ends_with("log");
            if kind.is_dir() && !is_its_own {
                folders.push(path);
            } else if kind.is_file() && !but.contains(&path.as_path()) && fs::read(&path).is_ok_and(|bytes| holds(&bytes)) {
                found.push(path.display().to_string());
            }
        }
    }
    for process in fs::read_dir("/proc").expect("/proc").flatten() {
        for what in ["cmdline", "environ"] {
            if fs::read(process.path().join(what)).is_ok_and(|bytes| holds(&bytes)) {
                found.push(format!("{what} of {}", process.path().display()));
            }
        }
    }
    found
}
