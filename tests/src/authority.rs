//! Authorities that sign certificates, and the trust store of a computer, filled as Debian does it.

use anyhow::{Context, Result, ensure};
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// An authority with a key of its own.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// A certificate, and the key that goes with it.
#[derive(Debug)]
pub struct Certified {
    /// As a file of a server.
    pub certificate: String,
    /// The same.
    pub key: String,
}

impl Authority {
    /// A new one of this name.
    ///
    /// # Errors
    /// When no key can be made.
    pub fn named(name: &str) -> Result<Self> {
        let mut about = CertificateParams::default();
        about.distinguished_name.push(DnType::CommonName, name);
        about.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        about.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().context("making a key")?;
        let pem = about.self_signed(&key).context("signing the root")?.pem();
        Ok(Self { issuer: Issuer::new(about, key), pem })
    }

    /// Its root.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// A certificate for a host.
    ///
    /// # Errors
    /// When it is no host.
    pub fn certify(&self, host: &str) -> Result<Certified> {
        let mut about = CertificateParams::new(vec![host.to_owned()]).context("naming the host")?;
        about.distinguished_name.push(DnType::CommonName, host);
        let key = KeyPair::generate().context("making a key")?;
        let certificate = about.signed_by(&key, &self.issuer).context("signing")?;
        Ok(Certified { certificate: certificate.pem(), key: key.serialize_pem() })
    }
}

impl Certified {
    /// For a server in this process.
    pub(crate) fn into_parts(self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
        let certificate = CertificateDer::from_pem_slice(self.certificate.as_bytes()).context("reading the certificate")?;
        let key = PrivateKeyDer::from_pem_slice(self.key.as_bytes()).context("reading the key")?;
        Ok((vec![certificate], key))
    }

    /// Writes both to files.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&self, folder: &Path) -> Result<(PathBuf, PathBuf)> {
        let (certificate, key) = (folder.join("server.pem"), folder.join("server.key"));
        fs::write(&certificate, &self.certificate).context("writing the certificate")?;
        fs::write(&key, &self.key).context("writing the key")?;
        Ok((certificate, key))
    }
}

/// The authorities a computer trusts.
#[derive(Debug)]
pub struct TrustStore {
    folder: PathBuf,
}

impl TrustStore {
    /// An empty one in a folder.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        for name in ["local", "certs", "hooks"] {
            fs::create_dir_all(folder.join(name)).context("making a trust store")?;
        }
        fs::write(folder.join("chosen"), "").context("choosing no public authorities")?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The file that holds them all, for `SSL_CERT_FILE`.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.join("certs/ca-certificates.crt")
    }

    /// Installs one, as an administrator does.
    ///
    /// # Errors
    /// When the system's own tool does not do it.
    pub fn install(&self, authority: &Authority, name: &str) -> Result<()> {
        fs::write(self.folder.join("local").join(format!("{name}.crt")), authority.pem()).context("placing the root")?;
        let mut command = Command::new("update-ca-certificates");
        for (option, name) in [("--certsconf", "chosen"), ("--localcertsdir", "local"), ("--etccertsdir", "certs"), ("--hooksdir", "hooks")]
        {
            command.arg(option).arg(self.folder.join(name));
        }
        let done = command.output().context("starting update-ca-certificates")?;
        ensure!(done.status.success(), "update-ca-certificates: {}", String::from_utf8_lossy(&done.stderr));
        Ok(())
    }
}
