//! `deskside forget`: takes everything of the person off this computer, as somebody wants who leaves it to another.

use crate::{
    here::Here,
    say::{End, say, say_why_not},
    store::KeyringStore,
};
use anyhow::Context;
use desk_outbox::Outbox;
use desk_platform::{Claimed, Instance, KeyringError};
use desk_view::words::{Arg, Words};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What tells this computer from others and nothing of the person.
const STAYS: &str = "install-id";

pub(super) async fn forget(unsent: bool, here: &Here) -> anyhow::Result<End> {
    let words = here.words();
    let Claimed::First(agent) = Instance::claim(&here.paths).await else {
        return Ok(not_done(&words.say("cli-forget-runs")));
    };
    let waiting = waiting(here).await?;
    if waiting > 0 && !unsent {
        return Ok(not_done(&words.say_with("cli-forget-waits", &[("n", Arg::Count(waiting))])));
    }
    // First what signs in: without it nothing else leads to the person's requests.
    if let Err(error) = clear_keyring(here).await {
        tracing::warn!(%error, "the keyring was not cleared");
        return Ok(not_done(&words.say("cli-forget-keyring")));
    }
    drop(agent);
    let left: Vec<PathBuf> = [here.paths.data(), here.paths.log(), here.paths.runtime()].into_iter().flat_map(empty).collect();
    Ok(ended(&left, &words))
}

fn not_done(why: &str) -> End {
    say_why_not(why);
    End::NotDone
}

fn ended(left: &[PathBuf], words: &Words) -> End {
    if left.is_empty() {
        say(&words.say("cli-forgotten"));
        return End::Done;
    }
    left.iter().for_each(|path| say_why_not(&words.say_with("cli-forget-left", &[("name", Arg::Text(&path.display().to_string()))])));
    End::NotDone
}

async fn waiting(here: &Here) -> anyhow::Result<i64> {
    let (outbox, _) = Outbox::open(here.paths.data()).await.context("opening the outbox")?;
    let waiting = outbox.waiting().await.context("reading the outbox")?.len();
    Ok(i64::try_from(waiting).unwrap_or(i64::MAX))
}

/// Where no keyring answers there is nothing in it, and where it cannot be searched its secrets go by name.
async fn clear_keyring(here: &Here) -> Result<(), KeyringError> {
    match here.keyring.clear().await {
        Ok(_) | Err(KeyringError::Unavailable { .. }) => Ok(()),
        Err(KeyringError::Unsupported { .. }) => match here.server() {
            Some(server) => KeyringStore::new(here.keyring.clone(), server).clear().await,
            None => Ok(()),
        },
        Err(error @ (KeyringError::Locked | KeyringError::TimedOut | KeyringError::NotText)) => Err(error),
    }
}

/// Empties a folder, and says what could not be removed.
fn empty(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_name() != STAYS);
    let gone = |path: &PathBuf| match if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) } {
        Err(error) => error.kind() == io::ErrorKind::NotFound,
        Ok(()) => true,
    };
    entries.map(|entry| entry.path()).filter(|path| !gone(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_emptied_but_for_what_names_the_computer() {
        let folder = tempfile::tempdir().unwrap();
        for name in [STAYS, "outbox.db", "outbox.db-wal"] {
            fs::write(folder.path().join(name), "words").unwrap();
        }
        fs::create_dir_all(folder.path().join("blobs/a")).unwrap();
        fs::write(folder.path().join("blobs/a/picture"), "words").unwrap();

        assert_eq!(empty(folder.path()), Vec::<PathBuf>::new());

        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [STAYS]);
    }
}
