//! The database of a test, which is known by its folder: a SQLite file in it, or in the pass on PostgreSQL a
//! schema of its own there.

use super::postgres::programs;
use desk_server::{Database, PostgresUrl};
use sqlx::{AnyConnection, Connection};
use std::{
    collections::BTreeSet,
    ffi::OsStr,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    process::Command,
    sync::{Mutex, PoisonError},
};

/// Names the server of the pass on PostgreSQL, as `postgres://postgres@127.0.0.1:PORT`.
pub(crate) const PASS: &str = "DESKSIDE_TEST_POSTGRES";

/// Whether this is the pass on PostgreSQL.
pub(crate) fn is_postgres() -> bool {
    std::env::var_os(PASS).is_some()
}

/// The database that belongs to `folder`.
pub(crate) fn database_of(folder: &Path) -> Database {
    match std::env::var(PASS) {
        Ok(server) => Database::Postgres(PostgresUrl::parse(&url_of(&server, folder).into()).expect("address")),
        Err(_) => folder.into(),
    }
}

/// Has a command work on the database that belongs to `folder`.
pub(crate) fn work_on<'c>(command: &'c mut Command, folder: &Path) -> &'c mut Command {
    match std::env::var(PASS) {
        Ok(server) => command.env("DESKSIDE_SERVER_DATABASE_URL", url_of(&server, folder)),
        Err(_) => command.args([OsStr::new("--data"), folder.as_os_str()]),
    }
}

/// A connection to the database that belongs to `folder`.
pub(crate) async fn connection(folder: &Path) -> AnyConnection {
    sqlx::any::install_default_drivers();
    let url = match std::env::var(PASS) {
        Ok(server) => url_of(&server, folder),
        Err(_) => format!("sqlite:{}", folder.join("help-desk.sqlite3").display()),
    };
    AnyConnection::connect(&url).await.expect("opened")
}

/// The address of the database of `folder` on that server: a schema of its own, which is made the first time.
pub(crate) fn url_of(server: &str, folder: &Path) -> String {
    static MADE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let schema = schema_of(folder);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if made.insert(schema.clone()) {
        let mut make = Command::new(programs().join("psql"));
        make.args(["-c", &format!("CREATE SCHEMA {schema}")]).arg(format!("{server}/postgres"));
        let said = make.output().expect("ran");
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    }
    format!("{server}/postgres?sslmode=disable&options=-csearch_path%3D{schema}")
}

fn schema_of(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("desk_{:016x}", hasher.finish())
}

/// Everything that lies in the database that belongs to `folder`: each file as it is, or what PostgreSQL dumps.
pub(crate) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    if let Ok(server) = std::env::var(PASS) {
        let dump =
            Command::new(programs().join("pg_dump")).args(["-n", &schema_of(folder)]).arg(url_of(&server, folder)).output().expect("ran");
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        return vec![("the dump".into(), dump.stdout)];
    }
    let files = std::fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path());
    files.map(|file| (file.display().to_string(), std::fs::read(&file).expect("read"))).collect()
}
