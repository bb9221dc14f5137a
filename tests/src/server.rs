//! The real server with a database of its own, which is read directly: what a test asserts is what was stored, never what an
//! answer claims.

mod stored;

pub use stored::{StoredNotice, StoredPicture, StoredTicket, StoredWords};

use crate::programs::there;
use crate::running::{Running, leashed};
use crate::waiting::until;
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

/// How long the server may take to listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server. It is started, stopped and killed at will; its database stays.
#[derive(Debug)]
pub struct Server {
    program: PathBuf,
    school: PathBuf,
    folder: PathBuf,
    listen: String,
    more: Vec<OsString>,
    starts: usize,
    said: String,
    running: Option<Running>,
}

impl Server {
    /// Starts one on a free port, with an empty database in `folder` and the sample school.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start(program: &Path, folder: &Path) -> Result<Self> {
        let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/server/cedar-ridge.toml");
        Self::start_at(program, folder, &school).await
    }

    /// The same, at the school of a configuration file.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_at(program: &Path, folder: &Path, school: &Path) -> Result<Self> {
        Self::start_on("127.0.0.1:0", program, folder, school, Vec::new()).await
    }

    /// The same with TLS, by this certificate and key.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_secured(program: &Path, folder: &Path, (certificate, key): (PathBuf, PathBuf)) -> Result<Self> {
        let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/server/cedar-ridge.toml");
        let more = vec!["--tls-cert".into(), certificate.into(), "--tls-key".into(), key.into()];
        Self::start_on("127.0.0.1:0", program, folder, &school, more).await
    }

    /// The same on an address of one's own, such as `[::1]:0`, told more.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_on(listen: &str, program: &Path, folder: &Path, school: &Path, more: Vec<OsString>) -> Result<Self> {
        let mut server = Self {
            program: there(program)?.to_owned(),
            school: school.to_owned(),
            folder: folder.to_owned(),
            listen: listen.to_owned(),
            more,
            starts: 0,
            said: String::new(),
            running: None,
        };
        std::fs::create_dir_all(folder).context("making the server's folder")?;
        server.start_again().await?;
        // From now on always the same port, as a server has.
        server.listen = server.url()?.trim_start_matches("http://").trim_start_matches("https://").trim_end_matches('/').to_owned();
        Ok(server)
    }

    /// Starts it again, at the same address and on the same database.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_again(&mut self) -> Result<()> {
        self.starts += 1;
        let log = self.folder.join(format!("server-{}.log", self.starts));
        let mut command = leashed(&self.program);
        command
            .arg("serve")
            .arg("--config")
            .arg(&self.school)
            .arg("--data")
            .arg(self.data())
            .args(["--listen", &self.listen])
            .args(&self.more);
        let mut running = Running::start(&mut command, &log)?;
        let listening = until("the server to listen", PATIENCE, async || {
            let said = running.said();
            (running.ended().is_some() || said.contains("listening on ")).then_some(said)
        });
        let said = listening.await?;
        if running.ended().is_some() {
            bail!("the server ended: {said}");
        }
        if self.starts == 1 {
            self.said =
                until("the sign-in link", PATIENCE, async || Some(running.said()).filter(|said| said.contains("/welcome#"))).await?;
        }
        self.running = Some(running);
        Ok(())
    }

    /// Ends it in order.
    pub fn stop(&mut self) {
        self.running = None;
    }

    /// Its process, while it runs.
    #[must_use]
    pub fn process(&self) -> Option<&Running> {
        self.running.as_ref()
    }

    /// Kills it where it stands.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            running.kill();
        }
    }

    /// Has it end as by a fault of its own, such as `ABRT`.
    ///
    /// # Errors
    /// When it does not run, or goes on.
    pub async fn crash(&mut self, signal: &str) -> Result<ExitStatus> {
        let mut running = self.running.take().context("it runs")?;
        Command::new("kill").args([&format!("-{signal}"), &running.id().to_string()]).status().context("starting kill")?;
        until("a server to crash", PATIENCE, async || running.ended()).await
    }

    /// Its address.
    ///
    /// # Errors
    /// When it never said one.
    pub fn url(&self) -> Result<String> {
        said(&self.said, "listening on ")
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When it is no address.
    pub fn address(&self) -> Result<SocketAddr> {
        self.listen.parse().with_context(|| format!("{} is no address", self.listen))
    }

    /// The one-time link by which a technician signs in first.
    ///
    /// # Errors
    /// When it never said one.
    pub fn sign_in_link(&self, user: &str) -> Result<String> {
        said(&self.said, &format!("sign-in link for {user}: "))
    }

    /// A new key to enrol with.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn enrolment_key(&self) -> Result<String> {
        let output =
            Command::new(&self.program).arg("enrolment-key").arg("--data").arg(self.data()).output().context("asking for a key")?;
        anyhow::ensure!(output.status.success(), "no key: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// A new line for a person to type: the address and a school code.
    ///
    /// # Errors
    /// When the server makes none.
    pub fn school_code(&self) -> Result<String> {
        let url = self.url()?;
        let mut command = Command::new(&self.program);
        let output =
            command.arg("school-code").arg("--data").arg(self.data()).args(["--url", &url]).output().context("asking for a code")?;
        anyhow::ensure!(output.status.success(), "no code: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Its database, to be read beside it.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data().join("help-desk.sqlite3")
    }

    /// Everything it logged, over all starts.
    #[must_use]
    pub fn logs(&self) -> String {
        let log = |start| std::fs::read_to_string(self.folder.join(format!("server-{start}.log"))).unwrap_or_default();
        (1..=self.starts).map(log).collect()
    }

    /// Where it keeps its data.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

/// The rest of the line that begins so.
fn said(said: &str, beginning: &str) -> Result<String> {
    let (_, rest) = said.split_once(beginning).with_context(|| format!("the server did not say {beginning:?}: {said}"))?;
    Ok(rest.split_whitespace().next().unwrap_or_default().to_owned())
}
