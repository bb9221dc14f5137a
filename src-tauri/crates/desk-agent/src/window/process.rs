//! The window's process and the two ends of its pipe.

use super::queue::{Full, Queue};
use desk_view::{FromWindow, ToWindow};
use std::{
    fmt, io,
    path::Path,
    process::{ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader},
    process::{Child, Command},
    sync::mpsc,
    time::timeout,
};

/// A line of the window's carries one person's words and no picture.
const LONGEST_LINE_BYTES: u64 = 1024 * 1024;
/// How long a window may take to end once it was told to.
const TIME_TO_END: Duration = Duration::from_secs(3);
/// How long what an ended window said may still be on its way.
const TIME_FOR_LAST_FRAMES: Duration = Duration::from_millis(200);

/// A running window.
pub(super) struct Process {
    child: Child,
    queue: Arc<Queue>,
    said: mpsc::Receiver<FromWindow>,
    has_spoken: bool,
    has_ended: bool,
    last_words: Arc<Mutex<String>>,
}

impl Process {
    /// Starts the program with our own environment, so that the desktop, and whoever tests it, reaches it.
    pub(super) fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            // WebKitGTK then draws this small page without the graphics card: about 70 MB less, and sooner on the screen. Others
            // do not know it.
            .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let queue = Arc::new(Queue::default());
        let (heard, said) = mpsc::channel(16);
        let last_words = Arc::<Mutex<String>>::default();
        if let Some(stdin) = child.stdin.take() {
            tokio::spawn(write(Arc::clone(&queue), stdin));
        }
        if let Some(stdout) = child.stdout.take() {
            tokio::spawn(read(BufReader::new(stdout), heard));
        }
        if let Some(stderr) = child.stderr.take() {
            tokio::spawn(log(BufReader::new(stderr), Arc::clone(&last_words)));
        }
        Ok(Self { child, queue, said, has_spoken: false, has_ended: false, last_words })
    }

    pub(super) fn say(&self, frame: ToWindow) -> Result<(), Full> {
        self.queue.push(frame)
    }

    /// What the window says next; `None` once it will say nothing more.
    pub(super) async fn said(&mut self) -> Option<FromWindow> {
        let said = self.next().await;
        self.has_spoken |= said.is_some();
        said
    }

    /// A process of WebKit's that outlives the window may hold its stdout open, so the window's own end counts as well.
    async fn next(&mut self) -> Option<FromWindow> {
        if !self.has_ended {
            tokio::select! {
                biased;
                said = self.said.recv() => return said,
                _ = self.child.wait() => self.has_ended = true,
            }
        }
        timeout(TIME_FOR_LAST_FRAMES, self.said.recv()).await.ok().flatten()
    }

    /// Whether it has ended, perhaps unnoticed so far.
    pub(super) fn has_ended(&mut self) -> bool {
        self.has_ended || matches!(self.child.try_wait(), Ok(Some(_)))
    }

    pub(super) fn has_spoken(&self) -> bool {
        self.has_spoken
    }

    /// Tells the window to end and sees to it that it does.
    pub(super) async fn close(self) {
        self.queue.close();
        let end = self.reap(false).await;
        tracing::debug!(window.end = %end, "the window was closed");
    }

    /// Waits for the process, which has ended or is about to; `now` ends it without waiting.
    pub(super) async fn reap(mut self, now: bool) -> End {
        self.queue.close();
        let status = if now { None } else { timeout(TIME_TO_END, self.child.wait()).await.ok() };
        let status = match status {
            Some(Ok(status)) => Some(status),
            Some(Err(_)) | None => {
                self.child.kill().await.ok();
                None
            }
        };
        let last_words = self.last_words.lock().unwrap_or_else(PoisonError::into_inner).clone();
        End { status, last_words }
    }
}

/// How a process ended.
#[derive(Debug)]
pub(super) struct End {
    /// None where it had to be ended by force.
    status: Option<ExitStatus>,
    /// What it said last on stderr.
    last_words: String,
}

impl End {
    pub(super) fn is_success(&self) -> bool {
        self.status.is_some_and(|status| status.success())
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{status}")?,
            None => f.write_str("ended by force")?,
        }
        if !self.is_success() && !self.last_words.is_empty() {
            write!(f, "; last words: {}", self.last_words)?;
        }
        Ok(())
    }
}

/// Writes frames until there are no more, then closes the window's stdin.
async fn write(queue: Arc<Queue>, mut stdin: impl AsyncWrite + Unpin) {
    while let Some(frame) = queue.next().await {
        let mut line = match serde_json::to_vec(&frame) {
            Ok(line) => line,
            Err(error) => {
                tracing::error!(%error, "a frame for the window cannot be written");
                continue;
            }
        };
        line.push(b'\n');
        if stdin.write_all(&line).await.is_err() {
            // Its stdout ends as well, which is where its end is noticed.
            return;
        }
    }
}

/// Reads frames until there are no more.
pub(crate) async fn read(mut stdout: impl AsyncBufRead + Unpin, heard: mpsc::Sender<FromWindow>) {
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut stdout).take(LONGEST_LINE_BYTES).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        if line.len() as u64 == LONGEST_LINE_BYTES && !line.ends_with(b"\n") {
            tracing::error!("the window said a line without end");
            return;
        }
        match serde_json::from_slice(&line) {
            Ok(frame) => {
                if heard.send(frame).await.is_err() {
                    return;
                }
            }
            Err(error) => tracing::warn!(kind = ?error.classify(), "the window said something that is no frame"),
        }
    }
}

/// Hands what the window complains of to the log.
async fn log(stderr: impl AsyncBufRead + Unpin, last_words: Arc<Mutex<String>>) {
    let mut lines = stderr.lines();
    while let Ok(Some(line)) = lines.next_line().await {
        tracing::debug!(window.stderr = line, "the window complains");
        if !line.trim().is_empty() {
            *last_words.lock().unwrap_or_else(PoisonError::into_inner) = line;
        }
    }
}
