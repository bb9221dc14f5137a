//! A session of a test's own: a bus with a panel and a notification daemon, a data folder, and a window that is a script.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tokio::time::Instant;
use zbus::{
    Connection,
    message::Header,
    proxy::CacheProperties,
    zvariant::{OwnedValue, Value},
};

/// Activates nothing, so that no portal, keyring or notification daemon comes by itself.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;
/// A window that writes down each frame's first bytes and says that it is there.
const WINDOW: &str = r#"#!/bin/sh
echo '{"frame":"ready"}'
while read -r frame; do printf '%.40s\n' "$frame" >> "$0.heard"; done
"#;

/// A session of one person.
pub(crate) struct Session {
    pub(crate) folder: TempDir,
    pub(crate) bus: Connection,
    pub(crate) panel: Panel,
    address: String,
    daemon: Child,
}

impl Session {
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        fs::write(&config, CONFIG).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        let panel = Panel::default();
        let bus = zbus::connection::Builder::address(address.as_str())
            .unwrap()
            .serve_at("/StatusNotifierWatcher", panel.clone())
            .unwrap()
            .serve_at("/org/freedesktop/Notifications", Daemon { shown: panel.toasts.clone() })
            .unwrap()
            .name("org.kde.StatusNotifierWatcher")
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .await
            .unwrap();
        let session = Self { folder, bus, panel, address, daemon };
        let window = session.window();
        fs::write(&window, WINDOW).unwrap();
        fs::set_permissions(&window, fs::Permissions::from_mode(0o755)).unwrap();
        session.policy("");
        session
    }

    /// Writes the policy.
    pub(crate) fn policy(&self, text: &str) {
        fs::write(self.path("policy.toml"), text).unwrap();
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The window's program.
    pub(crate) fn window(&self) -> PathBuf {
        self.path("window")
    }

    /// What the window was told so far.
    pub(crate) fn window_heard(&self) -> String {
        fs::read_to_string(self.path("window.heard")).unwrap_or_default()
    }

    /// A program of ours in this session, with no display.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("LANG", "C.UTF-8")
            .env_remove("LC_ALL")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// What each program is told about where things are.
    pub(crate) fn places(&self) -> [String; 4] {
        let text = |path: PathBuf| path.display().to_string();
        ["--policy".to_owned(), text(self.path("policy.toml")), "--data".to_owned(), text(self.path("data"))]
    }

    /// The agent, started with `more`.
    pub(crate) fn agent(&self, more: &[&str]) -> Running {
        let mut command = self.command(env!("CARGO_BIN_EXE_deskside-agent"));
        command.args(self.places()).args(more);
        if !more.contains(&"--window") {
            command.arg("--window").arg(self.window());
        }
        Running(command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// The agent's tray item, once a panel would draw it.
    pub(crate) async fn tray(&self) -> TrayMenuProxy<'static> {
        let name = soon("the tray item", || self.panel.items.lock().unwrap().last().cloned()).await;
        TrayMenuProxy::builder(&self.bus).destination(name).unwrap().cache_properties(CacheProperties::No).build().await.unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}

/// A program that is ended with its test.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    /// Its exit status, once it has ended.
    pub(crate) async fn ended(&mut self) -> Option<i32> {
        soon("the end of the program", || self.0.try_wait().unwrap()).await.code()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        Command::new("kill").args([&format!("-{name}"), &self.0.id().to_string()]).status().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Waits until `found` gives something, for at most ten seconds.
pub(crate) async fn soon<T>(what: &str, mut found: impl FnMut() -> Option<T>) -> T {
    let until = Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(Instant::now() < until, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// Runs a command to its end and gives its status, stdout and stderr.
pub(crate) async fn run(mut command: Command, stdin: &str) -> (Option<i32>, String, String) {
    let stdin = stdin.to_owned();
    tokio::task::spawn_blocking(move || {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin.as_bytes()).ok();
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    })
    .await
    .unwrap()
}

/// Everything below a folder that holds `needle`.
pub(crate) fn holds(folder: &Path, needle: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            holds(&path, needle)
        } else {
            fs::read(&path).unwrap_or_default().windows(needle.len()).any(|part| part == needle.as_bytes())
        }
    })
}

/// What a panel and a notification daemon were told.
#[derive(Clone, Default)]
pub(crate) struct Panel {
    items: Arc<Mutex<Vec<String>>>,
    pub(crate) toasts: Arc<Mutex<Vec<(String, String)>>>,
}

impl Panel {
    /// How many items came so far.
    pub(crate) fn count(&self) -> usize {
        self.items.lock().unwrap().len()
    }
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Panel {
    #[expect(clippy::needless_pass_by_value, reason = "the header is handed over so")]
    fn register_status_notifier_item(&self, _service: &str, #[zbus(header)] header: Header<'_>) {
        self.items.lock().unwrap().push(header.sender().unwrap().to_string());
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }
}

struct Daemon {
    shown: Arc<Mutex<Vec<(String, String)>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    fn get_capabilities(&self) -> Vec<String> {
        Vec::new()
    }

    #[expect(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &self,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        title: String,
        body: String,
        _actions: Vec<String>,
        _hints: std::collections::HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap();
        shown.push((title, body));
        u32::try_from(shown.len()).unwrap()
    }
}

/// How often a menu may change under a click.
const CHANGES: usize = 20;

type Layout = (i32, std::collections::HashMap<String, OwnedValue>, Vec<OwnedValue>);

#[zbus::proxy(interface = "com.canonical.dbusmenu", default_path = "/MenuBar", gen_blocking = false)]
pub(crate) trait TrayMenu {
    fn get_layout(&self, parent: i32, depth: i32, properties: &[&str]) -> zbus::Result<(u32, Layout)>;
    fn event(&self, id: i32, event: &str, data: Value<'_>, timestamp: u32) -> zbus::Result<()>;
}

impl TrayMenuProxy<'_> {
    /// Number and words of each line.
    async fn lines(&self) -> Vec<(i32, String)> {
        let (_, (_, _, children)) = self.get_layout(0, -1, &[]).await.unwrap();
        let line = |child| {
            let (id, properties, _) = Layout::try_from(child).unwrap();
            let label = properties.get("label").and_then(|label| String::try_from(label.clone()).ok());
            (id, label.unwrap_or_default())
        };
        children.into_iter().map(line).collect()
    }

    /// The words of each line.
    pub(crate) async fn labels(&self) -> Vec<String> {
        self.lines().await.into_iter().map(|(_, label)| label).collect()
    }

    /// Chooses a line as a panel does: where the menu has changed since it was read, it is read again.
    pub(crate) async fn click(&self, label: &str) {
        for _ in 0..CHANGES {
            let lines = self.lines().await;
            let (id, _) = lines.iter().find(|(_, line)| line == label).unwrap_or_else(|| panic!("{label} is not in {lines:?}"));
            if self.event(*id, "clicked", "".into(), 0).await.is_ok() {
                return;
            }
        }
        panic!("{label} could not be clicked: the menu never stood still");
    }
}
