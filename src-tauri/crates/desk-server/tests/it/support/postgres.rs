//! A real PostgreSQL of the tests' own: on a loopback port, in a folder of its own, gone with the process that started it however that
//! ends.

use std::{
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

/// Run by a shell that waits for its input to end, which it does when the test's process is gone. PostgreSQL refuses to run as root.
/// Names are sorted by language there, unlike in SQLite, so that whoever relies on an order says so.
const LIFE: &str = r#"
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"; else "$@"; fi; }
cd "$FOLDER" || exit 1
[ "$(id -u)" != 0 ] || chown postgres .
cp "$TLS/desk.pem" "$TLS/desk.key" . && chmod 600 desk.key || exit 1
[ "$(id -u)" != 0 ] || chown postgres desk.key
as_postgres "$BIN/initdb" -D data -U postgres -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US --no-sync >&2 &&
as_postgres "$BIN/pg_ctl" -D data -s -w -l data/log start \
    -o "-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=400 \
        -c ssl=on -c ssl_cert_file=$FOLDER/desk.pem -c ssl_key_file=$FOLDER/desk.key" >&2 && echo ready
cat >/dev/null
as_postgres "$BIN/pg_ctl" -D data -s -m immediate stop >&2
rm -rf "$FOLDER"
"#;

/// The running server.
pub(crate) struct Postgres {
    /// Its input keeps the server alive.
    _life: Child,
    address: String,
}

/// The one of this process.
pub(crate) fn postgres() -> &'static Postgres {
    static POSTGRES: OnceLock<Postgres> = OnceLock::new();
    POSTGRES.get_or_init(Postgres::start)
}

impl Postgres {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("folder").keep();
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let mut life = Command::new("sh")
            .args(["-c", LIFE])
            .env("FOLDER", &folder)
            .env("BIN", programs())
            .env("TLS", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/tls"))
            .env("PORT", port.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("a shell");
        let mut said = String::new();
        BufReader::new(life.stdout.take().expect("stdout")).read_line(&mut said).expect("read");
        if said != "ready\n" {
            drop(life.stdin.take());
            let mut why = String::new();
            life.stderr.take().expect("stderr").read_to_string(&mut why).expect("text");
            panic!("PostgreSQL did not start: {why}");
        }
        Self { _life: life, address: format!("postgres://postgres@127.0.0.1:{port}") }
    }

    /// Its address, without a database.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

/// Where Debian and Ubuntu have PostgreSQL's programs, the newest of them.
pub(crate) fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("apt-get install postgresql");
    let version = |path: &Path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let newest = versions.map(|entry| entry.expect("entry").path()).max_by_key(|path| version(path)).expect("a version");
    newest.join("bin")
}
