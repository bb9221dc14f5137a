//! Two programs on one PostgreSQL database, each of which can be killed and started again.

use crate::support::{
    CEDAR_RIDGE, Teacher, enrolment, http,
    postgres::{postgres, programs},
    teacher_of,
};
use secrecy::SecretString;
use serde_json::{Value, json};
use sqlx::{AnyConnection, Connection};
use std::{
    process::{Output, Stdio},
    sync::{Mutex, PoisonError},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};
use uuid::Uuid;

pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// In the address of the database. The tests' PostgreSQL takes any password.
pub(crate) const CANARY: &str = "canary-7c1d2e90";

/// The two.
pub(crate) struct Pair {
    folder: TempDir,
    address: String,
    config: String,
    children: [tokio::sync::Mutex<Option<Child>>; 2],
    urls: Mutex<[String; 2]>,
    http: reqwest::Client,
    key: SecretString,
}

impl Pair {
    pub(crate) async fn start(limits: &str) -> Self {
        Self::start_as(&format!("{CEDAR_RIDGE}\n[limits]\n{limits}\n")).await
    }

    /// Both with this configuration, on a database of their own.
    pub(crate) async fn start_as(config: &str) -> Self {
        let folder = TempDir::new().expect("folder");
        std::fs::write(folder.path().join("school.toml"), config).expect("written");
        let name = format!("pair_{}", Uuid::now_v7().simple());
        let server = postgres().address();
        let made = Command::new(programs().join("createdb")).arg(format!("--maintenance-db={server}/postgres")).arg(&name).status().await;
        assert!(made.expect("ran").success());
        let address = format!("{}/{name}", server.replace("postgres@", &format!("postgres:{CANARY}@")));
        std::fs::write(folder.path().join("database-url"), format!("{address}\n")).expect("written");
        let mut pair = Self {
            config: folder.path().join("school.toml").to_str().expect("text").to_owned(),
            folder,
            address,
            children: Default::default(),
            urls: Mutex::default(),
            http: http(),
            key: SecretString::default(),
        };
        // At once, as after a power cut: both make the tables.
        tokio::join!(pair.wake(0), pair.wake(1));
        let made = pair.command(&["enrolment-key"]).await;
        pair.key = String::from_utf8(made.stdout).expect("text").trim().to_owned().into();
        pair
    }

    /// Starts one, which is not running.
    pub(crate) async fn wake(&self, which: usize) {
        let mut program = Command::new(env!("CARGO_BIN_EXE_deskside-server"));
        program.args(["serve", "--config", &self.config, "--listen", "127.0.0.1:0", "--log-level", "trace"]);
        // One is told by its environment, the other by a file.
        match which {
            0 => program.env("DESKSIDE_SERVER_DATABASE_URL", &self.address),
            _ => program.arg("--database-url-file").arg(self.folder.path().join("database-url")),
        };
        let log = std::fs::File::options().create(true).append(true).open(self.log(which)).expect("a log");
        let mut child = program.stdout(Stdio::piped()).stderr(log).kill_on_drop(true).spawn().expect("spawned");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let first = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("in time").expect("read").expect("a line");
        let url = first.strip_prefix("listening on ").expect("the first line says where").to_owned();
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        self.urls.lock().unwrap_or_else(PoisonError::into_inner)[which] = url;
        *self.children[which].lock().await = Some(child);
    }

    /// Kills one with -9 and starts it again.
    pub(crate) async fn kill(&self, which: usize) {
        let child = self.children[which].lock().await.take();
        child.expect("running").kill().await.expect("killed");
        self.wake(which).await;
    }

    /// Its arguments as anybody on the machine can read them.
    pub(crate) async fn arguments(&self, which: usize) -> String {
        let id = self.children[which].lock().await.as_ref().and_then(Child::id).expect("running");
        std::fs::read_to_string(format!("/proc/{id}/cmdline")).expect("read")
    }

    pub(crate) fn log(&self, which: usize) -> std::path::PathBuf {
        self.folder.path().join(format!("log-{which}"))
    }

    pub(crate) fn url(&self, which: usize) -> String {
        self.urls.lock().unwrap_or_else(PoisonError::into_inner)[which].clone()
    }

    /// A subcommand on their database.
    pub(crate) async fn command(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_deskside-server"));
        program.args(arguments).env("DESKSIDE_SERVER_DATABASE_URL", &self.address).output().await.expect("ran")
    }

    pub(crate) fn config(&self) -> &str {
        &self.config
    }

    /// A connection to their database.
    pub(crate) async fn database(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.address).await.expect("opened")
    }

    /// Enrols somebody at one of them.
    pub(crate) async fn enrol(&self, which: usize, person: &str) -> Teacher {
        let answer = self.try_enrol(which, person, &self.key).await;
        assert!(answer.status().is_success(), "{}", answer.status());
        let tokens: Value = answer.json().await.expect("tokens");
        teacher_of(&self.url(which), &self.http, &tokens)
    }

    pub(crate) async fn try_enrol(&self, which: usize, person: &str, key: &SecretString) -> reqwest::Response {
        let asked = enrolment(key, person);
        let body = json!({
            "key": secrecy::ExposeSecret::expose_secret(key),
            "account_secret": secrecy::ExposeSecret::expose_secret(&asked.account_secret),
            "device": asked.device,
            "person": asked.person,
        });
        self.http.post(format!("{}/api/v1/enrolments", self.url(which))).json(&body).send().await.expect("answer")
    }

    /// The same person at one of them, wherever that is now.
    pub(crate) fn at(&self, which: usize, teacher: &Teacher) -> Teacher {
        teacher.at(&self.url(which))
    }
}
