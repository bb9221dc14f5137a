//! What people see, put together for the engine.

use crate::{here::Here, toast::Toasts, tray::Tray, window::Window};
use desk_api::DeskProfile;
use desk_outbox::Outbox;
use desk_view::{
    Menu, Place, ToWindow, Toast,
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
}

impl Screen {
    pub(crate) fn new(tray: Tray, toasts: Toasts, window: Window) -> Self {
        Self { tray, toasts, window }
    }
}

impl desk_engine::Shell for Screen {
    fn menu(&mut self, menu: &Menu) {
        self.tray.show(menu);
    }

    fn toast(&mut self, toast: &Toast) {
        self.toasts.show(toast);
    }

    fn window(&mut self, frame: ToWindow) {
        self.window.say(frame);
    }
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
    by_phone(words.say("win-none-title"), words, phone, computer)
}

/// That something does not work here, and how to get help all the same.
pub(crate) fn by_phone(title: String, words: &Words, phone: Option<&str>, computer: &str) -> Toast {
    let name = ("name", Arg::Text(computer));
    let body = match phone {
        Some(phone) => words.say_with("win-none-call", &[("ext", Arg::Text(phone)), name]),
        None => words.say_with("win-none-plain", &[name]),
    };
    Toast { tag: "window".to_owned(), title, body, buttons: Vec::new(), opens: Place::Help }
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
}
