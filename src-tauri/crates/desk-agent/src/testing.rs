//! A session bus of a test's own, with nothing on it but what the test puts there.

use std::{
    future::Future,
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

const MARK: &str = "DESKSIDE_TEST_HAS_A_BUS";
/// Activates nothing, so that no portal, keyring or notification daemon comes by itself.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

/// Runs `body` with a private session bus. The bus's address lies in the environment, which a process shares among its threads;
/// so the calling test is run once more as a process of its own, and this reports what came of it.
pub(crate) fn on_a_private_bus(body: impl Future<Output = ()>) {
    if std::env::var_os(MARK).is_some() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        return runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(30), body).await.expect("the test takes less than half a minute");
        });
    }
    let bus = Bus::start();
    let name = thread::current().name().expect("the harness names its threads").to_owned();

    let done = Command::new(std::env::current_exe().expect("this test's program"))
        .args(["--exact", &name, "--nocapture"])
        .env(MARK, "1")
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .output()
        .expect("the test runs again");

    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
}

/// Waits until `found` gives something, for at most ten seconds.
pub(crate) async fn soon<T, F: Future<Output = Option<T>>>(what: &str, mut found: impl FnMut() -> F) -> T {
    let until = tokio::time::Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(found) = found().await {
            return found;
        }
        assert!(tokio::time::Instant::now() < until, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut config = tempfile::NamedTempFile::new().expect("a file");
        config.write_all(CONFIG.as_bytes()).expect("it is written");
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.path().display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("it is piped")).read_line(&mut address).expect("the bus says its address");
        Self { daemon, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}
