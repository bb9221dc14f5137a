//! The suite of the contract, against the desk in process.

use crate::support::{Technician, TestServer, enrolment};
use desk_api::{NoticeId, TicketId, conformance::Stage};
use desk_server::Local;
use reqwest::Method;
use serde_json::json;

struct InProcess {
    server: TestServer,
    technician: Technician,
}

async fn in_process() -> InProcess {
    let server = TestServer::start().await;
    let technician = server.technician("devon").await;
    InProcess { server, technician }
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
}

pub(crate) async fn replies(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body })).await;
}

pub(crate) async fn asks_if_fixed(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body, "then": "ask_if_fixed" })).await;
}

pub(crate) async fn notes(technician: &Technician, ticket: TicketId, body: &str) {
    technician.say(ticket, &json!({ "body": body, "internal": true })).await;
}

pub(crate) async fn posts_notice(technician: &Technician, title: &str) -> NoticeId {
    let notice = technician.done(Method::POST, "/notices", &json!({ "title": title, "kind": "major" })).await;
    notice["id"].as_str().expect("id").parse().expect("id")
}

desk_api::desk_conformance!(in_process);
