//! A line between client and server that stands still at one step of the next rotation, until the blow has fallen, and is cut then.

use super::Step;
use anyhow::{Context, Result};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Held while the line stands still.
pub(super) type Struck = oneshot::Sender<()>;

/// The line.
pub(super) struct Line {
    url: String,
    next: Arc<Mutex<Option<Step>>>,
    struck: mpsc::UnboundedReceiver<Struck>,
    task: JoinHandle<()>,
}

impl Line {
    /// Lays one to the server at this address.
    pub(super) async fn to(server: &str) -> Result<Self> {
        let server = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.context("listening")?;
        let url = format!("http://{}", listener.local_addr().context("an address")?);
        let (tell, struck) = mpsc::unbounded_channel();
        let next: Arc<Mutex<Option<Step>>> = Arc::default();
        let task = tokio::spawn({
            let next = Arc::clone(&next);
            async move {
                while let Ok((client, _)) = listener.accept().await {
                    let step = next.lock().unwrap_or_else(PoisonError::into_inner).take();
                    let (server, tell) = (server.clone(), tell.clone());
                    tokio::spawn(async move { between(client, &server, step, &tell).await.ok() });
                }
            }
        });
        Ok(Self { url, next, struck, task })
    }

    /// The server's address for whoever is to come by this line.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The next connection stands still at this step.
    pub(super) fn strikes_at(&self, step: Step) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(step);
    }

    /// Waits until it does.
    pub(super) async fn struck(&mut self) -> Result<Struck> {
        self.struck.recv().await.context("the line is gone")
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn between(mut client: TcpStream, server: &str, step: Option<Step>, tell: &mpsc::UnboundedSender<Struck>) -> Result<()> {
    let mut server = TcpStream::connect(server).await?;
    let Some(step) = step else {
        copy_bidirectional(&mut client, &mut server).await?;
        return Ok(());
    };
    go_to(step, &mut client, &mut server).await?;
    let (held, let_go) = oneshot::channel();
    tell.send(held)?;
    // It is let go by being dropped.
    let_go.await.ok();
    Ok(())
}

/// Lets through what comes before the step.
async fn go_to(step: Step, client: &mut TcpStream, server: &mut TcpStream) -> Result<()> {
    if step == Step::Connected {
        return Ok(());
    }
    let asked = message(client).await?;
    if step == Step::HalfAsked {
        return Ok(server.write_all(&asked[..asked.len() / 2]).await?);
    }
    server.write_all(&asked).await?;
    if step == Step::Asked {
        return Ok(());
    }
    let answer = message(server).await?;
    match step {
        Step::Answered => return Ok(()),
        Step::HalfHeard => return Ok(client.write_all(&answer[..answer.len() / 2]).await?),
        Step::Connected | Step::HalfAsked | Step::Asked | Step::Heard | Step::Used => client.write_all(&answer).await?,
    }
    if step == Step::Used {
        server.write_all(&message(client).await?).await?;
    }
    Ok(())
}

/// One message of HTTP, whose length its headers say.
async fn message(from: &mut TcpStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let headers = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
            let length =
                headers.lines().find_map(|line| line.strip_prefix("content-length:")).map_or(Ok(0), |length| length.trim().parse());
            if bytes.len() >= end + 4 + length.context("reading a length")? {
                return Ok(bytes);
            }
        }
        anyhow::ensure!(from.read_buf(&mut bytes).await? > 0, "the line ended");
    }
}
