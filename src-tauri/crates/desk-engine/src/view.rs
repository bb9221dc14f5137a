//! All that people see, derived from the state. Nothing here changes anything.

mod facts;
mod help;
mod menu;
mod pages;
mod rows;
mod settings;
mod thread;
mod toasts;

#[cfg(test)]
mod tests;

pub(crate) use facts::facts;
pub(crate) use menu::menu;
pub(crate) use pages::{is_news, view};
pub(crate) use toasts::toast;

/// What a person is called.
fn first_name(full: &str) -> String {
    full.split_whitespace().next().unwrap_or(full).to_owned()
}
