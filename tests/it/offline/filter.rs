//! A web filter as schools have them: it passes everything on, and refuses a body that is too large.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, copy};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};

const REFUSAL: &[u8] =
    b"HTTP/1.1 413 Content Too Large\r\ncontent-type: text/html\r\ncontent-length: 20\r\nconnection: close\r\n\r\n<h1>Too large</h1>\r\n";

/// A filter that stands before one server.
pub(super) struct Filter {
    port: u16,
    refused: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

impl Filter {
    pub(super) async fn before(server: &str, largest_bytes: usize) -> Self {
        let server = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let refused = Arc::<AtomicUsize>::default();
        let counter = Arc::clone(&refused);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass_on(client, server.clone(), largest_bytes, Arc::clone(&counter)));
            }
        });
        Self { port, refused, task }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How many bodies it did not let through.
    pub(super) fn refused(&self) -> usize {
        self.refused.load(Ordering::Relaxed)
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Passes on one connection, request by request.
async fn pass_on(client: TcpStream, server: String, largest_bytes: usize, refused: Arc<AtomicUsize>) -> io::Result<()> {
    let (mut answers, mut requests) = TcpStream::connect(server).await?.into_split();
    let (client_reads, mut client_writes) = client.into_split();
    let mut client_reads = BufReader::new(client_reads);
    let (sender, refusing) = tokio::sync::oneshot::channel();
    let back = tokio::spawn(async move {
        tokio::select! {
            done = copy(&mut answers, &mut client_writes) => { done?; }
            _ = refusing => client_writes.write_all(REFUSAL).await?,
        }
        client_writes.shutdown().await
    });

    while let Some((head, body_bytes)) = request(&mut client_reads).await? {
        if body_bytes > largest_bytes {
            refused.fetch_add(1, Ordering::Relaxed);
            // The other side may have hung up.
            let _ = sender.send(());
            break;
        }
        requests.write_all(&head).await?;
        copy(&mut (&mut client_reads).take(body_bytes as u64), &mut requests).await?;
    }
    back.await?
}

/// The head of the next request with the length of its body; nothing at the end of the connection.
async fn request(client: &mut BufReader<OwnedReadHalf>) -> io::Result<Option<(Vec<u8>, usize)>> {
    let (mut head, mut body_bytes) = (Vec::new(), 0);
    loop {
        let before = head.len();
        if client.read_until(b'\n', &mut head).await? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&head[before..]).to_lowercase();
        if let Some(length) = line.strip_prefix("content-length:") {
            body_bytes = length.trim().parse().map_err(io::Error::other)?;
        }
        if line.trim().is_empty() {
            return Ok(Some((head, body_bytes)));
        }
    }
}
