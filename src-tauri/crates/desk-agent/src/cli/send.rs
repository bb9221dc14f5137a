//! `deskside send`: keeps a request on disk, and then sends it.

use super::{
    args::Send,
    attach::{self, Refused},
    say_not_set_up,
};
use crate::{
    desk::help_desk,
    here::Here,
    host::{ThisMachine, in_full},
    say::{End, say, say_why_not},
};
use anyhow::Context;
use desk_api::{DeviceReport, MAX_WORDS, Ticket, TicketId};
use desk_engine::{Clock, Host, NewFile, NewRequest, OnceError, SendOutcome, send_once};
use desk_outbox::{Key, Opened, Outbox, Parcel, Reason};
use desk_platform::{Claimed, Instance};
use desk_view::words::{Arg, Words};
use jiff::{Timestamp, tz::TimeZone};
use std::io::Read;

const PICTURE: &str = "screen.png";
/// The engine's code for a help desk that no way leads to.
const UNREACHABLE: &str = "unreachable";
/// What is said of a keyring that does not open.
const KEYRING: &str = "keyring";
/// More than anybody may send, so that a whole disk piped in by mistake ends.
const MOST_BYTES: u64 = 16 * MAX_WORDS as u64;

pub(super) async fn send(what: Send, here: &Here) -> anyhow::Result<End> {
    let words = here.words();
    let Some(desk) = help_desk(here).context("knowing the help desk")? else {
        return Ok(say_not_set_up(here, &words));
    };
    let message = match read_words(&what.message, &words).context("reading the words from stdin")? {
        Ok(message) => message,
        Err(why_not) => {
            say_why_not(&why_not);
            return Ok(End::NotDone);
        }
    };
    let request = match gather(what.clone(), message, here, &words).await {
        Ok(request) => request,
        Err(refused) => {
            say_why_not(&refused.in_words(&words));
            return Ok(End::NotDone);
        }
    };
    let outbox = match Outbox::open(here.paths.data()).await {
        Ok((outbox, Opened::Whole)) => outbox,
        Ok((outbox, Opened::MovedAside { to })) => {
            tracing::error!(path = %to.display(), "the outbox was damaged; what could be read of it was kept, and the rest lies aside");
            say_why_not(&format!("{}. {}", words.say("damaged-title"), words.say("damaged-body")));
            outbox
        }
        Err(error) => return Ok(not_kept(&error, &words)),
    };
    let outcome = match send_once(&desk, &outbox, request, &Clock::default(), what.wait).await {
        Ok(outcome) => outcome,
        Err(OnceError::NoWords) => {
            say_why_not(&words.say("err-empty"));
            return Ok(End::NotDone);
        }
        Err(error @ (OnceError::Write(_) | OnceError::Outbox(_))) => return Ok(not_kept(&error, &words)),
    };
    tell(outcome, &outbox, here, &words).await
}

/// Such as where the disk is full or the folder cannot be written to.
fn not_kept(error: &dyn std::error::Error, words: &Words) -> End {
    tracing::error!(error = in_full(error), "a request was not kept");
    say_why_not(&words.say("cli-not-kept"));
    End::NotDone
}

/// The words, or why they cannot be sent.
fn read_words(given: &str, words: &Words) -> std::io::Result<Result<String, String>> {
    let mut text = given.to_owned();
    if given == "-" {
        let mut piped = Vec::new();
        std::io::stdin().take(MOST_BYTES).read_to_end(&mut piped)?;
        text = String::from_utf8_lossy(&piped).into_owned();
    }
    let text = text.trim();
    Ok(if text.is_empty() {
        Err(words.say("err-empty"))
    } else if text.chars().count() > MAX_WORDS {
        Err(words.say_with("cli-long", &[("n", Arg::Count(MAX_WORDS as i64))]))
    } else {
        Ok(text.to_owned())
    })
}

/// Takes the picture and the facts at the same time, and reads the files.
async fn gather(what: Send, message: String, here: &Here, words: &Words) -> Result<NewRequest, Refused> {
    let machine = ThisMachine::new(here);
    let mut files = attach::read_all(&what.attach, usize::from(what.screenshot))?;
    let (picture, report) = tokio::join!(picture(&machine, what.screenshot, words), report(&machine, !what.no_report));
    // The picture comes first, as it does from the window.
    files.splice(0..0, picture);
    let language = Some(words.language().tag().to_owned());
    Ok(NewRequest { words: message, class_waiting: what.class_waiting, report, files, language })
}

/// A screen that gives no picture holds up no words.
async fn picture(machine: &ThisMachine, wanted: bool, words: &Words) -> Option<NewFile> {
    if !wanted {
        return None;
    }
    match machine.picture().await {
        Ok(picture) => Some(NewFile { name: PICTURE.to_owned(), media_type: "image/png".to_owned(), content: picture.png }),
        Err(why) => {
            say_why_not(&words.say_with("cli-no-picture", &[("why", Arg::Text(&why.to_string()))]));
            None
        }
    }
}

async fn report(machine: &ThisMachine, wanted: bool) -> Option<DeviceReport> {
    if wanted { Some(machine.report().await) } else { None }
}

async fn tell(outcome: SendOutcome, outbox: &Outbox, here: &Here, words: &Words) -> anyhow::Result<End> {
    match outcome {
        SendOutcome::Sent { ticket, .. } => {
            say(&sent(&ticket, words, Timestamp::now(), &TimeZone::system()));
            let (stuck, following) = left_behind(outbox, ticket.id).await?;
            for name in &stuck {
                say_why_not(&words.say_with("cli-left", &[("name", Arg::Text(name))]));
            }
            if following {
                wake_agent(here).await;
                say(&words.say("cli-follows"));
            }
            Ok(End::Done)
        }
        SendOutcome::Saved { id, why } => {
            tracing::info!(ticket.id = %id, why, "a request waits on this computer");
            let is_stuck = is_stuck(outbox, id).await?;
            let has_agent = wake_agent(here).await;
            for line in saved(is_stuck, has_agent, &why, words) {
                say(&line);
            }
            Ok(End::Saved)
        }
    }
}

/// "Sent. Request 4127. You’ll hear from us by Tue 10:40."
fn sent(ticket: &Ticket, words: &Words, now: Timestamp, zone: &TimeZone) -> String {
    let mut line = words.say("cli-sent");
    if let Some(number) = &ticket.number {
        line.push_str(&format!(" {}.", words.say_with("sent-num", &[("n", Arg::Text(number))])));
    }
    if let Some(by) = ticket.next_update_by {
        line.push_str(&format!(" {}", words.say_with("sent-promise", &[("time", Arg::Text(&words.moment(by, now, zone)))])));
    }
    line
}

/// What is said of a request that has not reached the help desk.
fn saved(is_stuck: bool, has_agent: bool, why: &str, words: &Words) -> Vec<String> {
    let code = words.say_with("err-code", &[("code", Arg::Text(why))]);
    let mut lines = if is_stuck {
        vec![words.say("cli-stuck")]
    } else {
        vec![words.say("off-title"), words.say(if has_agent { "cli-saved-runs" } else { "cli-saved-rests" })]
    };
    match why {
        // A computer that is offline is nothing the help desk could look up.
        UNREACHABLE => {}
        KEYRING => lines.push(words.say("cli-keyring")),
        _ => lines.push(code),
    }
    lines
}

/// Names of this ticket's files that will not go any more, and whether others are still to come.
async fn left_behind(outbox: &Outbox, id: TicketId) -> anyhow::Result<(Vec<String>, bool)> {
    let waiting = outbox.waiting().await.context("reading the outbox")?;
    let (mut stuck, mut following) = (Vec::new(), false);
    for left in waiting.into_iter().filter(|left| left.parcel.ticket() == Some(id)) {
        match (left.parcel, left.parked) {
            (Parcel::Attachment { name, .. }, Some(_)) => stuck.push(name),
            _ => following = true,
        }
    }
    Ok((stuck, following))
}

async fn is_stuck(outbox: &Outbox, id: TicketId) -> anyhow::Result<bool> {
    let waiting = outbox.waiting().await.context("reading the outbox")?;
    Ok(waiting.iter().any(|left| left.key == Key::Ticket(id) && left.parked.is_some_and(|reason| reason != Reason::Unknown)))
}

/// Has the agent in the tray look at the outbox; false where none is running.
async fn wake_agent(here: &Here) -> bool {
    let Claimed::Second(agent) = Instance::claim(&here.paths).await else { return false };
    if let Err(error) = agent.wake().await {
        tracing::warn!(%error, "the agent was not woken; it will look by itself");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::Status;
    use desk_view::words::Language;

    fn ticket(number: Option<&str>, by: Option<&str>) -> Ticket {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        Ticket {
            id: TicketId::new(),
            number: number.map(str::to_owned),
            subject: "The projector".to_owned(),
            status: Status::New,
            status_since: at("2026-11-23T14:40:00Z"),
            class_waiting: false,
            next_update_by: by.map(at),
            assignee: None,
            department: None,
            department_contact: None,
            due: None,
            rating: None,
            created_at: at("2026-11-23T14:40:00Z"),
            updated_at: at("2026-11-23T14:40:00Z"),
        }
    }

    #[test]
    fn what_was_sent_is_said_with_its_number_and_promise_where_they_are_known() {
        let words = Words::of(Language::English);
        let zone = TimeZone::get("America/New_York").unwrap();
        let now = "2026-11-23T14:40:00Z".parse().unwrap();
        let said = |number, by| sent(&ticket(number, by), &words, now, &zone);

        assert_eq!(said(Some("4127"), Some("2026-11-24T15:40:00Z")), "Sent. Request 4127. You’ll hear from us by Tue 10:40.");
        assert_eq!(said(None, None), "Sent.");
    }

    #[test]
    fn what_waits_says_who_will_send_it() {
        let words = Words::of(Language::English);

        assert_eq!(saved(false, true, "unreachable", &words)[1], "It goes out by itself as soon as the help desk answers.");
        assert_eq!(saved(false, false, "unreachable", &words)[1], "It goes out the next time Deskside runs on this computer.");
        assert_eq!(saved(false, false, "unreachable", &words).len(), 2);
        assert_eq!(
            saved(true, true, "invalid", &words),
            ["The help desk can’t take it as it is. It is kept on this computer.", "If you call us, this helps: invalid"]
        );
    }

    #[test]
    fn words_are_needed_and_end_somewhere() {
        let words = Words::of(Language::English);

        assert_eq!(read_words(" the printer again ", &words).unwrap(), Ok("the printer again".to_owned()));
        assert_eq!(read_words("  ", &words).unwrap(), Err("Add a few words so we know where to start.".to_owned()));
        assert_eq!(read_words(&"a".repeat(8_001), &words).unwrap(), Err("That’s too long. Keep it under 8000 characters.".to_owned()));
    }
}
