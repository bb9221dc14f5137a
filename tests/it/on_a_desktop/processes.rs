//! The processes of a desktop, as the kernel sees them.

use deskside_tests::Desktop;
use std::fs;
use std::path::Path;

/// A process that was started on a desktop.
#[derive(Debug)]
pub(super) struct Process {
    pub(super) id: u32,
    /// As the kernel names it, of which it keeps fifteen letters.
    pub(super) name: String,
    pub(super) environment: Vec<u8>,
    pub(super) arguments: Vec<u8>,
}

/// Every process whose environment names the desktop's home, also one whose parent is gone.
pub(super) fn on(desktop: &Desktop) -> Vec<Process> {
    let home = desktop.home().to_string_lossy().into_owned();
    let processes = fs::read_dir("/proc").expect("/proc").filter_map(|entry| process(&entry.ok()?.path()));
    processes.filter(|process| String::from_utf8_lossy(&process.environment).contains(&home)).collect()
}

/// The names of those of the browser engine.
pub(super) fn of_webkit(desktop: &Desktop) -> Vec<String> {
    on(desktop).into_iter().map(|process| process.name).filter(|name| name.contains("WebKit")).collect()
}

/// The id of the process with this name.
pub(super) fn id_of(desktop: &Desktop, name: &str) -> Option<u32> {
    on(desktop).into_iter().find(|process| process.name == name).map(|process| process.id)
}

fn process(folder: &Path) -> Option<Process> {
    Some(Process {
        id: folder.file_name()?.to_str()?.parse().ok()?,
        name: fs::read_to_string(folder.join("comm")).ok()?.trim().to_owned(),
        environment: fs::read(folder.join("environ")).ok()?,
        arguments: fs::read(folder.join("cmdline")).ok()?,
    })
}
