//! The bytes of pictures and files, one file each, named by the attachment's id.
//!
//! A blob is either whole or not there: it is written under another name, brought to the disk, and renamed.

use crate::private;
use bytes::Bytes;
use desk_api::AttachmentId;
use std::{
    collections::BTreeSet,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};
use uuid::Uuid;

/// How old an unnamed blob must be before a sweep takes it: another program may be about to accept the parcel it belongs to.
const SETTLE: Duration = Duration::from_secs(60);
/// The ending of a blob that is still being written.
const PART: &str = "part";

/// The folder of blobs. Its calls wait for the disk.
#[derive(Clone, Debug)]
pub(crate) struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    pub(crate) fn open(folder: PathBuf) -> io::Result<Self> {
        private::folder(&folder)?;
        Ok(Self { folder })
    }

    pub(crate) fn keep(&self, id: AttachmentId, content: &[u8]) -> io::Result<()> {
        let part = self.folder.join(format!("{id}-{}.{PART}", Uuid::new_v4()));
        let kept = write_whole(&part, content).and_then(|()| fs::rename(&part, self.path(id)));
        if let Err(error) = kept {
            // Best effort: what stays behind is swept later.
            fs::remove_file(&part).ok();
            return Err(error);
        }
        private::sync_folder(&self.folder)
    }

    pub(crate) fn read(&self, id: AttachmentId) -> io::Result<Option<Bytes>> {
        match fs::read(self.path(id)) {
            Ok(content) => Ok(Some(content.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn drop(&self, id: AttachmentId) -> io::Result<()> {
        remove(&self.path(id))
    }

    /// Removes every settled blob that `keep` does not name, and what a crash left half written.
    pub(crate) fn sweep(&self, keep: &BTreeSet<AttachmentId>) -> io::Result<usize> {
        let mut swept = 0;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            let unnamed = match name.parse::<AttachmentId>() {
                Ok(id) => !keep.contains(&id),
                Err(_) => Path::new(name).extension().is_some_and(|ending| ending == PART),
            };
            if unnamed && has_settled(&entry) {
                remove(&entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    fn path(&self, id: AttachmentId) -> PathBuf {
        self.folder.join(id.to_string())
    }
}

fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = private::file(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Whether a file is old enough to be nobody's. A clock that was set back makes it look new; the next sweep takes it then.
fn has_settled(entry: &fs::DirEntry) -> bool {
    let modified = entry.metadata().and_then(|metadata| metadata.modified());
    modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= SETTLE))
}
