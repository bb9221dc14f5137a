//! The way of a person's request from the screen to the engine.

use desk_view::Request;
use std::{fmt, sync::Arc};

/// Takes what a person asks for, from wherever it was pressed; returns at once.
#[derive(Clone)]
pub(crate) struct Ask(Arc<dyn Fn(Request) + Send + Sync>);

impl Ask {
    /// Hands every request to `taker`.
    pub(crate) fn new(taker: impl Fn(Request) + Send + Sync + 'static) -> Self {
        Self(Arc::new(taker))
    }

    /// Asks for something.
    pub(crate) fn ask(&self, request: Request) {
        (self.0)(request);
    }
}

impl fmt::Debug for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ask")
    }
}
