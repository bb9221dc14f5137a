//! A session of the test's own: a bus that activates nothing, a keyring, programs that are spoken to by lines.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:path=FOLDER/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Ends its bus with itself.
pub(crate) struct Session {
    folder: TempDir,
    address: String,
    _bus: Option<Program>,
}

impl Session {
    pub(crate) fn with_bus() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let configuration = folder.path().join("bus.conf");
        std::fs::write(&configuration, BUS.replace("FOLDER", &folder.path().to_string_lossy())).unwrap();
        let mut daemon = Command::new("dbus-daemon");
        daemon.arg("--nofork").arg("--print-address=1").arg(format!("--config-file={}", configuration.display()));
        let bus = Program::start(&mut daemon);
        let address = bus.line();
        Self { folder, address, _bus: Some(bus) }
    }

    pub(crate) fn without_bus() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("unix:path={}", folder.path().join("no-bus").display());
        Self { folder, address, _bus: None }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command that sees this session and nothing of the tester's.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address).env("HOME", self.path("home"));
        command.env("XDG_RUNTIME_DIR", self.folder.path()).env("XDG_DATA_HOME", self.path("home"));
        command
    }

    pub(crate) fn output(&self, program: &str, arguments: &[&str]) -> String {
        let output = self.command(program).args(arguments).output().unwrap_or_else(|error| panic!("{program} is needed: {error}"));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The example of this crate with `arguments`, which Cargo builds along with the tests.
    pub(crate) fn act(&self, arguments: &[&str]) -> Program {
        let examples = std::env::current_exe().unwrap().ancestors().nth(2).unwrap().join("examples");
        let act = examples.join("act");
        assert!(act.exists(), "{} is missing: run `cargo build -p desk-platform --examples`", act.display());
        Program::start(self.command(act).args(arguments))
    }

    /// A keyring that is open and in which the test may write, once it answers.
    pub(crate) fn keyring(&self) -> Program {
        std::fs::create_dir_all(self.path("home")).unwrap();
        let mut daemon = self.command("gnome-keyring-daemon");
        let mut keyring = Program::start(daemon.args(["--foreground", "--unlock", "--components=secrets"]));
        keyring.say_all("password");
        self.until("the keyring answers", || self.collection_is_locked() == Some(false));
        keyring
    }

    /// What the keyring itself says.
    pub(crate) fn collection_is_locked(&self) -> Option<bool> {
        let said = self.output("gdbus", &gdbus("org.freedesktop.DBus.Properties.Get", &["org.freedesktop.Secret.Collection", "Locked"]));
        if said.contains("true") { Some(true) } else { said.contains("false").then_some(false) }
    }

    pub(crate) fn lock_collection(&self) {
        let collection = "[objectpath '/org/freedesktop/secrets/collection/login']";
        let service = ["call", "--session", "-d", "org.freedesktop.secrets", "-o", "/org/freedesktop/secrets", "-m"];
        self.output("gdbus", &[&service[..], &["org.freedesktop.Secret.Service.Lock", collection]].concat());
        assert_eq!(self.collection_is_locked(), Some(true));
    }

    /// Opens the locked collection without a question on the screen, as signing in does.
    pub(crate) fn unlock_collection(&self) {
        let service = "org.freedesktop.secrets";
        let path = "/org/freedesktop/secrets";
        let bus = zbus::blocking::connection::Builder::address(self.address.as_str()).unwrap().build().unwrap();
        let session =
            bus.call_method(Some(service), path, Some("org.freedesktop.Secret.Service"), "OpenSession", &("plain", Value::from("")));
        let (_, session): (OwnedValue, OwnedObjectPath) = session.unwrap().body().deserialize().unwrap();
        let collection = ObjectPath::try_from("/org/freedesktop/secrets/collection/login").unwrap();
        let password = (session, Vec::<u8>::new(), b"password".to_vec(), "text/plain");
        let internal = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";
        bus.call_method(Some(service), path, Some(internal), "UnlockWithMasterPassword", &(collection, password)).unwrap();
        assert_eq!(self.collection_is_locked(), Some(false));
    }

    /// Shows every question of the keyring to nobody, as on a computer that was left alone.
    pub(crate) fn prompter_that_never_answers(&self) -> zbus::blocking::Connection {
        let bus = zbus::blocking::connection::Builder::address(self.address.as_str()).unwrap();
        let bus = bus.serve_at("/org/gnome/keyring/Prompter", NobodyThere).unwrap();
        bus.name("org.gnome.keyring.SystemPrompter").unwrap().build().unwrap()
    }

    pub(crate) fn until(&self, what: &str, mut is_so: impl FnMut() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
            std::thread::yield_now();
        }
    }
}

fn gdbus<'a>(method: &'a str, arguments: &[&'a str]) -> Vec<&'a str> {
    let collection = "/org/freedesktop/secrets/collection/login";
    [&["call", "--session", "-d", "org.freedesktop.secrets", "-o", collection, "-m", method], arguments].concat()
}

struct NobodyThere;

#[zbus::interface(name = "org.gnome.keyring.internal.Prompter")]
impl NobodyThere {
    fn begin_prompting(&self, _callback: OwnedObjectPath) {}
}

/// A program that is killed with its value.
pub(crate) struct Program {
    child: Child,
    stdin: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Program {
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = Path::new(command.get_program()).display().to_string();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("{name} is needed: {error}"));
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || forward(stdout, &sender));
        Self { child, stdin, lines }
    }

    pub(crate) fn line(&self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("the program says a line")
    }

    pub(crate) fn ask(&mut self, line: &str) -> String {
        writeln!(self.stdin.as_mut().expect("its input is open"), "{line}").unwrap();
        self.line()
    }

    /// Says it and closes the program's input.
    pub(crate) fn say_all(&mut self, words: &str) {
        self.stdin.take().expect("its input is open").write_all(words.as_bytes()).unwrap();
    }

    pub(crate) fn signal(&self, signal: &str) {
        let status = Command::new("kill").arg(signal).arg(self.child.id().to_string()).status().expect("kill is needed");
        assert!(status.success());
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _reaped = self.child.wait();
    }
}

fn forward(output: impl Read, lines: &std::sync::mpsc::Sender<String>) {
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        if lines.send(line).is_err() {
            return;
        }
    }
}
