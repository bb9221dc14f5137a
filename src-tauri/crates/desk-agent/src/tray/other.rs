//! Where there is no tray in this build yet, and this says so.

use crate::ask::Ask;
use desk_view::Menu;

/// Says once that there is none.
#[derive(Debug)]
pub(crate) struct Tray;

impl Tray {
    #[expect(clippy::needless_pass_by_value, reason = "the signature is that of the systems that have a tray")]
    pub(crate) fn start(_ask: Ask) -> Self {
        tracing::warn!("there is no tray in this build yet; `deskside open` shows the window");
        Self
    }

    #[expect(clippy::unused_self, reason = "the signature is that of the systems that have a tray")]
    pub(crate) fn show(&self, _menu: &Menu) {}
}
