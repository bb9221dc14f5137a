//! What a title names, and whether words somebody wrote name it too. The agent offers an outage by it, and the desk finds the tickets
//! that an outage is about: both take the same words for the same thing.
//!
//! Words count only where they name the thing: at least half of the naming words of a title. "Down" and "room" name nothing, and a
//! place says where, not what.

use std::collections::BTreeSet;

/// Words of titles that name nothing, folded, in English and Spanish.
#[rustfmt::skip]
const NAMELESS: &[&str] = &[
    "a", "again", "all", "an", "and", "any", "are", "at", "back", "be", "been", "broken", "building", "campus", "cannot", "cant",
    "con", "de", "del", "does", "doesnt", "dont", "down", "edificio", "el", "en", "error", "escuela", "esta", "estan", "esto",
    "everything", "failed", "floor", "for", "from", "funciona", "funcionan", "has", "have", "hay", "in", "is", "issue", "it",
    "its", "la", "las", "lento", "lo", "los", "nada", "new", "no", "not", "nothing", "of", "off", "offline", "on", "only", "or",
    "our", "out", "outage", "para", "planned", "por", "problem", "problema", "problems", "que", "room", "salon", "school", "se",
    "sin", "slow", "some", "that", "the", "there", "this", "to", "today", "todo", "todos", "un", "una", "unavailable", "very",
    "with", "wont", "work", "working", "works", "y",
];

/// What a title names: its words without those that name nothing and those of `places`, folded.
#[must_use]
pub fn naming(title: &str, places: &[String]) -> BTreeSet<String> {
    let places: BTreeSet<String> = places.iter().flat_map(|place| tokens(place)).collect();
    tokens(title).into_iter().filter(|word| !is_nameless(word) && !places.contains(word)).collect()
}

/// Whether what was `said` names what a title is `naming`.
#[must_use]
pub fn is_about(said: &BTreeSet<String>, naming: &BTreeSet<String>) -> bool {
    let shared = naming.intersection(said).count();
    shared > 0 && shared * 2 >= naming.len()
}

/// Those words of a title that hold one of `wanted`, as they are written there.
#[must_use]
pub fn as_written(title: &str, wanted: &BTreeSet<String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in title.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())) {
        if !tokens(word).is_disjoint(wanted) && !found.iter().any(|other| tokens(other) == tokens(word)) {
            found.push(word.to_owned());
        }
    }
    found
}

/// The words of a text, folded: no capitals, accents, hyphens or plural endings.
#[must_use]
pub fn tokens(text: &str) -> BTreeSet<String> {
    let folded: String = text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '-' | '’' | '\'')).map(plain).collect();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(singular).collect()
}

fn is_nameless(word: &str) -> bool {
    NAMELESS.iter().any(|nameless| singular(nameless) == word)
}

fn plain(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    }
}

/// "printers" is "printer"; short words such as "is" stay.
fn singular(word: &str) -> String {
    let cut = if word.len() > 3 && !word.ends_with("ss") { word.strip_suffix('s') } else { None };
    cut.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_title_names_what_is_neither_a_place_nor_a_complaint() {
        let places = ["Building B".to_owned(), "Gym".to_owned()];

        assert_eq!(naming("Wi-Fi is down in Building B", &places), set(&["wifi"]));
        assert_eq!(naming("Gradebook and e-mail are slow", &places), set(&["gradebook", "email"]));
        assert_eq!(naming("The gym is not working", &places), set(&[]));
    }

    #[test]
    fn half_of_what_is_named_is_enough_and_nothing_is_about_nothing() {
        let named = naming("Gradebook and e-mail are slow", &[]);

        assert!(is_about(&tokens("My emails do not open"), &named));
        assert!(!is_about(&tokens("My door does not open"), &named));
        assert!(!is_about(&tokens("It is down"), &naming("It is down", &[])));
    }

    #[test]
    fn a_word_is_said_again_as_it_was_written_and_once() {
        let title = "Wi-Fi, all of it: no WiFi in Building B";

        assert_eq!(as_written(title, &set(&["wifi"])), ["Wi-Fi"]);
        assert_eq!(as_written(title, &set(&[])), Vec::<String>::new());
    }
}
