//! A program that ends with whoever started it.

use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to end by itself.
const PATIENCE: Duration = Duration::from_secs(5);

/// A command whose process dies with the thread that starts it, even when that is killed. A limit on the size of its files is an error
/// to it, as a full disk is, and not its end.
pub fn leashed(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", "env", "--ignore-signal=XFSZ"]).arg(program);
    command
}

/// A program that was started. It is asked to end when this is dropped, and made to where it does not.
#[derive(Debug)]
pub struct Running {
    child: Child,
    log: PathBuf,
}

impl Running {
    /// Starts a command; what it prints goes to a file.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::options().create(true).append(true).open(log).with_context(|| format!("opening {}", log.display()))?;
        command.stdout(file.try_clone().context("sharing the log file")?).stderr(file);
        Self::spawn(command, log)
    }

    /// Starts a command and waits for the first line it prints; what it says on the side goes to a file.
    ///
    /// # Errors
    /// When it cannot be started, or ends without a line.
    pub fn start_saying(command: &mut Command, log: &Path) -> Result<(Self, String)> {
        let file = File::options().create(true).append(true).open(log).with_context(|| format!("opening {}", log.display()))?;
        command.stdout(Stdio::piped()).stderr(file);
        let mut running = Self::spawn(command, log)?;
        let stdout = running.child.stdout.take().context("taking its output")?;
        let mut line = String::new();
        BufReader::new(stdout).read_line(&mut line).context("reading its first line")?;
        anyhow::ensure!(!line.trim().is_empty(), "it ended without a word: {}", running.said());
        Ok((running, line.trim().to_owned()))
    }

    fn spawn(command: &mut Command, log: &Path) -> Result<Self> {
        let child = command.spawn().with_context(|| format!("starting {command:?}"))?;
        Ok(Self { child, log: log.to_owned() })
    }

    /// Its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, where it did.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// All it printed so far.
    #[must_use]
    pub fn said(&self) -> String {
        std::fs::read(&self.log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }

    /// Lets its files grow to so many bytes at most, or without end.
    ///
    /// # Errors
    /// When the system does not allow it.
    pub fn limit_files(&self, most_bytes: Option<u64>) -> Result<()> {
        limit_files(self.id(), most_bytes)
    }

    /// Kills it where it stands, as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to end, and waits until it has.
    pub fn stop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        let _ = Command::new("kill").arg(self.id().to_string()).stderr(Stdio::null()).status();
        let asked = Instant::now();
        while self.ended().is_none() {
            if asked.elapsed() > PATIENCE {
                return self.kill();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Lets the files of a process grow to so many bytes at most, or without end.
pub(crate) fn limit_files(process: u32, most_bytes: Option<u64>) -> Result<()> {
    let most = most_bytes.map_or("unlimited".to_owned(), |most| most.to_string());
    // The soft limit alone, which can be raised again.
    let done = Command::new("prlimit").args(["--pid", &process.to_string(), &format!("--fsize={most}:")]).status();
    anyhow::ensure!(done.context("starting prlimit")?.success(), "the size of files could not be limited");
    Ok(())
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}
