//! Where the agent keeps its files, for one person on one computer.
//!
//! All of them are for the owner alone. A data folder that was given takes everything else inside, so that a demonstration or
//! a test keeps to itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// The name of the first agent on the session's bus.
const NAME: &str = "org.deskside.Agent";
const FOLDERS: Uuid = Uuid::from_u128(0x52c1_7f0e_8a64_4d7b_9c35_0e6f_b1d2_a893);

/// The agent's folders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Paths {
    data: PathBuf,
    log: PathBuf,
    runtime: PathBuf,
    is_given: bool,
}

/// Why there is no place for files.
#[derive(Debug, thiserror::Error)]
pub enum PathsError {
    /// The account has no home folder.
    #[error("this account has no home folder to keep requests in; name a folder with --data")]
    NoHome,
    /// A folder could not be made or made private.
    #[error("the folder {} cannot be made private to this account", path.display())]
    Folder {
        /// Which one.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

impl Paths {
    /// Finds and makes the folders: inside `given` when there is one, else where this system keeps such things.
    ///
    /// # Errors
    /// When the account has no home, or a folder cannot be made or belongs to somebody else.
    pub fn of(given: Option<PathBuf>) -> Result<Self, PathsError> {
        let paths = Self::named(given)?;
        paths.make()?;
        Ok(paths)
    }

    /// As [`of`](Self::of), and makes nothing: the folders may be missing until [`make`](Self::make).
    ///
    /// # Errors
    /// When the account has no home.
    pub fn named(given: Option<PathBuf>) -> Result<Self, PathsError> {
        match given {
            Some(data) => Ok(Self::inside(std::path::absolute(&data).map_err(|source| PathsError::Folder { path: data, source })?)),
            None => Self::usual(|name| std::env::var_os(name), std::env::home_dir()),
        }
    }

    /// Makes the folders that are missing, and every one private.
    ///
    /// # Errors
    /// When a folder cannot be made or belongs to somebody else.
    pub fn make(&self) -> Result<(), PathsError> {
        let make = |path: &PathBuf| make_private(path).map_err(|source| PathsError::Folder { path: path.clone(), source });
        [&self.data, &self.log, &self.runtime].into_iter().try_for_each(make)
    }

    /// Drafts, the queue and what else must outlive a restart.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Logs.
    #[must_use]
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// What lives as long as the session.
    #[must_use]
    pub fn runtime(&self) -> &Path {
        &self.runtime
    }

    /// What tells this agent from one that keeps its files elsewhere: a name for the session's bus.
    #[must_use]
    pub fn instance_label(&self) -> String {
        if !self.is_given {
            return NAME.to_owned();
        }
        let folder = self.data.canonicalize().unwrap_or_else(|_| self.data.clone());
        format!("{NAME}.D{}", Uuid::new_v5(&FOLDERS, folder.as_os_str().as_encoded_bytes()).simple())
    }

    fn inside(data: PathBuf) -> Self {
        Self { log: data.join("log"), runtime: data.join("run"), data, is_given: true }
    }

    fn usual(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Result<Self, PathsError> {
        let folder = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = home.filter(|path| path.is_absolute());

        if cfg!(windows) {
            let data = folder("LOCALAPPDATA").ok_or(PathsError::NoHome)?.join("Deskside");
            return Ok(Self { log: data.join("log"), runtime: data.join("run"), data, is_given: false });
        }
        if cfg!(target_os = "macos") {
            let library = home.ok_or(PathsError::NoHome)?.join("Library");
            let data = library.join("Application Support").join("Deskside");
            return Ok(Self { log: library.join("Logs").join("Deskside"), runtime: data.join("run"), data, is_given: false });
        }

        let at = |name: &str, below_home: &str| folder(name).or_else(|| home.as_ref().map(|home| home.join(below_home)));
        let data = at("XDG_DATA_HOME", ".local/share").ok_or(PathsError::NoHome)?.join("deskside");
        let log = at("XDG_STATE_HOME", ".local/state").ok_or(PathsError::NoHome)?.join("deskside");
        let runtime = folder("XDG_RUNTIME_DIR").map_or_else(|| data.join("run"), |run| run.join("deskside"));
        Ok(Self { data, log, runtime, is_given: false })
    }
}

#[cfg(unix)]
fn make_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};

    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    if std::fs::metadata(path)?.permissions().mode() & 0o777 != 0o700 {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// A person's own folders are private by their access list already.
#[cfg(not(unix))]
fn make_private(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
