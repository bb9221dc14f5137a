//! All of one person's data: handed over whole, and taken out so that no byte of it is left.

use crate::{
    attachments::with_picture,
    backup::{program, said},
    support::{Teacher, TestServer, code, database::contents, refused},
};
use desk_api::TicketId;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::{fs::File, io::Read, path::Path};
use uuid::Uuid;

/// In everything this person writes and is called.
const CANARY: &str = "quetzal";

/// Somebody with a request of every kind of data, and the desk's part in it.
async fn busy(server: &TestServer) -> (Teacher, TicketId) {
    let teacher = server.enrol_with_address(&format!("{CANARY}-maria"), &format!("{CANARY}@example.org")).await;
    let (ticket, _) = with_picture(&teacher).await;
    let devon = server.technician("devon").await;
    for (body, internal) in [("Dear", false), ("I know", true)] {
        devon.say(ticket, &json!({ "body": format!("{body} {CANARY}"), "internal": internal, "then": "answer" })).await;
    }
    let thanks = json!({ "body": format!("Thanks, says {CANARY}"), "written_at": "2026-09-14T10:30:00Z" });
    assert_eq!(teacher.post(&format!("/tickets/{ticket}/messages"), Uuid::now_v7(), &thanks).await.status(), StatusCode::CREATED);
    devon.say(ticket, &json!({ "body": "Fixed?", "internal": false, "then": "ask_if_fixed" })).await;
    teacher.post(&format!("/tickets/{ticket}/confirmation"), Uuid::now_v7(), &json!({ "fixed": true })).await;
    let rating = json!({ "score": "positive", "note": format!("{CANARY} is glad") });
    assert_eq!(teacher.post(&format!("/tickets/{ticket}/rating"), Uuid::now_v7(), &rating).await.status(), StatusCode::OK);
    teacher.open(&format!("Another one of {CANARY}")).await;
    (teacher, ticket)
}

fn holds(folder: &Path, what: &str) -> Vec<String> {
    let with = contents(folder)
        .into_iter()
        .filter(|(_, bytes)| bytes.windows(what.len()).any(|bytes| bytes.eq_ignore_ascii_case(what.as_bytes())));
    with.map(|(name, _)| name).collect()
}

fn entry(archive: &mut zip::ZipArchive<File>, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive.by_name(name).expect("in the archive").read_to_end(&mut bytes).expect("read");
    bytes
}

#[tokio::test]
async fn everything_of_one_person_and_nobody_else_is_handed_over_in_one_file() {
    let server = TestServer::start().await;
    let (teacher, ticket) = busy(&server).await;
    server.enrol("ben").await.open("The words of somebody else").await;
    let out = server.folder.path().join("hers.zip");
    let export = |more: &'static str| {
        let (folder, out) = (server.folder.path().to_owned(), out.clone());
        async move {
            said(&program(&["person", "export", &format!("{CANARY}-maria")], &folder, &[more, "--out", out.to_str().expect("text")]).await)
        }
    };

    let (status, words) = export("--all").await;

    assert_eq!(status, Some(0), "{words}");
    let mut archive = zip::ZipArchive::new(File::open(&out).expect("opened")).expect("an archive");
    let data: Value = serde_json::from_slice(&entry(&mut archive, "data.json")).expect("JSON");
    let text = data.to_string();
    for part in [
        "quetzal-maria Alvarez",
        "quetzal@example.org",
        "Dear quetzal",
        "Thanks, says quetzal",
        "quetzal is glad",
        "Another one of",
        "B204",
    ] {
        assert!(text.contains(part), "{part}");
    }
    for part in ["I know", "somebody else", "sha256", "secret", &teacher.access, &teacher.refresh] {
        assert!(!text.contains(part), "{part}");
    }
    let request = data["people"][0]["requests"].as_array().expect("requests").iter().find(|one| one["ticket"]["id"] == ticket.to_string());
    let file = request.expect("the request")["files"][0].as_str().expect("a file").to_owned();
    assert!(entry(&mut archive, &file).starts_with(b"\x89PNG"));
    assert_eq!(data["people"][0]["audit"][0]["by"], "devon");
    let (status, words) = export("--all").await;
    assert_eq!((status, words.contains("is there already")), (Some(1), true), "{words}");
    std::fs::remove_file(&out).expect("removed");
    assert_eq!(export("--with-notes").await.0, Some(0));
    let mut archive = zip::ZipArchive::new(File::open(&out).expect("opened")).expect("an archive");
    assert!(String::from_utf8_lossy(&entry(&mut archive, "data.json")).contains("I know quetzal"));
}

#[tokio::test]
async fn nothing_is_deleted_before_it_was_told_and_confirmed() {
    let server = TestServer::start().await;
    let (teacher, ticket) = busy(&server).await;

    let (status, words) = said(&program(&["person", "delete", &format!("{CANARY}-maria")], server.folder.path(), &[]).await);

    assert_eq!(status, Some(0));
    assert!(words.contains("would delete quetzal-maria (quetzal-maria Alvarez) on pc-quetzal-maria, 2 requests"), "{words}");
    assert!(words.contains("--yes does it"), "{words}");
    assert_eq!(teacher.get(&format!("/tickets/{ticket}")).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_deleted_person_is_signed_out_everywhere_and_no_byte_of_theirs_is_left() {
    for how in [["--yes"].as_slice(), &["--yes", "--remove-tickets"]] {
        let server = TestServer::start().await;
        let (teacher, ticket) = busy(&server).await;
        let ben = server.enrol("ben").await;
        let his = ben.open("The words of somebody else").await;
        let folder = server.folder.path();

        let (status, words) = said(&program(&["person", "delete", &format!("{CANARY}@example.org")], folder, how).await);

        assert_eq!(status, Some(0), "{words}");
        assert!(words.contains("Backups made until now still hold this data"), "{words}");
        assert_eq!(code(teacher.get("/tickets").await).await, refused(401, "unauthenticated"));
        assert_eq!(code(server.refresh(&teacher.refresh).await).await, refused(401, "revoked"));
        assert_eq!(ben.get(&format!("/tickets/{his}")).await.status(), StatusCode::OK);
        let devon = server.technician_again("devon").await;
        let answer = devon.call(Method::GET, &format!("/tickets/{ticket}")).send().await.expect("answer");
        if how.contains(&"--remove-tickets") {
            assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        } else {
            let left: Value = answer.json().await.expect("JSON");
            assert_eq!(
                (&left["row"]["requester"], &left["row"]["status"], &left["rating"]),
                (&json!("(deleted)"), &json!("closed"), &json!("positive"))
            );
            assert_eq!((&left["history"], &left["attachments"]), (&json!([]), &json!([])));
        }
        let TestServer { running, folder, .. } = server;
        running.stop().await.expect("stopped");
        // The computer keeps its name: pc-quetzal-maria. Nothing else says it.
        for what in [
            "quetzal@",
            "Dear quetzal",
            "I know quetzal",
            "says quetzal",
            "quetzal is glad",
            "one of quetzal",
            "quetzal-maria Alvarez",
            "screen.png",
        ] {
            assert_eq!(holds(folder.path(), what), Vec::<String>::new(), "{what} after {how:?}");
        }
    }
}

#[tokio::test]
async fn a_name_that_two_share_is_not_guessed_at() {
    let server = TestServer::start().await;
    for secret in ["0123456789-0123456789-a", "0123456789-0123456789-b"] {
        let body = json!({
            "key": secrecy::ExposeSecret::expose_secret(&server.key),
            "account_secret": secret,
            "device": { "install_id": Uuid::now_v7(), "host_name": "pc" },
            "person": { "user_name": "maria" },
        });
        let made = server.http.post(format!("{}/api/v1/enrolments", server.url)).json(&body).send().await.expect("answer");
        assert_eq!(made.status(), StatusCode::CREATED);
    }

    let one = said(&program(&["person", "delete", "maria"], server.folder.path(), &["--yes"]).await);
    let nobody = said(&program(&["person", "delete", "nobody"], server.folder.path(), &["--yes"]).await);
    let all = said(&program(&["person", "delete", "maria"], server.folder.path(), &["--yes", "--all"]).await);

    assert_eq!((one.0, one.1.contains("is known more than once")), (Some(1), true), "{}", one.1);
    assert_eq!((nobody.0, nobody.1.contains("nobody is known here")), (Some(1), true), "{}", nobody.1);
    assert_eq!((all.0, all.1.matches("deleted maria on pc").count()), (Some(0), 2), "{}", all.1);
}
