//! Which help desk this account's Deskside was set up with by hand, where no policy says it. Nothing in it is a secret.

use crate::Paths;
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{ErrorKind, Write},
    path::PathBuf,
};
use url::Url;

/// A help desk a person set this computer up with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Connection {
    /// Where it answers; none where the policy says it.
    #[serde(default)]
    pub server: Option<Url>,
    /// The room this computer is in, as it was typed.
    #[serde(default)]
    pub room: Option<String>,
}

impl Connection {
    /// As it was kept. `None` where there is none, and where it cannot be read: then it is typed again.
    #[must_use]
    pub fn load(paths: &Paths) -> Option<Self> {
        let text = match std::fs::read_to_string(file(paths)) {
            Ok(text) => text,
            Err(error) => {
                if error.kind() != ErrorKind::NotFound {
                    tracing::warn!(%error, "which help desk this is cannot be read");
                }
                return None;
            }
        };
        toml::from_str(&text).inspect_err(|_| tracing::warn!("which help desk this is was spoilt on the disk")).ok()
    }

    /// Keeps it in the place of an earlier one; it is on the disk when this is done.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn keep(&self, paths: &Paths) -> std::io::Result<()> {
        let text = toml::to_string(self).map_err(std::io::Error::other)?;
        let (file, fresh) = (file(paths), file(paths).with_extension("new"));
        let mut writing = File::create(&fresh)?;
        writing.write_all(text.as_bytes())?;
        writing.sync_all()?;
        std::fs::rename(&fresh, &file)
    }
}

fn file(paths: &Paths) -> PathBuf {
    paths.data().join("help-desk.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_desk_is_kept_until_another_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::of(Some(folder.path().to_path_buf())).unwrap();
        assert_eq!(Connection::load(&paths), None);

        for room in [Some("B204".to_owned()), None] {
            let connection = Connection { server: Some("https://help.example/".parse().unwrap()), room };
            connection.keep(&paths).unwrap();
            assert_eq!(Connection::load(&paths), Some(connection));
        }
    }

    #[test]
    fn one_that_was_spoilt_is_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::of(Some(folder.path().to_path_buf())).unwrap();

        std::fs::write(file(&paths), "server = 7").unwrap();

        assert_eq!(Connection::load(&paths), None);
    }
}
