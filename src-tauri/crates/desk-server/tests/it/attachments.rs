//! Pictures over HTTP: whole, of a known type, once, and only for those whose they are.

use crate::support::{CEDAR_RIDGE, Teacher, TestServer, code, refused, ticket};
use desk_api::{AttachmentId, NewAttachment, NewTicket, TicketId};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn announced(name: &str, content: &[u8]) -> NewAttachment {
    let sha256 = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    NewAttachment { id: AttachmentId::new(), name: name.into(), media_type: "image/png".into(), size_bytes: content.len() as u64, sha256 }
}

fn picture() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), vec![7; 3_000]].concat()
}

async fn open_with(teacher: &Teacher, attachment: &NewAttachment) -> TicketId {
    let id = TicketId::new();
    let new = NewTicket { attachments: vec![attachment.clone()], ..ticket("With a picture") };
    let answer = teacher.post("/tickets", id, &serde_json::to_value(new).expect("JSON")).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    id
}

async fn put(teacher: &Teacher, id: AttachmentId, content: &[u8]) -> Response {
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
