//! Files that are not what they seem: they are kept as what their content is, shown as nothing else, and never in anybody's way.

use crate::{
    attachments::{announced, open_with, picture, put},
    support::{Teacher, TestServer, ticket},
};
use desk_api::{NewAttachment, NewTicket, TicketId};
use futures_util::{StreamExt, stream::FuturesUnordered};
use reqwest::StatusCode;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A PNG of one pixel, as its header says.
fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0".to_vec()
}

/// How a file comes back: its type, and whether it is shown or kept as a file.
async fn comes_back(maria: &Teacher, name: &str, content: &[u8]) -> Option<(String, String)> {
    let attachment = announced(name, content);
    open_with(maria, &attachment).await;
    if put(maria, attachment.id, content).await.status() != StatusCode::OK {
        return None;
    }
    let back = maria.get(&format!("/attachments/{}", attachment.id)).await;
    let header = |name: &str| back.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(
        (header("x-content-type-options"), header("content-security-policy")),
        ("nosniff".into(), "default-src 'none'; sandbox".into())
    );
    let way = header("content-disposition").split(';').next().expect("a way").to_owned();
    Some((header("content-type"), way))
}

#[tokio::test]
async fn what_is_two_things_at_once_comes_back_as_one_that_runs_nothing() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let script = b"<script>alert(document.cookie)</script>";
    let zip = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let picture = |way: &str| Some((way.to_owned(), "inline".to_owned()));
    let file = |way: &str| Some((way.to_owned(), "attachment".to_owned()));

    for (name, content, expected) in [
        ("a.html", [png(), script.to_vec()].concat(), picture("image/png")),
        ("a.jar", [png(), zip.to_vec()].concat(), picture("image/png")),
        ("a.js", [b"\xff\xd8\xff/*".to_vec(), script.to_vec()].concat(), picture("image/jpeg")),
        ("a.png", script.to_vec(), file("text/plain")),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec(), file("text/plain")),
        ("a.png", [b"%PDF-1.7 ".to_vec(), script.to_vec()].concat(), file("application/pdf")),
        ("a.png", b"GIF89a/*".to_vec(), file("text/plain")),
        ("a.png", zip.to_vec(), None),
        ("a.png", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), None),
    ] {
        assert_eq!(comes_back(&maria, name, &content).await, expected, "{name} {content:?}");
    }
}

#[tokio::test]
async fn a_picture_that_would_fill_a_browser_is_refused_and_its_words_are_there() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let mut bomb = png();
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    let attachment = announced("screen.png", &bomb);

    let id = open_with(&maria, &attachment).await;

    assert_eq!(put(&maria, attachment.id, &bomb).await.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(maria.get_json(&format!("/tickets/{id}")).await["history"][0]["attachments"][0]["state"], "refused");
}

#[tokio::test]
async fn no_name_of_a_file_holds_up_the_words_or_leads_anywhere() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    for (name, kept) in
        [("../../etc/passwd", "passwd"), ("a\\b.txt", "b.txt"), ("a\nb", "ab"), ("x\u{202e}gnp.exe", "xgnp.exe"), ("", "file")]
    {
        let attachments = vec![NewAttachment { name: name.into(), ..announced("a.png", &picture()) }];
        let new = serde_json::to_value(NewTicket { attachments, ..ticket("With a file") }).expect("JSON");
        let id = TicketId::new();

        assert_eq!(maria.post("/tickets", id, &new).await.status(), StatusCode::CREATED, "{name:?}");

        let thread: Value = maria.get_json(&format!("/tickets/{id}")).await;
        assert_eq!(thread["history"][0]["attachments"][0]["name"], kept, "{name:?}");
    }
}

#[tokio::test]
async fn pictures_that_begin_and_never_arrive_hold_up_nobody_elses() {
    let server = TestServer::start().await;
    let (student, maria) = (server.enrol("student").await, server.enrol("maria").await);
    let address = server.url.trim_start_matches("http://").to_owned();
    let (mut open, content) = (Vec::new(), picture());
    for _ in 0..30 {
        let stalled = announced("screen.png", &content);
        let mut line = TcpStream::connect(&address).await.expect("connected");
        let head = format!(
            "PUT /api/v1/attachments/{} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\nexpect: 100-continue\r\ncontent-length: 25000000\r\n\r\n",
            stalled.id, student.access
        );
        line.write_all(head.as_bytes()).await.expect("sent");
        open.push(line);
    }
    // Three of them are waited for, which is when a server asks for the body. The rest hear nothing, and stay as well.
    let answers = open.into_iter().map(|mut line| async move {
        let mut said = [0; 12];
        line.read_exact(&mut said).await.expect("answered");
        (line, said)
    });
    let (mut answers, mut waited_for) = (answers.collect::<FuturesUnordered<_>>(), Vec::new());
    while waited_for.len() < 3 {
        let (mut line, said) = answers.next().await.expect("one of thirty");
        assert_eq!(&said, b"HTTP/1.1 100");
        line.write_all(b"\x89").await.expect("sent");
        waited_for.push(line);
    }
    let attachment = announced("screen.png", &content);
    open_with(&maria, &attachment).await;

    assert_eq!(put(&maria, attachment.id, &content).await.status(), StatusCode::OK);
}
