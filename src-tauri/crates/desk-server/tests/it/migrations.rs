//! A database from each step of the schema is brought to the present one with every row as it was, and one from a newer version is
//! left alone.

use desk_server::Operator;
use sqlx::{
    Connection, Row, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteRow},
};
use std::{collections::BTreeMap, path::Path};
use tempfile::TempDir;

static STEPS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Rows for what each step adds, written against the tables as they were then.
const FILLED: [(i64, &str); 5] = [
    (1, include_str!("migrations/0001.sql")),
    (3, include_str!("migrations/0003.sql")),
    (5, include_str!("migrations/0005.sql")),
    (6, include_str!("migrations/0006.sql")),
    (7, include_str!("migrations/0007.sql")),
];

type Tables = BTreeMap<String, (Vec<String>, Vec<String>)>;

async fn opened(folder: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(folder.join("help-desk.sqlite3")).create_if_missing(true);
    SqliteConnection::connect_with(&options).await.expect("opened")
}

/// A database as a version left it whose newest step was `last`.
async fn from_step(last: i64, folder: &Path) -> Tables {
    let mut database = opened(folder).await;
    for step in STEPS.iter().filter(|step| step.version <= last) {
        STEPS.run_to(step.version, &mut database).await.expect("stepped");
        if let Some((_, rows)) = FILLED.iter().find(|(version, _)| *version == step.version) {
            sqlx::raw_sql(*rows).execute(&mut database).await.expect("filled");
        }
    }
    let tables = tables(&mut database).await;
    database.close().await.expect("closed");
    tables
}

/// Every table's columns, and every row as SQL would write it.
async fn tables(database: &mut SqliteConnection) -> Tables {
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlx_migrations'";
    let names: Vec<String> = sqlx::query_scalar(names).fetch_all(&mut *database).await.expect("named");
    let mut tables = Tables::new();
    for name in names {
        let columns: Vec<String> =
            sqlx::query_scalar("SELECT name FROM pragma_table_info(?)").bind(&name).fetch_all(&mut *database).await.expect("columns");
        let rows = rows(database, &name, &columns).await;
        tables.insert(name, (columns, rows));
    }
    tables
}

async fn rows(database: &mut SqliteConnection, table: &str, columns: &[String]) -> Vec<String> {
    let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
    let read = format!("SELECT {} AS row FROM {table} ORDER BY 1", quoted.join(" || ',' || "));
    let rows: Vec<SqliteRow> = sqlx::raw_sql(sqlx::AssertSqlSafe(read)).fetch_all(database).await.expect("rows");
    rows.iter().map(|row| row.get("row")).collect()
}

#[test]
fn the_steps_are_numbered_without_a_gap() {
    let numbers: Vec<i64> = STEPS.iter().map(|step| step.version).collect();

    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_database_of_any_step_is_brought_up_to_date_with_every_row_as_it_was() {
    let newest = STEPS.iter().map(|step| step.version).max().expect("there are steps");
    for last in 1..=newest {
        let folder = TempDir::new().expect("folder");
        let before = from_step(last, folder.path()).await;
        for (table, (_, rows)) in &before {
            assert!(!rows.is_empty(), "step {last}: no row stands for {table}; tests/it/migrations has a file for each step");
        }

        Operator::open(folder.path()).await.expect("brought up to date").close().await;

        let mut database = opened(folder.path()).await;
        for (table, (columns, were)) in &before {
            assert_eq!(&rows(&mut database, table, columns).await, were, "{table} from step {last}");
        }
        let whole: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut database).await.expect("checked");
        let loose = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut database).await.expect("checked");
        let found: i64 = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut database).await.expect("found");
        assert_eq!((whole.as_str(), loose.len(), found), ("ok", 0, newest), "from step {last}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused_in_plain_words_and_left_alone() {
    let folder = TempDir::new().expect("folder");
    Operator::open(folder.path()).await.expect("made").close().await;
    let mut database = opened(folder.path()).await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (99, 'later', 1, x'00', 0); \
                 CREATE TABLE later (what TEXT)";
    sqlx::raw_sql(newer).execute(&mut database).await.expect("written");
    let before = tables(&mut database).await;
    database.close().await.expect("closed");

    let refused = Operator::open(folder.path()).await.expect_err("refused").to_string();

    assert!(refused.starts_with("a newer deskside-server wrote this database (its schema is 99, this version knows "), "{refused}");
    assert_eq!(tables(&mut opened(folder.path()).await).await, before);
}
