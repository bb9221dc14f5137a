//! A sentence and some secrets go through the real agent, the real server and its mail, all of which say as much as they can; then both
//! crash. The sentence is where it belongs, the secrets are in the keyring, and neither is in a log, a file's name, what a process was
//! started with, or a core file.

mod places;

use deskside_tests::{AgentSetting, Desktop, Parts, Programs, Server, until};
use places::{Places, places};
use reqwest::{RequestBuilder, header};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_sentence_is_where_it_belongs_and_a_secret_nowhere() {
    let session = Desktop::start(Parts::unseen()).await.expect("a session");
    let programs = Programs::beside_me().expect("a folder");
    let mut canaries = Canaries::new();
    let folder = session.folder().join("server");
    let mut server = verbose_server(&programs, &folder).await;
    let (url, key) = (server.url().expect("an address"), server.enrolment_key().expect("a key"));
    let setting = AgentSetting::new(&programs, &session.folder().join("deskside"), &url, &key).expect("a policy");

    let sent = send(&session, &setting, &canaries).await;
    assert!(sent.status.success(), "{sent:?}");
    let ticket = server.ticket_where(&canaries.words, |_| true).await.expect("it arrived").id;
    let technician = Technician::sign_in(&server, &canaries.password).await;
    technician.writes(&ticket, &canaries.reply, false).await;
    technician.writes(&ticket, &canaries.note, true).await;
    let read = ended(setting.command_line(&session, &["status"]).expect("deskside")).await;
    assert!(read.status.success(), "{read:?}");
    until("a mail that does not get away", PATIENCE, async || server.logs().contains("mail").then_some(())).await.expect("it is tried");

    let ended = server.crash("ABRT").await.expect("it ends");
    assert!(!ended.core_dumped(), "the server's memory was written to the disk");
    let logs = server.logs();
    assert!(logs.contains("TRACE") || logs.contains("DEBUG"), "the server said little:\n{logs}");
    assert!(logs.len() > 2_000, "the server said little:\n{logs}");

    canaries.secrets.extend([key, technician.session.clone()]);
    canaries.secrets.extend(in_keyring(&session, &setting));
    assert!(canaries.secrets.len() >= 5, "the refresh token and the account secret are in the keyring");
    let found = Places { folder: session.folder(), data: [server.data(), setting.data.clone()] };
    let policy = session.folder().join("deskside/policy.toml");
    for sentence in [&canaries.words, &canaries.reply, &canaries.note, &canaries.file] {
        assert_eq!(places(&found, sentence, &[]), Vec::<String>::new(), "somebody's words are where they do not belong");
    }
    for secret in &canaries.secrets {
        let allowed = [policy.as_path()];
        assert_eq!(places(&found.with_its_data(), secret, &allowed), Vec::<String>::new(), "a secret is outside of the keyring");
    }
}

#[tokio::test]
async fn a_planted_sentence_is_found_wherever_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let sentence = format!("planted-{}", Uuid::new_v4().simple());
    fs::write(folder.path().join("a.log"), format!("12:00 said {sentence}.")).expect("a log");
    fs::write(folder.path().join(format!("{sentence}.txt")), "nothing").expect("a name");
    let found = Places { folder: folder.path(), data: [folder.path().join("server"), folder.path().join("agent")] };

    assert_eq!(places(&found, &sentence, &[]).len(), 2);
}

/// What is looked for.
struct Canaries {
    words: String,
    reply: String,
    note: String,
    file: String,
    password: String,
    secrets: Vec<String>,
}

impl Canaries {
    fn new() -> Self {
        let [words, reply, note, file, password] =
            ["words", "reply", "note", "file", "password"].map(|what| format!("canary-{what}-{}", Uuid::new_v4().simple()));
        Self { words, reply, note, file, secrets: vec![password.clone()], password }
    }
}

/// A server that logs all it can, and whose mail server is not there.
async fn verbose_server(programs: &Programs, folder: &Path) -> Server {
    allow_core_files();
    fs::create_dir_all(folder).expect("a folder");
    let school = folder.join("school.toml");
    let sample = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/server/cedar-ridge.toml")).expect("a school");
    let mail =
        "[mail]\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"Help <help@example.org>\"\nstaff = [\"all@example.org\"]\n";
    fs::write(&school, format!("{sample}\n{mail}")).expect("a school");
    let more = vec!["--log-level".into(), "trace".into()];
    Server::start_on("127.0.0.1:0", &programs.server, folder, &school, more).await.expect("a server")
}

async fn send(session: &Desktop, setting: &AgentSetting, canaries: &Canaries) -> Output {
    // The person's own files, which are none of Deskside's.
    let own = tempfile::tempdir().expect("a folder");
    let (words, file) = (own.path().join("words"), own.path().join(format!("{}.txt", canaries.file)));
    fs::write(&words, &canaries.words).expect("words");
    fs::write(&file, "What the printer says").expect("a file");
    let given = File::open(&words).expect("words");
    // Which file, the person says: it is what the process was started with, for as long as it runs.
    let attach = format!("--attach={}", file.display());
    let mut command = setting.command_line(session, &["send", "--message", "-", &attach]).expect("deskside");
    command.stdin(given);
    ended(command).await
}

async fn ended(mut command: Command) -> Output {
    tokio::task::spawn_blocking(move || command.output().expect("deskside runs")).await.expect("it ends")
}

/// A technician without a browser.
struct Technician {
    http: reqwest::Client,
    url: String,
    session: String,
}

impl Technician {
    async fn sign_in(server: &Server, password: &str) -> Self {
        let url = server.url().expect("an address").trim_end_matches('/').to_owned();
        let link = server.sign_in_link("devon").expect("a link");
        let (_, link) = link.split_once('#').expect("a value");
        // Another that was there first stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        let call = http.post(format!("{url}/api/v1/staff/password")).header(header::ORIGIN, &url);
        let answer = call.json(&json!({ "link": link, "password": password })).send().await.expect("an answer");
        let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("text").to_owned();
        let (_, session) = cookie.split(';').next().unwrap_or_default().split_once('=').expect("a session");
        Self { http, url, session: session.to_owned() }
    }

    async fn writes(&self, ticket: &str, words: &str, internal: bool) {
        let call = self.http.post(format!("{}/api/v1/staff/tickets/{ticket}/messages", self.url));
        let answer = self.signs(call).json(&json!({ "body": words, "internal": internal })).send().await.expect("an answer");
        let status = answer.status();
        let said: Value = answer.json().await.expect("JSON");
        assert!(status.is_success(), "{status}: {said}");
    }

    fn signs(&self, call: RequestBuilder) -> RequestBuilder {
        let call = call.header(header::ORIGIN, &self.url).header(header::COOKIE, format!("deskside={}", self.session));
        call.header("idempotency-key", Uuid::now_v7().to_string())
    }
}

/// What the keyring holds under the agent's label.
fn in_keyring(session: &Desktop, setting: &AgentSetting) -> Vec<String> {
    let said = session.output("secret-tool", &["search", "--all", "--unlock", "service", &setting.label]).expect("the keyring answers");
    said.lines().filter_map(|line| line.strip_prefix("secret = ")).map(str::to_owned).collect()
}

/// Lets this program, and whatever it starts from now on, write a core file.
fn allow_core_files() {
    let me = std::process::id().to_string();
    let allowed = Command::new("prlimit").args(["--pid", &me, "--core=unlimited"]).status().expect("prlimit");
    assert!(allowed.success(), "this account may not write core files");
}
