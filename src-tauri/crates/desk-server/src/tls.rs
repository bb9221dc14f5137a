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

/// When certificate and key last changed.
type Changed = [Option<SystemTime>; 2];

/// Reads the files, and looks `every` so often whether they changed.
pub(crate) fn watched(certificate: &Path, key: &Path, every: Duration) -> io::Result<RustlsConfig> {
    // Before they are read, so that no change falls in between.
    let seen = changed(certificate, key);
    let config = RustlsConfig::from_config(read(certificate, key)?);
    tokio::spawn(watch(config.clone(), certificate.to_owned(), key.to_owned(), seen, every));
    Ok(config)
}

/// Whether the server could speak TLS by these files.
pub(crate) fn usable(certificate: &Path, key: &Path) -> io::Result<()> {
    read(certificate, key).map(drop)
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

async fn watch(config: RustlsConfig, certificate: PathBuf, key: PathBuf, mut seen: Changed, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
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

fn changed(certificate: &Path, key: &Path) -> Changed {
    [certificate, key].map(|path| std::fs::metadata(path).and_then(|meta| meta.modified()).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &str); 2] = [
        (include_str!("../tests/it/tls/desk.pem"), include_str!("../tests/it/tls/desk.key")),
        (include_str!("../tests/it/tls/renewed.pem"), include_str!("../tests/it/tls/renewed.key")),
    ];

    #[tokio::test]
    async fn a_renewed_certificate_is_used_without_a_restart() {
        let folder = tempfile::tempdir().expect("folder");
        let (certificate, key) = (folder.path().join("desk.pem"), folder.path().join("desk.key"));
        let put = |(pem, secret): (&str, &str)| {
            std::fs::write(&key, secret).and_then(|()| std::fs::write(&certificate, pem)).expect("written");
        };
        put(FILES[0]);
        let config = watched(&certificate, &key, Duration::from_millis(20)).expect("read");
        let first = config.get_inner();

        put(FILES[1]);
        let later = SystemTime::now() + Duration::from_secs(5);
        std::fs::File::open(&certificate).and_then(|file| file.set_modified(later)).expect("a later time than the first");

        let renewed = async {
            while Arc::ptr_eq(&first, &config.get_inner()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), renewed).await.expect("renewed in time");
    }

    #[tokio::test]
    async fn a_key_of_another_certificate_is_refused() {
        let folder = tempfile::tempdir().expect("folder");
        let (certificate, key) = (folder.path().join("desk.pem"), folder.path().join("desk.key"));
        std::fs::write(&certificate, FILES[0].0).expect("written");
        std::fs::write(&key, FILES[1].1).expect("written");

        assert!(watched(&certificate, &key, Duration::from_secs(60)).is_err());
    }
}
