//! Whose certificates are trusted: what the operating system says, with the name of the authority it was asked about.
//!
//! A school's filter that inspects TLS answers with certificates of an authority of its own. Which one that is, is what a technician
//! has to know.

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, OtherError, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::CryptoProvider,
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use rustls_platform_verifier::Verifier;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};
use x509_cert::{Certificate, der::Decode, name::Name};

/// The longest name of an authority that is repeated.
pub(crate) const LONGEST_NAME: usize = 80;

/// Asks the operating system, and remembers whom it was asked about.
#[derive(Debug)]
pub(crate) struct Judge {
    system: Verifier,
    authority: Mutex<Option<String>>,
}

impl Judge {
    /// Reads this system's trust store as it is now.
    pub(crate) fn new(provider: Arc<CryptoProvider>) -> Result<Self, rustls::Error> {
        Ok(Self { system: Verifier::new(provider)?, authority: Mutex::default() })
    }

    /// The settings of connections that it judges.
    pub(crate) fn config(self: &Arc<Self>, provider: Arc<CryptoProvider>) -> Result<ClientConfig, rustls::Error> {
        let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        Ok(builder.dangerous().with_custom_certificate_verifier(Arc::clone(self) as _).with_no_client_auth())
    }

    /// The authority behind the last certificate that was shown.
    pub(crate) fn authority(&self) -> Option<String> {
        self.authority.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let authority = authority(intermediates.last().unwrap_or(end_entity));
        self.authority.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&authority);
        let judged = self.system.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        judged.map_err(|error| {
            let rustls::Error::InvalidCertificate(why) = error else { return error };
            let untrusted = Untrusted { authority: authority.unwrap_or_else(|| "an authority without a name".to_owned()), why };
            rustls::Error::InvalidCertificate(CertificateError::Other(OtherError(Arc::new(untrusted))))
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.system.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.system.supported_verify_schemes()
    }
}

/// A certificate that is not good here.
#[derive(Clone, Debug)]
pub(crate) struct Untrusted {
    authority: String,
    why: CertificateError,
}

impl fmt::Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use CertificateError::{
            Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet, NotValidYetContext, Other, Revoked,
            UnknownIssuer,
        };
        let (authority, why) = (&self.authority, &self.why);
        // A certificate that vouches for itself is one of the others.
        if matches!(why, UnknownIssuer | Other(_)) {
            write!(f, "“{authority}” is not trusted on this computer")
        } else if matches!(why, Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }) {
            write!(f, "by this computer’s clock the certificate from “{authority}” is out of its time")
        } else if matches!(why, NotValidForName | NotValidForNameContext { .. }) {
            write!(f, "the certificate from “{authority}” is for another address")
        } else if matches!(why, Revoked) {
            write!(f, "the certificate from “{authority}” was revoked")
        } else {
            write!(f, "the certificate from “{authority}” is not good: {why:?}")
        }
    }
}

impl std::error::Error for Untrusted {}

/// Who stands behind a certificate, by the name people know it by.
pub(crate) fn authority(certificate: &CertificateDer<'_>) -> Option<String> {
    let certificate = Certificate::from_der(certificate).ok()?;
    let name = known_as(certificate.tbs_certificate().issuer())?;
    // A stranger wrote it, and it goes to a log.
    Some(name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_NAME).collect())
}

fn known_as(name: &Name) -> Option<String> {
    let parts = [name.common_name(), name.organization_unit(), name.organization()];
    let mut given = parts.into_iter().filter_map(|part| part.ok().flatten()).map(|part| part.value().into_owned());
    given.find(|part| !part.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustls::pki_types::pem::PemObject;

    #[test]
    fn an_authority_is_told_by_its_name() {
        let certificate = CertificateDer::from_pem_slice(include_bytes!("../tests/client/untrusted.pem")).unwrap();

        assert_eq!(authority(&certificate).as_deref(), Some("localhost"));
        assert_eq!(authority(&CertificateDer::from_slice(b"no certificate")), None);
    }

    #[test]
    fn what_is_wrong_with_a_certificate_is_told_apart() {
        let said = |why| Untrusted { authority: "SchoolGuard Root CA".to_owned(), why }.to_string();

        assert_eq!(said(CertificateError::UnknownIssuer), "“SchoolGuard Root CA” is not trusted on this computer");
        assert_eq!(
            said(CertificateError::Expired),
            "by this computer’s clock the certificate from “SchoolGuard Root CA” is out of its time"
        );
        assert_eq!(said(CertificateError::NotValidForName), "the certificate from “SchoolGuard Root CA” is for another address");
    }
}
