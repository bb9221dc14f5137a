//! Passwords: argon2id, a few at a time, and as long for a name nobody has as for one somebody has.

use crate::problem::Failure;
use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

/// Each takes 19 MiB and a core for some hundredths of a second.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Compared with where there is nothing to compare with. Made from random bytes that nobody kept.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$b2mJXqKbXgV7dEwMIu0d3w$lCUJwUQAAsA4F8bIgK3yLD5sZzLgDd4aCg1jJ5qPOKo";

/// Turns a password into what is stored.
pub(crate) async fn hash(password: SecretString) -> Result<String, Failure> {
    let mut salt = [0u8; 16];
    getrandom::fill(&mut salt)?;
    apart(move || {
        let salt = SaltString::encode_b64(&salt).map_err(cannot)?;
        Ok(Argon2::default().hash_password(password.expose_secret().as_bytes(), &salt).map_err(cannot)?.to_string())
    })
    .await
}

/// Whether a password is the one that was stored. Without a stored one it never is, and takes as long.
pub(crate) async fn fits(password: SecretString, stored: Option<String>) -> Result<bool, Failure> {
    apart(move || {
        let is_known = stored.is_some();
        let stored = stored.as_deref().unwrap_or(NOBODYS);
        let stored = PasswordHash::new(stored).map_err(cannot)?;
        let fits = Argon2::default().verify_password(password.expose_secret().as_bytes(), &stored).is_ok();
        Ok(fits && is_known)
    })
    .await
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    let _turn = AT_ONCE.acquire().await.map_err(|e| Failure::Password(e.into()))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Failure::Password(e.into()))?
}

fn cannot(error: argon2::password_hash::Error) -> Failure {
    Failure::Password(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_itself_and_nothing_fits_nobody() {
        let stored = hash("correct horse battery".into()).await.expect("hashed");

        assert!(stored.starts_with("$argon2id$"));
        assert!(fits("correct horse battery".into(), Some(stored.clone())).await.expect("compared"));
        assert!(!fits("correct horse".into(), Some(stored)).await.expect("compared"));
        assert!(!fits("correct horse battery".into(), None).await.expect("compared"));
    }
}
