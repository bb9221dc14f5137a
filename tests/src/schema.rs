//! The served API asked everything that its own document allows and forbids, by Schemathesis, at a real server with people, tickets,
//! pictures and sessions in it.

use crate::authority::Authority;
use crate::programs::Programs;
use crate::server::Server;
use anyhow::{Context, Result, ensure};
use reqwest::{Certificate, Client, RequestBuilder, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use uuid::Uuid;

/// Eight bytes that say of themselves to be a picture.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Who asks, how much, and by which luck.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The program that asks.
    pub schemathesis: PathBuf,
    /// The same seed asks the same.
    pub seed: u64,
    /// How much is asked of each operation in each phase.
    pub examples: u32,
    /// Where it writes what it asked and was answered.
    pub report: PathBuf,
}

/// Starts a server, fills it, and has everything asked. What does not hold is printed with the call that shows it.
///
/// # Errors
/// When the server or what asks does not come up.
pub async fn ask_everything(asking: &Asking, programs: &Programs) -> Result<ExitStatus> {
    let folder = tempfile::tempdir().context("making a folder")?;
    let authority = Authority::named("Deskside test authority")?;
    let root = folder.path().join("authority.pem");
    std::fs::write(&root, authority.pem()).context("writing the authority")?;
    let certified = authority.certify("localhost")?.write(folder.path())?;
    let (certificate, key) = certified;
    let more = ["--tls-cert".into(), certificate.into(), "--tls-key".into(), key.into()];
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    let server =
        Server::start_on("127.0.0.1:0", &programs.server, &folder.path().join("server"), &settings.join("school.toml"), more.into())
            .await?;
    let url = format!("https://localhost:{}", server.address()?.port());
    let school = School::fill(&server, &url, Certificate::from_pem(authority.pem().as_bytes())?).await?;

    let mut said = std::fs::read_to_string(settings.join("schemathesis.toml")).context("reading the settings")?;
    let places =
        [("AUTHORITY", root.display().to_string()), ("HOOKS", settings.join("hooks.py").display().to_string()), ("URL", url.clone())];
    for (name, value) in school.named().into_iter().chain(places) {
        said = said.replace(&format!("${{{name}}}"), &value);
    }
    let config = folder.path().join("schemathesis.toml");
    std::fs::write(&config, said).context("writing the settings")?;

    let mut command = Command::new(&asking.schemathesis);
    command.arg("--config-file").arg(&config).args(["run", &format!("{url}/api/v1/openapi.json")]);
    command.args(["--seed", &asking.seed.to_string(), "--max-examples", &asking.examples.to_string()]);
    command.args(["--checks", "all", "--report", "ndjson", "--report-dir"]).arg(&asking.report);
    command.current_dir(folder.path());
    let ended = command.status().context("starting schemathesis")?;
    ensure!(server.process().is_some(), "the server ended");
    let logs = server.logs();
    ensure!(!logs.contains("panicked"), "the server panicked:\n{logs}");
    Ok(ended)
}

/// What is there to be asked about, and who may.
struct School {
    token: String,
    session: String,
    device: String,
    ticket: Uuid,
    attachment: Uuid,
    notice: Uuid,
    how_to: Uuid,
}

impl School {
    async fn fill(server: &Server, url: &str, root: Certificate) -> Result<Self> {
        // A second call finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().add_root_certificate(root).build().context("preparing HTTPS")?;
        let api = format!("{url}/api/v1");
        let tokens = done(http.post(format!("{api}/enrolments")).json(&enrolment(&server.enrolment_key()?))).await?;
        let token = text(&tokens, "access_token")?;
        let (ticket, attachment, notice, how_to) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let digest: String = Sha256::digest(PICTURE).iter().map(|byte| format!("{byte:02x}")).collect();
        let announced =
            json!([{ "id": attachment, "name": "screen.png", "media_type": "image/png", "size_bytes": PICTURE.len(), "sha256": digest }]);
        let words = json!({ "words": "The projector stays blue", "written_at": "2026-11-23T15:00:00Z", "attachments": announced });
        let mine = |call: RequestBuilder| call.bearer_auth(&token);
        done(mine(http.post(format!("{api}/tickets"))).header("idempotency-key", ticket.to_string()).json(&words)).await?;
        done(mine(http.put(format!("{api}/attachments/{attachment}"))).body(PICTURE)).await?;

        let link = server.sign_in_link("devon")?;
        let (_, link) = link.split_once('#').context("a link with a value")?;
        let chosen = json!({ "link": link, "password": "correct horse battery staple" });
        let session = session_of(http.post(format!("{api}/staff/password")).header(header::ORIGIN, url).json(&chosen)).await?;
        let staff = |call: RequestBuilder| call.header(header::ORIGIN, url).header(header::COOKIE, format!("__Host-deskside={session}"));
        let outage = json!({ "title": "Wi-Fi is down", "kind": "major" });
        done(staff(http.post(format!("{api}/staff/notices"))).header("idempotency-key", notice.to_string()).json(&outage)).await?;
        let note = json!({ "title": "Wake the printer", "body": "Press its button.", "topics": ["printer"], "offered": true });
        done(staff(http.put(format!("{api}/staff/how-tos/{how_to}"))).json(&note)).await?;
        let device = text(&tokens, "device_id")?;
        Ok(Self { token, session, device, ticket, attachment, notice, how_to })
    }

    /// By the names the settings call them.
    fn named(&self) -> [(&'static str, String); 7] {
        [
            ("TOKEN", self.token.clone()),
            ("SESSION", self.session.clone()),
            ("DEVICE", self.device.clone()),
            ("TICKET", self.ticket.to_string()),
            ("ATTACHMENT", self.attachment.to_string()),
            ("NOTICE", self.notice.to_string()),
            ("HOW_TO", self.how_to.to_string()),
        ]
    }
}

fn enrolment(key: &str) -> Value {
    json!({
        "key": key,
        "account_secret": Uuid::new_v4().simple().to_string(),
        "device": { "install_id": Uuid::new_v4(), "host_name": "pc-maria", "building": "Building B", "room": "B204" },
        "person": { "user_name": "maria", "full_name": "Maria Alvarez" },
    })
}

/// The session that a browser would keep.
async fn session_of(call: RequestBuilder) -> Result<String> {
    let signed_in = call.send().await.context("signing in")?.error_for_status().context("signing in")?;
    let cookie = signed_in.headers().get(header::SET_COOKIE).context("a cookie")?.to_str().context("a cookie of text")?;
    let (_, session) = cookie.split(';').next().unwrap_or_default().split_once('=').context("a session")?;
    Ok(session.to_owned())
}

async fn done(call: RequestBuilder) -> Result<Value> {
    let answer = call.send().await.context("filling the school")?;
    let (url, status) = (answer.url().clone(), answer.status());
    let body = answer.text().await.context("reading an answer")?;
    ensure!(status.is_success(), "{url} answered with {status}: {body}");
    serde_json::from_str(&body).context("reading JSON")
}

fn text(value: &Value, name: &str) -> Result<String> {
    Ok(value[name].as_str().with_context(|| format!("{name} is text"))?.to_owned())
}
