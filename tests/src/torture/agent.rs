//! The agent that is killed: the real engine, outbox and client, with a pipe in the place of window and tray, a picture of noise in
//! the place of a screen, and a file in the place of the keyring.

use super::picture;
use anyhow::{Context, Result};
use bytes::Bytes;
use desk_api::{Desk, DeviceClaim, DeviceReport, PersonClaim};
use desk_client::{Client, Identity, SecretStore, StoreError};
use desk_engine::{Clock, Engine, Host, Input, NoPicture, Picture, Settings, Shell};
use desk_outbox::Outbox;
use desk_view::{FromWindow, Menu, Os, Shape, ToWindow, Toast};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::mpsc;
use uuid::Uuid;

/// What an agent is started with.
#[derive(clap::Args, Clone, Debug)]
pub struct AgentPlan {
    /// Where it keeps its files
    #[arg(long)]
    pub(super) folder: PathBuf,
    /// The help desk
    #[arg(long)]
    pub(super) server: url::Url,
    /// The district's key
    #[arg(long, env = "DESKSIDE_TORTURE_KEY")]
    pub(super) key: String,
    /// Whose it is
    #[arg(long)]
    pub(super) person: String,
    /// How many seconds this computer's clock is ahead of everybody else's
    #[arg(long, default_value_t = 0, allow_hyphen_values = true)]
    pub(super) clock_ahead: i64,
}

/// Runs until stdin ends, or until it is killed. Reads what a window says, and writes what it is to show.
///
/// # Errors
/// When its files cannot be had.
pub async fn run_agent(plan: AgentPlan) -> Result<()> {
    let (outbox, _) = Outbox::open(&plan.folder).await.context("opening the outbox")?;
    let (person, ahead) = (plan.person.clone(), SignedDuration::from_secs(plan.clock_ahead));
    let desk = client(plan)?;
    let (inbox, inputs) = mpsc::channel(16);
    std::thread::spawn(move || hear(&inbox));
    let settings = Settings { clock: Clock::new(move || Timestamp::now() + ahead), ..Settings::new(person, Os::Gnome) };
    Engine::new(desk, Machine, Pipe, outbox, settings).run(inputs).await.context("reading the outbox")
}

/// Signs in by what the keyring holds, asks for the requests, and ends.
///
/// # Errors
/// When it does not come in.
pub async fn sign_in(plan: AgentPlan) -> Result<()> {
    client(plan)?.tickets().await.context("asking for the requests").map(drop)
}

fn client(plan: AgentPlan) -> Result<Client> {
    let device = DeviceClaim {
        install_id: Uuid::new_v5(&Uuid::NAMESPACE_OID, plan.person.as_bytes()),
        host_name: plan.person.clone(),
        serial: None,
        asset_tag: None,
        site: None,
        building: None,
        room: None,
    };
    let person = PersonClaim { user_name: plan.person.clone(), full_name: None, email: None };
    let identity = Identity { device, person, enrolment_key: Some(SecretString::from(plan.key)) };
    let store = Arc::new(Files { folder: plan.folder.clone() });
    Client::new(plan.server, identity, store, env!("CARGO_PKG_VERSION")).context("preparing the connection")
}

/// Passes on what the person presses. The engine ends with this.
fn hear(inbox: &mpsc::Sender<Input>) {
    for line in io::stdin().lock().lines() {
        let Ok(line) = line else { return };
        let frame: FromWindow = serde_json::from_str(&line).expect("the torture says what a window says");
        if inbox.blocking_send(Input::Window(frame)).is_err() {
            return;
        }
    }
}

/// A machine whose screen shows noise.
#[derive(Clone)]
struct Machine;

impl Host for Machine {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        std::future::ready(Ok(shown(picture::noise(), Timestamp::now()))).await
    }

    async fn marked(&self, png: Bytes, taken_at: Timestamp, _: Vec<Shape>) -> Result<Picture, String> {
        std::future::ready(Ok(shown(png, taken_at))).await
    }

    async fn report(&self) -> DeviceReport {
        let (taken_at, agent_version) = (Timestamp::now(), env!("CARGO_PKG_VERSION").to_owned());
        std::future::ready(DeviceReport { taken_at, took_ms: 1, agent_version, facts: Vec::new() }).await
    }
}

/// Nobody looks at the preview.
fn shown(png: Bytes, taken_at: Timestamp) -> Picture {
    Picture { preview: Bytes::from_static(b"\x89PNG"), png, width: 640, height: 480, taken_at, screens: Vec::new() }
}

/// A window at the other end of stdout.
struct Pipe;

impl Shell for Pipe {
    fn menu(&mut self, _: &Menu) {}

    fn toast(&mut self, _: &Toast) {}

    fn window(&mut self, frame: ToWindow) {
        let mut line = serde_json::to_vec(&frame).expect("a frame is JSON");
        line.push(b'\n');
        // Whoever listened is gone, and stdin says so too.
        io::stdout().lock().write_all(&line).and_then(|()| io::stdout().flush()).ok();
    }
}

/// A keyring that outlives a kill: each secret is whole or as it was.
struct Files {
    folder: PathBuf,
}

impl SecretStore for Files {
    fn load(&self, name: &'static str) -> BoxFuture<'_, Result<Option<SecretString>, StoreError>> {
        Box::pin(async move {
            match fs::read_to_string(self.folder.join(name)) {
                Ok(secret) => Ok(Some(secret.into())),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(StoreError::new(error)),
            }
        })
    }

    fn keep(&self, name: &'static str, value: SecretString) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move { replace(&self.folder.join(name), value.expose_secret()).map_err(StoreError::new) })
    }

    fn forget(&self, name: &'static str) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async move {
            match fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::new(error)),
                Ok(()) | Err(_) => Ok(()),
            }
        })
    }
}

fn replace(path: &Path, secret: &str) -> io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = File::create(&fresh)?;
    file.write_all(secret.as_bytes())?;
    file.sync_all()?;
    fs::rename(fresh, path)
}
