//! Who has a data folder open: any number of programs that work on its database, or the one that replaces it. The operating system
//! lets go of the lock with the program, however that ends.

use crate::os;
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

const FILE_NAME: &str = "in-use.lock";

/// Held for as long as the folder is open.
#[derive(Debug)]
pub(crate) struct InUse {
    _file: File,
}

/// Why a folder could not be opened.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Somebody else has it, in a way that does not go together.
    Taken,
    Io(io::Error),
}

impl InUse {
    /// Beside others who work on the same database.
    pub(crate) fn beside_others(folder: &Path) -> Result<Self, Refused> {
        Self::take(folder, File::try_lock_shared)
    }

    /// With nobody else.
    pub(crate) fn alone(folder: &Path) -> Result<Self, Refused> {
        Self::take(folder, File::try_lock)
    }

    /// Whether anybody works on the folder. Leaves nothing behind, so that whoever asks need not be who runs the server.
    pub(crate) fn is_taken(folder: &Path) -> bool {
        let file = File::open(folder.join(FILE_NAME));
        file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }

    fn take(folder: &Path, lock: fn(&File) -> Result<(), TryLockError>) -> Result<Self, Refused> {
        let path = folder.join(FILE_NAME);
        os::touch_private(&path).map_err(Refused::Io)?;
        let file = File::open(&path).map_err(Refused::Io)?;
        match lock(&file) {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Refused::Taken),
            Err(TryLockError::Error(error)) => Err(Refused::Io(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_work_beside_each_other_and_one_replaces_alone() {
        let folder = tempfile::tempdir().expect("folder");
        let (first, second) = (InUse::beside_others(folder.path()), InUse::beside_others(folder.path()));
        assert!(first.is_ok() && second.is_ok());

        assert!(InUse::is_taken(folder.path()));
        assert!(matches!(InUse::alone(folder.path()), Err(Refused::Taken)));
        drop((first, second));
        assert!(!InUse::is_taken(folder.path()));
        let alone = InUse::alone(folder.path());

        assert!(alone.is_ok() && matches!(InUse::beside_others(folder.path()), Err(Refused::Taken)));
    }
}
