//! Where a person sits: one agent's process, what its window shows, and the moment it is killed.

use super::Setting;
use crate::running::limit_files;
use anyhow::{Context, Result, bail};
use desk_view::{FromWindow, Place, Request, ToWindow, View};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::Instant;

/// How long a screen may take to show something, with a help desk that goes up and down.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often somebody who waits presses "Try now".
const IMPATIENCE: Duration = Duration::from_millis(400);

/// The agent is no more: start it again.
#[derive(Debug)]
pub struct Killed;

/// An agent that runs.
pub struct Seat {
    process: Child,
    says: ChildStdin,
    shows: Lines<BufReader<ChildStdout>>,
    /// The last thing it showed.
    view: Option<View>,
    dies_at: Option<Instant>,
    is_patient: bool,
}

impl Seat {
    /// Starts an agent with its window open.
    ///
    /// # Errors
    /// When it cannot be started.
    pub async fn take(setting: &Setting, person: &str, folder: &Path) -> Result<Self> {
        // A limit on the size of its files is an error to it, as a full disk is, and not its end.
        let mut command = Command::new("env");
        command
            .arg("--ignore-signal=XFSZ")
            .arg(&setting.program)
            .arg("agent")
            .arg("--folder")
            .arg(folder)
            .arg("--server")
            .arg(&setting.server)
            .arg("--person")
            .arg(person);
        let log = std::fs::File::options().create(true).append(true).open(folder.join("agent.log")).context("opening the agent's log")?;
        command.arg(format!("--clock-ahead={}", setting.clock_ahead_s));
        command.env("DESKSIDE_TORTURE_KEY", &setting.key).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(log).kill_on_drop(true);
        let mut process = command.spawn().context("starting an agent")?;
        let says = process.stdin.take().context("its stdin")?;
        let shows = BufReader::new(process.stdout.take().context("its stdout")?).lines();
        let mut seat = Self { process, says, shows, view: None, dies_at: None, is_patient: false };
        seat.tell(FromWindow::Ready).await?;
        Ok(seat)
    }

    /// Kills it after this long, whatever it is doing then.
    pub fn dies_in(&mut self, time: Duration) {
        self.dies_at = Some(Instant::now() + time);
    }

    /// From now on nobody presses "Try now" while waiting.
    pub fn is_patient(&mut self) {
        self.is_patient = true;
    }

    /// Presses something.
    ///
    /// # Errors
    /// When the agent is not there any more by itself.
    pub async fn ask(&mut self, request: Request) -> Result<()> {
        self.tell(FromWindow::Request { request }).await
    }

    /// Goes to a page by way of another: from then on nothing is looked at that was shown before.
    ///
    /// # Errors
    /// When the agent is not there any more by itself.
    pub async fn open(&mut self, place: Place) -> Result<Result<(), Killed>> {
        self.ask(Request::Go { place: Place::Requests }).await?;
        if self.until("My requests", |view| (view.place == Place::Requests).then_some(())).await?.is_err() {
            return Ok(Err(Killed));
        }
        self.view = None;
        self.ask(Request::Open { place }).await.map(Ok)
    }

    /// Its process.
    ///
    /// # Panics
    /// When it was killed.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id().expect("it runs")
    }

    /// Lets its files grow to so many bytes at most, or without end.
    ///
    /// # Errors
    /// When the system does not allow it.
    pub fn limit_files(&self, most_bytes: Option<u64>) -> Result<()> {
        limit_files(self.id(), most_bytes)
    }

    async fn tell(&mut self, frame: FromWindow) -> Result<()> {
        let mut line = serde_json::to_vec(&frame).context("a frame is JSON")?;
        line.push(b'\n');
        self.says.write_all(&line).await.context("the agent ended by itself")
    }

    /// Waits until the window shows something of which `look` makes an answer; gives it, or that the agent was killed meanwhile.
    ///
    /// # Errors
    /// When it never shows that, or ended by itself.
    pub async fn until<T>(&mut self, what: &str, mut look: impl FnMut(&View) -> Option<T>) -> Result<Result<T, Killed>> {
        let deadline = Instant::now() + PATIENCE;
        let mut presses = tokio::time::interval_at(Instant::now() + IMPATIENCE, IMPATIENCE);
        loop {
            if let Some(seen) = self.view.as_ref().and_then(&mut look) {
                return Ok(Ok(seen));
            }
            let end = self.dies_at.unwrap_or(deadline).min(deadline);
            tokio::select! {
                line = self.shows.next_line() => self.show(&line.context("reading what it shows")?.context("the agent ended by itself")?)?,
                _ = presses.tick(), if !self.is_patient => self.ask(Request::TryNow).await?,
                () = tokio::time::sleep_until(end) => {
                    if self.dies_at.is_some_and(|at| at <= Instant::now()) {
                        self.kill().await?;
                        return Ok(Err(Killed));
                    }
                    bail!("waited {PATIENCE:?} in vain for {what}; it shows {:#?}", self.view);
                }
            }
        }
    }

    /// Looks on for a while; says where the agent was killed meanwhile.
    ///
    /// # Errors
    /// When the agent is not there any more by itself.
    pub async fn rest(&mut self, time: Duration) -> Result<Result<(), Killed>> {
        let rested = tokio::time::timeout(time, self.until("nothing", |_| None::<()>)).await;
        rested.map_or(Ok(Ok(())), |ended| ended.map(|ended| ended.map(drop)))
    }

    fn show(&mut self, line: &str) -> Result<()> {
        if let ToWindow::View { view } = serde_json::from_str(line).context("reading a frame")? {
            self.view = Some(*view);
        }
        Ok(())
    }

    /// Kills it now.
    ///
    /// # Errors
    /// When it was killed before.
    pub async fn kill(&mut self) -> Result<()> {
        self.process.start_kill().context("killing an agent")?;
        self.process.wait().await.context("waiting for its end").map(drop)
    }
}
