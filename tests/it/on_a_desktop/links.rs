//! Links open places. A page of guesses changes nothing.

use super::{hear_back, launcher, stage};
use desk_outbox::Outbox;
use deskside_tests::{Stage, StoredNotice, StoredTicket, StoredWords, until};
use std::time::Duration;

/// What a page could hold whose writer knows how Deskside is made, and even the ids of a request and of an outage.
const PAGE: &str = include_str!("guessed_links.html");
const PATIENCE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_page_of_guessed_links_changes_nothing() {
    let mut stage = stage().await;
    let technician = hear_back(&mut stage).await;
    technician.say("New cables are in.", "Send and ask “Is it fixed?”").await.expect("it is asked");
    technician.post_outage("The gradebook is down", "Paper works.").await.expect("it is posted");
    for title in ["Is it fixed?", "The gradebook is down"] {
        stage.desktop.toasts().wait_for(title, |toast| toast.title == title).await.expect("the agent knows of it");
    }
    let (ticket, notice, before) = desk(&stage).await;
    let links = links(&PAGE.replace("TICKET", &ticket).replace("NOTICE", &notice));
    assert!(links.len() > 40, "the page was not read: {links:?}");

    for link in &links {
        let (done, said) = follow(&stage, link);
        assert!(done, "{link}: {said}");
    }

    assert_eq!(desk(&stage).await.2, before);
    let (outbox, _) = Outbox::open(&stage.setting.data).await.expect("the agent's outbox");
    assert_eq!(outbox.waiting().await.expect("what waits").len(), 0);
    let page = stage.window().await.expect("the window is open");
    page.wait_for("My requests").await.expect("at a place");
}

#[tokio::test]
async fn a_link_to_a_request_opens_it() {
    let mut stage = stage().await;
    hear_back(&mut stage).await;
    let (ticket, ..) = desk_of_tickets(&stage).await;

    let (done, said) = follow(&stage, &format!("deskside://request/{ticket}"));

    assert!(done, "{said}");
    let window = stage.window().await.expect("the window");
    window.wait_for("I am on my way.").await.expect("it is open");
    until("it to be in front", PATIENCE, async || {
        stage.desktop.output("xdotool", &["search", "--onlyvisible", "--name", "^Deskside"]).ok()
    })
    .await
    .expect("it is on the screen");
}

type Held = (Vec<StoredTicket>, Vec<StoredWords>, Vec<StoredNotice>);

/// The one ticket, the one outage, and all that the server holds of both.
async fn desk(stage: &Stage) -> (String, String, Held) {
    let (ticket, tickets, words) = desk_of_tickets(stage).await;
    let notices = stage.server.notices().await.expect("the database");
    (ticket, notices[0].id.clone(), (tickets, words, notices))
}

async fn desk_of_tickets(stage: &Stage) -> (String, Vec<StoredTicket>, Vec<StoredWords>) {
    let tickets = stage.server.tickets().await.expect("the database");
    let words = stage.server.words(&tickets[0].id).await.expect("the database");
    (tickets[0].id.clone(), tickets, words)
}

/// Where a page's links lead.
fn links(page: &str) -> Vec<String> {
    let plain = |link: &str| {
        let unescaped = link.replace("&quot;", "\"").replace("&#10;", "\n").replace("&#x202e;", "\u{202e}");
        unescaped.replace("&amp;", "&")
    };
    page.split("href=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(link, _)| plain(link)).collect()
}

/// Has the desktop's entry open a link, as a browser has it done. Whether that went well, and what was said.
fn follow(stage: &Stage, link: &str) -> (bool, String) {
    let command = launcher::command("Desktop Entry");
    let words: Vec<&str> = command.split(' ').map(|word| if word == "%u" { link } else { word }).collect();
    assert_eq!(words[0], "deskside");
    let mut command = stage.setting.command_line(&stage.desktop, &words[1..]).expect("it is built");
    let output = command.output().expect("it runs");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}
