//! A portal that says what it is told to say, on a bus of its own.

use super::*;
use std::{
    collections::HashMap,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use zbus::{
    connection::Builder,
    interface,
    message::Header,
    zvariant::{ObjectPath, OwnedObjectPath, Value},
};

/// A bus, ended when dropped.
struct Bus {
    daemon: Child,
    address: String,
    folder: TempDir,
}

impl Bus {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let configuration = folder.path().join("bus.conf");
        let policy = concat!(
            r#"<busconfig><listen>unix:tmpdir=/tmp</listen>"#,
            r#"<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"#
        );
        fs::write(&configuration, policy).expect("a file");
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address", "--config-file"])
            .arg(&configuration)
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon is installed");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().expect("it is piped")).read_line(&mut address).expect("the bus says where it is");
        Self { daemon, address: address.trim().to_owned(), folder }
    }

    fn connection(&self) -> Builder<'_> {
        Builder::address(self.address.as_str()).expect("an address")
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("Bildschirm 1 März.png")
    }

    /// What the agent gets from a portal that answers so.
    async fn ask(&self, portal: Portal) -> Result<Taken, CaptureError> {
        let path = "/org/freedesktop/portal/desktop";
        let serving = self.connection().serve_at(path, portal).expect("a path").name("org.freedesktop.portal.Desktop").expect("a name");
        let _portal = serving.build().await.expect("the portal is up");
        capture_by(self.connection().build().await.expect("a connection")).await
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().ok();
        self.daemon.wait().ok();
    }
}

/// The number it answers with, and the file it names.
struct Portal {
    response: u32,
    uri: String,
}

#[interface(name = "org.freedesktop.portal.Screenshot")]
impl Portal {
    #[zbus(property, name = "version")]
    fn version(&self) -> u32 {
        2
    }

    async fn screenshot(
        &self,
        _parent: String,
        options: HashMap<String, Value<'_>>,
        #[zbus(header)] header: Header<'_>,
        #[zbus(connection)] connection: &Connection,
    ) -> OwnedObjectPath {
        assert_eq!(options.get("interactive"), Some(&Value::from(false)), "nobody is to choose what to show");
        let Some(Value::Str(token)) = options.get("handle_token") else { panic!("a request has a token") };
        let sender = header.sender().expect("somebody asks");
        let request = format!("/org/freedesktop/portal/desktop/request/{}/{token}", sender.trim_start_matches(':').replace('.', "_"));
        let results: HashMap<&str, Value<'_>> = HashMap::from([("uri", Value::from(self.uri.as_str()))]);
        connection
            .emit_signal(Some(sender.clone()), request.as_str(), "org.freedesktop.portal.Request", "Response", &(self.response, results))
            .await
            .expect("a signal");
        ObjectPath::try_from(request).expect("a path").into()
    }
}

fn screen() -> Picture {
    Picture::new((0..40 * 30 * 3).map(|at| at as u8).collect(), 40, 30).expect("three bytes a pixel")
}

#[tokio::test]
async fn the_portals_picture_is_read_and_its_file_deleted() {
    let bus = Bus::start();
    fs::write(bus.file(), crate::encode(&screen()).expect("a PNG")).expect("a file");

    let taken = bus.ask(Portal { response: 0, uri: Url::from_file_path(bus.file()).expect("a URL").into() }).await.expect("a picture");

    assert_eq!(taken, Taken { picture: screen(), screens: Vec::new() });
    assert!(!bus.file().exists(), "nothing of it is left on the disk");
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_deleted_as_well() {
    let bus = Bus::start();
    fs::write(bus.file(), "names and grades").expect("a file");

    let error = bus.ask(Portal { response: 0, uri: Url::from_file_path(bus.file()).expect("a URL").into() }).await.expect_err("no picture");

    assert!(matches!(error, CaptureError::Pixels { .. }), "{error:?}");
    assert!(!bus.file().exists());
}

#[tokio::test]
async fn a_no_is_a_no_whoever_said_it() {
    let bus = Bus::start();

    for response in [1, 2] {
        let error = bus.ask(Portal { response, uri: String::new() }).await.expect_err("no picture");

        assert!(matches!(error, CaptureError::Denied), "{error:?}");
    }
}

#[tokio::test]
async fn without_a_portal_there_is_no_picture_and_no_refusal() {
    let bus = Bus::start();

    let error = capture_by(bus.connection().build().await.expect("a connection")).await.expect_err("no picture");

    assert!(matches!(error, CaptureError::Refused(_)), "{error:?}");
}

#[tokio::test]
async fn what_lies_elsewhere_than_on_this_computer_is_not_fetched() {
    let bus = Bus::start();

    let error = bus.ask(Portal { response: 0, uri: "https://example.org/screen.png".to_owned() }).await.expect_err("no picture");

    assert!(matches!(error, CaptureError::Pixels { .. }), "{error:?}");
}
