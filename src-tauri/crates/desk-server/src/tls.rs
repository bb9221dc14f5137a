//! The certificate: read at start, and again when its files change, without a restart.

use axum_server::tls_rustls::RustlsConfig;
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Reads the files and goes on watching them.
pub(crate) fn watched(certificate: &Path, key: &Path) -> io::Result<RustlsConfig> {
    let config = RustlsConfig::from_config(read(certificate, key)?);
    tokio::spawn(watch(config.clone(), certificate.to_owned(), key.to_owned()));
    Ok(config)
}

fn read(certificate: &Path, key: &Path) -> io::Result<Arc<ServerConfig>> {
    let chain = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(io::Error::other)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

async fn watch(config: RustlsConfig, certificate: PathBuf, key: PathBuf) {
    let mut seen = changed(&certificate, &key);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let now = changed(&certificate, &key);
        if now == seen {
            continue;
        }
        match read(&certificate, &key) {
            Ok(fresh) => {
                config.reload_from_config(fresh);
                seen = now;
                tracing::info!("the certificate was read again");
            }
            // Half a renewal, or a bad one: the one in use stays, and the next look tries again.
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "a changed certificate cannot be used"),
        }
    }
}

fn changed(certificate: &Path, key: &Path) -> [Option<SystemTime>; 2] {
    [certificate, key].map(|path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok())
}
