//! A desktop for one test alone: a session bus, and on request a screen with a window manager, a tray, toasts, a keyring.
//!
//! Its bus starts nothing by itself, its home is a temporary folder, and no two desktops know of each other.

pub(crate) mod bus;
mod keyring;
mod screen;
mod toasts;
mod tray;

pub use toasts::{Toast, Toasts};
pub use tray::{MenuEntry, Tray};

use crate::running::{Running, leashed};
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What is on a desktop besides a session bus.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// The screen's size in pixels, with a window manager on it; none where nothing is to be seen.
    pub screen: Option<(u16, u16)>,
    /// A tray.
    pub tray: bool,
    /// A notification daemon.
    pub toasts: bool,
    /// An unlocked keyring.
    pub keyring: bool,
}

impl Parts {
    /// A whole desktop.
    #[must_use]
    pub fn all() -> Self {
        Self { screen: Some((1280, 800)), tray: true, toasts: true, keyring: true }
    }

    /// A session in which nobody looks at anything: a bus and an unlocked keyring.
    #[must_use]
    pub fn unseen() -> Self {
        Self { screen: None, tray: false, toasts: false, keyring: true }
    }

    /// A screen for a browser.
    #[must_use]
    pub fn bare() -> Self {
        Self { screen: Some((1366, 900)), tray: false, toasts: false, keyring: false }
    }
}

/// A virtual desktop. Everything on it ends with it.
#[derive(Debug)]
pub struct Desktop {
    tray: Option<Tray>,
    toasts: Option<Toasts>,
    display: String,
    bus: String,
    running: Vec<Running>,
    folder: TempDir,
}

impl Desktop {
    /// Starts a desktop.
    ///
    /// # Errors
    /// When one of its parts is not installed or does not come up.
    pub async fn start(parts: Parts) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("deskside-").tempdir().context("making a folder for the desktop")?;
        for name in ["home", "run", "tmp", "log"] {
            fs::DirBuilder::new().mode(0o700).create(folder.path().join(name)).context("making the desktop's folders")?;
        }
        let mut desktop = Self { tray: None, toasts: None, display: String::new(), bus: String::new(), running: Vec::new(), folder };

        if let Some(size) = parts.screen {
            let (screen, display) = screen::start(size, &desktop.log("screen"))?;
            desktop.display = display;
            desktop.running.push(screen);
        }
        let (bus, address) = bus::start(desktop.folder.path(), &desktop.log("bus"))?;
        desktop.bus = address;
        desktop.running.push(bus);
        if parts.screen.is_some() {
            desktop.run("openbox", &["--sm-disable"])?;
        }
        if parts.tray {
            desktop.tray = Some(Tray::serve(&desktop.bus).await.context("serving a tray")?);
        }
        if parts.toasts {
            let toasts = Toasts::start(&mut desktop).await.context("starting a notification daemon")?;
            desktop.toasts = Some(toasts);
        }
        if parts.keyring {
            let keyring = keyring::start(&desktop).await.context("starting a keyring")?;
            desktop.running.push(keyring);
        }
        Ok(desktop)
    }

    /// A command that runs on this desktop, with nothing of the environment around the test but the search path.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = leashed(program);
        let home = self.home();
        command.env_clear().current_dir(&home);
        for name in ["PATH", "RUST_LOG", "RUST_BACKTRACE", "TZ"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", &home)
            .env("USER", "maria")
            .env("LOGNAME", "maria")
            .env("LANG", "C.UTF-8")
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_DATA_HOME", home.join(".local/share"))
            .env("XDG_STATE_HOME", home.join(".local/state"))
            .env("XDG_CACHE_HOME", home.join(".cache"))
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("TMPDIR", self.folder.path().join("tmp"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            // Quiet, and the same on every machine.
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        if !self.display.is_empty() {
            command.env("DISPLAY", &self.display).env("XDG_SESSION_TYPE", "x11");
        }
        command
    }

    /// Starts a program that stays until the desktop ends.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn run(&mut self, program: &str, arguments: &[&str]) -> Result<()> {
        let log = self.log(Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or(program));
        let running = Running::start(self.command(program).args(arguments), &log)?;
        self.running.push(running);
        Ok(())
    }

    /// What a program prints that runs on this desktop and ends.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed.
    pub fn output(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = self.command(program).args(arguments).output().with_context(|| format!("starting {program}"))?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        anyhow::ensure!(output.status.success(), "{program} {arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        Ok(said)
    }

    /// The tray.
    ///
    /// # Panics
    /// When the desktop was started without one.
    #[must_use]
    pub fn tray(&self) -> &Tray {
        self.tray.as_ref().expect("this desktop was started with a tray")
    }

    /// The toasts.
    ///
    /// # Panics
    /// When the desktop was started without them.
    #[must_use]
    pub fn toasts(&self) -> &Toasts {
        self.toasts.as_ref().expect("this desktop was started with toasts")
    }

    /// A PNG of everything on the screen.
    ///
    /// # Errors
    /// When there is no screen.
    pub fn picture(&self) -> Result<Vec<u8>> {
        crate::pixels::picture(&self.display)
    }

    /// The X display, such as `:99`.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The session bus's address.
    #[must_use]
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// The home folder of whoever sits here.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The folder that holds home, runtime folder, temporary folder and logs.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where a program's output goes.
    #[must_use]
    pub fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join("log").join(format!("{name}.log"))
    }
}
