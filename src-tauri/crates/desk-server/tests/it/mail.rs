//! Mail, through a real mail server: a process of its own that puts what it is given into a folder.

use crate::support::{CEDAR_RIDGE, Technician, TestServer};
use desk_api::AttachmentId;
use jiff::{SignedDuration, Timestamp};
use reqwest::Method;
use serde_json::json;
use std::{
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicI64, Ordering::SeqCst},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    process::{Child, Command},
};

const PATIENCE: Duration = Duration::from_secs(30);

static LATER: AtomicI64 = AtomicI64::new(0);
static MISSED: AtomicI64 = AtomicI64::new(0);
static CUT: AtomicI64 = AtomicI64::new(0);

fn later() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(LATER.load(SeqCst))
}

fn missed() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(MISSED.load(SeqCst))
}

fn cut() -> Timestamp {
    Timestamp::now() + SignedDuration::from_secs(CUT.load(SeqCst))
}

/// A mail server and what it was given.
pub(crate) struct MailServer {
    _process: Child,
    folder: TempDir,
}

impl MailServer {
    /// Starts one on `port` and waits until it answers.
    pub(crate) async fn start(port: u16, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("folder");
        let process = Command::new("/usr/bin/python3")
            .args(["-m", "aiosmtpd", "--nosetuid", "--listen", &format!("127.0.0.1:{port}")])
            .args(more)
            .args(["--class", "aiosmtpd.handlers.Mailbox"])
            .arg(folder.path().join("mails"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("python3-aiosmtpd is installed");
        let answers = async {
            while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, answers).await.expect("the mail server answers");
        Self { _process: process, folder }
    }

    pub(crate) fn given(&self) -> Vec<String> {
        let new = self.folder.path().join("mails/new");
        let Ok(entries) = std::fs::read_dir(new) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
        paths.sort_by_key(|path| turn(path));
        paths.iter().map(|path| read(path)).collect()
    }

    pub(crate) async fn has(&self, count: usize) -> Vec<String> {
        let waiting = async {
            while self.given().len() < count {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, waiting).await.expect("the mails come in time");
        self.given()
    }
}

/// The place of a mail among those of its server, which counts them in the name: the moment in it does not sort as text.
fn turn(path: &Path) -> u64 {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let (_, counted) = name.split_once('Q').expect("a count");
    counted.split('.').next().and_then(|count| count.parse().ok()).expect("a number")
}

/// Waits until two mails were tried and are kept for later.
async fn two_wait(technician: &Technician) {
    let tried = async {
        while technician.get_json("/me").await["mail"]["waiting"] != json!(2) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, tried).await.expect("both were tried");
}

/// A mail with its long lines put together again.
fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("a mail").replace("\r\n", "\n");
    text.replace("=\n", "").replace("\n ", " ")
}

fn header<'m>(mail: &'m str, name: &str) -> Option<&'m str> {
    mail.lines().take_while(|line| !line.is_empty()).find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn to<'m>(mails: &'m [String], address: &str) -> Vec<&'m String> {
    mails.iter().filter(|mail| header(mail, "To") == Some(address)).collect()
}

pub(crate) async fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").await.expect("bound").local_addr().expect("address").port()
}

pub(crate) fn school(port: u16, more: &str) -> String {
    let school = CEDAR_RIDGE.replace("user = \"devon\"", "user = \"devon\"\nemail = \"devon@cedarridge.example\"");
    format!(
        "{school}\n[mail]\nhost = \"127.0.0.1\"\nport = {port}\nfrom = \"Help desk <help@cedarridge.example>\"\n\
         staff = [\"tech@cedarridge.example\"]\n{more}\n"
    )
}

async fn start(port: u16, clock: fn() -> Timestamp) -> TestServer {
    TestServer::start_at(tempfile::tempdir().expect("folder"), &school(port, "tls = \"none\""), clock).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_event_is_one_mail_to_each_and_a_talk_is_one_thread() {
    let port = free_port().await;
    let mails = MailServer::start(port, &[]).await;
    let server = start(port, Timestamp::now).await;
    let devon = server.technician("devon").await;
    let maria = server.enrol_with_address("maria", "maria@cedarridge.example").await;

    let id = maria.open("The projector stays blue").await;
    mails.has(2).await;
    devon.say(id, &json!({ "body": "That cable was changed in October", "internal": true })).await;
    let picture =
        json!({ "id": AttachmentId::new(), "name": "cable.png", "media_type": "image/png", "size_bytes": 9, "sha256": "0".repeat(64) });
    devon.say(id, &json!({ "body": "I bring a new cable", "attachments": [picture] })).await;
    mails.has(3).await;
    devon.say(id, &json!({ "body": "New cable is in", "then": "ask_if_fixed" })).await;
    let all = mails.has(4).await;

    let (devons, shared, hers) =
        (to(&all, "devon@cedarridge.example"), to(&all, "tech@cedarridge.example"), to(&all, "maria@cedarridge.example"));
    assert_eq!((devons.len(), shared.len(), hers.len()), (1, 1, 2));
    assert!(devons[0].contains("maria Alvarez (B204, Building B) asks for help:") && devons[0].contains("The projector stays blue"));
    assert!(hers[0].contains("Devon Park wrote about your request 1001") && hers[0].contains("I bring a new cable"));
    assert!(hers[0].contains("A picture or file came with it.") && !hers[1].contains("came with it"));
    assert!(hers[1].contains("Is it fixed?"));
    assert!(all.iter().all(|mail| !mail.contains("October")), "a note for the desk only is never mailed");
    assert!(all.iter().all(|mail| !mail.contains(&maria.access) && !mail.contains(&maria.refresh)), "a token is never mailed");
    assert!(all.iter().all(|mail| header(mail, "Auto-Submitted") == Some("auto-generated")));
    let root = format!("<ticket.{id}@cedarridge.example>");
    let first = header(hers[0], "Message-ID").expect("an id");
    assert_eq!((header(hers[0], "References"), header(hers[0], "In-Reply-To")), (Some(root.as_str()), None));
    assert_eq!((header(hers[1], "References"), header(hers[1], "In-Reply-To")), (Some(format!("{root} {first}").as_str()), Some(first)));
    assert_eq!(devon.get_json("/me").await["mail"], json!({ "waiting": 0, "refused": 0 }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_a_ticket_hears_what_its_requester_says_and_what_others_promise() {
    let port = free_port().await;
    let mails = MailServer::start(port, &[]).await;
    let server = start(port, Timestamp::now).await;
    let (devon, priya) = (server.technician("devon").await, server.technician("priya").await);
    let maria = server.enrol_with_address("maria", "maria@cedarridge.example").await;
    let id = maria.open("The projector stays blue").await;
    devon.say(id, &json!({ "body": "Push the cable in", "then": "ask_if_fixed" })).await;
    mails.has(3).await;
    let say = async |what: &str, body: serde_json::Value| {
        let answer = maria.post(&format!("/tickets/{id}/{what}"), uuid::Uuid::now_v7(), &body).await;
        assert!(answer.status().is_success(), "{what}");
    };

    say("confirmation", json!({ "fixed": false, "note": "Still blue" })).await;
    mails.has(4).await;
    say("messages", json!({ "body": "It flickers now", "written_at": Timestamp::now() })).await;
    mails.has(5).await;
    priya.done(Method::POST, &format!("/tickets/{id}/promise"), &json!({})).await;
    mails.has(6).await;
    devon.done(Method::POST, &format!("/tickets/{id}/promise"), &json!({})).await;
    devon.say(id, &json!({ "body": "Tried it on?", "then": "ask_if_fixed" })).await;
    mails.has(7).await;
    say("confirmation", json!({ "fixed": false })).await;
    let all = mails.has(8).await;

    let devons = to(&all, "devon@cedarridge.example");
    let told: Vec<_> = devons.iter().map(|mail| mail.split("\n\n").nth(1).expect("a first line").trim_end()).collect();
    assert_eq!(
        told[..3],
        [
            "maria Alvarez (B204, Building B) asks for help:",
            "maria Alvarez (B204, Building B) says that it is not fixed yet:",
            "maria Alvarez (B204, Building B) wrote back:",
        ]
    );
    assert!(told[3].starts_with("Priya Nair gave maria Alvarez (B204, Building B) a new time:"), "{told:?}");
    assert_eq!((told.len(), told[4]), (5, "maria Alvarez (B204, Building B) says that it is not fixed yet:"), "none about what Devon did");
    assert!(devons[1].contains("Still blue") && devons[2].contains("It flickers now"));
    let ids: Vec<_> = devons.iter().map(|mail| header(mail, "Message-ID")).collect();
    let follow: Vec<_> = devons.iter().map(|mail| header(mail, "In-Reply-To")).collect();
    assert_eq!((follow[0], &follow[1..]), (None, &ids[..4]), "one thread");
    assert_eq!((to(&all, "tech@cedarridge.example").len(), to(&all, "maria@cedarridge.example").len()), (1, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nobody_answered_in_time_is_mailed_to_the_desk() {
    let port = free_port().await;
    let mails = MailServer::start(port, &[]).await;
    let server = start(port, missed).await;
    let maria = server.enrol_with_address("maria", "maria@cedarridge.example").await;
    maria.open("The projector stays blue").await;
    mails.has(2).await;

    // Long enough for any promise of a day over a weekend with holidays.
    MISSED.store(24 * 3_600 * 7, SeqCst);
    server.technician("devon").await;
    let all = mails.has(4).await;

    let missed: Vec<_> = all.iter().filter(|mail| mail.contains("Nobody has answered maria Alvarez")).collect();
    assert_eq!(missed.len(), 2, "the desk's two addresses");
    assert_eq!(to(&all, "maria@cedarridge.example").len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_waits_for_its_server_over_a_restart_and_comes_once() {
    let port = free_port().await;
    let server = start(port, later).await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    maria.open("The projector stays blue").await;
    two_wait(&devon).await;
    let server = server.restart_with(&school(port, "tls = \"none\""), later).await;

    let mails = MailServer::start(port, &[]).await;
    LATER.store(600, SeqCst);
    server.enrol("lena").await;
    mails.has(2).await;
    let server = server.restart_with(&school(port, "tls = \"none\""), later).await;
    LATER.store(3_600 * 5, SeqCst);
    let lena = server.enrol("lena").await;
    lena.open("A marker: whatever was to be mailed before is mailed before this").await;
    let all = mails.has(4).await;

    assert_eq!(all.iter().filter(|mail| mail.contains("The projector stays blue\n")).count(), 2, "one for each address");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_whose_receipt_was_lost_comes_again_as_the_same_mail() {
    let (port, behind) = (free_port().await, free_port().await);
    let mails = MailServer::start(behind, &[]).await;
    let line = tokio::spawn(cut_once(port, behind));
    let server = start(port, cut).await;
    let maria = server.enrol("maria").await;

    maria.open("The projector stays blue").await;
    mails.has(2).await;
    CUT.store(600, SeqCst);
    server.enrol("lena").await;
    let all = mails.has(3).await;

    let mut ids: Vec<_> = all.iter().map(|mail| header(mail, "Message-ID").expect("an id")).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2, "mail programs take the third for one they have");
    line.abort();
}

/// A line to the mail server that breaks, once, when a mail has gone through and its receipt has not.
async fn cut_once(port: u16, behind: u16) {
    let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("bound");
    let mut is_cut = false;
    loop {
        let (mut near, _) = listener.accept().await.expect("accepted");
        let mut far = TcpStream::connect(("127.0.0.1", behind)).await.expect("connected");
        if is_cut {
            // A client that goes away is no matter of this test.
            let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
            continue;
        }
        let (mut said, mut buffer, mut answer) = (Vec::new(), [0; 4_096], [0; 4_096]);
        while !said.ends_with(b"\r\n.\r\n") {
            tokio::select! {
                read = near.read(&mut buffer) => {
                    let read = read.expect("read");
                    said.extend_from_slice(&buffer[..read]);
                    far.write_all(&buffer[..read]).await.expect("written");
                }
                read = far.read(&mut answer) => {
                    let read = read.expect("read");
                    near.write_all(&answer[..read]).await.expect("written");
                }
            }
        }
        // The mail server has it and says so, into a line that is no more.
        assert!(far.read(&mut answer).await.expect("read") > 0, "the receipt");
        is_cut = true;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_nobody_vouches_for_is_given_nothing() {
    let port = free_port().await;
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tls");
    let (certificate, key) = (here.join("desk.pem"), here.join("desk.key"));
    let tls = ["--tlscert", certificate.to_str().expect("text"), "--tlskey", key.to_str().expect("text")];
    let mails = MailServer::start(port, &tls).await;
    let server = TestServer::start_with(&school(port, "tls = \"starttls\"")).await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;

    maria.open("The projector stays blue").await;
    two_wait(&devon).await;

    assert_eq!(mails.given(), [""; 0]);
}

#[tokio::test]
async fn without_a_mail_server_the_desk_says_so_and_what_happened_is_not_mailed_later() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    assert_eq!(devon.get_json("/me").await["mail"], json!(null));
    maria.open("Before there was mail").await;
    let port = free_port().await;
    let mails = MailServer::start(port, &[]).await;

    // Started once more without, as a server without mail is; then with.
    let server = server.restart().await;
    let server = server.restart_with(&school(port, "tls = \"none\""), Timestamp::now).await;
    server.still(&maria).open("With mail").await;
    let all = mails.has(2).await;

    assert!(all.iter().all(|mail| !mail.contains("Before there was mail")));
    assert_eq!(devon_on(&server, &devon.cookie).await, json!({ "waiting": 0, "refused": 0 }));
}

async fn devon_on(server: &TestServer, cookie: &str) -> serde_json::Value {
    let url = format!("{}/api/v1/staff/me", server.url);
    let request = server.http.request(Method::GET, url).header("cookie", cookie);
    request.send().await.expect("answer").json::<serde_json::Value>().await.expect("me")["mail"].clone()
}
