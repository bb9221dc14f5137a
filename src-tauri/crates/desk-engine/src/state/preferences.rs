//! What the person chose in Settings, and what is asked or told once. The district's decision comes first, the computer's own way last.

use super::{Effect, Note, State};
use desk_view::{Theme, words::Language};
use serde::{Deserialize, Serialize};

/// A person's choices on this computer; none is as the computer has it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// BCP 47 tag.
    pub(crate) language: Option<String>,
    pub(crate) theme: Option<Theme>,
    pub(crate) quiet_while_presenting: Option<bool>,
    /// Pictures of the screen were refused on this desktop.
    pub(crate) screen_refused: bool,
    /// The person was told where the bell is.
    pub(crate) welcomed: bool,
}

impl State {
    /// The language of tray, toasts and window.
    pub(crate) fn language(&self) -> Language {
        let chosen = self.preferences.language.as_deref().filter(|_| !self.settings.language_is_decided);
        chosen.map_or(self.settings.language, Language::nearest)
    }

    pub(crate) fn theme(&self) -> Theme {
        self.preferences.theme.unwrap_or(self.settings.theme)
    }

    /// Whether toasts wait while others look at the screen.
    pub(crate) fn is_quiet_while_presenting(&self) -> bool {
        self.settings.quiet_is_decided || self.preferences.quiet_while_presenting != Some(false)
    }

    pub(super) fn set_language(&mut self, language: Option<String>) -> Vec<Effect> {
        // A tag nobody knows would read as English for ever.
        self.preferences.language = language.map(|tag| Language::nearest(&tag).tag().to_owned());
        vec![Effect::Keep(Note::Preferences)]
    }

    pub(super) fn set_theme(&mut self, theme: Theme) -> Vec<Effect> {
        self.preferences.theme = Some(theme).filter(|theme| *theme != Theme::System);
        vec![Effect::Keep(Note::Preferences)]
    }

    pub(super) fn set_quiet(&mut self, on: bool) -> Vec<Effect> {
        self.preferences.quiet_while_presenting = Some(on);
        vec![Effect::Keep(Note::Preferences), Effect::TellWhilePresenting(!self.is_quiet_while_presenting())]
    }
}
