//! Where secrets are: in the keyring, and nowhere else that outlives a process or can be read from outside it.
//!
//! Memory is not searched: the agent must hold its token there to sign in with it. So a crash must not write it to the disk.

use super::{hear_back, processes, stage};
use base64::Engine;
use deskside_tests::{Desktop, Running, Stage, until};
use sqlx::ConnectOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

#[tokio::test]
async fn the_token_is_in_the_keyring_alone() {
    let mut stage = stage().await;
    let _technician = hear_back(&mut stage).await;
    let toasts = stage.desktop.toasts().seen();
    let policy = stage.desktop.folder().join("deskside/policy.toml");

    let secrets = until("two secrets", Duration::from_secs(20), async || Some(secrets(&stage)).filter(|secrets| secrets.len() == 2))
        .await
        .expect("the refresh token and the account secret are in the keyring");
    for secret in &secrets {
        assert!(secret.len() >= 20, "too short to be looked for");
        assert_eq!(places(&stage.desktop, secret), Vec::<String>::new(), "a secret is outside of the keyring");
        assert!(toasts.iter().all(|toast| !format!("{toast:?}").contains(secret.as_str())), "a secret is in a toast");
    }
    let key = enrolment_key(&policy);
    let found = places(&stage.desktop, &key);

    assert_eq!(found, [policy.display().to_string()], "the enrolment key is in the policy alone");
}

#[tokio::test]
async fn a_planted_secret_is_found_wherever_it_is() {
    let desktop = Desktop::start(deskside_tests::Parts::bare()).await.expect("a desktop");
    let secret = format!("planted-{}", uuid::Uuid::new_v4().simple());
    let plain = desktop.home().join("notes.txt");
    std::fs::write(&plain, format!("the token is {secret}.")).expect("a file");
    let encoded = desktop.folder().join("tmp/encoded");
    std::fs::write(&encoded, base64::engine::general_purpose::STANDARD.encode(&secret)).expect("another");
    let database = desktop.home().join("kept.sqlite3");
    let options = SqliteConnectOptions::new().filename(&database).create_if_missing(true).journal_mode(SqliteJournalMode::Wal);
    let mut open = options.connect().await.expect("a database");
    sqlx::raw_sql("CREATE TABLE kept (what TEXT)").execute(&mut open).await.expect("a table");
    sqlx::query("INSERT INTO kept VALUES (?)").bind(&secret).execute(&mut open).await.expect("a row");
    let _holder = holder_of(&secret, &desktop).await;

    let found = places(&desktop, &secret);

    for place in [plain, encoded, desktop.home().join("kept.sqlite3-wal")] {
        assert!(found.contains(&place.display().to_string()), "it was not found in {}: {found:?}", place.display());
    }
    assert!(found.iter().any(|place| place.starts_with("the arguments of ")), "it was not found in the arguments: {found:?}");
}

#[tokio::test]
async fn a_crash_of_the_agent_leaves_no_core_file() {
    allow_core_files();
    let mut stage = stage().await;
    let _technician = hear_back(&mut stage).await;
    let planted = format!("planted-{}", uuid::Uuid::new_v4().simple());
    let mut other = holder_of(&planted, &stage.desktop).await;

    let plain = crash(&mut other).await;
    let agents = crash(&mut stage.agent).await;

    assert!(plain.core_dumped(), "nothing here writes a core file, so that the agent does not says little");
    if std::fs::read_to_string("/proc/sys/kernel/core_pattern").is_ok_and(|pattern| !pattern.starts_with(['|', '/'])) {
        assert!(!places(&stage.desktop, &planted).is_empty(), "a secret in a core file is not found");
    }
    assert_eq!(agents.signal(), Some(SIGABRT));
    assert!(!agents.core_dumped(), "the agent's memory was written to the disk");
    for secret in secrets(&stage) {
        assert_eq!(places(&stage.desktop, &secret), Vec::<String>::new(), "a secret is outside of the keyring");
    }
}

const SIGABRT: i32 = 6;

/// Lets this program, and whatever it starts from now on, write a core file.
fn allow_core_files() {
    let me = std::process::id().to_string();
    let allowed = Command::new("prlimit").args(["--pid", &me, "--core=unlimited"]).status().expect("prlimit");
    assert!(allowed.success(), "this account may not write core files");
}

/// A process with a secret among its arguments.
async fn holder_of(secret: &str, desktop: &Desktop) -> Running {
    let sleep = "exec -a \"$0\" sleep infinity";
    let holder = Running::start(desktop.command("bash").args(["-c", sleep, secret]), &desktop.log("holder")).expect("a process");
    let name = format!("/proc/{}/comm", holder.id());
    until("a process to sleep", Duration::from_secs(5), async || {
        std::fs::read_to_string(&name).is_ok_and(|name| name.trim() == "sleep").then_some(())
    })
    .await
    .expect("it has its arguments");
    holder
}

/// Has a program end as by a fault of its own.
async fn crash(program: &mut Running) -> ExitStatus {
    Command::new("kill").args(["-ABRT", &program.id().to_string()]).status().expect("kill");
    until("a program to crash", Duration::from_secs(20), async || program.ended()).await.expect("it ends")
}

/// What the keyring holds under the agent's label.
fn secrets(stage: &Stage) -> Vec<String> {
    let said = stage.desktop.output("secret-tool", &["search", "--all", "--unlock", "service", &stage.setting.label]);
    let said = said.expect("the keyring answers");
    said.lines().filter_map(|line| line.strip_prefix("secret = ")).map(str::to_owned).collect()
}

fn enrolment_key(policy: &Path) -> String {
    let text = std::fs::read_to_string(policy).expect("the policy");
    let line = text.lines().find_map(|line| line.strip_prefix("enrolment_key = ")).expect("a key");
    line.trim_matches('"').to_owned()
}

/// Where a secret can be read: in files, in what processes were started with; the server is another machine.
fn places(desktop: &Desktop, secret: &str) -> Vec<String> {
    let forms = [secret.to_owned(), base64::engine::general_purpose::STANDARD.encode(secret)];
    let holds = |bytes: &[u8]| forms.iter().any(|form| bytes.windows(form.len()).any(|window| window == form.as_bytes()));
    let mut found = Vec::new();

    for path in files(desktop.folder()) {
        if std::fs::read(&path).is_ok_and(|bytes| holds(&bytes)) {
            found.push(path.display().to_string());
        }
    }
    for process in processes::on(desktop) {
        if holds(&process.environment) {
            found.push(format!("the environment of {}", process.name));
        }
        if holds(&process.arguments) {
            found.push(format!("the arguments of {}", process.name));
        }
    }
    found
}

/// Every file of the person's, the agent's own and the logs of all that runs.
fn files(desktop: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![desktop.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let kind = entry.file_type().expect("a kind of file");
            if kind.is_dir() && entry.path() != desktop.join("server") {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found
}
