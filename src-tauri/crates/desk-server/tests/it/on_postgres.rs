//! The same suite once more, on a real PostgreSQL.

use crate::support::{database::PASS, postgres::postgres};
use std::process::Command;

/// What is about SQLite's file: its backup and restore, its steps, the folder it lies in. And what brings a PostgreSQL of its own.
const NOT_THERE: [&str; 6] =
    ["backup::", "migrations::", "doctor::", "durability::a_signal_stops_it_in_order", "on_postgres::", "replicas::"];

#[test]
fn all_that_holds_on_sqlite_holds_on_postgresql() {
    let mut suite = Command::new(std::env::current_exe().expect("this program"));
    suite.env(PASS, postgres().address());
    for name in NOT_THERE {
        suite.args(["--skip", name]);
    }

    let output = suite.output().expect("ran");

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let passed = said.lines().filter(|line| line.ends_with(" ... ok")).count();
    assert!(passed > 100, "{said}");
    println!("{passed} tests on PostgreSQL");
}
