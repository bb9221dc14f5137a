//! One call on the wire.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The longest head that is read.
const LONGEST: usize = 64 * 1024;

/// The head of a request, as it goes on to the server.
pub(super) struct Head {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body_bytes: usize,
    pub(super) bytes: Vec<u8>,
}

/// Reads the head of the one request of a connection; nothing where there is none. The server is told to end the connection with its
/// answer, so that each call has one of its own and ends where its connection does.
pub(super) async fn read_head(client: &mut TcpStream) -> io::Result<Option<Head>> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if client.read(&mut byte).await? == 0 || bytes.len() > LONGEST {
            return Ok(None);
        }
        bytes.push(byte[0]);
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut lines = text.lines();
    let mut begins = lines.next().unwrap_or_default().split(' ');
    let (method, path) = (begins.next().unwrap_or_default().to_owned(), begins.next().unwrap_or_default().to_owned());
    let length = lines.find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:").map(|length| length.trim().to_owned()));
    let body_bytes = length.map_or(Ok(0), |length| length.parse()).map_err(io::Error::other)?;
    bytes.truncate(bytes.len() - 2);
    bytes.extend(b"connection: close\r\n\r\n");
    Ok(Some(Head { method, path, body_bytes, bytes }))
}

/// Passes on so many bytes, or lets them go.
pub(super) async fn pass(from: &mut TcpStream, to: Option<&mut TcpStream>, bytes: usize) -> io::Result<()> {
    let mut part = from.take(bytes as u64);
    let passed = match to {
        Some(to) => {
            let passed = tokio::io::copy(&mut part, to).await?;
            to.flush().await?;
            passed
        }
        None => tokio::io::copy(&mut part, &mut tokio::io::sink()).await?,
    };
    if passed == bytes as u64 { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
