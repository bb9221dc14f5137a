//! What the window's page may load and run.

use super::root;
use serde_json::Value;
use std::fs;

#[test]
fn the_windows_page_runs_and_loads_only_what_is_its_own() {
    let text = fs::read_to_string(root().join("src-tauri/tauri.conf.json")).expect("the window's settings");
    let settings: Value = serde_json::from_str(&text).expect("JSON");
    let security = &settings["app"]["security"];
    let policy = security["csp"].as_str().expect("a policy");

    for directive in policy.split(';') {
        let mut words = directive.split_whitespace();
        let name = words.next().expect("a name");
        for source in words {
            // Not of the network: the scheme of the page's pictures and the way to the program, as each system writes them.
            let own = ["'self'", "'none'", "picture:", "http://picture.localhost", "ipc:", "http://ipc.localhost"];
            assert!(own.contains(&source), "{name} lets in {source}");
        }
    }
    for wanted in ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"] {
        assert!(policy.contains(wanted), "{wanted} is missing");
    }
    assert!(security["dangerousDisableAssetCspModification"].is_null(), "Tauri adds nothing unsafe, and leaves nothing out");
    assert_eq!(security["freezePrototype"], true);
}
