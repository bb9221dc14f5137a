//! Setting a computer up, and what a person chooses for herself.

use crate::{
    Settings,
    state::{Effect, Event, Fetch, Kept, Note, Preferences, Unheard},
    testing::{Scene, settings},
};
use desk_view::{HotkeyLine, Place, Request, SetupStage, SetupTrouble, Theme, words::Language};

fn by_code(has_desk: bool) -> Scene {
    let settings = Settings { joins_by_code: true, has_desk, desk_is_decided: has_desk, ..settings() };
    Scene::with(settings, Kept::default())
}

fn typed(code: &str, room: &str) -> Request {
    Request::Connect { code: code.to_owned(), room: room.to_owned() }
}

fn choose(language: &str) -> Request {
    Request::SetLanguage { language: Some(language.to_owned()) }
}

#[test]
fn a_computer_nobody_set_up_takes_no_picture_and_says_so() {
    let mut scene = by_code(false);

    let effects = scene.ask(Request::Open { place: Place::Help });

    assert!(effects.iter().all(|effect| !matches!(effect, Effect::TakePicture { .. } | Effect::TakeReport { .. })), "{effects:?}");
    assert!(scene.view().setup.is_some());
}

#[test]
fn a_computer_whose_policy_has_a_key_never_asks_for_a_code() {
    let mut scene = Scene::new();
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NotEnrolled });

    assert_eq!(scene.view().setup, None);
    assert_eq!(scene.ask(typed("CRDK-77TL", "B204")), []);
}

#[test]
fn a_desk_that_does_not_know_the_computer_any_more_is_told_a_code_again() {
    let mut scene = by_code(true);
    assert_eq!(scene.view().setup, None);

    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NoAnswer });
    assert_eq!(scene.view().setup, None);
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NotEnrolled });

    assert!(scene.view().setup.is_some_and(|setup| setup.code_is_enough));
}

#[test]
fn a_code_is_asked_for_once_however_often_connect_is_pressed() {
    let mut scene = by_code(true);
    scene.apply(Event::NotHeard { what: Fetch::Tickets, why: Unheard::NotEnrolled });

    let first = scene.ask(typed(" CRDK-77TL ", "B204"));
    let second = scene.ask(typed("CRDK-77TL", "B204"));

    assert!(matches!(&first[..], [Effect::Connect { room: Some(room), .. }] if room == "B204"), "{first:?}");
    assert_eq!(second, []);
    assert_eq!(scene.view().setup.unwrap().stage, SetupStage::Connecting);
}

#[test]
fn a_code_that_is_not_known_is_said_and_forgotten_when_the_page_is_left() {
    let mut scene = by_code(false);
    scene.ask(Request::Open { place: Place::Setup });
    scene.ask(typed("CR0K-77TL", ""));

    scene.apply(Event::Connected(Err(SetupTrouble::UnknownCode)));
    assert_eq!(scene.view().setup.unwrap().stage, SetupStage::Trouble { why: SetupTrouble::UnknownCode });

    scene.ask(Request::Go { place: Place::Help });
    assert_eq!(scene.view().setup.unwrap().stage, SetupStage::Typing);
}

#[test]
fn once_it_is_set_up_the_person_is_welcomed_and_everything_is_fetched_for_her_room() {
    let mut scene = by_code(false);
    scene.ask(Request::Open { place: Place::Setup });
    scene.ask(typed("help.example/CRDK-77TL", " B204 "));

    let effects = scene.apply(Event::Connected(Ok(())));

    assert_eq!(effects, [Effect::Hurry, Effect::Reconnect]);
    assert_eq!((scene.view().setup, scene.view().place), (None, Place::Welcome));
    assert_eq!(scene.view().around.room.as_deref(), Some("B204"));
    assert_eq!(scene.state.settings.places, ["B204"]);
}

#[test]
fn a_code_longer_than_any_is_not_sent_anywhere() {
    let mut scene = by_code(false);

    assert_eq!(scene.ask(typed(&"x".repeat(501), "")), []);
    assert_eq!(scene.ask(typed("   ", "")), []);
}

#[test]
fn the_chosen_language_is_that_of_everything_at_once_and_is_kept() {
    let mut scene = Scene::new();

    assert_eq!(scene.ask(choose("es-MX")), [Effect::Keep(Note::Preferences)]);

    assert_eq!((scene.state.language(), scene.view().around.language.as_str()), (Language::Spanish, "es"));
    let mut kept = Kept::default();
    kept.read(Note::Preferences, &scene.state.note(Note::Preferences));
    assert_eq!(kept.preferences.language.as_deref(), Some("es"));
    assert_eq!(Scene::with(settings(), kept).state.language(), Language::Spanish);
    scene.ask(Request::SetLanguage { language: None });
    assert_eq!(scene.state.language(), Language::English);
}

#[test]
fn what_the_district_decided_a_person_does_not_change() {
    let decided = Settings { language_is_decided: true, quiet_is_decided: true, ..settings() };
    let chosen = Preferences { language: Some("es".to_owned()), quiet_while_presenting: Some(false), ..Preferences::default() };
    let mut scene = Scene::with(decided, Kept { preferences: chosen, ..Kept::default() });
    scene.ask(Request::Open { place: Place::Settings });

    let page = scene.view().settings.unwrap();

    assert_eq!((page.language, page.quiet), (None, None));
    assert_eq!((scene.state.language(), scene.state.is_quiet_while_presenting()), (Language::English, true));
}

#[test]
fn a_theme_and_quiet_are_the_persons_own() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Settings });

    scene.ask(Request::SetTheme { theme: Theme::Dark });
    let effects = scene.ask(Request::SetQuiet { on: false });

    assert_eq!(scene.view().around.theme, Theme::Dark);
    assert_eq!(effects, [Effect::Keep(Note::Preferences), Effect::TellWhilePresenting(true)]);
    assert!(scene.view().settings.unwrap().quiet.is_some_and(|quiet| !quiet.on));
}

#[test]
fn settings_say_how_it_stands_with_the_keys_and_nothing_of_them_in_a_test() {
    let mut scene = Scene::new();
    scene.ask(Request::Open { place: Place::Settings });
    let said = |scene: &Scene| scene.view().settings.unwrap().hotkey;
    assert_eq!(said(&scene), None);

    for line in [Some(HotkeyLine::Taken { keys: "Ctrl+Alt+H".to_owned() }), Some(HotkeyLine::Refused), None] {
        scene.apply(Event::Hotkey(line.clone()));

        assert_eq!(said(&scene), line);
    }
}
