//! What was kept long enough goes, by the server once a day or by a command; what is open or younger stays.

use crate::{
    attachments::with_picture,
    backup::{program, said},
    support::{
        CEDAR_RIDGE, TestServer,
        database::{connection, is_postgres},
    },
};
use desk_api::TicketId;
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::{path::Path, time::Duration};

const KEPT: &str = "\n[retention]\nattachments_days = 30\ntickets_days = 365\naudit_days = 60\n";

fn in_forty_days() -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(24 * 40)
}

/// A finished ticket with a picture, as it stands so many days later.
async fn finished(server: &TestServer, person: &str, days_ago: i64) -> (TicketId, String) {
    let teacher = server.enrol(person).await;
    let (ticket, picture) = with_picture(&teacher).await;
    teacher.post(&format!("/tickets/{ticket}/confirmation"), TicketId::new(), &json!({ "fixed": true })).await;
    let since = (Timestamp::now() - SignedDuration::from_hours(24 * days_ago)).as_millisecond();
    let backdated =
        sqlx::query("UPDATE tickets SET status = 'closed', status_since = $1 WHERE id = $2").bind(since).bind(ticket.to_string());
    backdated.execute(&mut connection(server.folder.path()).await).await.expect("backdated");
    (ticket, picture.to_string())
}

async fn count(folder: &Path, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut connection(folder).await).await.expect("counted")
}

async fn retention(folder: &Path, how: &str) -> (Option<i32>, String) {
    let config = folder.join("school.toml");
    std::fs::write(&config, format!("{CEDAR_RIDGE}{KEPT}")).expect("written");
    said(&program(&["retention", how], folder, &["--config", config.to_str().expect("text")]).await)
}

#[tokio::test]
async fn a_command_says_what_would_go_and_then_lets_it_go() {
    let server = TestServer::start().await;
    let folder = server.folder.path();
    let (old, _) = finished(&server, "maria", 400).await;
    let (middle, picture) = finished(&server, "ben", 31).await;
    let (_, kept) = finished(&server, "lena", 29).await;
    let open = server.enrol("maria").await.open("Still open").await;
    sqlx::raw_sql("UPDATE tickets SET status_since = 0 WHERE status = 'new'")
        .execute(&mut connection(folder).await)
        .await
        .expect("an open ticket of any age");
    let aged =
        "INSERT INTO audit (at, by_kind, by_name, action) VALUES ((unixepoch() - 61 * 86400) * 1000, 'technician', 'devon', 'signed_in')";
    sqlx::raw_sql(aged).execute(&mut connection(folder).await).await.expect("an old row");

    let told = retention(folder, "--dry-run").await;
    assert_eq!(told, (Some(0), "would go: 1 tickets, 2 pictures and files, 1 rows of the audit log\n".into()));
    assert_eq!(count(folder, "SELECT count(*) FROM attachment_contents").await, 3, "nothing went yet");
    let done = retention(folder, "--now").await;
    let again = retention(folder, "--now").await;

    assert_eq!(done, (Some(0), "gone: 1 tickets, 2 pictures and files, 1 rows of the audit log\n".into()));
    assert_eq!(again, (Some(0), "gone: 0 tickets, 0 pictures and files, 0 rows of the audit log\n".into()));
    let (maria, ben) = (server.enrol("maria").await, server.enrol("ben").await);
    assert_eq!(maria.get(&format!("/tickets/{old}")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(maria.get(&format!("/tickets/{open}")).await.status(), StatusCode::OK);
    let thread = ben.get_json(&format!("/tickets/{middle}")).await;
    assert_eq!(thread["history"][0]["attachments"][0]["state"], "removed");
    assert_eq!(ben.get(&format!("/attachments/{picture}")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(server.enrol("lena").await.get(&format!("/attachments/{kept}")).await.status(), StatusCode::OK);
    if !is_postgres() {
        // PostgreSQL has no way around its own foreign keys.
        assert_eq!(count(folder, "SELECT count(*) FROM pragma_foreign_key_check").await, 0);
    }
    let audit = said(&program(&["audit", "--json"], folder, &[]).await).1;
    let audit: Vec<Value> = audit.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |action: &str| audit.iter().find(|row| row["action"] == action).cloned().unwrap_or_default();
    assert_eq!(of("ticket_removed")["ticket_id"], old.to_string());
    assert_eq!((&of("attachments_removed")["ticket_id"], &of("attachments_removed")["count"]), (&json!(middle), &json!(1)));
    assert_eq!((&of("audit_removed")["count"], &of("audit_removed")["by_kind"]), (&json!(1), &json!("operator")));
}

#[tokio::test]
async fn more_than_one_batch_goes() {
    let server = TestServer::start().await;
    let folder = server.folder.path();
    let maria = server.enrol("maria").await;
    for _ in 0..45 {
        maria.open("The printer again").await;
    }
    sqlx::raw_sql("UPDATE tickets SET status = 'closed', status_since = 0")
        .execute(&mut connection(folder).await)
        .await
        .expect("backdated");

    let done = retention(folder, "--now").await;

    assert_eq!(done, (Some(0), "gone: 45 tickets, 0 pictures and files, 0 rows of the audit log\n".into()));
    assert_eq!(maria.get_json("/tickets").await, json!([]));
    assert_eq!(count(folder, "SELECT count(*) FROM used_keys").await, 45, "a key is never forgotten");
    maria.open("Another").await;
    assert_eq!(maria.get_json("/tickets").await[0]["number"], "1046", "nor is a number given twice");
}

#[tokio::test]
async fn the_running_server_lets_go_by_itself() {
    let server = TestServer::start().await;
    let (ticket, _) = finished(&server, "maria", 0).await;
    let maria = server.enrol("maria").await;

    let server = server.restart_with(&format!("{CEDAR_RIDGE}{KEPT}"), in_forty_days).await;

    let gone = async {
        while count(server.folder.path(), "SELECT count(*) FROM attachments WHERE state = 'removed'").await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("in time");
    let server = server.restart().await;
    assert_eq!(server.still(&maria).get(&format!("/tickets/{ticket}")).await.status(), StatusCode::OK);
    let by = count(server.folder.path(), "SELECT count(*) FROM audit WHERE action = 'attachments_removed' AND by_kind = 'server'").await;
    assert_eq!(by, 1);
}

#[tokio::test]
async fn where_nothing_is_said_every_ticket_and_picture_is_kept() {
    let server = TestServer::start().await;
    finished(&server, "maria", 5_000).await;
    let folder = server.folder.path();
    let config = folder.join("school.toml");
    std::fs::write(&config, CEDAR_RIDGE).expect("written");

    let done = said(&program(&["retention", "--now"], folder, &["--config", config.to_str().expect("text")]).await);

    assert_eq!(done, (Some(0), "gone: 0 tickets, 0 pictures and files, 0 rows of the audit log\n".into()));
}
