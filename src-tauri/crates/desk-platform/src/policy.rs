//! What the district decided for this computer, read once at start.
//!
//! Every key may be missing. A value that cannot be used is reported and left out; a key nobody knows is reported; neither
//! stops the agent. Problems name the key and the line and never repeat a value, because one of the values is a secret.

mod hotkey;
pub(crate) mod read;

pub use hotkey::{Hotkey, Key, Keys};

use jiff::civil::DateTime;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use url::Url;

const LARGEST_BYTES: u64 = 256 * 1024;

/// The district's decisions.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Where the help desk answers: `https`, or `http` on this computer itself.
    pub server: Option<Url>,
    /// Proves that this computer belongs to the district.
    pub enrolment_key: Option<SecretString>,
    /// The site, such as `cedar-ridge`.
    pub site: Option<String>,
    /// The building.
    pub building: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// The district's own number for this computer.
    pub asset_tag: Option<String>,
    /// What to dial when the help desk cannot be reached.
    pub phone: Option<String>,
    /// The language people read here whatever the session's is, such as `es`.
    pub language: Option<String>,
    /// Whether the tray's menu has Quit.
    pub allow_quit: Option<bool>,
    /// Whether a picture of the screen may go along.
    pub picture_allowed: Option<bool>,
    /// Whether toasts wait while others look at the screen. They do, unless the district says no.
    pub quiet_while_presenting: Option<bool>,
    /// Whether an outage here may pop up all the same, though never during a test. It may not, unless the district says yes.
    pub outages_while_presenting: Option<bool>,
    /// When tests are taken.
    pub testing_times: Option<Vec<TestingTime>>,
    /// Names of programs in which tests are taken.
    pub test_browsers: Option<Vec<String>>,
    /// What opens Get help from anywhere.
    pub hotkey: Option<Hotkey>,
}

/// A time during which a test is taken, by the computer's own clock on the wall.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TestingTime {
    /// Its beginning.
    pub from: DateTime,
    /// The first moment after it.
    pub until: DateTime,
}

/// Where a policy comes from, in words by `Display`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PolicySource {
    /// There is none.
    None,
    /// A file.
    File(PathBuf),
}

impl std::fmt::Display for PolicySource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::None => f.write_str("no policy on this computer"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// What is wrong with a policy; never repeats a value.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PolicyProblem {
    /// The file is there, or was asked for, and cannot be read.
    #[error("the policy file cannot be read: {why}")]
    Unreadable {
        /// The system's words.
        why: String,
    },
    /// The file is not TOML from this line on.
    #[error("the policy file is not understood at line {line}: {why}")]
    NotToml {
        /// Counted from one.
        line: usize,
        /// The parser's words.
        why: String,
    },
    /// The value of a key cannot be used.
    #[error("`{key}` is left out: {why}")]
    BadValue {
        /// The key.
        key: &'static str,
        /// What it has to be.
        why: String,
    },
    /// A key this version does not know.
    #[error("`{key}` is not a key this version knows")]
    UnknownKey {
        /// The key.
        key: String,
    },
}

/// A policy with where it comes from and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// What holds.
    pub policy: Policy,
    /// Where it comes from.
    pub source: PolicySource,
    /// What does not hold, and why.
    pub problems: Vec<PolicyProblem>,
}

impl Policy {
    /// Reads the policy from `explicit`, or from where this system keeps it. Never fails: see [`Loaded::problems`].
    #[must_use]
    pub fn load(explicit: Option<&Path>) -> Loaded {
        let path = explicit.map_or_else(Self::default_path, Path::to_path_buf);
        let text = match read_small(&path) {
            Ok(text) => text,
            Err(error) if explicit.is_none() && error.kind() == std::io::ErrorKind::NotFound => {
                return Loaded { policy: Self::default(), source: PolicySource::None, problems: Vec::new() };
            }
            Err(error) => {
                let problems = vec![PolicyProblem::Unreadable { why: error.to_string() }];
                return Loaded { policy: Self::default(), source: PolicySource::File(path), problems };
            }
        };

        let (policy, problems) = read::policy(&text);
        Loaded { policy, source: PolicySource::File(path), problems }
    }

    /// Where this system keeps the policy.
    #[must_use]
    pub fn default_path() -> PathBuf {
        if cfg!(windows) {
            let root = std::env::var_os("ProgramData").map_or_else(|| PathBuf::from(r"C:\ProgramData"), PathBuf::from);
            root.join("Deskside").join("policy.toml")
        } else if cfg!(target_os = "macos") {
            PathBuf::from("/Library/Application Support/Deskside/policy.toml")
        } else {
            PathBuf::from("/etc/deskside/policy.toml")
        }
    }
}

fn read_small(path: &Path) -> std::io::Result<String> {
    let about = std::fs::metadata(path)?;
    if !about.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    if about.len() > LARGEST_BYTES {
        return Err(std::io::Error::other(format!("it is larger than {LARGEST_BYTES} bytes")));
    }
    std::fs::read_to_string(path)
}

#[cfg(test)]
mod tests;
