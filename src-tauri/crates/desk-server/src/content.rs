//! What a file is, by its content. What its sender calls it is never believed.

use sha2::{Digest, Sha256};

/// The media types a help desk takes.
pub(crate) const TYPES: [&str; 4] = [PNG, JPEG, PDF, TEXT];

const PNG: &str = "image/png";
const JPEG: &str = "image/jpeg";
const PDF: &str = "application/pdf";
const TEXT: &str = "text/plain";

/// The media type of `content`, or none of those the desk takes.
pub(crate) fn media_type(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(PNG);
    }
    if content.starts_with(b"\xff\xd8\xff") {
        return Some(JPEG);
    }
    if content.starts_with(b"%PDF-") {
        return Some(PDF);
    }
    is_plain_text(content).then_some(TEXT)
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

    #[test]
    fn a_digest_is_written_as_lower_case_hexadecimal() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
