//! Where there are no toasts in this build yet, and this says so.

use crate::ask::Ask;
use desk_outbox::Outbox;
use desk_view::Toast;

/// Lets every toast go.
#[derive(Clone, Debug)]
pub(crate) struct Toasts;

impl Toasts {
    #[expect(clippy::needless_pass_by_value, reason = "the signature is that of the systems that have toasts")]
    pub(crate) fn start(_ask: Ask, _outbox: Option<Outbox>, _open: String) -> Self {
        tracing::warn!("there are no toasts in this build yet; what is new shows in the window");
        Self
    }

    #[expect(clippy::unused_self, reason = "the signature is that of the systems that have toasts")]
    pub(crate) fn show(&self, _toast: &Toast) {}
}
