//! Names for files that are the same on every system and show what they are.

/// The longest name in bytes: file systems take 255, and a count may be added.
pub(crate) const LONGEST: usize = 200;
/// The longest ending that is kept whole when a name is cut.
const LONGEST_ENDING: usize = 20;
/// Names that are devices on Windows, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// What is left of a name without folders, what a file system does not take, and what makes a name look like another.
pub(crate) fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|c| !c.is_control() && !turns_text_around(*c)).map(taken_everywhere).collect();
    let name = visible.trim_matches(is_lost);
    if name.is_empty() {
        return "file".to_owned();
    }
    if is_device(name) { shortened(&format!("_{name}")) } else { shortened(name) }
}

/// "plan.pdf", "plan (2).pdf".
pub(super) fn counted(name: &str, count: u32) -> String {
    if count == 1 {
        return name.to_owned();
    }
    let (stem, ending) = parted(name);
    format!("{stem} ({count}){ending}")
}

/// Into a stem and an ending with its dot.
fn parted(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= LONGEST_ENDING => name.split_at(dot),
        Some(_) | None => (name, ""),
    }
}

fn shortened(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = parted(name);
    let end = stem.floor_char_boundary(LONGEST - ending.len());
    format!("{}{ending}", stem[..end].trim_end_matches(is_lost))
}

/// Windows cuts such off the end of a name, and at its beginning a dot hides a file.
fn is_lost(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

/// With such a character "annual(turn)fdp.exe" reads as a PDF.
fn turns_text_around(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn taken_everywhere(c: char) -> char {
    if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    DEVICES.contains(&letters) && stem.len() - letters.len() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_elsewhere_or_misleads_is_taken_out() {
        for (given, left) in [
            ("Podium cable.pdf", "Podium cable.pdf"),
            ("Año nuevo, versión 2.txt", "Año nuevo, versión 2.txt"),
            ("../../.bashrc", "bashrc"),
            ("C:\\Windows\\run.bat", "run.bat"),
            ("annual\u{202e}fdp.exe", "annualfdp.exe"),
            ("a\r\nb\0.txt", "ab.txt"),
            ("what?.txt . ", "what_.txt"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("console.txt", "console.txt"),
            ("...", "file"),
            ("", "file"),
        ] {
            assert_eq!(plain(given), left, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let name = plain(&format!("{}.pdf", "ñ".repeat(300)));

        assert!(name.len() <= LONGEST && name.ends_with("ñ.pdf"), "{name}");

        let cut = plain(&format!("{}. and what follows, without an ending", "n".repeat(LONGEST - 1)));
        assert_eq!(cut, "n".repeat(LONGEST - 1));
    }

    #[test]
    fn a_count_stands_before_the_ending() {
        assert_eq!(counted("plan.pdf", 1), "plan.pdf");
        assert_eq!(counted("plan.v2.pdf", 2), "plan.v2 (2).pdf");
        assert_eq!(counted("README", 3), "README (3)");
    }
}
