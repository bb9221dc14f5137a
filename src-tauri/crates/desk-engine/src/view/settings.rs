//! Settings, and setting this computer up.

use crate::state::State;
use desk_view::{LanguageChoice, QuietChoice, SettingsPage, SetupPage, words::Language};

pub(super) fn settings(state: &State) -> SettingsPage {
    let profile = state.profile.as_ref();
    let language = LanguageChoice {
        chosen: state.preferences.language.clone(),
        offered: Language::ALL.map(|language| language.tag().to_owned()).to_vec(),
    };
    let quiet = QuietChoice { on: state.is_quiet_while_presenting(), outages_pass: state.settings.outages_while_presenting };
    SettingsPage {
        language: Some(language).filter(|_| !state.settings.language_is_decided),
        quiet: Some(quiet).filter(|_| !state.settings.quiet_is_decided),
        hotkey: state.hotkey.clone(),
        version: state.settings.version.clone(),
        hours: profile.and_then(|profile| profile.hours.clone()),
        manager_phone: profile.and_then(|profile| profile.manager.as_ref()).and_then(|manager| manager.phone.clone()),
    }
}

pub(super) fn setup(state: &State) -> Option<SetupPage> {
    let manager = state.profile.as_ref().and_then(|profile| profile.manager.as_ref());
    state.needs_setup().then(|| SetupPage {
        code_is_enough: state.settings.desk_is_decided,
        ask: manager.map(|manager| manager.name.clone()),
        ask_phone: manager.and_then(|manager| manager.phone.clone()),
        stage: state.setup.stage,
    })
}
