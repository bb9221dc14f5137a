//! Where the built programs lie.

use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};

/// The project's programs.
#[derive(Clone, Debug)]
pub struct Programs {
    /// `deskside-server`.
    pub server: PathBuf,
    /// `deskside-agent`.
    pub agent: PathBuf,
    /// `deskside-window`.
    pub window: PathBuf,
    /// `deskside`.
    pub command_line: PathBuf,
    /// `deskside-torture`.
    pub torture: PathBuf,
}

impl Programs {
    /// The programs beside this one, as Cargo puts them.
    ///
    /// # Errors
    /// When this program cannot say where it lies.
    pub fn beside_me() -> Result<Self> {
        let me = std::env::current_exe()?;
        let folder = me.parent().unwrap_or(Path::new("."));
        // A test lies one folder deeper.
        let folder = if folder.ends_with("deps") { folder.parent().unwrap_or(folder) } else { folder };
        Ok(Self::in_folder(folder))
    }

    /// The programs in a folder, which may be named from here.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        // They are started from other folders.
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        Self {
            server: folder.join("deskside-server"),
            agent: folder.join("deskside-agent"),
            window: folder.join("deskside-window"),
            command_line: folder.join("deskside"),
            torture: folder.join("deskside-torture"),
        }
    }
}

/// Says how to build a program that is not there.
pub(crate) fn there(program: &Path) -> Result<&Path> {
    ensure!(program.is_file(), "{} is not built: cargo build --workspace", program.display());
    Ok(program)
}
