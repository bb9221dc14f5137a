//! The live channel over HTTP: in order, without gap or repeat, over a restart and beside other programs.

use crate::support::{CEDAR_RIDGE, Teacher, TestServer, database::database_of};
use desk_api::{NoticeKind, staff::NewNotice};
use desk_server::Operator;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::time::Duration;

/// An open stream.
pub(crate) struct Heard {
    answer: Response,
    text: String,
}

impl Heard {
    pub(crate) async fn open(teacher: &Teacher, after: Option<u64>) -> Self {
        let mut request = teacher.call(Method::GET, "/events");
        if let Some(after) = after {
            request = request.header("last-event-id", after.to_string());
        }
        let answer = request.send().await.expect("answer");
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        let mut heard = Self { answer, text: String::new() };
        // The first frame says that the stream stands, so nothing that follows can be missed.
        heard.until(|text| text.contains(": listening")).await;
        heard
    }

    pub(crate) async fn next(&mut self) -> Value {
        self.until(|text| text.split_once("data: ").is_some_and(|(_, rest)| rest.contains("\n\n"))).await;
        let (_, rest) = self.text.split_once("data: ").expect("data");
        let (data, rest) = rest.split_once("\n\n").expect("end of frame");
        let event = serde_json::from_str(data).expect("JSON");
        self.text = rest.to_owned();
        event
    }

    async fn until(&mut self, holds: impl Fn(&str) -> bool) {
        tokio::time::timeout(Duration::from_secs(20), async {
            while !holds(&self.text) {
                let chunk = self.answer.chunk().await.expect("chunk").expect("the stream goes on");
                self.text.push_str(std::str::from_utf8(&chunk).expect("text"));
            }
        })
        .await
        .expect("heard in time");
    }

    pub(crate) async fn ended(mut self) {
        let end = async { while self.answer.chunk().await.ok().flatten().is_some() {} };
        tokio::time::timeout(Duration::from_secs(20), end).await.expect("ended in time");
    }
}

fn id(event: &Value) -> u64 {
    event["id"].as_u64().expect("id")
}

pub(crate) fn ticket_of(event: &Value) -> &str {
    event["what"]["ticket_id"].as_str().expect("a ticket's event")
}

#[tokio::test]
async fn events_resume_over_a_restart_without_gap_or_repeat() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mut heard = Heard::open(&maria, None).await;
    let one = maria.open("one").await;
    let first = heard.next().await;
    drop(heard);
    let two = maria.open("two").await;
    let server = server.restart().await;
    let maria = server.still(&maria);
    let three = maria.open("three").await;

    let mut resumed = Heard::open(&maria, Some(id(&first))).await;
    let (second, third) = (resumed.next().await, resumed.next().await);
    let four = maria.open("four").await;
    let fourth = resumed.next().await;

    let heard = [&first, &second, &third, &fourth].map(ticket_of);
    assert_eq!(heard, [one, two, three, four].map(|ticket| ticket.to_string()));
    assert!([&first, &second, &third, &fourth].is_sorted_by_key(|event| id(event)));
}

#[tokio::test]
async fn a_stream_hears_nothing_of_somebody_else() {
    let server = TestServer::start().await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let mut heard = Heard::open(&maria, None).await;

    lena.open("not hers").await;
    let mine = maria.open("hers").await;

    assert_eq!(ticket_of(&heard.next().await), mine.to_string());
}

#[tokio::test]
async fn a_place_that_is_not_known_answers_resync() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mine = maria.open("one").await;

    let mut heard = Heard::open(&maria, Some(4_000_000)).await;
    let resync = heard.next().await;
    let newer = maria.open("two").await;
    let next = heard.next().await;

    assert_eq!(resync["what"], json!({ "kind": "resync" }));
    assert_ne!(mine, newer);
    assert_eq!(ticket_of(&next), newer.to_string());
    assert!(id(&next) > id(&resync));
}

#[tokio::test]
async fn a_notice_from_the_command_line_reaches_a_stream() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mut heard = Heard::open(&maria, None).await;
    let operator = Operator::open(database_of(server.folder.path())).await.expect("opened beside the server");

    let posted = operator
        .post_notice(&NewNotice {
            title: "Wi-Fi is down".into(),
            kind: NoticeKind::Major,
            places: Vec::new(),
            meanwhile: None,
            owner: None,
            starts_at: None,
            back_by: None,
            next_update_by: None,
            tickets: Vec::new(),
        })
        .await
        .expect("posted");

    assert_eq!(heard.next().await["what"], json!({ "kind": "notice", "notice_id": posted.id }));
}

#[tokio::test]
async fn a_scheduled_notice_is_said_again_when_it_begins() {
    let server = TestServer::start().await;
    let (devon, maria) = (server.technician("devon").await, server.enrol("maria").await);
    let mut heard = Heard::open(&maria, None).await;
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_millis(700);

    let posted = devon.done(Method::POST, "/notices", &json!({ "title": "New Wi-Fi", "kind": "planned", "starts_at": soon })).await;
    let (announced, begun) = (heard.next().await, heard.next().await);

    assert_eq!(posted["state"], "scheduled");
    assert_eq!(announced["what"], begun["what"]);
    assert_eq!(maria.get_json("/notices").await[0]["state"], "active");
}

#[tokio::test]
async fn stopping_ends_streams_and_is_soon_done() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let heard = Heard::open(&maria, None).await;

    let (stopped, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(8), server.running.stop()), heard.ended());

    stopped.expect("in time").expect("in order");
}

#[tokio::test]
async fn past_its_limit_of_channels_the_server_says_when_to_ask_again_and_takes_tickets_still() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nlive_channels = 2\n")).await;
    let (maria, lena, omar) = (server.enrol("maria").await, server.enrol("lena").await, server.enrol("omar").await);
    let mut hers = Heard::open(&maria, None).await;
    let theirs = Heard::open(&lena, None).await;

    let full = omar.call(Method::GET, "/events").send().await.expect("answer");

    assert_eq!((full.status().as_u16(), full.headers()["retry-after"].to_str().expect("text")), (503, "60"));
    omar.open("The projector stays blue.").await;
    let mine = maria.open("The printer is out of paper.").await;
    assert_eq!(ticket_of(&hers.next().await), mine.to_string());

    drop(theirs);
    // The server hears of the end of a line only after the line ended.
    let again = tokio::time::timeout(Duration::from_secs(20), async {
        loop {
            let answer = omar.call(Method::GET, "/events").send().await.expect("answer");
            if answer.status().is_success() {
                return;
            }
        }
    });
    again.await.expect("a channel that was closed makes room");
}
