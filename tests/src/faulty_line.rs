//! The network between an agent and its help desk, on real sockets, with what goes wrong on it: a call can be slow, cut off in every
//! phase, answered by somebody else, or done with its answer lost.

mod call;

use anyhow::{Context, Result};
use call::{Head, pass, read_head};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How much goes at once on a slow line.
const PIECE: usize = 4 * 1024;

/// What goes wrong.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Everything takes so long to begin, and then comes at so many bytes a second.
    Slow {
        /// Before the first byte.
        latency: Duration,
        /// Both ways.
        bytes_a_second: usize,
    },
    /// Nobody answers at the address: each connection is reset as it is made, whatever it is for.
    Refused,
    /// Reset once the head of the request is there; the desk hears nothing.
    ResetBeforeTheBody,
    /// Reset after half of the request's body went on to the desk.
    ResetInTheRequest,
    /// Reset after the desk has the whole request and before it answers.
    ResetBeforeTheAnswer,
    /// The desk did it and answered; the answer is lost.
    AnswerLost,
    /// Reset after half of the answer.
    ResetInTheAnswer,
    /// The answer ends half-way, in order.
    Truncated,
    /// Somebody else answers, with these bytes; the desk hears nothing.
    Answered(String),
}

/// A line to one server. Everything goes through until a fault is on it.
#[derive(Debug)]
pub struct FaultyLine {
    near_end: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

#[derive(Debug, Default)]
struct State {
    /// What goes wrong, with every call whose method and path begin and end so.
    fault: Option<(Fault, Target)>,
    met: usize,
    /// Every call, and when it came.
    calls: Vec<(String, Instant)>,
}

/// Which calls are meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target {
    /// Such as `POST`.
    pub method: &'static str,
    /// How its path begins, below `/api/v1/`.
    pub begins: &'static str,
    /// How its path ends.
    pub ends: &'static str,
}

impl Target {
    fn is(self, head: &Head) -> bool {
        let path = head.path.strip_prefix("/api/v1/").unwrap_or_default();
        head.method == self.method && path.starts_with(self.begins) && path.ends_with(self.ends)
    }
}

impl FaultyLine {
    /// Lays a line to the server at this address.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn to(server: &str) -> Result<Self> {
        let server = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let same_host: SocketAddr = server.parse().context("the server's address")?;
        let listener = TcpListener::bind((same_host.ip(), 0)).await.context("finding a free port")?;
        let near_end = listener.local_addr()?;
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (server, state) = (server.clone(), Arc::clone(&shared));
                tokio::spawn(async move { carry(client, &server, &state).await });
            }
        });
        Ok(Self { near_end, state, task })
    }

    /// Where its near end is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.near_end)
    }

    /// From now on this goes wrong, with these calls.
    pub fn breaks(&self, fault: Fault, target: Target) {
        let mut state = lock(&self.state);
        state.met = 0;
        state.fault = Some((fault, target));
    }

    /// From now on everything goes through. Says how many calls met the fault.
    pub fn mended(&self) -> usize {
        let mut state = lock(&self.state);
        state.fault = None;
        state.met
    }

    /// How many calls met the fault so far.
    #[must_use]
    pub fn met(&self) -> usize {
        lock(&self.state).met
    }

    /// When each call came over it that is this one, such as `GET /api/v1/desk`.
    #[must_use]
    pub fn moments_of(&self, call: &str) -> Vec<Instant> {
        lock(&self.state).calls.iter().filter(|(came, _)| came == call).map(|(_, at)| *at).collect()
    }
}

impl Drop for FaultyLine {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The fault that a call meets, or with no call yet a connection.
fn meets(state: &Mutex<State>, head: Option<&Head>) -> Option<Fault> {
    let mut state = lock(state);
    if let Some(head) = head {
        state.calls.push((format!("{} {}", head.method, head.path), Instant::now()));
    }
    let (fault, target) = state.fault.as_ref()?;
    let is_met = head.map_or(matches!(fault, Fault::Refused), |head| target.is(head));
    let met = is_met.then(|| fault.clone());
    state.met += usize::from(is_met);
    met
}

/// Carries one call. Whatever cannot be carried is a connection that ends, which is what this is for.
async fn carry(client: TcpStream, server: &str, state: &Mutex<State>) {
    if meets(state, None).is_some() {
        return reset(client);
    }
    carry_call(client, server, state).await.unwrap_or_default();
}

async fn carry_call(mut client: TcpStream, server: &str, state: &Mutex<State>) -> io::Result<()> {
    let Some(head) = read_head(&mut client).await? else { return Ok(()) };
    let fault = meets(state, Some(&head));
    if let Some(Fault::Answered(answer)) = &fault {
        pass(&mut client, None, head.body_bytes).await?;
        client.write_all(answer.as_bytes()).await?;
        return client.shutdown().await;
    }
    if matches!(fault, Some(Fault::ResetBeforeTheBody)) {
        reset(client);
        return Ok(());
    }
    let mut desk = TcpStream::connect(server).await?;
    if let Some(Fault::Slow { latency, bytes_a_second }) = fault {
        tokio::time::sleep(latency).await;
        return slowly(client, desk, &head, bytes_a_second).await;
    }
    desk.write_all(&head.bytes).await?;
    if matches!(fault, Some(Fault::ResetInTheRequest)) {
        pass(&mut client, Some(&mut desk), head.body_bytes / 2).await?;
        reset(desk);
        reset(client);
        return Ok(());
    }
    pass(&mut client, Some(&mut desk), head.body_bytes).await?;
    match fault {
        Some(Fault::ResetBeforeTheAnswer) => {
            reset(client);
            desk.shutdown().await
        }
        Some(fault @ (Fault::AnswerLost | Fault::ResetInTheAnswer | Fault::Truncated)) => {
            let mut answer = Vec::new();
            desk.read_to_end(&mut answer).await?;
            if matches!(fault, Fault::AnswerLost) {
                reset(client);
                return Ok(());
            }
            client.write_all(&answer[..answer.len() / 2]).await?;
            if matches!(fault, Fault::Truncated) {
                return client.shutdown().await;
            }
            client.flush().await?;
            reset(client);
            Ok(())
        }
        // A stream of events goes on until either end lets go.
        Some(Fault::Slow { .. } | Fault::Refused | Fault::ResetBeforeTheBody | Fault::ResetInTheRequest | Fault::Answered(_)) | None => {
            tokio::io::copy_bidirectional(&mut client, &mut desk).await.map(drop)
        }
    }
}

async fn slowly(mut client: TcpStream, mut desk: TcpStream, head: &Head, bytes_a_second: usize) -> io::Result<()> {
    let rest = |bytes: usize| tokio::time::sleep(Duration::from_secs_f64(bytes as f64 / bytes_a_second as f64));
    desk.write_all(&head.bytes).await?;
    let mut left = head.body_bytes;
    while left > 0 {
        let piece = left.min(PIECE);
        pass(&mut client, Some(&mut desk), piece).await?;
        rest(piece).await;
        left -= piece;
    }
    let mut piece = vec![0; PIECE];
    loop {
        let read = desk.read(&mut piece).await?;
        if read == 0 {
            return client.shutdown().await;
        }
        client.write_all(&piece[..read]).await?;
        rest(read).await;
    }
}

/// Ends a connection as a cut line does: the other side hears of it as an error.
fn reset(stream: TcpStream) {
    // Without this it would end in order; where it cannot be set, the other side is gone already.
    stream.set_zero_linger().ok();
    drop(stream);
}
