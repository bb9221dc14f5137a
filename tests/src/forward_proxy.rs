//! A proxy between a computer and the rest of the world, as schools have them: one that lets everything through, one that wants somebody
//! to sign in, and a filter that looks inside TLS with an authority of its own.

use crate::authority::Authority;
use anyhow::{Context, Result};
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio_rustls::{TlsAcceptor, TlsConnector};

/// What it does with a connection.
#[derive(Clone, Debug)]
pub enum Manner {
    /// Passes it on as it is.
    LetsThrough,
    /// Says 407.
    WantsASignIn,
    /// Says that it is connected, and resets the connection as TLS begins.
    CutsTheHandshake,
    /// Ends TLS itself, by certificates of its own authority, and speaks TLS to the server, whose authority it trusts.
    LooksInside {
        /// Its own.
        own: Arc<Authority>,
        /// The server's.
        trusted: Arc<Authority>,
    },
}

#[derive(Debug, Default)]
struct Counts {
    carried: AtomicUsize,
    open: AtomicUsize,
}

/// A forward proxy. Whatever host it is asked for lies at one server.
#[derive(Debug)]
pub struct ForwardProxy {
    port: u16,
    counts: Arc<Counts>,
    task: JoinHandle<()>,
}

impl ForwardProxy {
    /// Starts one before a server.
    ///
    /// # Errors
    /// When no port is free.
    pub async fn before(server: SocketAddr, manner: Manner) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("finding a free port")?;
        let port = listener.local_addr()?.port();
        let counts = Arc::<Counts>::default();
        let counting = Arc::clone(&counts);
        let task = tokio::spawn(async move {
            // Ends its connections with itself.
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let (manner, counts) = (manner.clone(), Arc::clone(&counting));
                // A connection that comes to nothing is what the other side has to live with.
                connections.spawn(async move {
                    counts.open.fetch_add(1, Ordering::Relaxed);
                    carry(client, server, &manner, &counts.carried).await.unwrap_or_default();
                    counts.open.fetch_sub(1, Ordering::Relaxed);
                });
            }
        });
        Ok(Self { port, counts, task })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How many connections it has carried to the server.
    #[must_use]
    pub fn carried(&self) -> usize {
        self.counts.carried.load(Ordering::Relaxed)
    }

    /// How many are open now.
    #[must_use]
    pub fn open(&self) -> usize {
        self.counts.open.load(Ordering::Relaxed)
    }
}

impl Drop for ForwardProxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn carry(mut client: TcpStream, server: SocketAddr, manner: &Manner, carried: &AtomicUsize) -> Result<()> {
    let host = asked_for(&mut client).await?;
    if matches!(manner, Manner::WantsASignIn) {
        let answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Negotiate\r\ncontent-length: 0\r\n\r\n";
        return client.write_all(answer).await.context("asking for a sign-in");
    }
    client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    match manner {
        Manner::CutsTheHandshake => {
            client.read_u8().await?;
            client.set_zero_linger()?;
        }
        Manner::LetsThrough | Manner::WantsASignIn => {
            let mut desk = TcpStream::connect(server).await?;
            carried.fetch_add(1, Ordering::Relaxed);
            copy_bidirectional(&mut client, &mut desk).await?;
        }
        Manner::LooksInside { own, trusted } => {
            let mut client = TlsAcceptor::from(server_side(own, &host)?).accept(client).await?;
            let name = ServerName::try_from(host).context("a name")?;
            let mut desk = TlsConnector::from(client_side(trusted)?).connect(name, TcpStream::connect(server).await?).await?;
            carried.fetch_add(1, Ordering::Relaxed);
            copy_bidirectional(&mut client, &mut desk).await?;
        }
    }
    Ok(())
}

/// The host of a `CONNECT`.
async fn asked_for(client: &mut TcpStream) -> Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.strip_prefix("CONNECT ").and_then(|rest| rest.split(' ').next()).context("not a CONNECT")?;
    Ok(target.rsplit_once(':').map_or(target, |(host, _)| host).to_owned())
}

fn server_side(own: &Authority, host: &str) -> Result<Arc<ServerConfig>> {
    let (chain, key) = own.certify(host)?.into_parts()?;
    let config = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
    Ok(Arc::new(config.with_no_client_auth().with_single_cert(chain, key)?))
}

fn client_side(trusted: &Authority) -> Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(trusted.pem().as_bytes())?)?;
    let config = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}
