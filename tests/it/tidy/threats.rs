//! What is promised about threats is held by tests that are there, and the programs know nobody to speak to.

use super::{none, root, sources::sources};
use std::fs;

/// Whose addresses may stand in a program: nobody's, this computer's, those kept for examples (RFC 2606, RFC 6761), and the names of
/// formats, which are never asked.
const NOBODYS: [&str; 9] =
    ["127.0.0.1", "localhost", "example", "example.org", "example.com", "invalid", "tauri.localhost", "picture.localhost", "www.w3.org"];

#[test]
fn every_threat_is_held_by_tests_that_are_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the architecture");
    let (_, threats) = text.split_once("\n## Threats\n").expect("a section about threats");
    let rows: Vec<&str> = threats.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 9, "all threats are there: {}", rows.len());
    let sources = sources();

    let mut broken = Vec::new();
    for row in rows {
        let held_by = row.trim_end_matches([' ', '|']).rsplit('|').next().unwrap_or_default();
        let tests: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        if tests.is_empty() {
            broken.push(format!("no test: {row}"));
        }
        for test in tests {
            if !sources.iter().any(|source| source.has(&format!("fn {test}("))) {
                broken.push(format!("there is no test {test}"));
            }
        }
    }

    none(&broken, "threats are held by tests");
}

/// So there is nobody to tell how Deskside is used: it speaks with whom the school names.
#[test]
fn the_programs_know_nobodys_address() {
    let mut broken = Vec::new();
    for source in sources() {
        let is_shipped = (source.is_in("src-tauri/") || source.is_in("ui/src/")) && !source.is_a_test();
        if is_shipped && source.ends_with(&[".rs", ".ts", ".svelte", ".html", ".json"]) {
            broken.extend(source.before_its_tests().lines().flat_map(hosts).map(|host| format!("{}: {host}", source.path)));
        }
    }

    none(&broken, "no address of anybody's is in a program");
}

/// Hosts that a line of a program names and that may be somebody's.
fn hosts(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    let after = line.match_indices("://").map(|(at, sign)| &line[at + sign.len()..]);
    let hosts = after.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default());
    hosts.filter(|host| host.contains('.') && !NOBODYS.iter().any(|nobody| is_below(host, nobody))).collect()
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[test]
fn a_real_address_is_found_wherever_it_stands_and_an_example_is_not() {
    assert_eq!(hosts("let to = \"https://stats.deskside.org/v1\";"), ["stats.deskside.org"]);
    assert_eq!(hosts("a(\"https://help.cedarridge.example/\", \"http://127.0.0.1:1\", \"http://notexample.org\")"), ["notexample.org"]);
    assert_eq!(hosts("// https://www.rfc-editor.org/rfc/rfc9457"), [""; 0]);
    assert_eq!(hosts("format!(\"https://{address}\")"), [""; 0]);
}
