//! Another account on the same computer, with everything it can read or guess: the policy's key, Maria's user name and full name, the
//! serial number and the identity of the installation. It is somebody else.

use crate::{
    attachments::{announced, picture},
    events::Heard,
    support::{Teacher, Technician, TestServer, code, refused, ticket},
};
use desk_api::{
    AttachmentId, Code, Desk, DeskError, DeviceClaim, MessageId, NewMessage, NewTicket, NoticeId, PersonClaim, Sealed, TicketId, TipId,
};
use desk_client::{Client, Identity, MemoryStore, SecretStore};
use jiff::Timestamp;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// In everything Maria writes, names and presses.
const HERS: &str = "zanzibar";

/// An account's agent, but for what it shows on the screen, and its keyring.
struct Account {
    desk: Client,
    keyring: Arc<MemoryStore>,
}

/// Each claims the same.
fn account(server: &TestServer) -> Account {
    let device = DeviceClaim {
        install_id: Uuid::from_u128(12),
        host_name: "ROOM-12".to_owned(),
        serial: Some("5CD1234XYZ".to_owned()),
        asset_tag: Some("CR-20417".to_owned()),
        site: None,
        building: Some("Building B".to_owned()),
        room: Some("B204".to_owned()),
    };
    let person = PersonClaim { user_name: "maria".to_owned(), full_name: Some("Maria Alvarez".to_owned()), email: None };
    let identity = Identity { device, person, enrolment_key: Some(server.key.clone()) };
    let keyring = Arc::new(MemoryStore::new());
    let desk = Client::new(server.url.parse().expect("address"), identity, keyring.clone(), "0.0.0").expect("client");
    Account { desk, keyring }
}

/// What Maria has at the desk.
struct Hers {
    ticket: TicketId,
    picture: AttachmentId,
    notice: NoticeId,
    tip: TipId,
}

async fn all_of_hers(maria: &Client, devon: &Technician) -> Hers {
    let (ticket_id, attachment) = (TicketId::new(), announced(&format!("{HERS}.png"), &picture()));
    let new = NewTicket { attachments: vec![attachment.clone()], ..ticket(HERS) };
    maria.open(ticket_id, &sealed(&new)).await.expect("opened");
    maria.attach(attachment.id, picture().into()).await.expect("attached");
    devon.say(ticket_id, &json!({ "body": format!("{HERS}, I see") })).await;
    let (notice, tip) = (NoticeId::new(), TipId::new());
    let body = json!({ "title": "Wi-Fi is down", "kind": "major", "places": [] });
    devon.call(Method::POST, "/notices").header("idempotency-key", notice.to_string()).json(&body).send().await.expect("posted");
    devon.send(Method::PUT, &format!("/how-tos/{tip}"), &json!({ "title": "Blue", "body": "Source", "topics": [], "offered": true })).await;
    maria.affected(notice).await.expect("me too");
    maria.tip_helped(tip).await.expect("helped");
    Hers { ticket: ticket_id, picture: attachment.id, notice, tip }
}

#[tokio::test]
async fn a_second_account_that_claims_to_be_her_sees_nothing_of_hers() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, neighbour) = (account(&server), account(&server));
    let hers = all_of_hers(&maria.desk, &devon).await;

    let desk = &neighbour.desk;
    let hello = NewMessage { body: "Hello".to_owned(), attachments: Vec::new(), written_at: Timestamp::now() };
    let refused = |error: DeskError| assert_eq!(error.code(), Some(Code::NotFound));
    assert_eq!(desk.tickets().await.expect("listed"), []);
    refused(desk.thread(hers.ticket).await.expect_err("not theirs"));
    refused(desk.attachment(hers.picture).await.expect_err("not theirs"));
    refused(desk.attach(hers.picture, picture().into()).await.expect_err("not theirs"));
    refused(desk.reply(hers.ticket, MessageId::new(), &sealed(&hello)).await.expect_err("not theirs"));
    let notice = desk.notices().await.expect("listed").into_iter().find(|notice| notice.id == hers.notice).expect("it is for all");
    let tip = desk.tips().await.expect("listed").into_iter().find(|tip| tip.id == hers.tip).expect("it is for all");
    assert_eq!((notice.affected, notice.affects_me, tip.helped_me), (1, false, false), "how many, and not who");
    assert_eq!(maria.desk.tickets().await.expect("listed").len(), 1);
}

#[tokio::test]
async fn a_second_account_hears_nothing_of_hers_not_even_of_what_is_long_past() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, neighbour) = (account(&server), account(&server));
    neighbour.desk.sign_in().await.expect("signed in");
    let token = wire(&server, &neighbour).await;
    let mut from_now = Heard::open(&token, None).await;
    let hers = all_of_hers(&maria.desk, &devon).await;

    let mut from_the_beginning = Heard::open(&token, Some(0)).await;

    for heard in [&mut from_now, &mut from_the_beginning] {
        assert_eq!(heard.next().await["what"]["notice_id"], json!(hers.notice), "the first it hears is for all");
    }
}

#[tokio::test]
async fn on_the_wire_no_word_of_hers_is_in_anything_a_second_account_is_answered() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, neighbour) = (account(&server), account(&server));
    let hers = all_of_hers(&maria.desk, &devon).await;
    neighbour.desk.sign_in().await.expect("signed in");
    let teacher = wire(&server, &neighbour).await;

    let paths = ["/desk", "/tickets", "/notices", "/tips"].map(str::to_owned).into_iter();
    for path in paths.chain([format!("/tickets/{}", hers.ticket), format!("/attachments/{}", hers.picture)]) {
        let said = teacher.get(&path).await.text().await.expect("text");
        assert!(!said.contains(HERS) && !said.contains(&hers.ticket.to_string()), "{path}: {said}");
    }
    let new = serde_json::to_value(ticket(HERS)).expect("JSON");
    assert_eq!(code(teacher.post("/tickets", hers.ticket, &new).await).await, refused(409, "key_reused"), "her id is no way in");
}

#[tokio::test]
async fn both_accounts_are_one_computer_and_two_people_to_the_desk() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    for account in [account(&server), account(&server)] {
        account.desk.open(TicketId::new(), &sealed(&ticket("Blue"))).await.expect("opened");
    }

    let computers = devon.get_json("/devices").await;

    assert_eq!(computers.as_array().map(Vec::len), Some(1), "{computers}");
    assert_eq!((&computers[0]["serial"], &computers[0]["open_tickets"]), (&json!("5CD1234XYZ"), &json!(2)));
}

fn sealed<T: Serialize>(what: &T) -> Sealed<T> {
    Sealed::seal(what).expect("JSON")
}

/// The account's next access token, from what its keyring holds.
async fn wire(server: &TestServer, account: &Account) -> Teacher {
    let refresh = account.keyring.load("refresh-token").await.expect("kept").expect("signed in");
    server.teacher(&server.refresh(refresh.expose_secret()).await.json().await.expect("tokens"))
}
