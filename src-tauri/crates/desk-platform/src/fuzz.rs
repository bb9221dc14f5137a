//! Bytes that a stranger could write, led to what reads them here. Each function panics where what it says does not hold; those in
//! `tests/fuzz` call them.

use crate::{
    Connection,
    downloads::name,
    policy::{Hotkey, read},
};
use secrecy::ExposeSecret;

/// So long a text is in a problem because it was repeated, not because a problem has the same words.
const TELLING: usize = 24;

/// Reads a policy. What holds makes sense, and no problem repeats the enrolment key.
pub fn policy(text: &str) {
    let (policy, problems) = read::policy(text);
    if let Some(server) = &policy.server {
        assert!(server.has_host() && matches!(server.scheme(), "https" | "http"), "an address nobody can be asked at");
    }
    if let Some(Hotkey::Keys(keys)) = policy.hotkey {
        assert_eq!(keys.to_string().parse(), Ok(Hotkey::Keys(keys)), "keys are read as they are written");
    }
    for time in policy.testing_times.iter().flatten() {
        assert!(time.from < time.until, "a time that ends before it begins");
    }
    let key = policy.enrolment_key.as_ref().map_or("", |key| key.expose_secret());
    for problem in problems {
        let said = problem.to_string();
        let is_a_name = matches!(problem, crate::PolicyProblem::UnknownKey { .. });
        assert!(is_a_name || key.len() < TELLING || !said.contains(key), "the key is in a problem");
    }
}

/// Reads which desk this is, as it was kept.
pub fn connection(text: &str) {
    if let Ok(connection) = toml::from_str::<Connection>(text) {
        let written = toml::to_string(&connection).expect("what was read can be written");
        assert_eq!(toml::from_str::<Connection>(&written).as_ref(), Ok(&connection));
    }
}

/// Makes a file's name harmless. It leads nowhere, and is harmless already when it is made so again.
pub fn file_name(given: &str) {
    let plain = name::plain(given);
    assert!(!plain.is_empty() && plain.len() <= name::LONGEST + 1, "{plain:?} is no length for a name");
    assert!(!plain.contains(['/', '\\', ':', '\0']) && !plain.contains(char::is_control), "{plain:?} leads elsewhere");
    assert!(!plain.starts_with('.') && !plain.ends_with(['.', ' ']), "{plain:?} hides itself or is cut by Windows");
    assert_eq!(name::plain(&plain), plain, "a plain name is plain");
}
