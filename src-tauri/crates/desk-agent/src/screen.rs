//! What people see, put together for the engine.

use crate::{here::Here, toast::Toasts, tray::Tray, window::Window};
use desk_api::DeskProfile;
use desk_outbox::Outbox;
use desk_view::{
    Item, Menu, Place, ToWindow, Toast,
    words::{Arg, Words},
};
use std::sync::Arc;

/// The note in the outbox that holds who the desk is.
const PROFILE: &str = "profile";

/// The tray, the toasts and the window of this session.
#[derive(Debug)]
pub(crate) struct Screen {
    tray: Tray,
    toasts: Toasts,
    window: Window,
    /// What the menu says besides, on a computer that no help desk knows.
    besides: Vec<Item>,
}

impl Screen {
    pub(crate) fn new(here: &Here, tray: Tray, toasts: Toasts, window: Window, has_desk: bool) -> Self {
        let besides = if has_desk { Vec::new() } else { not_set_up(&here.words(), here.policy.policy.phone.as_deref()) };
        Self { tray, toasts, window, besides }
    }
}

impl desk_engine::Shell for Screen {
    fn menu(&mut self, menu: &Menu) {
        if self.besides.is_empty() {
            return self.tray.show(menu);
        }
        let mut menu = menu.clone();
        let line = menu.items.iter().position(|item| *item == Item::Line).unwrap_or(menu.items.len());
        menu.items.splice(line..line, self.besides.iter().cloned());
        self.tray.show(&menu);
    }

    fn toast(&mut self, toast: &Toast) {
        self.toasts.show(toast);
    }

    fn window(&mut self, frame: ToWindow) {
        self.window.say(frame);
    }
}

fn not_set_up(words: &Words, phone: Option<&str>) -> Vec<Item> {
    let call = phone.map(|phone| words.say_with("sent-call", &[("ext", Arg::Text(phone))]));
    let said = [Some(words.say("none-title")), call];
    std::iter::once(Item::Line).chain(said.into_iter().flatten().map(|label| Item::Says { label })).collect()
}

/// Says how to get help where the window cannot be shown.
#[derive(Clone)]
pub(crate) struct NoWindow {
    words: Arc<Words>,
    computer: String,
    phone: Option<String>,
    outbox: Outbox,
    toasts: Toasts,
}

impl NoWindow {
    pub(crate) fn new(here: &Here, outbox: Outbox, toasts: Toasts) -> Self {
        let phone = here.policy.policy.phone.clone();
        Self { words: Arc::new(here.words()), computer: here.computer.clone(), phone, outbox, toasts }
    }

    /// Returns at once; the toast follows.
    pub(crate) fn say(&self) {
        let this = self.clone();
        tokio::spawn(async move {
            let phone = match &this.phone {
                Some(phone) => Some(phone.clone()),
                None => phone_of_the_desk(&this.outbox).await,
            };
            this.toasts.show(&no_window(&this.words, phone.as_deref(), &this.computer));
        });
    }
}

/// As the desk said it when it was last heard.
async fn phone_of_the_desk(outbox: &Outbox) -> Option<String> {
    let note = outbox.note(PROFILE).await.ok()??;
    serde_json::from_slice::<DeskProfile>(&note).ok()?.phone
}

fn no_window(words: &Words, phone: Option<&str>, computer: &str) -> Toast {
    let name = ("name", Arg::Text(computer));
    let body = match phone {
        Some(phone) => words.say_with("win-none-call", &[("ext", Arg::Text(phone)), name]),
        None => words.say_with("win-none-plain", &[name]),
    };
    Toast { tag: "window".to_owned(), title: words.say("win-none-title"), body, buttons: Vec::new(), opens: Place::Help }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_view::words::Language;

    #[test]
    fn without_a_window_the_phone_is_said_where_it_is_known() {
        let words = Words::of(Language::English);

        assert_eq!(
            no_window(&words, Some("4357"), "B204-TEACHER").body,
            "You can still get help: call 4357 from any school phone. This computer is B204-TEACHER."
        );
        assert_eq!(no_window(&words, None, "B204-TEACHER").body, "You can still get help by phone. This computer is B204-TEACHER.");
    }

    #[test]
    fn a_computer_that_no_desk_knows_says_so_and_how_to_get_help() {
        let said = not_set_up(&Words::of(Language::English), Some("4357"));

        assert_eq!(
            said,
            [
                Item::Line,
                Item::Says { label: "Deskside isn’t set up here yet".to_owned() },
                Item::Says { label: "Can’t wait? Call 4357 from any school phone.".to_owned() },
            ]
        );
    }
}
