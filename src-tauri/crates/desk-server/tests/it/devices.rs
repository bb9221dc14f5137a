//! Computers over HTTP: what each last said about itself, and finding tickets by it.

use crate::support::{TestServer, code, refused, ticket};
use desk_api::{
    DeviceId, DeviceReport, TicketId,
    report::{Fact, FactValue, Reading, key},
};
use jiff::Timestamp;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

fn report(version: &str, room: &str, asset_tag: &str) -> DeviceReport {
    let fact = |key: &str, value: FactValue| Fact {
        key: key.into(),
        of: None,
        source: "test".into(),
        reading: Reading::Known { value },
        took_ms: 1,
    };
    let facts = vec![
        fact(key::ASSET_TAG, FactValue::Text(asset_tag.into())),
        fact(key::ROOM, FactValue::Text(room.into())),
        fact(key::AUDIO_MUTED, FactValue::Flag(true)),
        Fact {
            reading: Reading::Unknown { because: "only the administrator may read it".into() },
            ..fact(key::SERIAL, FactValue::Flag(true))
        },
    ];
    DeviceReport { taken_at: Timestamp::now(), took_ms: 1, agent_version: version.into(), facts }
}

#[tokio::test]
async fn a_computer_is_shown_as_it_last_described_itself() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let (maria, _) = (server.enrol("maria").await, server.enrol("lena").await);
    let mut ids = Vec::new();
    for (words, report) in
        [("No sound", Some(report("0.1.0", "B204", "CR-1"))), ("Muted again", Some(report("0.2.0", "B204", "CR-10482"))), ("Thanks", None)]
    {
        let id = TicketId::new();
        let new = desk_api::NewTicket { report, ..ticket(words) };
        let opened = maria.post("/tickets", id, &serde_json::to_value(new).expect("JSON")).await;
        assert_eq!(opened.status(), StatusCode::CREATED);
        ids.push(id);
    }
    devon.done(Method::PUT, &format!("/tickets/{}/status", ids[0]), &json!({ "status": "cancelled" })).await;

    let list = devon.get_json("/devices").await;
    let names: Vec<_> = list.as_array().expect("list").iter().map(|one| one["host_name"].clone()).collect();
    assert_eq!(names, ["pc-lena", "pc-maria"]);
    let (lenas, marias) = (&list[0], &list[1]);
    assert_eq!((&lenas["person"], &lenas["agent_version"], &lenas["open_tickets"]), (&json!("lena Alvarez"), &Value::Null, &json!(0)));
    assert_eq!(
        [&marias["asset_tag"], &marias["serial"], &marias["place"], &marias["agent_version"], &marias["open_tickets"]],
        [&json!("CR-10482"), &Value::Null, &json!("B204, Building B"), &json!("0.2.0"), &json!(2)]
    );

    let ticket = devon.get_json(&format!("/tickets/{}", ids[2])).await;
    let one = devon.get_json(&format!("/devices/{}", ticket["device"].as_str().expect("id"))).await;
    assert_eq!(&one["computer"], marias);
    assert_eq!((&one["report"]["agent_version"], &one["findings"][0]["title"]), (&json!("0.2.0"), &json!("Sound is muted")));
    let subjects: Vec<_> = one["tickets"].as_array().expect("tickets").iter().map(|one| one["subject"].clone()).collect();
    assert_eq!(subjects, ["Thanks", "Muted again", "No sound"]);
}

#[tokio::test]
async fn computers_are_for_technicians() {
    let server = TestServer::start().await;
    let maria = server.enrol("maria").await;
    let devon = server.technician("devon").await;

    for path in ["/staff/devices", "/staff/finished?words=x"] {
        assert_eq!(code(maria.get(path).await).await, refused(401, "unauthenticated"), "{path}");
    }
    let nowhere = devon.call(Method::GET, &format!("/devices/{}", DeviceId::new())).send().await.expect("answer");
    assert_eq!(code(nowhere).await, refused(404, "not_found"));
}

#[tokio::test]
async fn a_ticket_is_found_by_its_computer_also_when_it_is_finished() {
    let server = TestServer::start().await;
    let devon = server.technician("devon").await;
    let maria = server.enrol("maria").await;
    let mut ids = Vec::new();
    for words in ["The café’s printer", "No sound", "Still open"] {
        let id = TicketId::new();
        let new = desk_api::NewTicket { report: Some(report("0.1.0", "B204", "CR-10482")), ..ticket(words) };
        maria.post("/tickets", id, &serde_json::to_value(new).expect("JSON")).await;
        ids.push(id);
    }
    for id in &ids[..2] {
        devon.done(Method::PUT, &format!("/tickets/{id}/status"), &json!({ "status": "cancelled" })).await;
    }

    let open = devon.get_json("/queue").await["tickets"].clone();
    assert_eq!((&open[0]["computer"], &open[0]["asset_tag"]), (&json!("pc-maria"), &json!("CR-10482")));
    for (words, expected) in [
        ("cr-10482", vec!["No sound", "The café’s printer"]),
        ("CAFE%20alvarez", vec!["The café’s printer"]),
        ("pc-maria%20sound", vec!["No sound"]),
        ("open", vec![]),
    ] {
        let found = devon.get_json(&format!("/finished?words={words}")).await;
        let subjects: Vec<_> = found.as_array().expect("rows").iter().map(|row| row["subject"].as_str().expect("text")).collect();
        assert_eq!(subjects, expected, "{words}");
    }
}
