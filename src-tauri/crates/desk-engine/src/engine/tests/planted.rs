//! Pixels that are nowhere else, planted in a picture of the screen and looked for on the disk.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use desk_capture::Picture;
use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// How every PNG begins, also in base64.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const PNG_IN_BASE64: &[u8] = b"iVBORw0KGgo";

/// Sixteen random pixels in a row.
#[derive(Clone)]
pub(super) struct Planted {
    row: Vec<u8>,
}

/// Where it is on the screen, and how large the screen is.
pub(super) const AT: (u32, u32) = (24, 12);
pub(super) const WIDE: u32 = 16;
pub(super) const SCREEN: (u32, u32) = (200, 120);

impl Planted {
    pub(super) fn new() -> Self {
        let row = std::iter::repeat_with(|| Uuid::new_v4().into_bytes()).flatten().take(WIDE as usize * 3).collect();
        Self { row }
    }

    /// A screen with it.
    pub(super) fn screen(&self) -> Picture {
        let mut rgb = [70, 110, 120].repeat((SCREEN.0 * SCREEN.1) as usize);
        let at = ((AT.1 * SCREEN.0 + AT.0) * 3) as usize;
        rgb[at..at + self.row.len()].copy_from_slice(&self.row);
        Picture::new(rgb, SCREEN.0, SCREEN.1).expect("as many pixels as it says")
    }

    /// Every file below a folder in which it can be found: as pixels, in a picture or in what is left of one.
    pub(super) fn places(&self, folder: &Path) -> Vec<PathBuf> {
        files(folder).into_iter().filter(|file| fs::read(file).is_ok_and(|bytes| self.is_in(&bytes))).collect()
    }

    /// Whether it is in some bytes.
    pub(super) fn is_in(&self, bytes: &[u8]) -> bool {
        let in_base64 = positions(bytes, PNG_IN_BASE64).any(|at| {
            let text: Vec<u8> =
                bytes[at..].iter().copied().take_while(|byte| byte.is_ascii_alphanumeric() || b"+/".contains(byte)).collect();
            BASE64.decode(&text[..text.len() / 4 * 4]).is_ok_and(|png| self.is_in_png(&png))
        });
        has(bytes, &self.row) || in_base64 || positions(bytes, PNG).any(|at| self.is_in_png(&bytes[at..]))
    }

    /// Whether it is in a PNG, as far as that can be read.
    fn is_in_png(&self, png: &[u8]) -> bool {
        let Ok(mut reader) = png::Decoder::new(Cursor::new(png)).read_info() else { return false };
        while let Ok(Some(row)) = reader.next_row() {
            if has(row.data(), &self.row) {
                return true;
            }
        }
        false
    }
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    positions(bytes, wanted).next().is_some()
}

fn positions<'a>(bytes: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(wanted.len()).enumerate().filter(move |(_, window)| *window == wanted).map(|(at, _)| at)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.flat_map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { vec![entry.path()] }).collect()
}

#[tokio::test]
async fn a_planted_copy_is_found_wherever_it_lies() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let planted = Planted::new();
    let png = desk_capture::encode(&planted.screen()).expect("a PNG");
    let keep = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("it is written");
    keep("pixels", planted.screen().rgb());
    keep("whole", &png);
    keep("behind-something", &[b"something ".as_slice(), &png].concat());
    keep("cut-off", &png[..png.len() - 40]);
    keep("base64", format!("{{\"png\":\"{}\"}}", BASE64.encode(&png)).as_bytes());
    keep("another", &desk_capture::encode(&Planted::new().screen()).expect("a PNG"));
    let (outbox, _) = desk_outbox::Outbox::open(folder.path()).await.expect("an outbox");
    outbox.jot_note("noted", &png).await.expect("a note");

    let mut found: Vec<_> =
        planted.places(folder.path()).iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
    found.sort();

    assert_eq!(found, ["base64", "behind-something", "cut-off", "outbox.db-wal", "pixels", "whole"]);
}
