//! Listening, with TLS or without, and stopping so that nothing in flight is lost.

use crate::{
    arrival::Arrivals,
    config::Config,
    front::{Front, Outside},
    help_desk::{Clock, HelpDesk, HelpDeskError},
    router::router,
    store::{By, Database},
};
use axum_server::{Handle, tls_rustls::RustlsConfig};
use hyper_util::{
    rt::{TokioExecutor, TokioTimer},
    server::conn::auto::Builder,
};
use ipnet::IpNet;
use secrecy::{ExposeSecret, SecretString};
use std::{
    io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};
use tokio::task::JoinHandle;

/// How long calls in flight may take to finish once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How long a connection may take to say what it wants, and stay open without saying anything.
const HEADERS_WITHIN: Duration = Duration::from_secs(60);
/// How often a changed certificate is looked for.
const CERTIFICATE_LOOK: Duration = Duration::from_secs(60);

/// What a server needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who the help desk is.
    pub config: Config,
    /// Where its database is.
    pub database: Database,
    /// Where it listens. Port 0 takes any that is free.
    pub listen: SocketAddr,
    /// How it is reached.
    pub transport: Transport,
    /// Tells the time; `jiff::Timestamp::now` but in tests.
    pub clock: Clock,
}

/// How a server is reached.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Transport {
    /// Plain HTTP, on a loopback address only.
    Plain,
    /// TLS by these PEM files, read again when they change.
    Tls {
        /// The certificate and what it hangs on.
        certificate: PathBuf,
        /// Its private key.
        key: PathBuf,
    },
    /// Plain HTTP to a proxy in these networks, whose word about addresses is believed.
    BehindProxy(Vec<IpNet>),
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Plain HTTP would leave this machine.
    #[error(
        "{0} can be reached from other machines, and without TLS everybody between could read along: give --tls-cert and --tls-key, \
         or --behind-proxy with the network of the proxy that speaks TLS, or listen on 127.0.0.1"
    )]
    Unprotected(SocketAddr),
    /// The address could not be taken.
    #[error("listening on {address}")]
    Listen {
        /// Which one.
        address: SocketAddr,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// The certificate or its key cannot be used.
    #[error("reading the certificate and its key")]
    Certificate(#[source] io::Error),
    /// The help desk itself did not open.
    #[error(transparent)]
    Desk(#[from] HelpDeskError),
}

/// A server that is listening.
#[derive(Debug)]
pub struct Running {
    desk: HelpDesk,
    address: SocketAddr,
    speaks_tls: bool,
    handle: Handle<SocketAddr>,
    task: JoinHandle<io::Result<()>>,
}

/// Opens the help desk and begins to listen.
///
/// # Errors
/// When the address, the certificate or the database cannot be used.
pub async fn start(settings: Settings) -> Result<Running, StartError> {
    if settings.transport == Transport::Plain && !settings.listen.ip().is_loopback() {
        return Err(StartError::Unprotected(settings.listen));
    }
    let cannot_listen = |source| StartError::Listen { address: settings.listen, source };
    let listener = TcpListener::bind(settings.listen).map_err(cannot_listen)?;
    listener.set_nonblocking(true).map_err(cannot_listen)?;
    let address = listener.local_addr().map_err(cannot_listen)?;
    let tls = match &settings.transport {
        Transport::Tls { certificate, key } => {
            Some(crate::tls::watched(certificate, key, CERTIFICATE_LOOK).map_err(StartError::Certificate)?)
        }
        Transport::Plain | Transport::BehindProxy(_) => None,
    };
    let proxies = match settings.transport {
        Transport::BehindProxy(networks) => networks,
        Transport::Plain | Transport::Tls { .. } => Vec::new(),
    };
    let desk = HelpDesk::open(settings.config, &settings.database, settings.clock).await?;
    let speaks_tls = tls.is_some();
    let outside = Outside { proxies, speaks_tls, arrivals: Arrivals::default() };
    let front = Front { desk: desk.clone(), outside: Arc::new(outside) };
    let handle = Handle::new();
    let task = tokio::spawn(serve(listener, tls, handle.clone(), front));
    Ok(Running { desk, address, speaks_tls, handle, task })
}

async fn serve(listener: TcpListener, tls: Option<RustlsConfig>, handle: Handle<SocketAddr>, front: Front) -> io::Result<()> {
    let service = router(front).into_make_service_with_connect_info::<SocketAddr>();
    match tls {
        Some(tls) => {
            let mut server = axum_server::from_tcp_rustls(listener, tls)?.handle(handle);
            patience(server.http_builder());
            server.serve(service).await
        }
        None => {
            let mut server = axum_server::from_tcp(listener)?.handle(handle);
            patience(server.http_builder());
            server.serve(service).await
        }
    }
}

/// A connection that says nothing does not stay for ever.
fn patience(builder: &mut Builder<TokioExecutor>) {
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEADERS_WITHIN)).keep_alive_timeout(HEADERS_WITHIN);
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as a link begins.
    #[must_use]
    pub fn url(&self) -> String {
        let scheme = if self.speaks_tls { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// The same desk in process.
    #[must_use]
    pub fn desk(&self) -> &HelpDesk {
        &self.desk
    }

    /// A one-time link for each technician who has not chosen a password yet.
    ///
    /// # Errors
    /// When the database does not do its work.
    pub async fn first_sign_in_links(&self) -> Result<Vec<(String, SecretString)>, HelpDeskError> {
        let making = || HelpDeskError::work("making sign-in links");
        let own = self.desk.config().school.url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
        let url = own.unwrap_or_else(|| self.url());
        let mut links = Vec::new();
        for user in self.desk.store().technicians_without_password().await.map_err(making())? {
            let value = self.desk.store().new_sign_in_link(By::Server, &user, self.desk.now()).await.map_err(making())?;
            let link = format!("{url}/welcome#{}", value.expose_secret());
            links.push((user, link.into()));
        }
        Ok(links)
    }

    /// Ends every stream, lets calls in flight finish, and closes the database.
    ///
    /// # Errors
    /// When listening had ended by itself before.
    pub async fn stop(self) -> io::Result<()> {
        self.desk.stop().cancel();
        self.handle.graceful_shutdown(Some(GRACE));
        let ended = self.task.await.map_err(io::Error::other)?;
        self.desk.close().await;
        ended
    }

    /// Waits until listening ends by itself, which it does only when something is wrong.
    ///
    /// # Errors
    /// What was wrong.
    pub async fn ended(&mut self) -> io::Result<()> {
        (&mut self.task).await.map_err(io::Error::other)?
    }
}
