//! Linux: the X server knows windows and displays, and the session's programs say the rest over D-Bus.

mod session;
mod x11;

use super::Quiet;
use tokio::task::spawn_blocking;

/// Whether others look at this screen, or its person wants to be left alone.
pub(super) async fn looked_at() -> Option<Quiet> {
    let on_screen = spawn_blocking(x11::look);
    let in_session = session::ask().await;
    match on_screen.await {
        Ok(Ok(Some(seen))) => return Some(seen),
        Ok(Ok(None)) => {}
        Ok(Err(error)) => tracing::debug!(error = &*error, "the X server does not say what is on the screen"),
        Err(error) => tracing::warn!(%error, "looking at the screen came to grief"),
    }
    in_session
}
