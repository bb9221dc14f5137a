//! Linux: X11 sends us the keys itself, and Wayland's portal does where the desktop has one for it.

mod portal;
mod x11;

use super::{Hears, Presses};
use desk_platform::{Hotkey, Keys, Policy};
use desk_view::HotkeyLine;
use std::{env, error::Error};

type Answer<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Opens Get help whenever the policy's keys are pressed, for as long as the agent runs.
pub(crate) fn listen(policy: &Policy, presses: Presses, hears: Hears) {
    let Hotkey::Keys(keys) = policy.hotkey.unwrap_or_default() else {
        tracing::info!("the policy wants no hotkey");
        return;
    };
    let policy = policy.clone();
    tokio::spawn(async move {
        if let Err(error) = keep(keys, &policy, &presses, &hears).await {
            tracing::warn!(%keys, error = &*error, "there is no hotkey; the tray opens Get help");
            hears.say(Some(HotkeyLine::NotHere));
        }
    });
}

/// Ends with the session's part that knows of keys.
async fn keep(keys: Keys, policy: &Policy, presses: &Presses, hears: &Hears) -> Answer<()> {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") {
        let bus = zbus::Connection::session().await?;
        return portal::keep(bus, keys, policy, presses, hears).await;
    }
    if is_set("DISPLAY") {
        return x11::keep(keys, policy, presses, hears).await;
    }
    tracing::info!("there is no hotkey in this session; the tray opens Get help");
    Ok(())
}
