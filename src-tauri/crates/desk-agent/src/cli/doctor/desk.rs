//! The help desk as this computer reaches it: its address, whether it answers and is trusted, and its clock beside ours.

use super::{Line, Whose};
use crate::{desk::help_desk, here::Here, host::in_full};
use desk_api::{Desk, DeskError};
use desk_client::{Client, Trouble, trouble};
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// How long the help desk may take in all.
const PATIENCE: Duration = Duration::from_secs(12);
/// What two clocks may be apart before a certificate or a promise suffers.
const DRIFT: SignedDuration = SignedDuration::from_mins(5);

pub(super) async fn lines(here: &Here) -> Vec<Line> {
    let Some(mut server) = here.server() else {
        let to_do = "set `server` in the policy, or let the person type the code of the help desk";
        return vec![Line::wrong("help desk", "none is known on this computer", to_do, Whose::Policy)];
    };
    // What signs in somewhere is nobody's business here.
    let _ = server.set_username("").and_then(|()| server.set_password(None));
    let from = if here.policy.policy.server.is_some() { "by policy" } else { "set up by hand" };
    let address = Line::ok("help desk", format!("{server}, {from}"));
    let client = match help_desk(here) {
        Ok(Some(client)) => client,
        Ok(None) => return vec![address],
        Err(error) => {
            let to_do = "check the address in the policy and that this computer trusts any authority at all";
            return vec![Line::wrong("help desk", format!("{server}: {error:#}"), to_do, Whose::Computer)];
        }
    };
    match tokio::time::timeout(PATIENCE, ask(&client, server.scheme())).await {
        Ok(mut lines) => {
            lines.insert(0, address);
            lines
        }
        Err(_) => vec![address, not_answered("no answer in time".to_owned())],
    }
}

async fn ask(client: &Client, scheme: &str) -> Vec<Line> {
    let profile = match client.profile().await {
        Ok(profile) => profile,
        Err(error) => return vec![why_not(&error)],
    };
    let how = match client.authority() {
        Some(authority) => format!("its certificate from “{authority}” is trusted here"),
        None if scheme == "https" => "its certificate is trusted here".to_owned(),
        None => "without TLS, on this very computer".to_owned(),
    };
    let mut lines = vec![Line::ok("answer", format!("{}; {how}", profile.name))];
    if let Ok(Some(theirs)) = client.time().await {
        lines.push(clock(theirs, Timestamp::now()));
    }
    lines
}

fn clock(theirs: Timestamp, ours: Timestamp) -> Line {
    let apart = ours.duration_since(theirs);
    let said = format!("{} s apart from the help desk’s", apart.as_secs().abs());
    if apart.abs() <= DRIFT {
        return Line::ok("clock", said);
    }
    Line::wrong("clock", said, "set this computer’s clock by the network; certificates fail when it is far off", Whose::Computer)
}

fn why_not(error: &DeskError) -> Line {
    match (trouble(error), error) {
        (Some(Trouble::Certificate), _) => Line::wrong(
            "answer",
            in_full(error),
            "put the authority of the help desk, or of the filter that inspects TLS, into this computer’s trust store; check its clock",
            Whose::Network,
        ),
        (Some(Trouble::Proxy), _) => Line::wrong(
            "answer",
            in_full(error),
            "let the proxy pass this address for everybody, without anybody’s signing in",
            Whose::Network,
        ),
        (_, DeskError::NotADesk { .. }) => {
            Line::wrong("answer", in_full(error), "sign in to the network, or let its filter pass this address", Whose::Network)
        }
        (_, DeskError::InTrouble { .. } | DeskError::Refused { .. }) => {
            Line::wrong("answer", in_full(error), "run `deskside-server doctor` there", Whose::Desk)
        }
        (_, DeskError::NoStore(_)) => Line::look("answer", in_full(error), "see the keyring below", Whose::Computer),
        (_, DeskError::Unreachable(_) | DeskError::NotEnrolled(_)) => not_answered(in_full(error)),
    }
}

fn not_answered(said: String) -> Line {
    let to_do = "check that the network lets this computer reach the address, and that the server runs";
    Line::wrong("answer", said, to_do, Whose::Network)
}

#[cfg(test)]
mod tests {
    use super::{super::State, *};

    #[test]
    fn a_clock_that_is_off_is_wrong_in_either_direction() {
        let now: Timestamp = "2026-11-23T14:00:00Z".parse().unwrap();
        for (seconds, expected) in [(0, State::Ok), (299, State::Ok), (-299, State::Ok), (400, State::Wrong), (-86_400, State::Wrong)] {
            assert_eq!(clock(now + SignedDuration::from_secs(seconds), now).state, expected, "{seconds} s");
        }
    }
}
