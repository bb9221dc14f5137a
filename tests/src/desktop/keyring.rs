//! A keyring that is open: gnome-keyring with a password nobody has to type.

use super::Desktop;
use crate::running::Running;
use crate::waiting::until;
use anyhow::{Context, Result};
use std::fs;
use std::fs::File;
use std::time::Duration;

/// Starts one and waits until it keeps things.
pub(crate) async fn start(desktop: &Desktop) -> Result<Running> {
    let password = desktop.folder().join("keyring-password");
    fs::write(&password, "cedar").context("writing the keyring's password")?;
    let mut command = desktop.command("gnome-keyring-daemon");
    command.args(["--foreground", "--unlock", "--components=secrets"]).stdin(File::open(&password).context("reading it back")?);
    let running = Running::start(&mut command, &desktop.log("keyring"))?;

    until("the keyring", Duration::from_secs(20), async || {
        let mut store = desktop.command("secret-tool");
        store.args(["store", "--label=ready", "ready", "yes"]).stdin(File::open(&password).ok()?);
        store.output().ok().filter(|output| output.status.success())
    })
    .await?;
    desktop.output("secret-tool", &["clear", "ready", "yes"])?;
    Ok(running)
}
