//! One agent for each data folder, on the bus and without one.

use crate::desktop::{Program, Session};
use std::time::{Duration, Instant};

fn both_ways(check: impl Fn(&Session)) {
    check(&Session::with_bus());
    check(&Session::without_bus());
}

fn claim(session: &Session, folder: &str) -> (Program, String) {
    let program = session.act(&["instance", &session.path(folder).to_string_lossy()]);
    let said = program.line();
    (program, said)
}

#[test]
fn of_many_that_start_at_the_same_moment_one_is_first() {
    both_ways(|session| {
        let folder = session.path("data").to_string_lossy().into_owned();

        let programs: Vec<_> = (0..8).map(|_| session.act(&["instance", &folder])).collect();
        let mut said: Vec<_> = programs.iter().map(Program::line).collect();

        said.sort();
        assert_eq!(said, ["first", "second", "second", "second", "second", "second", "second", "second"]);
    });
}

#[test]
fn a_later_start_opens_a_place_in_the_first() {
    both_ways(|session| {
        let (first, _) = claim(session, "data");
        let (mut second, said) = claim(session, "data");

        let answers = [second.ask(r#"open {"at":"requests"}"#), second.ask("wake")];

        assert_eq!(said, "second");
        assert_eq!(answers, ["ok", "ok"]);
        assert_eq!([first.line(), first.line()], [r#"open {"at":"requests"}"#, "wake"]);
    });
}

#[test]
fn a_killed_first_frees_the_claim_at_once() {
    both_ways(|session| {
        let (mut first, said) = claim(session, "data");
        let (mut second, _) = claim(session, "data");
        first.kill();

        let begun = Instant::now();
        let mut next = claim(session, "data");
        session.until("the next one is first", || {
            if next.1 != "first" {
                next = claim(session, "data");
            }
            next.1 == "first"
        });

        assert_eq!(said, "first");
        assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
        assert_eq!(second.ask(r#"open {"at":"help"}"#), "ok");
        assert_eq!(next.0.line(), r#"open {"at":"help"}"#);
    });
}

#[test]
fn a_hung_first_is_said_to_hang_in_time() {
    both_ways(|session| {
        let (first, _) = claim(session, "data");
        first.signal("-STOP");

        let begun = Instant::now();
        let (mut second, said) = claim(session, "data");
        let answer = second.ask(r#"open {"at":"help"}"#);

        assert_eq!(said, "second");
        assert_eq!(answer, "Deskside is running and does not answer");
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    });
}

#[test]
fn every_data_folder_has_its_own_first() {
    both_ways(|session| {
        let (_one, first) = claim(session, "data");
        let (_two, other) = claim(session, "elsewhere");

        assert_eq!([first, other], ["first", "first"]);
    });
}

#[test]
fn a_place_that_is_far_too_long_is_refused_and_the_first_lives_on() {
    both_ways(|session| {
        let (first, _) = claim(session, "data");
        let (mut second, _) = claim(session, "data");

        let answer = second.ask(&format!("open {}", "x".repeat(100_000)));
        let after = second.ask("wake");

        assert_eq!(answer, "the running Deskside could not be asked");
        assert_eq!((after, first.line()), ("ok".to_owned(), "wake".to_owned()));
    });
}
