//! Wayland: no program may take keys there, but a desktop's portal gives them to one, and may ask the person first.
//!
//! So the portal is asked when nothing speaks against something on the screen, and holds the keys until the session ends or a testing
//! time begins. A no is not asked again before the next start.

use super::{Answer, Hears, Presses};
use ashpd::{
    Error,
    desktop::{
        Session,
        global_shortcuts::{BindShortcutsOptions, GlobalShortcuts, NewShortcut},
    },
};
use desk_platform::{Key, Keys, Policy, Quiet, quiet, testing, testing_time_changes_in};
use desk_view::HotkeyLine;
use futures_util::StreamExt;
use jiff::Zoned;
use std::time::Duration;
use tokio::time::sleep;
use zbus::Connection;

/// What the portal calls these keys.
const GET_HELP: &str = "get-help";
/// How often the screen is looked at again while others look at it, before the portal may ask the person.
const ASK_AGAIN: Duration = Duration::from_secs(20);

/// Ends with the portal, or with its no.
pub(super) async fn keep(bus: Connection, keys: Keys, policy: &Policy, presses: &Presses, hears: &Hears) -> Answer<()> {
    let portal = GlobalShortcuts::with_connection(bus).await?;
    loop {
        let now = Zoned::now();
        if testing(policy, now.datetime()) == Some(Quiet::TestingTime) {
            tracing::info!(%keys, "a test is taken now, so there is no hotkey");
            hears.say(None);
            let Some(change) = testing_time_changes_in(policy, &now) else { return Ok(()) };
            sleep(change).await;
        } else if quiet(policy, now.datetime()).await.is_some() {
            sleep(ASK_AGAIN).await;
        } else if held(&portal, keys, policy, presses, hears).await? == After::Refusal {
            tracing::info!(%keys, "the desktop gave no keys away, so there is no hotkey");
            hears.say(Some(HotkeyLine::Refused));
            return Ok(());
        }
    }
}

/// Why the keys are held no longer.
#[derive(PartialEq, Eq)]
enum After {
    Refusal,
    TestingTime,
}

async fn held(portal: &GlobalShortcuts, keys: Keys, policy: &Policy, presses: &Presses, hears: &Hears) -> Answer<After> {
    let session = portal.create_session(Default::default()).await?;
    let mut pressed = Box::pin(portal.receive_activated().await?);
    let mut closed = Box::pin(session.receive_closed().await?);
    let Some(given) = given(portal, &session, keys, presses).await? else { return Ok(After::Refusal) };
    tracing::info!(%keys, "the hotkey opens Get help");
    hears.say(Some(HotkeyLine::Works { keys: given }));
    loop {
        let change = testing_time_changes_in(policy, &Zoned::now());
        tokio::select! {
            press = pressed.next() => {
                let press = press.ok_or("the portal has ended")?;
                if press.shortcut_id() == GET_HELP && testing(policy, Zoned::now().datetime()).is_none() {
                    presses.open_help();
                }
            }
            _ = closed.next() => return Err("the portal took the keys back".into()),
            () = sleep(change.unwrap_or_default()), if change.is_some() => {
                session.close().await?;
                return Ok(After::TestingTime);
            }
        }
    }
}

/// The keys as the desktop writes them; none where it gave none away.
async fn given(portal: &GlobalShortcuts, session: &Session<GlobalShortcuts>, keys: Keys, presses: &Presses) -> Answer<Option<String>> {
    let wanted = NewShortcut::new(GET_HELP, presses.description.as_str()).preferred_trigger(trigger(keys).as_str());
    let answer = portal.bind_shortcuts(session, &[wanted], None, BindShortcutsOptions::default()).await;
    match answer.and_then(|request| request.response()) {
        Ok(bound) => {
            let ours = bound.shortcuts().iter().find(|shortcut| shortcut.id() == GET_HELP);
            Ok(ours
                .map(|shortcut| shortcut.trigger_description().to_owned())
                .map(|said| if said.is_empty() { keys.to_string() } else { said }))
        }
        Err(Error::Response(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// By the "shortcuts" specification of freedesktop.org: modifiers in capitals, the key by its keysym.
fn trigger(keys: Keys) -> String {
    let held = [(keys.control, "CTRL+"), (keys.alt, "ALT+"), (keys.shift, "SHIFT+"), (keys.logo, "LOGO+")];
    let held: String = held.into_iter().filter(|(is_held, _)| *is_held).map(|(_, name)| name).collect();
    match keys.key {
        Key::Character(letter) => format!("{held}{}", letter.to_ascii_lowercase()),
        Key::Function(number) => format!("{held}F{number}"),
    }
}

#[cfg(test)]
mod tests;
