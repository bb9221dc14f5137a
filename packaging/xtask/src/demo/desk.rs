//! The sample school's help desk: the real server with an empty database, one notice, and one key to enrol with.

use super::{Folder, Leashed, Programs};
use crate::house::House;
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

/// How long the server may take to listen.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running help desk.
pub(crate) struct Desk {
    server: Leashed,
    program: PathBuf,
    data: PathBuf,
    url: String,
    sign_in_link: String,
}

impl Desk {
    /// Starts it on a free port and posts a notice.
    pub(crate) fn start(house: &House, folder: &Folder, programs: &Programs) -> Result<Self> {
        let program = programs.path("deskside-server");
        let (data, log) = (folder.path("server"), folder.path("server.log"));
        let mut command = Leashed::command(&program);
        command.arg("serve").arg("--config").arg(house.path("packaging/server/cedar-ridge.toml"));
        command.arg("--data").arg(&data).args(["--listen", "127.0.0.1:0"]);
        let mut server = Leashed::start(&mut command, &log)?;

        let url = said(&mut server, &log, "listening on ")?;
        let sign_in_link = said(&mut server, &log, "sign-in link for devon: ")?;
        let desk = Self { server, program, data, url, sign_in_link };
        desk.ask(&[
            "post-notice",
            "--title",
            "Wi-Fi is slow in Building B",
            "--kind",
            "degraded",
            "--owner",
            "Devon Park",
            "--meanwhile",
            "Wired computers and phones work as usual.",
            "--back-by",
            &in_three_hours()?,
        ])?;
        Ok(desk)
    }

    /// Says where it is and how to go on.
    pub(crate) fn introduce(&self) {
        println!();
        println!("Deskside is in the tray: the bell by the clock. Click it to ask for help.");
        println!();
        println!("The technician's desk:      {}", self.url);
        println!("Sign in as devon, once, by: {}", self.sign_in_link);
        println!();
        println!("Ctrl-C stops everything and removes what it made.");
    }

    /// Writes what a district would put on this computer.
    pub(crate) fn write_policy(&self, path: &Path) -> Result<()> {
        let key = self.ask(&["enrolment-key"])?;
        let policy = format!(
            "server = \"{}\"\nenrolment_key = \"{}\"\nbuilding = \"Building B\"\nroom = \"B204\"\nasset_tag = \"CR-20417\"\nphone = \"4357\"\n",
            self.url,
            key.trim()
        );
        let mut file = fs::File::options().write(true).create_new(true).mode(0o600).open(path).context("making the demo's policy file")?;
        std::io::Write::write_all(&mut file, policy.as_bytes()).context("writing the demo's policy file")
    }

    /// How the server ended, where it did by itself.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.server.ended()
    }

    /// Stops the server.
    pub(crate) fn stop(&mut self) {
        self.server.stop();
    }

    /// Runs one of the server's own commands on its data.
    fn ask(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(&self.program).args(arguments).arg("--data").arg(&self.data).output().context("asking the server")?;
        if !output.status.success() {
            bail!("deskside-server {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// A moment as the server reads it.
fn in_three_hours() -> Result<String> {
    let output =
        Command::new("date").args(["--utc", "--date", "3 hours", "+%Y-%m-%dT%H:%M:00Z"]).output().context("asking for the time")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a line of the server's begins to say, as soon as it says it.
fn said(server: &mut Leashed, log: &Path, beginning: &str) -> Result<String> {
    let started = Instant::now();
    loop {
        let text = fs::read_to_string(log).unwrap_or_default();
        let complete = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        if let Some((_, rest)) = complete.split_once(beginning) {
            return Ok(rest.lines().next().unwrap_or_default().trim().to_owned());
        }
        if server.ended()?.is_some() || started.elapsed() > PATIENCE {
            bail!("The server did not say {beginning:?}, but:\n{text}");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
