//! Toasts by `org.freedesktop.Notifications`, over one connection.
//!
//! A missing daemon is nothing to hold up a request for: the toast is let go and a debug line says so.
//!
//! A button's name says by itself what it is about, so a press counts also from the desktop's list of old notifications, and after
//! a restart of the agent, wherever the daemon still tells of it. The specification leaves that open: dunst tells only the
//! connection that showed the toast, and nothing once it left the screen. What is pressed while no agent runs is lost.

use super::{
    press::{self, pressed},
    shown::Shown,
    values::Values,
};
use crate::ask::Ask;
use desk_outbox::Outbox;
use desk_view::{Request, Toast};
use futures_util::StreamExt;
use jiff::Timestamp;
use std::{
    collections::HashMap,
    time::{Duration, Instant},
};
use tokio::sync::mpsc;
use zbus::zvariant::Value;

const NAME: &str = "Deskside";
/// The icon's and the desktop entry's name, as the package installs them.
const ENTRY: &str = "deskside";
/// The click on a toast itself, by the specification's name.
const BODY: &str = "default";
/// A daemon that takes longer is as good as none.
const PATIENCE: Duration = Duration::from_secs(5);

/// Toasts; no more come when this is dropped, and those on the screen stay.
#[derive(Clone, Debug)]
pub(crate) struct Toasts {
    toasts: mpsc::UnboundedSender<Toast>,
}

impl Toasts {
    /// `outbox` keeps what buttons stand for; without one they only open. `open` names the click on a toast itself, for desktops that list what can be clicked.
    pub(crate) fn start(ask: Ask, outbox: Option<Outbox>, open: String) -> Self {
        let (toasts, to_show) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let values = Values::read(outbox).await;
            Pressing { ask, values, open }.keep(to_show).await;
        });
        Self { toasts }
    }

    /// Shows a toast, in place of one with the same tag.
    pub(crate) fn show(&self, toast: &Toast) {
        // Nobody is left to show it only while the agent ends.
        self.toasts.send(toast.clone()).ok();
    }
}

#[zbus::proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Notifications {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the specification has as many")]
    fn notify(
        &self,
        app_name: &str,
        replaces_id: u32,
        app_icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        expire_timeout: i32,
    ) -> zbus::Result<u32>;

    #[zbus(signal)]
    fn action_invoked(&self, id: u32, action_key: String) -> zbus::Result<()>;

    #[zbus(signal)]
    fn notification_closed(&self, id: u32, reason: u32) -> zbus::Result<()>;
}

/// What a press leads to.
struct Pressing {
    ask: Ask,
    values: Values,
    open: String,
}

impl Pressing {
    /// Shows toasts for as long as there is anybody to show some, and listens from the beginning: a toast of an earlier agent may
    /// still be there. Where there is no bus, it is tried again with each toast.
    async fn keep(mut self, mut toasts: mpsc::UnboundedReceiver<Toast>) {
        let mut next = None;
        loop {
            match Desktop::reach().await {
                Ok(mut desktop) => {
                    if let Some(toast) = next {
                        desktop.show(&toast, &mut self).await;
                    }
                    desktop.keep(&mut toasts, &mut self).await;
                }
                Err(error) => tracing::debug!(%error, "no session bus to show a toast on"),
            }
            next = toasts.recv().await;
            if next.is_none() {
                return;
            }
        }
    }
}

/// The desktop's notification daemon, whichever it is at the moment.
struct Desktop {
    daemon: NotificationsProxy<'static>,
    clicks: ActionInvokedStream,
    ends: NotificationClosedStream,
    shown: Shown,
}

impl Desktop {
    async fn reach() -> zbus::Result<Self> {
        let bus = zbus::connection::Builder::session()?.method_timeout(PATIENCE).build().await?;
        let daemon = NotificationsProxy::new(&bus).await?;
        // Listening begins before the first toast, so that not even the quickest click is missed.
        let clicks = daemon.receive_action_invoked().await?;
        let ends = daemon.receive_notification_closed().await?;
        Ok(Self { daemon, clicks, ends, shown: Shown::default() })
    }

    /// Ends with the bus, or when no toast will come.
    async fn keep(&mut self, toasts: &mut mpsc::UnboundedReceiver<Toast>, pressing: &mut Pressing) {
        loop {
            tokio::select! {
                // A toast that left the screen is not to be replaced by the next one.
                biased;
                end = self.ends.next() => {
                    let Some(end) = end else { return };
                    if let Ok(end) = end.args() {
                        self.shown.left(end.id);
                    }
                }
                click = self.clicks.next() => {
                    let Some(click) = click else { return };
                    let Ok(click) = click.args() else { continue };
                    let request = if click.action_key == BODY {
                        self.shown.opens(click.id).map(|place| Request::Open { place })
                    } else {
                        pressed(&click.action_key, &mut pressing.values, Timestamp::now()).await
                    };
                    if let Some(request) = request {
                        pressing.ask.ask(request);
                    }
                }
                toast = toasts.recv() => {
                    let Some(toast) = toast else { return };
                    self.show(&toast, pressing).await;
                }
            }
        }
    }

    async fn show(&mut self, toast: &Toast, pressing: &mut Pressing) {
        match self.notify(toast, pressing).await {
            Ok(id) => self.shown.appeared(id, toast, Instant::now()),
            Err(error) => tracing::debug!(%error, "no notification daemon showed the toast"),
        }
    }

    async fn notify(&self, toast: &Toast, pressing: &mut Pressing) -> zbus::Result<u32> {
        let can = self.daemon.get_capabilities().await?;
        let can = |what: &str| can.iter().any(|capability| capability == what);
        let body = if can("body-markup") { literal(&toast.body) } else { toast.body.clone() };
        let names = if can("actions") { press::names(toast, &mut pressing.values, Timestamp::now()).await } else { Vec::new() };
        let mut actions = Vec::new();
        if can("actions") {
            actions.extend([BODY, &pressing.open]);
            actions.extend(names.iter().zip(&toast.buttons).flat_map(|(name, button)| [name.as_str(), button.label.as_str()]));
        }
        let hints = HashMap::from([("desktop-entry", Value::from(ENTRY))]);
        let replaces = self.shown.replaced_by(&toast.tag, Instant::now()).unwrap_or(0);
        self.daemon.notify(NAME, replaces, ENTRY, &toast.title, &body, &actions, hints, -1).await
    }
}

/// Text as markup that shows it and nothing else.
fn literal(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            letter => markup.push(letter),
        }
    }
    markup
}

#[cfg(test)]
mod tests;
