//! Secrets the server makes: keys, tokens, links and sessions. It hands each out once and keeps only its SHA-256.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// The digest under which a secret is known.
///
/// Every secret here carries at least 128 random bits, so a plain digest cannot be turned back and a look-up by digest tells
/// nothing by its timing.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SecretDigest([u8; 32]);

impl SecretDigest {
    /// The digest of a secret somebody presented.
    pub(crate) fn of(secret: &SecretString) -> Self {
        Self(Sha256::digest(secret.expose_secret().as_bytes()).into())
    }

    /// The digest of the same secret on one of several computers that hold it.
    pub(crate) fn on(&self, device: &str) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(device).finalize().into())
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Compares in constant time with one that is stored.
    pub(crate) fn is(&self, stored: &[u8]) -> bool {
        self.0.ct_eq(stored).into()
    }
}

/// A new secret of 256 random bits, as 43 characters that need no escaping anywhere.
///
/// # Errors
/// When the operating system has no randomness to give.
pub(crate) fn new_secret() -> Result<SecretString, getrandom::Error> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_long_and_never_the_same() {
        let (one, other) = (new_secret().expect("random"), new_secret().expect("random"));

        assert_eq!(one.expose_secret().len(), 43);
        assert_ne!(one.expose_secret(), other.expose_secret());
        assert!(SecretDigest::of(&one).is(SecretDigest::of(&one).as_bytes()));
        assert!(!SecretDigest::of(&one).is(SecretDigest::of(&other).as_bytes()));
        assert!(!SecretDigest::of(&one).is(b"short"));
    }
}
