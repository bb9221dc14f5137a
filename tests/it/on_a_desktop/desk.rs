//! The technician's desk in a real browser, beside what the server's database holds.

use super::axe;
use deskside_tests::{Programs, Server, Technician};

#[tokio::test]
async fn an_empty_desk_shows_no_line_whose_fact_it_does_not_hold() {
    let (_folder, server, technician) = sat_down().await;

    technician.sign_in(&server.sign_in_link("devon").expect("a link")).await.expect("they are in");
    technician.browser().wait_for("All caught up").await.expect("an empty queue");
    let text = technician.browser().text().await.expect("the page");

    for made_up in ["undefined", "null", "NaN", "Invalid", "{", "answered today", "waiting for a first answer."] {
        assert!(!text.replace("Nobody is waiting for a first answer.", "").contains(made_up), "{made_up:?} in:\n{text}");
    }
    assert_eq!(technician.browser().barriers(&axe()).await.expect("axe runs"), Vec::<String>::new());
}

#[tokio::test]
async fn an_outage_is_posted_and_ended_in_the_browser() {
    let (_folder, server, technician) = sat_down().await;
    assert_eq!(technician.browser().barriers(&axe()).await.expect("axe runs"), Vec::<String>::new());
    technician.sign_in(&server.sign_in_link("devon").expect("a link")).await.expect("they are in");

    technician.post_outage("The gradebook is down", "Paper works.").await.expect("it is posted");
    let posted = server.notice_where("gradebook", |notice| !notice.resolved).await.expect("it is in the database");
    technician.end_outage(&posted.id, "It is back.").await.expect("it is ended");

    server.notice_where("gradebook", |notice| notice.resolved && notice.affected == 0).await.expect("it is over in the database");
}

#[tokio::test]
async fn a_one_time_link_works_once() {
    let (_folder, server, technician) = sat_down().await;
    let link = server.sign_in_link("devon").expect("a link");
    technician.sign_in(&link).await.expect("they are in");

    let second = Technician::sit_down(&server.url().expect("an address")).await.expect("another browser");

    assert!(second.sign_in(&link).await.is_err(), "the link let somebody in twice");
}

/// A technician before the desk's door.
async fn sat_down() -> (tempfile::TempDir, Server, Technician) {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = Programs::beside_me().expect("a folder");
    let server = Server::start(&programs.server, folder.path()).await.expect("a server");
    let technician = Technician::sit_down(&server.url().expect("an address")).await.expect("a browser");
    technician.browser().go(&server.url().expect("an address")).await.expect("the desk");
    (folder, server, technician)
}
