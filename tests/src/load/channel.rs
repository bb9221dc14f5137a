//! Live channels by the thousand: one socket each, and as little beside it as can be, because what is measured is the server.

use anyhow::{Context, Result, bail};
use futures_util::{StreamExt, TryStreamExt, stream};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout_at};
use uuid::Uuid;

/// Connections begun at the same time.
const AT_ONCE: usize = 64;
/// How a frame about a notice names it.
const NOTICE: &[u8] = b"\"notice_id\":\"";
const ID: usize = 36;
/// What one of them reads at once: an event is much smaller.
const CHUNK: usize = 1_024;

/// Agents that listen. They let go when this is dropped.
pub(super) struct Listeners {
    heard: mpsc::UnboundedReceiver<(Uuid, Instant)>,
    how_many: usize,
    _tasks: JoinSet<()>,
}

/// What a server says to whoever wants to listen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Answer {
    /// It does.
    Listens,
    /// 503, and when to ask again.
    Later,
}

impl Listeners {
    /// Connects one for each token, and waits until each has heard that it listens.
    pub(super) async fn open(url: &str, tokens: &[String]) -> Result<Self> {
        let connecting = tokens.iter().map(|token| async move {
            let (line, answer) = connect(url, token).await?;
            if answer != Answer::Listens {
                bail!("the server has no channel for as many as were configured");
            }
            Ok(line)
        });
        let lines: Vec<TcpStream> = stream::iter(connecting).buffer_unordered(AT_ONCE).try_collect().await?;
        let (says, heard) = mpsc::unbounded_channel();
        let mut tasks = JoinSet::new();
        let how_many = lines.len();
        for line in lines {
            tasks.spawn(listen(line, says.clone()));
        }
        Ok(Self { heard, how_many, _tasks: tasks })
    }

    /// When each heard of this notice, of those who did in time.
    pub(super) async fn hear(&mut self, notice: Uuid, within: Duration) -> Vec<Instant> {
        let deadline = Instant::now() + within;
        let mut times = Vec::with_capacity(self.how_many);
        while times.len() < self.how_many {
            match timeout_at(deadline, self.heard.recv()).await {
                Ok(Some((about, at))) if about == notice => times.push(at),
                Ok(Some(_)) => {}
                Ok(None) | Err(_) => break,
            }
        }
        times
    }
}

/// Asks for a channel and lets it go again.
pub(super) async fn ask(url: &str, token: &str) -> Result<Answer> {
    Ok(connect(url, token).await?.1)
}

async fn connect(url: &str, token: &str) -> Result<(TcpStream, Answer)> {
    let address = url.trim_start_matches("http://");
    let mut line = TcpStream::connect(address).await.context("connecting")?;
    let ask =
        format!("GET /api/v1/events HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\naccept: text/event-stream\r\n\r\n");
    line.write_all(ask.as_bytes()).await.context("asking")?;
    let mut said = Vec::new();
    loop {
        let mut chunk = [0; CHUNK];
        let read = line.read(&mut chunk).await.context("reading the answer")?;
        said.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&said);
        if text.starts_with("HTTP/1.1 200") && text.contains(": listening") {
            return Ok((line, Answer::Listens));
        }
        if text.starts_with("HTTP/1.1 503") && text.contains("retry-after: ") {
            return Ok((line, Answer::Later));
        }
        if read == 0 || text.contains("\r\n\r\n") && !text.starts_with("HTTP/1.1 200") {
            bail!("the server answered {text}");
        }
    }
}

/// Says when it heard of each notice, until the line ends.
async fn listen(mut line: TcpStream, says: mpsc::UnboundedSender<(Uuid, Instant)>) {
    let (mut said, mut chunk) = (Vec::new(), [0; CHUNK]);
    while let Ok(read @ 1..) = line.read(&mut chunk).await {
        let at = Instant::now();
        said.extend_from_slice(&chunk[..read]);
        while let Some(id) = next_notice(&mut said) {
            says.send((id, at)).ok();
        }
    }
}

/// The first notice that was named in full; what was read up to there is let go.
fn next_notice(said: &mut Vec<u8>) -> Option<Uuid> {
    let begins = said.windows(NOTICE.len()).position(|part| part == NOTICE)? + NOTICE.len();
    let id = Uuid::try_parse_ascii(said.get(begins..begins + ID)?).ok();
    said.drain(..begins + ID);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_heard_however_it_is_cut_up() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let whole =
            format!("data: {{\"kind\":\"notice\",\"notice_id\":\"{one}\"}}\n\n: still here\n\ndata: {{\"notice_id\":\"{two}\"}}\n\n");
        for size in [1, 7, 1_024] {
            let (mut said, mut heard) = (Vec::new(), Vec::new());
            for part in whole.as_bytes().chunks(size) {
                said.extend_from_slice(part);
                heard.extend(std::iter::from_fn(|| next_notice(&mut said)));
            }
            assert_eq!(heard, [one, two], "in parts of {size}");
        }
    }
}
