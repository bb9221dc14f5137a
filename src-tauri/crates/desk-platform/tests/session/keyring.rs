//! The keyring against gnome-keyring, checked from outside by `secret-tool`.

use crate::desktop::Session;
use std::time::{Duration, Instant};

const LABEL: &str = "Deskside test";
/// Our own deadline of three seconds and what a busy machine adds to it.
const DEADLINE: Duration = Duration::from_millis(3_500);

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    (act(), begun.elapsed())
}

#[test]
fn a_secret_is_kept_replaced_and_removed() {
    let session = Session::with_bus();
    let _keyring = session.keyring();
    let mut act = session.act(&["keyring", LABEL]);
    let lookup = || session.output("secret-tool", &["lookup", "service", LABEL, "username", "refresh"]);

    assert_eq!(act.ask("get refresh"), "none");
    assert_eq!(act.ask("set refresh one"), "ok");
    assert_eq!((act.ask("get refresh"), lookup()), ("one".to_owned(), "one".to_owned()));
    assert_eq!(act.ask("set refresh two"), "ok");
    assert_eq!((act.ask("get refresh"), lookup()), ("two".to_owned(), "two".to_owned()));
    assert_eq!(act.ask("delete refresh"), "ok");
    assert_eq!((act.ask("get refresh"), lookup()), ("none".to_owned(), String::new()));
    assert_eq!(act.ask("delete refresh"), "ok");
}

#[test]
fn clearing_one_label_leaves_another_alone() {
    let session = Session::with_bus();
    let _keyring = session.keyring();
    let (mut demo, mut real) = (session.act(&["keyring", "Deskside demo"]), session.act(&["keyring", "Deskside"]));
    for name in ["refresh", "account"] {
        assert_eq!(demo.ask(&format!("set {name} d")), "ok");
        assert_eq!(real.ask(&format!("set {name} r")), "ok");
    }

    let removed = demo.ask("clear");

    assert_eq!(removed, "2");
    assert_eq!((demo.ask("get refresh"), demo.ask("get account")), ("none".to_owned(), "none".to_owned()));
    assert_eq!((real.ask("get refresh"), real.ask("get account")), ("r".to_owned(), "r".to_owned()));
}

#[test]
fn a_session_without_a_bus_has_no_keyring() {
    let session = Session::without_bus();

    assert_eq!(session.act(&["keyring", LABEL]).ask("get refresh"), "unavailable");
}

#[test]
fn a_keyring_that_comes_late_or_comes_again_is_used() {
    let session = Session::with_bus();
    let mut act = session.act(&["keyring", LABEL]);
    let missing = act.ask("set refresh early");
    let mut keyring = session.keyring();

    let late = act.ask("set refresh late");
    keyring.kill();
    let gone = act.ask("get refresh");
    let _keyring = session.keyring();
    let again = act.ask("get refresh");

    assert_eq!([missing, late, gone, again], ["unavailable", "ok", "unavailable", "late"]);
}

#[test]
fn a_locked_keyring_is_said_to_be_locked_in_time_and_works_once_it_is_open() {
    let session = Session::with_bus();
    let _prompter = session.prompter_that_never_answers();
    let _keyring = session.keyring();
    let mut act = session.act(&["keyring", LABEL]);
    assert_eq!(act.ask("set refresh kept"), "ok");
    session.lock_collection();

    let (first, took) = timed(|| act.ask("get refresh"));
    let (second, took_again) = timed(|| act.ask("get refresh"));
    let (burst, took_together) = timed(|| act.ask("burst refresh"));
    session.unlock_collection();
    let (open, took_open) = timed(|| act.ask("get refresh"));

    assert_eq!([first, second, burst, open], ["locked", "locked", "locked", "kept"]);
    for took in [took, took_again, took_together, took_open] {
        assert!(took < DEADLINE, "{took:?}");
    }
}

#[test]
fn a_hung_keyring_costs_no_more_than_the_deadline_and_works_once_it_wakes() {
    let session = Session::with_bus();
    let keyring = session.keyring();
    let mut act = session.act(&["keyring", LABEL]);
    assert_eq!(act.ask("set refresh kept"), "ok");

    keyring.signal("-STOP");
    let (hung, took) = timed(|| act.ask("get refresh"));
    let (still, took_again) = timed(|| act.ask("set refresh newer"));
    keyring.signal("-CONT");
    let awake = act.ask("burst refresh");

    assert_eq!([hung, still, awake], ["timed out", "timed out", "true true true true true"]);
    assert!(took < DEADLINE && took_again < DEADLINE, "{took:?}, {took_again:?}");
}
