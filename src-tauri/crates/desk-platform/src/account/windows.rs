//! Names from the environment that the session was given.

/// Account name; the full name stands in a directory that is not asked yet.
pub(super) fn names() -> (String, Option<String>) {
    (std::env::var("USERNAME").unwrap_or_else(|_| "unknown".to_owned()), None)
}

/// Not asked yet: the display language is no variable here.
pub(super) fn locale() -> Option<String> {
    None
}
