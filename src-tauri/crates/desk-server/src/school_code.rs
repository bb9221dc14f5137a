//! School codes: eight letters and numbers that a person types once to set a computer up.
//!
//! Forty bits are far fewer than a key's, so a code ends after some days and tries at codes are slowed, the right one included.
//! Letters and numbers that are taken for each other (0 and O, 1 and I) are in none of them.

use secrecy::{ExposeSecret, SecretString};

const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 8;

/// A new code as it is read out and typed, such as `CRDK-77TL`.
///
/// # Errors
/// When the operating system has no randomness to give.
pub(crate) fn new_school_code() -> Result<SecretString, getrandom::Error> {
    let mut bytes = [0u8; LENGTH];
    getrandom::fill(&mut bytes)?;
    let mut code: String = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    code.insert(LENGTH / 2, '-');
    Ok(code.into())
}

/// What was typed, in the one form a code is known by. `None` where it cannot be a code.
pub(crate) fn as_school_code(typed: &SecretString) -> Option<SecretString> {
    let typed = typed.expose_secret();
    let code: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (code.chars().count() == LENGTH && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| code.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_two_halves_of_letters_nobody_takes_for_another() {
        let code = new_school_code().expect("random");
        let code = code.expose_secret();

        assert_eq!((code.len(), code.find('-')), (9, Some(4)));
        assert!(!code.contains(['0', 'O', '1', 'I']), "{code}");
        assert_ne!(new_school_code().expect("random").expose_secret(), code);
    }

    #[test]
    fn a_code_may_be_typed_in_any_way() {
        let read = |typed: &str| as_school_code(&typed.into()).map(|code| code.expose_secret().to_owned());

        for typed in ["CRDK-77TL", "crdk77tl", " crdk 77tl ", "CRDK - 77TL"] {
            assert_eq!(read(typed).as_deref(), Some("CRDK77TL"), "{typed}");
        }
        for typed in ["CRDK-77T", "CRDK-77TLX", "CRDK-77TÖ", "", "kJ2-a-policys-key-is-much-longer"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
