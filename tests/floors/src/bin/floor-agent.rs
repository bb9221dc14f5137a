//! The parts of an agent and nothing else: an icon in the tray, then each of database, network, keyring and toast used once, then rest.
//! `floor-agent FILE URL LABEL`, the label being what its secret is filed under until it is deleted again.

use anyhow::{Context, Result};
use ksni::{MenuItem, Tray, TrayMethods, menu::StandardItem};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, query};
use std::collections::HashMap;
use std::future::pending;
use zbus::zvariant::Value;
use zbus_secret_service_keyring_store::Store;

struct Icon;

impl Tray for Icon {
    fn id(&self) -> String {
        "floor-agent".into()
    }

    fn title(&self) -> String {
        "Floor".into()
    }

    fn icon_name(&self) -> String {
        "help-browser".into()
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        vec![StandardItem { label: "Get help".into(), ..StandardItem::default() }.into()]
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut given = std::env::args().skip(1);
    let file = given.next().context("a file")?;
    let url = given.next().context("an address")?;
    let label = given.next().context("a label")?;
    let _tray = Icon.spawn().await.context("the tray")?;

    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await?;
    query("CREATE TABLE IF NOT EXISTS tickets (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT").execute(&mut database).await?;
    query("INSERT INTO tickets (body) VALUES ('The projector stays blue')").execute(&mut database).await?;

    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().build()?;
    http.get(url).send().await?.bytes().await?;

    keep_a_secret(label).await?;
    let bus = zbus::Connection::session().await?;
    let toast = ("Floor", 0_u32, "", "Sent", "The help desk has it.", Vec::<&str>::new(), HashMap::<&str, Value<'_>>::new(), 1_000_i32);
    let notifications = "org.freedesktop.Notifications";
    bus.call_method(Some(notifications), "/org/freedesktop/Notifications", Some(notifications), "Notify", &toast).await?;

    pending::<()>().await;
    drop((database, http, bus));
    Ok(())
}

/// On a thread that may wait, as the store's calls do.
async fn keep_a_secret(label: String) -> Result<()> {
    tokio::task::spawn_blocking(move || {
        use keyring_core::api::CredentialStoreApi;
        let store = Store::new()?;
        let entry = store.build(&label, "floor", None)?;
        entry.set_password("a secret")?;
        entry.get_password()?;
        entry.delete_credential()?;
        Ok(())
    })
    .await?
}
