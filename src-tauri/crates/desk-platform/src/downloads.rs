//! Saving a file that somebody else named: where this person keeps downloads, over nothing that is there, and never to be run.

pub(crate) mod name;

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How many files of one name there may be.
const MOST_OF_A_NAME: u32 = 1_000;

/// Where downloads go; none where the account has no home.
#[must_use]
pub fn downloads() -> Option<PathBuf> {
    dirs::download_dir().or_else(|| dirs::home_dir().map(|home| home.join("Downloads")))
}

/// Writes a file under what is left of `name` when everything is taken out that could lead elsewhere or mislead, or under the next
/// free one, such as "plan (2).pdf". Gives back the name it has.
///
/// # Errors
/// When the folder cannot be made or the file not be written; nothing of it is left then.
pub fn save_in(folder: &Path, name: &str, content: &[u8]) -> io::Result<String> {
    fs::create_dir_all(folder)?;
    let name = name::plain(name);
    for count in 1..=MOST_OF_A_NAME {
        let candidate = name::counted(&name, count);
        let path = folder.join(&candidate);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                let written = file.write_all(content).and_then(|()| file.sync_all());
                return written.map(|()| candidate).inspect_err(|_| drop(fs::remove_file(&path)));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(ErrorKind::AlreadyExists, "there are too many files of this name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_saved_beside_others_of_its_name_and_over_none() {
        let folder = tempfile::tempdir().unwrap();
        let downloads = folder.path().join("Downloads");

        let names: Vec<String> = (0..3).map(|n| save_in(&downloads, "Podium cable.pdf", &[n]).unwrap()).collect();

        assert_eq!(names, ["Podium cable.pdf", "Podium cable (2).pdf", "Podium cable (3).pdf"]);
        for (n, name) in names.iter().enumerate() {
            assert_eq!(fs::read(downloads.join(name)).unwrap(), [u8::try_from(n).unwrap()]);
        }
    }

    #[test]
    fn a_hostile_name_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let downloads = folder.path().join("Downloads");

        for hostile in ["../../.bashrc", "/etc/passwd", "..\\..\\run.bat", "..", "", "\0", "a/../../b"] {
            let name = save_in(&downloads, hostile, b"x").unwrap();
            assert!(downloads.join(&name).is_file(), "{hostile:?} became {name:?}");
        }

        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something lies outside of the folder");
        assert_eq!(fs::read_dir(&downloads).unwrap().count(), 7);
    }

    #[test]
    #[cfg(unix)]
    fn what_is_saved_cannot_be_run_and_follows_no_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        symlink(folder.path().join("elsewhere"), folder.path().join("plan.sh")).unwrap();

        let name = save_in(folder.path(), "plan.sh", b"#!/bin/sh").unwrap();

        assert_eq!(name, "plan (2).sh");
        assert_eq!(fs::metadata(folder.path().join(&name)).unwrap().permissions().mode() & 0o111, 0);
        assert!(!folder.path().join("elsewhere").exists());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();

        assert!(save_in(&file, "plan.pdf", b"x").is_err());
    }
}
