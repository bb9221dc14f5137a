//! Wayland: the session's portal takes the picture, asks the person first where the desktop does so, and hands it over as a file.
//!
//! The file is ours to delete: portals leave it where they put it, GNOME's among the person's own pictures and that of wlroots in
//! the shared temporary folder. So it goes as soon as it is read, also where it cannot be read.

use crate::{CaptureError, Picture, Taken, decode};
use ashpd::{
    Error,
    desktop::screenshot::{ScreenshotOptions, ScreenshotProxy},
};
use std::{
    fs::{self, File},
    io::Read,
    path::Path,
};
use url::Url;
use zbus::Connection;

/// More than the screens of any desk make as a PNG, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Blocks for as long as the portal takes, which may be as long as a person takes to answer it.
pub(super) fn capture() -> Result<Taken, CaptureError> {
    let no_portal = |error: zbus::Error| CaptureError::NoDisplay(error.into());
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| CaptureError::NoDisplay(error.into()))?;
    // A connection of its own, because what is kept of a connection ends with the runtime.
    runtime.block_on(async { capture_by(Connection::session().await.map_err(no_portal)?).await })
}

async fn capture_by(connection: Connection) -> Result<Taken, CaptureError> {
    let refused =
        |error: Error| if matches!(error, Error::Response(_)) { CaptureError::Denied } else { CaptureError::Refused(error.into()) };
    let portal = ScreenshotProxy::with_connection(connection).await.map_err(refused)?;
    let options = ScreenshotOptions::default().set_interactive(false).set_modal(false);
    let answer = portal.screenshot(None, options).await.and_then(|request| request.response()).map_err(refused)?;
    let file = Url::parse(answer.uri().as_str()).ok().and_then(|url| url.to_file_path().ok());
    let file = file.ok_or_else(|| CaptureError::Pixels { why: "the portal gave no file".to_owned() })?;
    Ok(Taken::new(read_and_delete(&file)?, Vec::new()))
}

fn read_and_delete(file: &Path) -> Result<Picture, CaptureError> {
    let read = read(file);
    if let Err(error) = fs::remove_file(file) {
        // The path may hold the person's name.
        tracing::warn!(%error, "the portal's own file of the picture could not be deleted");
    }
    decode(&read.map_err(|error| CaptureError::Refused(error.into()))?).map_err(|error| CaptureError::Pixels { why: error.to_string() })
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut png = Vec::new();
    File::open(file)?.take(MOST_BYTES).read_to_end(&mut png)?;
    Ok(png)
}

#[cfg(test)]
mod tests;
