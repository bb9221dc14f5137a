//! The suite every Desk passes.
