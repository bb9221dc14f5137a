//! What a file is, by its content. What its sender calls it is never believed.

use sha2::{Digest, Sha256};

/// The media types a help desk takes.
pub(crate) const TYPES: [&str; 4] = [PNG, JPEG, PDF, TEXT];

/// A file's name is cut to so many characters, its ending kept.
const MAX_NAME: usize = 200;
/// A picture of more pixels than a wall of 8K screens has is made to be opened, not looked at.
const MAX_PIXELS: u64 = 100_000_000;

const PNG: &str = "image/png";
const JPEG: &str = "image/jpeg";
const PDF: &str = "application/pdf";
const TEXT: &str = "text/plain";

/// The media type of `content`, or none of those the desk takes.
pub(crate) fn media_type(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return png_size(content).is_none_or(can_be_opened).then_some(PNG);
    }
    if content.starts_with(b"\xff\xd8\xff") {
        return jpeg_size(content).is_none_or(can_be_opened).then_some(JPEG);
    }
    if content.starts_with(b"%PDF-") {
        return Some(PDF);
    }
    is_plain_text(content).then_some(TEXT)
}

/// A name that leads nowhere and reads as it is: the last part of a path, without control characters and without those that turn the
/// direction of what follows. Words never wait for the name of a file, so a name is mended and not refused.
pub(crate) fn file_name(announced: &str) -> String {
    let visible: String = announced.chars().filter(|c| !c.is_control() && !is_invisible(*c)).collect();
    let last = visible.rsplit(['/', '\\']).map(str::trim).find(|part| !part.is_empty()).unwrap_or_default();
    let cut = last.char_indices().rev().nth(MAX_NAME - 1).map_or(0, |(at, _)| at);
    let name = last[cut..].trim_start().to_owned();
    if name.trim_matches(['.', ' ']).is_empty() { "file".to_owned() } else { name }
}

/// Marks that show nothing and change how what is beside them reads: direction, joiners, line and paragraph ends, and the byte order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Nothing here opens a picture, but the technician's browser does, and a few bytes can say that they are gigabytes.
fn can_be_opened((width, height): (u64, u64)) -> bool {
    width * height <= MAX_PIXELS
}

/// What a PNG says of its size, where it says it.
fn png_size(content: &[u8]) -> Option<(u64, u64)> {
    let header = content.get(8..24).filter(|header| &header[4..8] == b"IHDR")?;
    let number = |at: usize| header[at..at + 4].iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
    Some((number(8), number(12)))
}

/// What a JPEG says of its size, where it says it.
fn jpeg_size(content: &[u8]) -> Option<(u64, u64)> {
    let mut rest = content.get(2..)?;
    loop {
        let [0xff, marker, a, b, ..] = *rest else { return None };
        let frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if frame {
            let number = |at: usize| Some(u64::from(*rest.get(at)?) << 8 | u64::from(*rest.get(at + 1)?));
            return Some((number(7)?, number(5)?));
        }
        // Markers that stand alone and fill bytes have no length.
        let length = if matches!(marker, 0x01 | 0xd0..=0xd9) {
            2
        } else if marker == 0xff {
            1
        } else {
            2 + (usize::from(a) << 8 | usize::from(b))
        };
        rest = rest.get(length..)?;
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub(crate) fn sha256_hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::with_capacity(64), |mut hex, byte| {
        use std::fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// UTF-8 without control characters other than those that lay out lines.
fn is_plain_text(content: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(content) else { return false };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        for (content, expected) in [
            (&b"\x89PNG\r\n\x1a\nrest"[..], Some(PNG)),
            (b"\xff\xd8\xff\xe0rest", Some(JPEG)),
            (b"%PDF-1.7", Some(PDF)),
            ("Zeile 1\nZeile 2 äöü".as_bytes(), Some(TEXT)),
            (b"MZ\x90\x00\x03", None),
            (b"PK\x03\x04", None),
            (b"\x7fELF", None),
            (b"", None),
            (b"text with a \x00 in it", None),
        ] {
            assert_eq!(media_type(content), expected, "{content:?}");
        }
    }

    /// A PNG whose header says this size, and whose pixels are not there.
    fn png(width: u32, height: u32) -> Vec<u8> {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0"].concat()
    }

    fn jpeg(width: u16, height: u16) -> Vec<u8> {
        let exif = b"\xff\xd8\xff\xe1\0\x06Exif\xff\xff\xc2\0\x11\x08";
        [&exif[..], &height.to_be_bytes(), &width.to_be_bytes(), b"\x03"].concat()
    }

    #[test]
    fn a_few_bytes_that_say_they_are_gigabytes_are_no_picture() {
        for (content, expected) in [
            (png(11_520, 2_160), Some(PNG)),
            (png(65_535, 65_535), None),
            (png(u32::MAX, u32::MAX), None),
            (png(u32::MAX, 1), None),
            (jpeg(8_000, 6_000), Some(JPEG)),
            (jpeg(65_535, 65_535), None),
            (b"\xff\xd8\xff\xe1\0\0\xff".to_vec(), Some(JPEG)),
        ] {
            assert_eq!(media_type(&content), expected, "{content:?}");
        }
    }

    #[test]
    fn a_name_leads_nowhere_and_reads_as_it_is() {
        for (announced, expected) in [
            ("screen one.png", "screen one.png"),
            ("Bild von gestern, süß.png", "Bild von gestern, süß.png"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\maria\\notes.txt", "notes.txt"),
            ("a\nb\0.txt", "ab.txt"),
            ("invoice\u{202e}gnp.exe", "invoicegnp.exe"),
            ("\u{feff}a\u{200b}.png", "a.png"),
            ("\0 a.png \0", "a.png"),
            ("..", "file"),
            ("///", "file"),
            ("", "file"),
        ] {
            assert_eq!(file_name(announced), expected, "{announced:?}");
        }
        let long = file_name(&format!("{}.png", "ä".repeat(300)));
        assert_eq!((long.chars().count(), long.ends_with("ä.png")), (200, true));
    }

    #[test]
    fn a_digest_is_written_as_lower_case_hexadecimal() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
