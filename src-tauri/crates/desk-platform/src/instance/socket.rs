//! A lock on a file says who is first; a socket beside it takes requests, one line of text each, answered by one byte.
//!
//! The system drops the lock with the process, however it ends, so a socket file that was left over is nobody's.

use super::{Asked, LONGEST_PLACE};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc;
use tokio::task::AbortHandle;

const TAKEN: &[u8] = b"+";
const WAKE: &str = "wake";
const OPEN: &str = "open ";

pub(super) enum Claim {
    First(Held),
    Second(Door),
}

/// The lock and the task that listens, both until the drop.
#[derive(Debug)]
pub(super) struct Held {
    _lock: File,
    listening: AbortHandle,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Where the first agent listens.
#[derive(Debug)]
pub(super) struct Door {
    path: PathBuf,
}

pub(super) async fn claim(folder: &Path, taker: mpsc::Sender<Asked>) -> io::Result<Claim> {
    let path = folder.join("agent.socket");
    let lock = File::options().write(true).create(true).truncate(false).open(folder.join("agent.lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(Claim::Second(Door { path })),
        Err(TryLockError::Error(error)) => return Err(error),
    }

    if let Err(error) = tokio::fs::remove_file(&path).await
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let listener = UnixListener::bind(&path)?;
    let listening = tokio::spawn(listen(listener, taker)).abort_handle();
    Ok(Claim::First(Held { _lock: lock, listening }))
}

impl Door {
    /// Also waits for a first one that has its lock and not yet its socket; the caller's deadline ends that.
    pub(super) async fn ask(&self, asked: Asked) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut stream = loop {
            match UnixStream::connect(&self.path).await {
                Ok(stream) => break stream,
                Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                }
                Err(error) => return Err(error.into()),
            }
        };
        let line = match asked {
            Asked::Open(place) => format!("{OPEN}{}\n", place.replace('\n', " ")),
            Asked::Wake => format!("{WAKE}\n"),
        };
        stream.write_all(line.as_bytes()).await?;
        let mut answer = [0; TAKEN.len()];
        stream.read_exact(&mut answer).await?;
        if answer == TAKEN { Ok(()) } else { Err("it answered something else".into()) }
    }
}

async fn listen(listener: UnixListener, taker: mpsc::Sender<Asked>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => drop(tokio::spawn(answer(stream, taker.clone()))),
            Err(error) => {
                tracing::warn!(error = %error, "the socket for later starts gave out");
                return;
            }
        }
    }
}

async fn answer(stream: UnixStream, taker: mpsc::Sender<Asked>) -> io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut line = String::new();
    BufReader::new(read.take((LONGEST_PLACE + OPEN.len()) as u64)).read_line(&mut line).await?;
    let Some(asked) = understood(&line) else {
        return Ok(());
    };
    if taker.send(asked).await.is_ok() {
        write.write_all(TAKEN).await?;
    }
    Ok(())
}

fn understood(line: &str) -> Option<Asked> {
    let said = line.strip_suffix('\n')?;
    if said == WAKE {
        return Some(Asked::Wake);
    }
    said.strip_prefix(OPEN).map(|place| Asked::Open(place.to_owned()))
}
