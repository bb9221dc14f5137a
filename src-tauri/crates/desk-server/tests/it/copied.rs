//! A computer whose disk was copied with everybody's sign-in on it: both go on working, the desk sees two computers, and neither reads
//! what is asked on the other.

use crate::support::{TestServer, enrolment, ticket};
use desk_api::{Desk, Sealed, TicketId};
use desk_client::{Client, Identity, MemoryStore, SecretStore};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};

/// A computer: its name, which of two serial numbers it has if any, and what is in its keyring.
struct Computer {
    name: &'static str,
    serial: Option<&'static str>,
    keyring: Arc<MemoryStore>,
}

impl Computer {
    /// Deskside on it, just started: it signs in by what the keyring holds.
    fn started(&self, server: &TestServer) -> Client {
        let mut claims = enrolment(&server.key, "maria");
        claims.device.host_name = self.name.to_owned();
        claims.device.serial = self.serial.map(str::to_owned);
        let identity = Identity { device: claims.device, person: claims.person, enrolment_key: Some(claims.key) };
        Client::new(server.url.parse().expect("address"), identity, self.keyring.clone(), "0.0.0").expect("client")
    }

    async fn copied_to(&self, name: &'static str, serial: Option<&'static str>) -> Self {
        let keyring = Arc::new(MemoryStore::new());
        for secret in ["refresh-token", "account-secret"] {
            let held = self.keyring.load(secret).await.expect("held").expect("signed in");
            keyring.keep(secret, held).await.expect("copied");
        }
        Self { name, serial, keyring }
    }

    async fn asks(&self, server: &TestServer, words: &str) -> TicketId {
        let id = TicketId::new();
        self.started(server).open(id, &Sealed::seal(&ticket(words)).expect("JSON")).await.expect("sent");
        id
    }

    async fn shows(&self, server: &TestServer) -> BTreeSet<TicketId> {
        self.started(server).tickets().await.expect("listed").into_iter().map(|ticket| ticket.id).collect()
    }
}

async fn are_split(original: Computer, copy: (&'static str, Option<&'static str>)) {
    let server = TestServer::start().await;
    let before = original.asks(&server, "Before it was copied").await;
    let copy = original.copied_to(copy.0, copy.1).await;
    // Both live: each shows its token until the desk has seen that there are two.
    for _ in 0..4 {
        original.shows(&server).await;
        copy.shows(&server).await;
    }

    let (here, there) = (original.asks(&server, "On the original").await, copy.asks(&server, "On the copy").await);

    assert_eq!(original.shows(&server).await, BTreeSet::from([before, here]));
    assert_eq!(copy.shows(&server).await, BTreeSet::from([there]));
    let devon = server.technician("devon").await;
    let computers = devon.get_json("/devices").await;
    let names: Vec<&str> = computers.as_array().expect("a list").iter().map(|one| one["host_name"].as_str().expect("a name")).collect();
    assert_eq!(names, [original.name, copy.name]);
    assert_eq!((&computers[0]["open_tickets"], &computers[1]["open_tickets"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_copy_that_got_a_name_of_its_own_is_another_computer_and_another_person() {
    are_split(Computer { name: "ROOM-12", serial: None, keyring: Arc::default() }, ("ROOM-14", None)).await;
}

#[tokio::test]
async fn a_copy_that_kept_its_name_is_told_by_its_serial_number() {
    let original = Computer { name: "ROOM-12", serial: Some("5CD1"), keyring: Arc::default() };
    are_split(original, ("ROOM-12", Some("5CD2"))).await;
}

#[tokio::test]
async fn a_computer_that_was_set_up_anew_is_the_same_computer_by_its_serial_number() {
    let server = TestServer::start().await;
    let before = Computer { name: "ROOM-12", serial: Some("5CD1"), keyring: Arc::default() };
    before.asks(&server, "Before").await;
    let after = Computer { name: "NEW-NAME", serial: Some("5CD1"), keyring: Arc::default() };

    after.asks(&server, "After").await;

    let computers = server.technician("devon").await.get_json("/devices").await;
    assert_eq!(computers.as_array().map(Vec::len), Some(1));
    assert_eq!((&computers[0]["host_name"], &computers[0]["open_tickets"]), (&json!("NEW-NAME"), &json!(2)));
    assert_eq!(after.shows(&server).await.len(), 1, "what nobody kept over the new installation proves nothing");
}

#[tokio::test]
async fn a_serial_number_that_is_read_later_goes_to_the_record_there_is() {
    let server = TestServer::start().await;
    Computer { name: "ROOM-12", serial: None, keyring: Arc::default() }.asks(&server, "Before").await;

    Computer { name: "ROOM-12", serial: Some("5CD1"), keyring: Arc::default() }.asks(&server, "After").await;

    let computers = server.technician("devon").await.get_json("/devices").await;
    assert_eq!((computers.as_array().map(Vec::len), &computers[0]["serial"]), (Some(1), &json!("5CD1")));
}
