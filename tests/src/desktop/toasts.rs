//! Toasts: dunst shows them and is clicked with a real pointer; the bus is read along to know what they say.

use super::Desktop;
use crate::waiting::until;
use anyhow::{Context, Result};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, MatchRule, MessageStream, connection, message};

/// How long a toast may take to come.
const PATIENCE: Duration = Duration::from_secs(20);
/// A click on a toast opens it, as on most desktops.
const DUNST: &str = "[global]\n  monitor = 0\n  mouse_left_click = do_action, close_current\n  idle_threshold = 0\n  markup = full\n";
/// dunst draws no buttons: it hands a menu's program a line for each, as `#Label (title) [number,name]`, and reads back the line that
/// was chosen. This one chooses the label that was written beside it.
const CHOOSER: &str = "#!/bin/sh\nexec grep -m 1 -F -e \"#$(cat \"$0.label\") (\"\n";

/// What was shown so far.
#[derive(Debug)]
pub struct Toasts {
    seen: Arc<Mutex<Vec<Toast>>>,
    reader: tokio::task::JoinHandle<()>,
}

/// A toast.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Toast {
    /// Its first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Its buttons: what each is called on the bus, then what people read.
    pub actions: Vec<String>,
}

/// What `Notify` is called with.
type Notify = (String, u32, String, String, String, Vec<String>, HashMap<String, OwnedValue>, i32);

impl Toasts {
    /// Starts the notification daemon and reads along.
    pub(crate) async fn start(desktop: &mut Desktop) -> Result<Self> {
        let (configuration, chooser) = (desktop.folder().join("dunstrc"), desktop.folder().join("chooser"));
        fs::write(&configuration, format!("{DUNST}  dmenu = {}\n", chooser.display())).context("writing dunst's configuration")?;
        fs::write(&chooser, CHOOSER).context("writing the menu's program")?;
        fs::set_permissions(&chooser, fs::Permissions::from_mode(0o700)).context("letting the menu's program run")?;
        desktop.run("dunst", &["-config", &configuration.to_string_lossy()])?;

        let bus = connection::Builder::address(desktop.bus())?.build().await?;
        let names = zbus::fdo::DBusProxy::new(&bus).await?;
        let daemon = zbus::names::BusName::try_from("org.freedesktop.Notifications")?;
        until("dunst", PATIENCE, async || names.name_has_owner(daemon.clone()).await.unwrap_or(false).then_some(())).await?;

        let seen = Arc::default();
        let reader = tokio::spawn(read_along(monitor(desktop.bus()).await?, Arc::clone(&seen)));
        Ok(Self { seen, reader })
    }

    /// Every toast so far, oldest first.
    #[must_use]
    pub fn seen(&self) -> Vec<Toast> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits for a toast that holds.
    ///
    /// # Errors
    /// When none comes.
    pub async fn wait_for(&self, what: &str, holds: impl Fn(&Toast) -> bool) -> Result<Toast> {
        let found = until(&format!("a toast about {what}"), PATIENCE, async || self.seen().into_iter().find(|toast| holds(toast))).await;
        found.with_context(|| format!("toasts so far: {:?}", self.seen()))
    }

    /// Clicks the toast that is on the screen, with the pointer.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click(&self, desktop: &Desktop) -> Result<()> {
        let window = until("a toast on the screen", PATIENCE, async || {
            let windows = desktop.output("xdotool", &["search", "--onlyvisible", "--class", "dunst"]).ok()?;
            windows.lines().next().map(str::to_owned)
        })
        .await?;
        desktop.output("xdotool", &["mousemove", "--window", &window, "20", "20", "click", "1"])?;
        Ok(())
    }

    /// Presses a button of a toast that is on the screen, by its label.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn press(&self, desktop: &Desktop, label: &str) -> Result<()> {
        fs::write(desktop.folder().join("chooser.label"), label).context("saying which button")?;
        desktop.output("dunstctl", &["context"])?;
        Ok(())
    }

    /// How many stand on the screen.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn on_screen(&self, desktop: &Desktop) -> Result<usize> {
        let count = desktop.output("dunstctl", &["count", "displayed"])?;
        count.trim().parse().with_context(|| format!("dunst counts {count:?}"))
    }

    /// Takes every toast off the screen.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn close_all(&self, desktop: &Desktop) -> Result<()> {
        desktop.output("dunstctl", &["close-all"])?;
        Ok(())
    }
}

impl Drop for Toasts {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

/// A connection that hears every call of `Notify`.
async fn monitor(address: &str) -> Result<MessageStream> {
    let bus: Connection = connection::Builder::address(address)?.build().await?;
    let rule =
        MatchRule::builder().msg_type(message::Type::MethodCall).interface("org.freedesktop.Notifications")?.member("Notify")?.build();
    zbus::fdo::MonitoringProxy::new(&bus).await?.become_monitor(&[rule], 0).await?;
    Ok(MessageStream::from(bus))
}

async fn read_along(mut messages: MessageStream, seen: Arc<Mutex<Vec<Toast>>>) {
    while let Some(Ok(message)) = messages.next().await {
        if let Ok((_, _, _, title, body, actions, _, _)) = message.body().deserialize::<Notify>() {
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(Toast { title, body, actions });
        }
    }
}
