use super::*;
use jiff::civil::datetime;
use secrecy::ExposeSecret;

fn load(text: &str) -> Loaded {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("policy.toml");
    std::fs::write(&path, text).unwrap();
    Policy::load(Some(&path))
}

#[test]
fn every_key_is_read() {
    let loaded = load(
        r#"
        server = "https://help.cedar-ridge.example"
        enrolment_key = "2b1f0c7e9d8a4f6bb5c3e1a7d9f80412"
        site = "cedar-ridge"
        building = "B"
        room = "B-204"
        asset_tag = "CR-10442"
        phone = "4357"
        language = "es-MX"
        allow_quit = false
        picture_allowed = true
        quiet_while_presenting = false
        outages_while_presenting = true
        testing_times = ["2026-05-04T08:00/2026-05-04T11:30"]
        test_browsers = ["SafeExamBrowser", "LockDown Browser"]
        hotkey = "Super+F1"
        "#,
    );

    let policy = loaded.policy;
    assert_eq!(loaded.problems, []);
    assert_eq!(policy.server.unwrap().as_str(), "https://help.cedar-ridge.example/");
    assert_eq!(policy.enrolment_key.unwrap().expose_secret(), "2b1f0c7e9d8a4f6bb5c3e1a7d9f80412");
    assert_eq!([policy.site, policy.building, policy.room].map(Option::unwrap), ["cedar-ridge", "B", "B-204"]);
    assert_eq!([policy.asset_tag, policy.phone, policy.language].map(Option::unwrap), ["CR-10442", "4357", "es-MX"]);
    assert_eq!((policy.allow_quit, policy.picture_allowed), (Some(false), Some(true)));
    assert_eq!((policy.quiet_while_presenting, policy.outages_while_presenting), (Some(false), Some(true)));
    let (from, until) = (datetime(2026, 5, 4, 8, 0, 0, 0), datetime(2026, 5, 4, 11, 30, 0, 0));
    assert_eq!(policy.testing_times, Some(vec![TestingTime { from, until }]));
    assert_eq!(policy.test_browsers.unwrap(), ["SafeExamBrowser", "LockDown Browser"]);
    assert_eq!(policy.hotkey, "Super+F1".parse().ok());
}

#[test]
fn a_testing_time_that_cannot_be_one_is_reported() {
    for wrong in ["Monday morning", "2026-05-04T08:00", "2026-05-04T11:30/2026-05-04T08:00", "2026-13-04T08:00/2026-05-04T11:30"] {
        let loaded = load(&format!("testing_times = [\"{wrong}\"]"));

        assert!(matches!(loaded.problems[..], [PolicyProblem::BadValue { key: "testing_times", .. }]), "{wrong}");
        assert_eq!(loaded.policy.testing_times, None, "{wrong}");
    }
}

#[test]
fn a_hotkey_that_cannot_be_one_is_reported_and_an_empty_one_switches_it_off() {
    let (wrong, off) = (load("hotkey = \"H\""), load("hotkey = \"\""));

    assert!(matches!(wrong.problems[..], [PolicyProblem::BadValue { key: "hotkey", .. }]));
    assert_eq!((wrong.policy.hotkey, off.policy.hotkey), (None, Some(Hotkey::Off)));
}

#[test]
fn a_bad_value_is_reported_and_the_rest_holds() {
    let loaded = load("room = 204\nserver = \"http://help.example\"\nallow_quit = \"no\"\nlanguage = \"Spanish!\"\nsite = \"cedar-ridge\"");

    let said: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "`server` is left out: it has to begin with https://",
            "`room` is left out: it has to be text in quotation marks, not a number",
            "`language` is left out: it has to be a language tag such as \"es\" or \"es-MX\"",
            "`allow_quit` is left out: it has to be true or false, not text",
        ]
    );
    assert!(loaded.policy.server.is_none());
    assert_eq!(loaded.policy.site.as_deref(), Some("cedar-ridge"));
}

#[test]
fn plain_http_is_taken_on_this_computer_alone() {
    let taken = ["http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1", "https://help.example"];
    let refused = ["http://localhost.example", "http://10.0.0.1", "ftp://help.example", "help.example", "https://a:b@help.example"];

    for address in taken {
        assert!(load(&format!("server = \"{address}\"")).policy.server.is_some(), "{address}");
    }
    for address in refused {
        let loaded = load(&format!("server = \"{address}\""));
        assert!(loaded.policy.server.is_none(), "{address}");
        assert_eq!(loaded.problems.len(), 1, "{address}");
    }
}

#[test]
fn an_unknown_key_is_reported() {
    let loaded = load("sevrer = \"https://help.example\"");

    assert_eq!(loaded.problems, [PolicyProblem::UnknownKey { key: "sevrer".to_owned() }]);
}

#[test]
fn a_broken_file_names_the_line_and_never_shows_a_value() {
    let loaded = load("site = \"a\"\nenrolment_key = \"a-secret-nobody-may-see\nroom = \"x\"");

    let said = format!("{:?} {}", loaded, loaded.problems[0]);
    assert!(matches!(loaded.problems[..], [PolicyProblem::NotToml { line: 2, .. }]), "{said}");
    assert!(!said.contains("nobody-may-see"), "{said}");
}

#[test]
fn a_secret_is_never_repeated() {
    for line in ["enrolment_key = [\"nobody-may-see\"]", "enrolment_key = \"nobody-may-see\"", "enrolment_key = nobody-may-see"] {
        let loaded = load(line);

        let said = format!("{loaded:?} {}", loaded.problems.iter().map(ToString::to_string).collect::<String>());
        assert!(!said.contains("nobody-may-see"), "{said}");
    }
}

#[test]
fn a_file_that_was_asked_for_and_is_missing_is_a_problem() {
    let loaded = Policy::load(Some(Path::new("/nowhere/policy.toml")));

    assert!(matches!(loaded.problems[..], [PolicyProblem::Unreadable { .. }]));
    assert_eq!(loaded.source.to_string(), "/nowhere/policy.toml");
}

#[test]
fn a_folder_in_place_of_the_file_is_a_problem() {
    let folder = tempfile::tempdir().unwrap();

    let loaded = Policy::load(Some(folder.path()));

    assert!(matches!(loaded.problems[..], [PolicyProblem::Unreadable { .. }]));
}
