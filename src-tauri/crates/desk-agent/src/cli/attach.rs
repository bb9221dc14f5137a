//! Files that go along with a request.

use bytes::Bytes;
use desk_api::{MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS};
use desk_engine::NewFile;
use desk_view::words::{Arg, Words};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

const MEGABYTE: u64 = 1024 * 1024;

/// Why a file cannot go along.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// More than one request takes.
    Many,
    /// It is not there, or not ours to read.
    Unread { name: String },
    /// Larger than a help desk takes.
    Large { name: String },
}

impl Refused {
    /// In the person's words.
    pub(super) fn in_words(&self, words: &Words) -> String {
        let most = i64::try_from(MAX_ATTACHMENT_BYTES / MEGABYTE).unwrap_or(i64::MAX);
        match self {
            Self::Many => words.say_with("cli-file-many", &[("n", Arg::Count(MAX_ATTACHMENTS as i64))]),
            Self::Unread { name } => words.say_with("cli-file-unread", &[("name", Arg::Text(name))]),
            Self::Large { name } => words.say_with("cli-file-large", &[("name", Arg::Text(name)), ("n", Arg::Count(most))]),
        }
    }
}

/// Reads all of them, or says which one cannot go along; `besides` so many others.
pub(super) fn read_all(paths: &[PathBuf], besides: usize) -> Result<Vec<NewFile>, Refused> {
    if paths.len() + besides > MAX_ATTACHMENTS {
        return Err(Refused::Many);
    }
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Result<NewFile, Refused> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let content = match read_at_most(path, MAX_ATTACHMENT_BYTES) {
        Ok(Some(content)) => content,
        Ok(None) => return Err(Refused::Large { name }),
        Err(error) => {
            tracing::debug!(%error, "a file cannot be attached");
            return Err(Refused::Unread { name });
        }
    };
    Ok(NewFile { name, media_type: media_type(&content).to_owned(), content: Bytes::from(content) })
}

/// `None` where there is more than `most`; a file may grow while it is read, and a device has no end.
fn read_at_most(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut content = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut content)?;
    Ok((content.len() as u64 <= most).then_some(content))
}

/// What a file is believed to be, by its first bytes. The help desk looks for itself.
pub(super) fn media_type(content: &[u8]) -> &'static str {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        "image/png"
    } else if content.starts_with(b"\xff\xd8\xff") {
        "image/jpeg"
    } else if content.starts_with(b"%PDF-") {
        "application/pdf"
    } else if std::str::from_utf8(content).is_ok() {
        "text/plain"
    } else {
        "application/octet-stream"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_view::words::Language;

    #[test]
    fn a_file_is_known_by_its_name_and_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.txt");
        std::fs::write(&path, "lp0 on fire").unwrap();

        let files = read_all(&[path], 0).unwrap_or_default();

        assert_eq!(
            (files[0].name.as_str(), files[0].media_type.as_str(), files[0].content.as_ref()),
            ("log.txt", "text/plain", &b"lp0 on fire"[..])
        );
    }

    #[test]
    fn what_cannot_go_along_is_said_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let large = folder.path().join("film.mp4");
        File::create(&large).and_then(|file| file.set_len(MAX_ATTACHMENT_BYTES + 1)).unwrap();
        let words = Words::of(Language::English);
        let refused = |paths: &[PathBuf]| read_all(paths, 1).err().map(|refused| refused.in_words(&words));

        assert_eq!(refused(&[large]).as_deref(), Some("“film.mp4” is larger than 25 MB, so nothing was sent."));
        assert_eq!(refused(&[folder.path().join("gone.txt")]).as_deref(), Some("“gone.txt” can’t be read, so nothing was sent."));
        assert_eq!(
            refused(&vec![PathBuf::from("a"); MAX_ATTACHMENTS]).as_deref(),
            Some("10 files at most can go with one request. Nothing was sent.")
        );
    }
}
