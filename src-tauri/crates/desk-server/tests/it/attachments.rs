//! Pictures over HTTP: whole, of a known type, once, and only for those whose they are.

use crate::support::{CEDAR_RIDGE, Teacher, Technician, TestServer, code, refused, ticket};
use desk_api::{AttachmentId, NewAttachment, NewTicket, TicketId};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

pub(crate) fn announced(name: &str, content: &[u8]) -> NewAttachment {
    let sha256 = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    NewAttachment { id: AttachmentId::new(), name: name.into(), media_type: "image/png".into(), size_bytes: content.len() as u64, sha256 }
}

pub(crate) fn picture() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), vec![7; 3_000]].concat()
}

pub(crate) async fn open_with(teacher: &Teacher, attachment: &NewAttachment) -> TicketId {
    let id = TicketId::new();
    let new = NewTicket { attachments: vec![attachment.clone()], ..ticket("With a picture") };
    let answer = teacher.post("/tickets", id, &serde_json::to_value(new).expect("JSON")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    id
}

pub(crate) async fn put(teacher: &Teacher, id: AttachmentId, content: &[u8]) -> Response {
    teacher.call(Method::PUT, &format!("/attachments/{id}")).body(content.to_vec()).send().await.expect("answer")
}

/// A ticket with a picture that is here.
pub(crate) async fn with_picture(teacher: &Teacher) -> (TicketId, AttachmentId) {
    let (content, attachment) = (picture(), announced("screen.png", &picture()));
    let ticket = open_with(teacher, &attachment).await;
    assert_eq!(put(teacher, attachment.id, &content).await.status(), StatusCode::OK);
    (ticket, attachment.id)
}

async fn state(teacher: &Teacher, ticket: TicketId) -> Value {
    teacher.get_json(&format!("/tickets/{ticket}")).await["history"][0]["attachments"][0]["state"].clone()
}

#[tokio::test]
async fn the_words_are_there_before_the_picture_and_the_picture_once() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let (content, attachment) = (picture(), announced("screen one.png", &picture()));
    let ticket = open_with(&maria, &attachment).await;
    assert_eq!(state(&maria, ticket).await, "pending");

    let first = put(&maria, attachment.id, &content).await;
    let again = put(&maria, attachment.id, &content).await;
    let back = maria.get(&format!("/attachments/{}", attachment.id)).await;

    assert_eq!((first.status(), again.status()), (StatusCode::OK, StatusCode::OK));
    assert_eq!(state(&maria, ticket).await, "stored");
    assert_eq!(back.headers()["content-type"], "image/png");
    assert_eq!(back.headers()["x-content-type-options"], "nosniff");
    assert_eq!(back.headers()["content-disposition"], "inline; filename*=UTF-8''screen%20one.png");
    assert_eq!(back.bytes().await.expect("bytes"), content);
}

#[tokio::test]
async fn other_bytes_than_announced_are_refused() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let attachment = announced("screen.png", &picture());
    let ticket = open_with(&maria, &attachment).await;
    let mut other = picture();
    other[100] ^= 1;

    assert_eq!(code(put(&maria, attachment.id, &other).await).await, refused(422, "bad_digest"));
    assert_eq!(code(put(&maria, attachment.id, &picture()[..2_000]).await).await, refused(422, "bad_digest"));
    assert_eq!(state(&maria, ticket).await, "pending");
}

#[tokio::test]
async fn what_is_no_picture_is_refused_for_good_whatever_it_is_called() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let program = b"MZ\x90\x00\x03\x00\x00\x00";
    let attachment = announced("screen.png", program);
    let ticket = open_with(&maria, &attachment).await;

    assert_eq!(code(put(&maria, attachment.id, program).await).await, refused(415, "unsupported_type"));
    assert_eq!(state(&maria, ticket).await, "refused");
    assert_eq!(code(maria.get(&format!("/attachments/{}", attachment.id)).await).await, refused(404, "not_found"));
}

#[tokio::test]
async fn a_picture_larger_than_the_desk_takes_never_holds_up_the_words() {
    let server = TestServer::start_with(&format!("{CEDAR_RIDGE}\n[limits]\nattachment_bytes = 1000\n")).await;
    let maria = server.enrol("maria").await;
    let attachment = announced("screen.png", &picture());

    let ticket = open_with(&maria, &attachment).await;

    assert_eq!(state(&maria, ticket).await, "refused");
    assert_eq!(code(put(&maria, attachment.id, &picture()).await).await, refused(413, "too_large"));
}

#[tokio::test]
async fn a_picture_belongs_to_its_requester_alone() {
    let server = TestServer::start().await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let attachment = announced("screen.png", &picture());
    open_with(&maria, &attachment).await;

    assert_eq!(code(put(&lena, attachment.id, &picture()).await).await, refused(404, "not_found"));
    put(&maria, attachment.id, &picture()).await;
    assert_eq!(code(lena.get(&format!("/attachments/{}", attachment.id)).await).await, refused(404, "not_found"));
    assert_eq!(code(server.get(&format!("/api/v1/attachments/{}", attachment.id)).await).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn an_attachment_id_is_used_once() {
    let server = TestServer::start().await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let attachment = announced("screen.png", &picture());
    open_with(&maria, &attachment).await;
    let new = NewTicket { attachments: vec![attachment], ..ticket("With her picture") };

    let taken = lena.post("/tickets", TicketId::new(), &serde_json::to_value(new).expect("JSON")).await;

    assert_eq!(code(taken).await, refused(400, "invalid"));
    assert_eq!(lena.get_json("/tickets").await, json!([]));
}

async fn bring(devon: &Technician, id: AttachmentId, content: &[u8]) -> Response {
    devon.call(Method::PUT, &format!("/attachments/{id}")).body(content.to_vec()).send().await.expect("answer")
}

#[tokio::test]
async fn a_technicians_picture_reaches_whoever_asked_and_nobody_else() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, lena) = (server.enrol("maria").await, server.enrol("lena").await);
    let ticket = maria.open("Which cable?").await;
    let attachment = announced("short cable.png", &picture());
    let last = async || maria.get_json(&format!("/tickets/{ticket}")).await["history"][2]["attachments"].clone();
    let limits = devon.get_json("/me").await["capabilities"].clone();
    assert_eq!(limits["max_attachment_bytes"], 25 * 1024 * 1024);
    assert_eq!(limits["attachment_types"], json!(["image/png", "image/jpeg", "application/pdf", "text/plain"]));

    devon.say(ticket, &json!({ "body": "This one", "attachments": [attachment] })).await;
    assert_eq!((&last().await[0]["name"], &last().await[0]["state"]), (&json!("short cable.png"), &json!("pending")));
    assert_eq!(code(put(&maria, attachment.id, &picture()).await).await, refused(404, "not_found"), "it is not hers to bring");
    let (first, again) = (bring(&devon, attachment.id, &picture()).await, bring(&devon, attachment.id, &picture()).await);

    assert_eq!((first.status(), again.status()), (StatusCode::OK, StatusCode::OK));
    assert_eq!(last().await[0]["state"], "stored");
    let path = format!("/attachments/{}", attachment.id);
    for answer in [maria.get(&path).await, devon.call(Method::GET, &path).send().await.expect("answer")] {
        assert_eq!([&answer.headers()["content-type"], &answer.headers()["x-content-type-options"]], ["image/png", "nosniff"]);
        assert_eq!(answer.bytes().await.expect("bytes"), picture());
    }
    assert_eq!(code(lena.get(&path).await).await, refused(404, "not_found"));
    assert_eq!(code(server.get(&format!("/api/v1{path}")).await).await, refused(401, "unauthenticated"));
    assert_eq!(code(server.get(&format!("/api/v1/staff{path}")).await).await, refused(401, "unauthenticated"));
}

#[tokio::test]
async fn a_technicians_file_is_a_download_and_is_brought_by_our_own_page_alone() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let ticket = maria.open("How?").await;
    let (guide, program) = (b"%PDF-1.7 turn it off and on", b"MZ\x90\x00\x03\x00\x00\x00");
    let (attachment, other) = (announced("guide.pdf", guide), announced("guide.png", program));
    devon.say(ticket, &json!({ "body": "Like this", "attachments": [attachment, other] })).await;
    let url = format!("{}/api/v1/staff/attachments/{}", server.url, attachment.id);

    let from_elsewhere = server.http.put(url).header("cookie", &devon.cookie).header("origin", "https://evil.example").body(guide.to_vec());
    assert_eq!(code(from_elsewhere.send().await.expect("answer")).await, refused(403, "forbidden"));
    assert_eq!(bring(&devon, attachment.id, guide).await.status(), StatusCode::OK);
    assert_eq!(code(bring(&devon, other.id, program).await).await, refused(415, "unsupported_type"));
    assert_eq!(code(bring(&devon, AttachmentId::new(), guide).await).await, refused(404, "not_found"));

    let back = maria.get(&format!("/attachments/{}", attachment.id)).await;
    assert_eq!(back.headers()["content-disposition"], "attachment; filename*=UTF-8''guide.pdf");
    assert_eq!([&back.headers()["content-type"], &back.headers()["x-content-type-options"]], ["application/pdf", "nosniff"]);
    let states = maria.get_json(&format!("/tickets/{ticket}")).await["history"][2]["attachments"].clone();
    assert_eq!((&states[0]["state"], &states[1]["state"]), (&json!("stored"), &json!("refused")));
}

#[tokio::test]
async fn a_technician_brings_no_bytes_for_a_picture_that_somebody_else_announced() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let attachment = announced("screen.png", &picture());
    open_with(&maria, &attachment).await;

    assert_eq!(code(bring(&devon, attachment.id, &picture()).await).await, refused(404, "not_found"));
}

#[tokio::test]
async fn a_file_with_a_note_for_the_desk_leaves_no_trace_on_the_requesters_side() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let ticket = maria.open("Blue").await;
    let tag = maria.get(&format!("/tickets/{ticket}")).await.headers()["etag"].clone();
    let attachment = announced("socket.png", &picture());

    devon.say(ticket, &json!({ "body": "Look at the socket", "internal": true, "attachments": [attachment] })).await;
    assert_eq!(bring(&devon, attachment.id, &picture()).await.status(), StatusCode::OK);

    let staff = devon.get_json(&format!("/tickets/{ticket}")).await;
    assert_eq!(staff["history"][1]["item"]["attachments"][0]["state"], "stored");
    assert_eq!(maria.get(&format!("/tickets/{ticket}")).await.headers()["etag"], tag);
    assert_eq!(code(maria.get(&format!("/attachments/{}", attachment.id)).await).await, refused(404, "not_found"));
}

#[tokio::test]
async fn a_message_with_a_file_is_said_once() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let ticket = maria.open("Blue").await;
    let attachment = announced("socket.png", &picture());
    let key = desk_api::MessageId::new();
    let body = json!({ "body": "Look", "attachments": [attachment] });
    let say = async || {
        let request = devon.call(Method::POST, &format!("/tickets/{ticket}/messages")).header("idempotency-key", key.to_string());
        request.json(&body).send().await.expect("answer").status()
    };

    assert_eq!((say().await, say().await), (StatusCode::OK, StatusCode::OK));
    bring(&devon, attachment.id, &picture()).await;
    assert_eq!(say().await, StatusCode::OK);

    let history = maria.get_json(&format!("/tickets/{ticket}")).await["history"].clone();
    let with_it = history.as_array().expect("history").iter().filter(|item| item["attachments"][0]["state"] == "stored").count();
    assert_eq!(with_it, 1);
}
