//! The suite of the contract: against the desk in process, and against the client over real HTTP.

use crate::support::{Technician, TestServer, enrolment};
use desk_api::{NoticeId, TicketId, TipId, conformance::Stage};
use desk_client::{Client, Identity, MemoryStore};
use desk_server::Local;
use reqwest::Method;
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

struct InProcess {
    server: TestServer,
    technician: Technician,
}

struct OverHttp {
    server: TestServer,
    technician: Technician,
    clients: Mutex<BTreeMap<String, Client>>,
}

async fn in_process() -> InProcess {
    let server = TestServer::start().await;
    let technician = server.technician("devon").await;
    InProcess { server, technician }
}

async fn over_http() -> OverHttp {
    let InProcess { server, technician } = in_process().await;
    OverHttp { server, technician, clients: Mutex::default() }
}

impl OverHttp {
    fn client(&self, person: &str) -> Client {
        let request = enrolment(&self.server.key, person);
        let identity = Identity { device: request.device, person: request.person, enrolment_key: Some(request.key) };
        let url = self.server.url.parse().expect("address");
        Client::new(url, identity, Arc::new(MemoryStore::new()), "0.0.0").expect("client")
    }
}

impl Stage for InProcess {
    type Desk = Local;

    async fn desk(&self, person: &str) -> Local {
        self.server.running.desk().local(&enrolment(&self.server.key, person)).await.expect("enrolled")
    }

    async fn staff_replies(&self, ticket: TicketId, body: &str) {
        replies(&self.technician, ticket, body).await;
    }

    async fn staff_asks_if_fixed(&self, ticket: TicketId, body: &str) {
        asks_if_fixed(&self.technician, ticket, body).await;
    }

    async fn staff_notes(&self, ticket: TicketId, body: &str) {
        notes(&self.technician, ticket, body).await;
    }

    async fn posts_notice(&self, title: &str) -> NoticeId {
        posts_notice(&self.technician, title).await
    }

    async fn writes_how_to(&self, title: &str, is_offered: bool) -> TipId {
        writes_how_to(&self.technician, title, is_offered).await
    }
}

impl Stage for OverHttp {
    type Desk = Client;

    async fn desk(&self, person: &str) -> Client {
        let mut clients = self.clients.lock().expect("not poisoned");
        clients.entry(person.to_owned()).or_insert_with(|| self.client(person)).clone()
    }

    async fn staff_replies(&self, ticket: TicketId, body: &str) {
        replies(&self.technician, ticket, body).await;
    }

    async fn staff_asks_if_fixed(&self, ticket: TicketId, body: &str) {
        asks_if_fixed(&self.technician, ticket, body).await;
    }

    async fn staff_notes(&self, ticket: TicketId, body: &str) {
        notes(&self.technician, ticket, body).await;
    }

    async fn posts_notice(&self, title: &str) -> NoticeId {
        posts_notice(&self.technician, title).await
    }

    async fn writes_how_to(&self, title: &str, is_offered: bool) -> TipId {
        writes_how_to(&self.technician, title, is_offered).await
    }
}

async fn replies(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body })).await;
}

async fn asks_if_fixed(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body, "then": "ask_if_fixed" })).await;
}

async fn notes(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body, "internal": true })).await;
}

async fn posts_notice(technician: &Technician, title: &str) -> NoticeId {
    let notice = technician.done(Method::POST, "/notices", &json!({ "title": title, "kind": "major" })).await;
    notice["id"].as_str().expect("id").parse().expect("id")
}

async fn writes_how_to(technician: &Technician, title: &str, is_offered: bool) -> TipId {
    let id = TipId::new();
    let note = json!({ "title": title, "body": "Press the round button.", "topics": ["printer"], "offered": is_offered });
    technician.done(Method::PUT, &format!("/how-tos/{id}"), &note).await;
    id
}

mod in_this_process {
    use super::in_process;

    desk_api::desk_conformance!(in_process);
}

mod through_the_client {
    use super::over_http;

    desk_api::desk_conformance!(over_http);
}
