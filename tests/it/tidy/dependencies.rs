//! Which package may stand on which.

use super::{none, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// What each package may use of ours. One that is missing here is a new part of the house and wants a line.
const OF_OURS: [(&str, &[&str]); 13] = [
    ("desk-api", &[]),
    ("desk-view", &["desk-api"]),
    ("desk-platform", &[]),
    ("desk-capture", &[]),
    ("desk-report", &["desk-api"]),
    ("desk-outbox", &["desk-api"]),
    ("desk-client", &["desk-api"]),
    ("desk-engine", &["desk-api", "desk-outbox", "desk-view"]),
    ("desk-server", &["desk-api"]),
    ("desk-agent", &["desk-api", "desk-capture", "desk-client", "desk-engine", "desk-outbox", "desk-platform", "desk-report", "desk-view"]),
    ("deskside-window", &["desk-view"]),
    // It measures the picture and the durable write by themselves, and kills an agent without a screen.
    ("deskside-tests", &["desk-api", "desk-capture", "desk-client", "desk-engine", "desk-outbox", "desk-view"]),
    ("xtask", &["desk-platform"]),
];

#[test]
fn every_package_stands_only_on_what_it_may() {
    let packages = packages();
    let allowed: BTreeMap<&str, &[&str]> = OF_OURS.into_iter().collect();

    let mut broken = Vec::new();
    for (package, needs) in &packages {
        let Some(allowed) = allowed.get(package.as_str()) else {
            broken.push(format!("{package} has no line in OF_OURS"));
            continue;
        };
        for needed in needs.iter().filter(|needed| packages.contains_key(*needed) && !allowed.contains(&needed.as_str())) {
            broken.push(format!("{package} uses {needed}"));
        }
    }

    none(&broken, "the direction of dependencies");
}

#[test]
fn only_the_window_stands_on_tauri() {
    let users: Vec<String> =
        packages().into_iter().filter(|(_, needs)| needs.iter().any(|needed| needed.starts_with("tauri"))).map(|(name, _)| name).collect();

    assert_eq!(users, ["deskside-window"]);
}

#[test]
fn the_contract_and_the_views_bring_no_runtime_no_http_and_no_sql() {
    for package in ["desk-api", "desk-view"] {
        assert_not_below(package, &["tokio", "async-std", "smol", "hyper", "reqwest", "axum", "sqlx", "sqlx-core", "libsqlite3-sys"]);
    }
}

#[test]
fn the_agent_brings_no_toolkit_and_no_c_library_for_tls() {
    assert_not_below("desk-agent", &["gtk", "gtk-sys", "webkit2gtk", "tauri", "wry", "tao", "openssl-sys", "aws-lc-sys"]);
}

#[track_caller]
fn assert_not_below(package: &str, unwanted: &[&str]) {
    let below = below(package);
    assert!(below.contains("serde"), "the tree of {package} was not read");
    let found: Vec<String> = unwanted.iter().filter(|name| below.contains(**name)).map(|name| format!("{package} brings {name}")).collect();
    none(&found, "what a package must not bring");
}

/// Each package of the workspace with what it is built on, development dependencies aside.
fn packages() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    packages
        .iter()
        .map(|package| {
            let needs = package["dependencies"].as_array().expect("a list of dependencies");
            let needs = needs.iter().filter(|needed| needed["kind"] != "dev").map(|needed| text(&needed["name"])).collect();
            (text(&package["name"]), needs)
        })
        .collect()
}

/// The names of all packages below one, on this system.
fn below(package: &str) -> BTreeSet<String> {
    let tree = cargo(&["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).current_dir(root()).args(arguments).output().expect("cargo starts");
    assert!(output.status.success(), "cargo {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}
