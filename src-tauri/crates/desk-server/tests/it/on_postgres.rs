//! The same suite once more, on a real PostgreSQL, and what is PostgreSQL's alone: its tables and its line.

use crate::support::{
    database::{PASS, url_of},
    postgres::postgres,
};
use desk_server::{Database, Operator, PostgresUrl};
use sqlx::{AnyConnection, Connection};
use std::{collections::BTreeMap, process::Command};
use tempfile::TempDir;

/// What is about SQLite's file: its backup and restore, its steps, the folder it lies in. And what brings a PostgreSQL of its own.
const NOT_THERE: [&str; 6] =
    ["backup::", "migrations::", "doctor::", "durability::a_signal_stops_it_in_order", "on_postgres::", "replicas::"];

fn at(address: &str) -> Database {
    Database::Postgres(PostgresUrl::parse(&address.to_owned().into()).expect("address"))
}

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

#[tokio::test]
async fn both_databases_end_with_the_same_tables_and_columns() {
    let folder = TempDir::new().expect("folder");
    let address = url_of(postgres().address(), folder.path());
    Operator::open(folder.path()).await.expect("made").close().await;
    Operator::open(at(&address)).await.expect("made").close().await;
    let sqlite = "SELECT m.name, c.name, c.\"notnull\" OR c.pk > 0 FROM sqlite_schema m JOIN pragma_table_info(m.name) c \
                  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations'";
    // Servers that share a database count there; a SQLite file has one server.
    let there = "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END \
                 FROM information_schema.columns WHERE table_schema = current_schema() AND table_name NOT IN ('_sqlx_migrations', 'buckets')";
    let steps = "SELECT max(version) FROM _sqlx_migrations";
    let mut found = Vec::new();
    for (url, columns) in [(format!("sqlite:{}", folder.path().join("help-desk.sqlite3").display()), sqlite), (address, there)] {
        let mut database = AnyConnection::connect(&url).await.expect("opened");
        let rows: Vec<(String, String, i64)> = sqlx::query_as(columns).fetch_all(&mut database).await.expect("columns");
        let mut tables: BTreeMap<String, BTreeMap<String, i64>> = BTreeMap::new();
        for (table, column, is_always_there) in rows {
            tables.entry(table).or_default().insert(column, is_always_there);
        }
        let newest: i64 = sqlx::query_scalar(steps).fetch_one(&mut database).await.expect("steps");
        found.push((tables, newest));
    }

    assert!(found[0].0.len() > 20);
    assert_eq!(found[0], found[1]);
}

#[tokio::test]
async fn a_postgresql_of_a_newer_version_is_refused_in_plain_words() {
    let folder = TempDir::new().expect("folder");
    let address = url_of(postgres().address(), folder.path());
    Operator::open(at(&address)).await.expect("made").close().await;
    let mut database = AnyConnection::connect(&address).await.expect("opened");
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'later', TRUE, '', 0)";
    sqlx::query(newer).execute(&mut database).await.expect("written");

    let refused = Operator::open(at(&address)).await.expect_err("refused").to_string();

    assert!(refused.starts_with("a newer deskside-server wrote this database (its schema is 99, this version knows "), "{refused}");
}

#[tokio::test]
async fn a_postgresql_that_cannot_prove_who_it_is_is_told_nothing() {
    let tls = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/tls");
    let folder = TempDir::new().expect("folder");
    let plain = url_of(postgres().address(), folder.path());
    let checked = plain.replace("sslmode=disable", "sslmode=verify-full");
    let known = format!("{checked}&sslrootcert={tls}/desk.pem");

    for address in [checked.clone(), format!("{checked}&sslrootcert={tls}/renewed.pem")] {
        let refused = Operator::open(at(&address)).await.expect_err("refused");
        let why = in_full(&refused).join(": ");
        assert!(why.contains("certificate"), "{why}");
    }
    Operator::open(at(&known)).await.expect("its certificate is known").close().await;
    let mut line = AnyConnection::connect(&known).await.expect("opened");
    let protected: bool =
        sqlx::query_scalar("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").fetch_one(&mut line).await.expect("asked");
    assert!(protected);
}

/// An error and what it comes from.
fn in_full(error: &dyn std::error::Error) -> Vec<String> {
    std::iter::successors(Some(error), |error| error.source()).map(ToString::to_string).collect()
}
