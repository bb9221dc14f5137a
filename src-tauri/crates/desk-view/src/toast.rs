//! Toasts. The title says what changed, the body what it means; at most two buttons, which answer without opening a window.

use crate::{Place, Request};
use serde::Serialize;

/// A toast to be shown.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Toast {
    /// Toasts with the same tag replace each other, so that one request does not stack.
    pub tag: String,
    /// What changed.
    pub title: String,
    /// What it means.
    pub body: String,
    /// At most two.
    pub buttons: Vec<Button>,
    /// Where a click on the toast itself leads.
    pub opens: Place,
}

/// A button of a toast.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Button {
    /// Its words.
    pub label: String,
    /// What it does.
    pub does: ToastAction,
}

/// What a toast's button does.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ToastAction {
    /// Opens the window at a place.
    Open(Place),
    /// Asks for something, with no window.
    Ask(Box<Request>),
}
