//! The demo's own folder and its items in the keyring: all it ever makes.

use anyhow::{Context, Result};
use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What the demo's secrets are filed under.
pub(crate) const KEYRING_LABEL: &str = "Deskside demo";

/// The demo's own folder.
pub(crate) struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Where it lies, or would lie.
    pub(crate) fn new() -> Result<Self> {
        let cache = match std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from) {
            Some(cache) if cache.is_absolute() => cache,
            Some(_) | None => std::env::home_dir().context("there is no home folder to put the demo into")?.join(".cache"),
        };
        Ok(Self { path: cache.join("deskside-demo") })
    }

    /// A path inside.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.path.join(relative)
    }

    /// Makes it, for this account alone.
    pub(crate) fn make(&self) -> Result<()> {
        let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.path);
        made.with_context(|| format!("making {}", self.path.display()))
    }

    /// Removes it with all that is in it and in the keyring, and says whether there was anything.
    pub(crate) fn clean(&self) -> Result<bool> {
        if !self.path.exists() {
            return Ok(false);
        }
        // The folder goes last: as long as it is there, there may be secrets.
        forget_secrets();
        fs::remove_dir_all(&self.path).with_context(|| format!("removing {}", self.path.display()))?;
        Ok(true)
    }
}

/// Takes the demo's items out of the keyring. Where no keyring answers there are none: the agent had nowhere to put them.
fn forget_secrets() {
    let _ = Command::new("timeout")
        .args(["10", "secret-tool", "clear", "service", KEYRING_LABEL])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}
