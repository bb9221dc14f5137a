//! A Wayland desktop for one test alone: sway without glass, one colour on its screen, and the real portal with the part that wlroots
//! has for it.

use crate::desktop::bus;
use crate::running::Running;
use crate::waiting::until;
use anyhow::{Context, Result, ensure};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;
use tempfile::TempDir;
use zbus::names::BusName;

/// How long each part may take to come up.
const PATIENCE: Duration = Duration::from_secs(30);
/// sway does not run as root, so on a test machine where everybody is, nobody runs it.
const NOBODY: u32 = 65_534;
/// Parts of the portal, each with the name it takes on the bus. The one in front comes last and looks for the others.
const PORTAL: [(&str, &str); 4] = [
    ("xdg-permission-store", "org.freedesktop.impl.portal.PermissionStore"),
    ("xdg-desktop-portal-gtk", "org.freedesktop.impl.portal.desktop.gtk"),
    ("xdg-desktop-portal-wlr", "org.freedesktop.impl.portal.desktop.wlr"),
    ("xdg-desktop-portal", "org.freedesktop.portal.Desktop"),
];

/// A virtual Wayland desktop. Everything on it ends with it.
#[derive(Debug)]
pub struct Wayland {
    bus: String,
    display: String,
    running: Vec<Running>,
    folder: TempDir,
}

impl Wayland {
    /// Its screen in pixels.
    pub const SIZE: (u32, u32) = (1280, 800);
    /// What is on it everywhere: red, green, blue.
    pub const COLOUR: [u8; 3] = [0x1b, 0x5e, 0x20];

    /// Starts a desktop.
    ///
    /// # Errors
    /// When one of its parts is not installed or does not come up.
    pub async fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("deskside-").tempdir().context("making a folder for the desktop")?;
        let mut desktop = Self { bus: String::new(), display: String::new(), running: Vec::new(), folder };
        desktop.give(desktop.folder.path())?;
        for name in ["home", "run", "tmp", "log"] {
            let path = desktop.folder.path().join(name);
            fs::DirBuilder::new().mode(0o700).create(&path).context("making the desktop's folders")?;
            desktop.give(&path)?;
        }
        let (bus, address) = bus::start_by(desktop.command("dbus-daemon"), desktop.folder.path(), &desktop.log("bus"))?;
        desktop.running.push(bus);
        desktop.bus = address;
        desktop.start_sway().await?;
        desktop.start_portal().await?;
        desktop.wait_for_the_colour().await?;
        Ok(desktop)
    }

    /// Lays a program where whoever sits here can run it.
    ///
    /// # Errors
    /// When it cannot be copied.
    pub fn install(&self, program: &Path) -> Result<PathBuf> {
        let copy = self.home().join(program.file_name().context("a program has a name")?);
        fs::copy(program, &copy).with_context(|| format!("copying {}", program.display()))?;
        self.give(&copy)?;
        Ok(copy)
    }

    /// Writes a file that belongs to whoever sits here.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.home().join(name);
        fs::write(&path, text).with_context(|| format!("writing {name}"))?;
        self.give(&path)?;
        Ok(path)
    }

    /// Runs a program here until it ends.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn output(&self, program: impl AsRef<OsStr>, arguments: &[&OsStr]) -> Result<Output> {
        self.command(program).args(arguments).output().context("starting a program")
    }

    /// The home folder of whoever sits here.
    #[must_use]
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Whether a file belongs to whoever sits here.
    #[must_use]
    pub fn owns(&self, path: &Path) -> bool {
        let owner = |path: &Path| fs::metadata(path).ok().map(|file| file.uid());
        owner(path).is_some() && owner(path) == owner(&self.home())
    }

    async fn start_sway(&mut self) -> Result<()> {
        let ((width, height), [r, g, b]) = (Self::SIZE, Self::COLOUR);
        let size = format!("output HEADLESS-1 resolution {width}x{height}");
        let colour = format!("output HEADLESS-1 background #{r:02x}{g:02x}{b:02x} solid_color");
        let configuration = self.write("sway.conf", &format!("xwayland disable\n{size}\n{colour}\n"))?;
        self.run(self.command("sway").arg("-c").arg(configuration), "sway")?;
        let run = self.folder.path().join("run");
        self.display = until("sway", PATIENCE, async || {
            let names = fs::read_dir(&run).ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            names.into_iter().find(|name| name.starts_with("wayland-") && !name.ends_with(".lock"))
        })
        .await?;
        Ok(())
    }

    /// Nothing starts it here but us. The part of wlroots ends where there is no PipeWire, also for a picture.
    async fn start_portal(&mut self) -> Result<()> {
        self.run(&mut self.command("pipewire"), "pipewire")?;
        let socket = self.folder.path().join("run/pipewire-0");
        until("PipeWire", PATIENCE, async || socket.exists().then_some(())).await?;

        let bus = zbus::connection::Builder::address(self.bus.as_str())?.build().await?;
        let names = zbus::fdo::DBusProxy::new(&bus).await?;
        for (program, name) in PORTAL {
            self.run(&mut self.command(format!("/usr/libexec/{program}")), program)?;
            let name = BusName::try_from(name)?;
            until(program, PATIENCE, async || names.name_has_owner(name.clone()).await.unwrap_or(false).then_some(())).await?;
        }
        Ok(())
    }

    /// By a picture that sway gives to grim, past every portal.
    async fn wait_for_the_colour(&self) -> Result<()> {
        let is_there = || {
            let picture = self.output("grim", &["-t".as_ref(), "ppm".as_ref(), "-".as_ref()]).ok()?;
            picture.stdout.ends_with(&Self::COLOUR).then_some(())
        };
        until("the colour on the screen", PATIENCE, async || is_there()).await
    }

    fn run(&mut self, command: &mut Command, name: &str) -> Result<()> {
        self.running.push(Running::start(command, &self.log(name))?);
        Ok(())
    }

    /// A command of whoever sits here, which dies with the test.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("setpriv");
        if is_root() {
            let nobody = NOBODY.to_string();
            // The leash comes after: whoever becomes somebody else slips it.
            command.args(["--reuid", &nobody, "--regid", &nobody, "--clear-groups", "--", "setpriv"]);
        }
        command.args(["--pdeathsig", "KILL", "--"]).arg(program);
        let home = self.home();
        command.env_clear().current_dir(&home);
        for name in ["PATH", "RUST_LOG", "RUST_BACKTRACE"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", &home)
            .env("LANG", "C.UTF-8")
            .env("XDG_RUNTIME_DIR", self.folder.path().join("run"))
            .env("TMPDIR", self.folder.path().join("tmp"))
            .env("XDG_CURRENT_DESKTOP", "sway")
            .env("XDG_SESSION_TYPE", "wayland")
            .env("WLR_BACKENDS", "headless")
            .env("WLR_LIBINPUT_NO_DEVICES", "1")
            .env("WLR_RENDERER", "pixman")
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory");
        for (name, value) in [("DBUS_SESSION_BUS_ADDRESS", &self.bus), ("WAYLAND_DISPLAY", &self.display)] {
            if !value.is_empty() {
                command.env(name, value);
            }
        }
        command
    }

    /// Has something belong to whoever sits here.
    fn give(&self, path: &Path) -> Result<()> {
        ensure!(path.starts_with(self.folder.path()), "{} is not of this desktop", path.display());
        if is_root() {
            chown(path, Some(NOBODY), Some(NOBODY)).with_context(|| format!("giving {} away", path.display()))?;
        }
        Ok(())
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join("log").join(format!("{name}.log"))
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}
