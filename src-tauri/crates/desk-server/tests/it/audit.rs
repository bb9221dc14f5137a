//! The audit log: no technician reads or changes a ticket without a row, and no row holds what anybody wrote.

use crate::{
    attachments::with_picture,
    backup::program,
    support::{
        Technician, TestServer,
        database::{connection, is_postgres},
    },
};
use desk_api::{AttachmentId, NoticeId, TicketId, TipId};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What everybody in this test writes; it may be nowhere in the log.
const WRITTEN: &str = "zanzibar";

/// What a row says of each staff route, or why there is none.
enum Noted {
    As(&'static str),
    Not(&'static str),
}
use Noted::{As, Not};

const ROUTES: [(&str, &str, Noted); 31] = [
    ("post", "/staff/password", As("password_chosen")),
    ("post", "/staff/session", As("signed_in")),
    ("delete", "/staff/session", As("signed_out")),
    ("get", "/staff/me", Not("says nothing of any ticket")),
    ("get", "/staff/queue", As("queue_read")),
    ("get", "/staff/finished", As("finished_read")),
    ("get", "/staff/tickets/{id}", As("ticket_read")),
    ("post", "/staff/tickets/{id}/take", As("taken")),
    ("post", "/staff/tickets/{id}/assignment", As("assigned")),
    ("post", "/staff/tickets/{id}/messages", As("replied")),
    ("put", "/staff/tickets/{id}/status", As("status_set")),
    ("post", "/staff/tickets/{id}/promise", As("promise_renewed")),
    ("post", "/staff/tickets/{id}/hand-off", As("handed_off")),
    ("put", "/staff/tickets/{id}/notice", As("notice_joined")),
    ("get", "/staff/attachments/{id}", As("attachment_read")),
    ("get", "/staff/notices", Not("says nothing of any ticket")),
    ("post", "/staff/notices", As("notice_posted")),
    ("put", "/staff/notices/{id}", As("notice_changed")),
    ("post", "/staff/notices/{id}/updates", As("notice_updated")),
    ("get", "/staff/notices/{id}/tickets", As("notice_tickets_read")),
    ("get", "/staff/alike", As("alike_read")),
    ("put", "/staff/attachments/{id}", Not("brings what the reply that was noted has announced")),
    ("get", "/staff/devices", Not("says nothing of any ticket")),
    ("get", "/staff/devices/{id}", As("computer_read")),
    ("get", "/staff/how-tos", Not("says nothing of any ticket")),
    ("put", "/staff/how-tos/{id}", As("how_to_written")),
    ("delete", "/staff/how-tos/{id}", As("how_to_dropped")),
    ("get", "/staff/events", Not("says that a ticket changed, and nothing of it")),
    // Changes that a route above makes in another way.
    ("post", "/staff/tickets/{id}/messages", As("note_written")),
    ("put", "/staff/tickets/{id}/notice", As("notice_left")),
    ("post", "/staff/notices/{id}/updates", As("replied")),
];

async fn rows(server: &TestServer, more: &[&str]) -> Vec<Value> {
    let printed = program(&["audit", "--json"], server.folder.path(), more).await;
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    String::from_utf8(printed.stdout).expect("text").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// What was noted by one call.
async fn noted_by(server: &TestServer, what: &str, call: impl Future<Output = StatusCode>) -> Vec<String> {
    let before = rows(server, &[]).await.len();
    let status = call.await;
    assert!(status.is_success(), "{what}: {status}");
    rows(server, &[]).await.split_off(before).into_iter().map(|row| row["action"].as_str().expect("an action").to_owned()).collect()
}

async fn status(technician: &Technician, method: Method, path: &str, body: &Value) -> StatusCode {
    technician.send(method, path, body).await.status()
}

#[test]
fn of_every_staff_route_is_said_what_is_noted() {
    let document: Value = serde_json::from_str(&desk_server::openapi_json().expect("document")).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    for (path, operations) in paths.iter().filter(|(path, _)| path.starts_with("/api/v1/staff/")) {
        for method in operations.as_object().expect("operations").keys() {
            let path = path.trim_start_matches("/api/v1");
            assert!(ROUTES.iter().any(|(how, at, _)| how == method && *at == path), "{method} {path} is missing in the table above");
        }
    }
}

/// Method, route, address and body of one call.
type Call = (Method, &'static str, String, Value);

fn calls(ticket: TicketId, picture: AttachmentId, device: &str, notice: NoticeId) -> Vec<Call> {
    let nothing = || Value::Null;
    let (in_ticket, in_notice) = (format!("/tickets/{ticket}"), format!("/notices/{notice}"));
    let how_to = format!("/how-tos/{}", TipId::new());
    let message = |internal: bool| json!({ "body": WRITTEN, "internal": internal, "then": "answer" });
    vec![
        (Method::GET, "/staff/me", "/me".into(), nothing()),
        (Method::GET, "/staff/queue", "/queue".into(), nothing()),
        (Method::GET, "/staff/finished", format!("/finished?words={WRITTEN}"), nothing()),
        (Method::GET, "/staff/events", "/events".into(), nothing()),
        (Method::GET, "/staff/attachments/{id}", format!("/attachments/{picture}"), nothing()),
        (Method::GET, "/staff/devices", "/devices".into(), nothing()),
        (Method::GET, "/staff/devices/{id}", format!("/devices/{device}"), nothing()),
        (Method::POST, "/staff/tickets/{id}/take", format!("{in_ticket}/take"), nothing()),
        (Method::POST, "/staff/tickets/{id}/assignment", format!("{in_ticket}/assignment"), json!({ "technician": "Priya Nair" })),
        (Method::POST, "/staff/tickets/{id}/promise", format!("{in_ticket}/promise"), json!({ "words": WRITTEN })),
        (Method::POST, "/staff/tickets/{id}/messages", format!("{in_ticket}/messages"), message(true)),
        (Method::POST, "/staff/tickets/{id}/messages", format!("{in_ticket}/messages"), message(false)),
        (Method::PUT, "/staff/tickets/{id}/status", format!("{in_ticket}/status"), json!({ "status": "on_hold" })),
        (Method::POST, "/staff/tickets/{id}/hand-off", format!("{in_ticket}/hand-off"), json!({ "department": "Facilities" })),
        (Method::PUT, "/staff/tickets/{id}/notice", format!("{in_ticket}/notice"), json!({ "notice_id": notice })),
        (Method::GET, "/staff/notices", "/notices".into(), nothing()),
        (Method::GET, "/staff/notices/{id}/tickets", format!("{in_notice}/tickets"), nothing()),
        (Method::GET, "/staff/alike", format!("/alike?title={WRITTEN}"), nothing()),
        (Method::PUT, "/staff/notices/{id}", in_notice.clone(), json!({ "title": WRITTEN, "kind": "major", "places": [] })),
        (Method::POST, "/staff/notices/{id}/updates", format!("{in_notice}/updates"), json!({ "body": WRITTEN, "resolved": false })),
        (Method::PUT, "/staff/tickets/{id}/notice", format!("{in_ticket}/notice"), json!({ "notice_id": null })),
        (Method::PUT, "/staff/how-tos/{id}", how_to.clone(), json!({ "title": WRITTEN, "body": WRITTEN, "topics": [], "offered": false })),
        (Method::GET, "/staff/how-tos", "/how-tos".into(), nothing()),
        (Method::DELETE, "/staff/how-tos/{id}", how_to, nothing()),
        (Method::DELETE, "/staff/session", "/session".into(), nothing()),
    ]
}

#[tokio::test]
async fn every_staff_route_that_reads_or_changes_a_ticket_is_noted_and_no_word_of_it() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let (ticket, picture) = with_picture(&maria).await;
    let words = json!({ "body": WRITTEN, "written_at": "2026-09-14T10:30:00Z" });
    assert_eq!(maria.post(&format!("/tickets/{ticket}/messages"), TicketId::new(), &words).await.status(), StatusCode::CREATED);
    let mut seen: BTreeSet<(String, String, String)> = BTreeSet::new();
    let mut note = |method: &str, path: &str, actions: Vec<String>| {
        assert!(actions.len() < 4, "{method} {path} noted {actions:?}");
        seen.extend(actions.into_iter().map(|action| (method.to_owned(), path.to_owned(), action)));
    };

    let before = rows(&server, &[]).await.len();
    let devon = server.technician("devon").await;
    note("post", "/staff/password", rows(&server, &[]).await.split_off(before).iter().map(action).collect());
    let sign_in = json!({ "user_name": "devon", "password": "correct horse battery staple" });
    note("post", "/staff/session", noted_by(&server, "sign in", async { server.knock("/staff/session", &sign_in).await.status() }).await);
    let device = devon.get_json(&format!("/tickets/{ticket}")).await["device"].as_str().expect("a computer").to_owned();
    note("get", "/staff/tickets/{id}", rows(&server, &["--ticket", &ticket.to_string()]).await.iter().map(action).collect());
    let notice = NoticeId::new();
    let posted = json!({ "title": WRITTEN, "kind": "major", "places": [] });
    let post = devon.call(Method::POST, "/notices").header("idempotency-key", notice.to_string()).json(&posted);
    note("post", "/staff/notices", noted_by(&server, "post", async { post.send().await.expect("posted").status() }).await);
    for (method, path, at, body) in calls(ticket, picture, &device, notice) {
        let noted = noted_by(&server, path, status(&devon, method.clone(), &at, &body)).await;
        note(&method.as_str().to_lowercase(), path, noted);
    }

    for (method, path, noted) in &ROUTES {
        let here: Vec<&str> =
            seen.iter().filter(|(how, at, _)| how == method && at == path).map(|(_, _, action)| action.as_str()).collect();
        match noted {
            As(action) => assert!(here.contains(action), "{method} {path}: {action} is not among {here:?}"),
            Not(because) => assert!(here.is_empty(), "{method} {path} {because}, and yet {here:?} is noted"),
        }
    }
    for row in rows(&server, &[]).await {
        assert!(!row.to_string().contains(WRITTEN), "{row}");
    }
}

fn action(row: &Value) -> String {
    row["action"].as_str().expect("an action").to_owned()
}

#[tokio::test]
async fn a_row_says_who_when_what_and_whose_and_can_be_looked_for() {
    let server = TestServer::start().await;
    let (maria, ben) = (server.enrol("maria").await, server.enrol("ben").await);
    let (hers, his) = (maria.open("The printer again").await, ben.open("No sound").await);
    let devon = server.technician("devon").await;
    devon.say(hers, &json!({ "body": "On my way", "internal": false, "then": "answer" })).await;
    devon.get_json(&format!("/tickets/{his}")).await;
    devon.get_json(&format!("/tickets/{his}")).await;

    let of_hers = rows(&server, &["--ticket", &hers.to_string()]).await;
    let of_ben = rows(&server, &["--person", "ben", "--by", "devon"]).await;
    let later = rows(&server, &["--since", "2999-01-01"]).await;

    assert_eq!((of_hers.len(), of_ben.len(), later.len()), (1, 1, 0), "an answer shows the ticket, and twice at once is one reading");
    let row = &of_hers[0];
    assert_eq!((row["by"].as_str(), row["by_kind"].as_str(), row["action"].as_str()), (Some("devon"), Some("technician"), Some("replied")));
    assert_eq!((row["ticket_id"].as_str(), row["person"].as_str()), (Some(hers.to_string().as_str()), Some("maria")));
    let number = row["number"].to_string();
    assert_eq!(rows(&server, &["--ticket", &format!("#{number}")]).await.len(), 1);
}

#[tokio::test]
async fn a_change_that_cannot_be_noted_is_not_made() {
    let server = TestServer::start().await;
    let ticket = server.enrol("maria").await.open("The printer again").await;
    let devon = server.technician("devon").await;
    let refuse = match is_postgres() {
        false => "CREATE TRIGGER no_more BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
        true => "ALTER TABLE audit ADD CONSTRAINT no_more CHECK (at < 0) NOT VALID",
    };
    sqlx::raw_sql(refuse).execute(&mut connection(server.folder.path()).await).await.expect("made");

    let taken = devon.send(Method::POST, &format!("/tickets/{ticket}/take"), &Value::Null).await.status();
    let read = devon.call(Method::GET, &format!("/tickets/{ticket}")).send().await.expect("answer").status();

    assert_eq!((taken, read), (StatusCode::SERVICE_UNAVAILABLE, StatusCode::SERVICE_UNAVAILABLE));
    let assignee: Option<String> =
        sqlx::query_scalar("SELECT assignee FROM tickets").fetch_one(&mut connection(server.folder.path()).await).await.expect("read");
    assert_eq!(assignee, None);
}

#[tokio::test]
async fn a_row_is_never_rewritten_and_a_young_one_never_deleted() {
    let server = TestServer::start().await;
    let mut database = connection(server.folder.path()).await;

    let rewritten = sqlx::query("UPDATE audit SET by_name = 'nobody'").execute(&mut database).await.expect_err("refused");
    let deleted = sqlx::query("DELETE FROM audit").execute(&mut database).await.expect_err("refused");

    assert!(rewritten.to_string().contains("only ever added to"), "{rewritten}");
    assert!(deleted.to_string().contains("30 days"), "{deleted}");
}
