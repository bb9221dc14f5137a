//! How each route is asked for, and what lies there to be had.

use super::callers::{Caller, Callers, enrolment};
use crate::{
    attachments::{announced, picture, with_picture},
    support::{PASSWORD, TestServer, database::database_of, ticket},
};
use desk_api::{AttachmentId, NewTicket, NoticeId, TicketId, TipId};
use desk_server::Operator;
use reqwest::{Method, RequestBuilder};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use uuid::Uuid;

/// A route, and how it is asked for: what stands in the place of `{id}`, and what is sent.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    id: fn(&Scene) -> String,
    sends: fn(&Scene, &Caller) -> Sent,
}

/// What goes along.
enum Sent {
    Nothing,
    /// JSON, with a key of its own.
    New(Value),
    /// JSON, under a key that was used.
    Again(Uuid, Value),
    Bytes(Vec<u8>),
}
use Sent::{Again, Bytes, New, Nothing};

/// What Maria and the desk own at the moment a route is asked for.
pub(super) struct Scene {
    /// Hers, open, with a picture that is here.
    ticket: TicketId,
    stored: AttachmentId,
    /// Hers, with a picture that she announced; she is asked whether it is fixed, in words with a picture that Devon announced.
    asked: TicketId,
    body: Value,
    hers: AttachmentId,
    his: AttachmentId,
    device: String,
    notice: NoticeId,
    how_to: TipId,
    /// A one-time link of Priya's.
    link: String,
}

impl Scene {
    pub(super) async fn set(server: &TestServer, callers: &Callers) -> Self {
        let Callers { maria, devon, .. } = callers;
        let (ticket_here, stored) = with_picture(maria).await;
        let (asked, hers, his) = (TicketId::new(), announced("screen.png", &picture()), announced("cable.png", &picture()));
        let body = serde_json::to_value(NewTicket { attachments: vec![hers.clone()], ..ticket("Blue") }).expect("JSON");
        assert_eq!(maria.post("/tickets", asked, &body).await.status(), 201);
        devon.say(asked, &json!({ "body": "Better?", "then": "ask_if_fixed", "attachments": [his.clone()] })).await;
        let device = devon.get_json(&format!("/tickets/{ticket_here}")).await["device"].as_str().expect("a computer").to_owned();
        let (notice, how_to) = (NoticeId::new(), TipId::new());
        let posting = devon.call(Method::POST, "/notices").header("idempotency-key", notice.to_string()).json(&a_notice());
        assert!(posting.send().await.expect("answer").status().is_success());
        assert!(devon.send(Method::PUT, &format!("/how-tos/{how_to}"), &a_how_to()).await.status().is_success());
        let operator = Operator::open(database_of(server.folder.path())).await.expect("opened");
        let link = operator.new_sign_in_link("priya").await.expect("made").expect("is known").expose_secret().to_owned();
        operator.close().await;
        Self { ticket: ticket_here, stored, asked, body, hers: hers.id, his: his.id, device, notice, how_to, link }
    }
}

impl Route {
    /// The call, but for who makes it.
    pub(super) fn ask(&self, scene: &Scene, caller: &Caller, server: &TestServer) -> RequestBuilder {
        let path = self.path.replace("{id}", &(self.id)(scene));
        let request = server.http.request(self.method.parse().expect("a method"), format!("{}/api/v1{path}", server.url));
        let request = request.header("origin", &server.url);
        match (self.sends)(scene, caller) {
            Nothing => request,
            New(body) => request.header("idempotency-key", Uuid::now_v7().to_string()).json(&body),
            Again(key, body) => request.header("idempotency-key", key.to_string()).json(&body),
            Bytes(bytes) => request.body(bytes),
        }
    }
}

const fn route(method: &'static str, path: &'static str, id: fn(&Scene) -> String, sends: fn(&Scene, &Caller) -> Sent) -> Route {
    Route { method, path, id, sends }
}

fn no_id(_: &Scene) -> String {
    String::new()
}

fn nothing(_: &Scene, _: &Caller) -> Sent {
    Nothing
}

fn a_notice() -> Value {
    json!({ "title": "Wi-Fi is down", "kind": "major", "places": [] })
}

fn a_how_to() -> Value {
    json!({ "title": "Blue", "body": "Press Source", "topics": [], "offered": true })
}

fn says(_: &Scene, _: &Caller) -> Sent {
    New(json!({ "body": "Hello", "written_at": "2026-09-14T10:30:00Z" }))
}

/// The two that end sessions come last.
pub(super) const ROUTES: [Route; 44] = [
    route("GET", "/desk", no_id, nothing),
    route("POST", "/enrolments", no_id, |_, caller| New(enrolment(&caller.key, caller.name, "pc-of-a-caller"))),
    route("POST", "/tokens", no_id, |_, caller| New(json!({ "refresh_token": caller.refresh }))),
    route("GET", "/tickets", no_id, nothing),
    route("POST", "/tickets", no_id, |scene, _| Again(scene.asked.0, scene.body.clone())),
    route("GET", "/tickets/{id}", |scene| scene.ticket.to_string(), nothing),
    route("POST", "/tickets/{id}/messages", |scene| scene.ticket.to_string(), says),
    route("POST", "/tickets/{id}/confirmation", |scene| scene.asked.to_string(), |_, _| New(json!({ "fixed": false }))),
    route("POST", "/tickets/{id}/rating", |scene| scene.asked.to_string(), |_, _| New(json!({ "score": "positive" }))),
    route("PUT", "/attachments/{id}", |scene| scene.hers.to_string(), |_, _| Bytes(picture())),
    route("GET", "/attachments/{id}", |scene| scene.stored.to_string(), nothing),
    route("GET", "/notices", no_id, nothing),
    route("POST", "/notices/{id}/affected", |scene| scene.notice.to_string(), nothing),
    route("GET", "/tips", no_id, nothing),
    route("POST", "/tips/{id}/helped", |scene| scene.how_to.to_string(), nothing),
    route("GET", "/events", no_id, nothing),
    route("GET", "/staff/me", no_id, nothing),
    route("GET", "/staff/queue", no_id, nothing),
    route("GET", "/staff/finished", no_id, nothing),
    route("GET", "/staff/tickets/{id}", |scene| scene.ticket.to_string(), nothing),
    route("POST", "/staff/tickets/{id}/take", |scene| scene.ticket.to_string(), nothing),
    route("POST", "/staff/tickets/{id}/assignment", |scene| scene.ticket.to_string(), |_, _| New(json!({ "technician": "Priya Nair" }))),
    route("POST", "/staff/tickets/{id}/messages", |scene| scene.ticket.to_string(), says),
    route("PUT", "/staff/tickets/{id}/status", |scene| scene.ticket.to_string(), |_, _| New(json!({ "status": "on_hold" }))),
    route("POST", "/staff/tickets/{id}/promise", |scene| scene.ticket.to_string(), |_, _| New(json!({}))),
    route("POST", "/staff/tickets/{id}/hand-off", |scene| scene.ticket.to_string(), |_, _| New(json!({ "department": "Facilities" }))),
    route("PUT", "/staff/tickets/{id}/notice", |scene| scene.ticket.to_string(), |scene, _| New(json!({ "notice_id": scene.notice }))),
    route("PUT", "/staff/attachments/{id}", |scene| scene.his.to_string(), |_, _| Bytes(picture())),
    route("GET", "/staff/attachments/{id}", |scene| scene.stored.to_string(), nothing),
    route("GET", "/staff/notices", no_id, nothing),
    route("POST", "/staff/notices", no_id, |_, _| New(a_notice())),
    route("GET", "/staff/alike", no_id, nothing),
    route("PUT", "/staff/notices/{id}", |scene| scene.notice.to_string(), |_, _| New(a_notice())),
    route(
        "POST",
        "/staff/notices/{id}/updates",
        |scene| scene.notice.to_string(),
        |_, _| New(json!({ "body": "Soon", "resolved": false })),
    ),
    route("GET", "/staff/notices/{id}/tickets", |scene| scene.notice.to_string(), nothing),
    route("GET", "/staff/devices", no_id, nothing),
    route("GET", "/staff/devices/{id}", |scene| scene.device.clone(), nothing),
    route("GET", "/staff/how-tos", no_id, nothing),
    route("PUT", "/staff/how-tos/{id}", |scene| scene.how_to.to_string(), |_, _| New(a_how_to())),
    route("DELETE", "/staff/how-tos/{id}", |scene| scene.how_to.to_string(), nothing),
    route("GET", "/staff/events", no_id, nothing),
    route("POST", "/staff/session", no_id, |_, caller| {
        let user_name = if caller.name == "priya" { "priya" } else { "devon" };
        New(json!({ "user_name": user_name, "password": caller.password }))
    }),
    route("POST", "/staff/password", no_id, |scene, caller| {
        // Only Priya was given the link.
        let link = if caller.name == "priya" { scene.link.as_str() } else { "a-guess-at-a-link" };
        New(json!({ "link": link, "password": PASSWORD }))
    }),
    route("DELETE", "/staff/session", no_id, nothing),
];
