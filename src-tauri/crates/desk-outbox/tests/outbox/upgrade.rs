//! A queue that version 0.1 left: what it accepted goes out byte by byte as it would have.

use crate::noon;
use desk_outbox::{Opened, Outbox, Parcel};
use std::{fs, path::Path};
use tempfile::TempDir;

const TICKET: &str = r#"{"words":"The projector stays blue.\nRoom B204.","class_waiting":false,"written_at":"2026-11-23T14:11:17.346601729Z","attachments":[{"id":"01a208bf-30e2-7349-b369-c7a0672ba4f7","name":"screen.png","media_type":"image/png","size_bytes":1600,"sha256":"b4156fd6060f130c9b3e70cfadd34c60dead38d063157abfa5cff92522b2d6ea"}],"report":{"taken_at":"2026-11-23T14:11:17.345742527Z","took_ms":1,"agent_version":"0.1.0","facts":[]},"about_device":null,"notice_id":null,"language":"en"}"#;
const MESSAGE: &str = r#"{"body":"Now it is green.","attachments":[],"written_at":"2026-11-23T14:11:17.376554046Z"}"#;
const RATING: &str = r#"{"score":"positive","note":null}"#;
const PICTURE: &str = "01a208bf-30e2-7349-b369-c7a0672ba4f7";
const PICTURE_BYTES: usize = 1_600;

/// A copy of the folder as it was checked in.
fn left_by_0_1() -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outbox/from-0.1");
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("blobs")).unwrap();
    for file in [Path::new("outbox.db").to_owned(), Path::new("blobs").join(PICTURE)] {
        fs::copy(from.join(&file), dir.path().join(&file)).unwrap();
    }
    dir
}

#[tokio::test]
async fn what_version_0_1_accepted_goes_out_in_order_with_the_same_bytes() {
    let dir = left_by_0_1();
    let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();
    assert_eq!(opened, Opened::Whole);

    let (mut words, mut keys) = (Vec::new(), Vec::new());
    outbox.hurry().await.unwrap();
    while let Some(due) = outbox.next(noon()).await.unwrap() {
        keys.push(due.parcel.key().to_string());
        match &due.parcel {
            Parcel::Ticket { body, .. } => words.push(body.bytes().clone()),
            Parcel::Message { body, .. } => words.push(body.bytes().clone()),
            Parcel::Rating { body, .. } => words.push(body.bytes().clone()),
            Parcel::Attachment { id, .. } => assert_eq!(outbox.blob(*id).await.unwrap().unwrap().len(), PICTURE_BYTES),
            Parcel::Confirmation { .. } | Parcel::Affected { .. } | Parcel::TipHelped { .. } => panic!("{:?} was not in it", due.parcel),
        }
        outbox.delivered(due.parcel.key()).await.unwrap();
    }

    assert_eq!(words, [TICKET, MESSAGE, RATING]);
    assert_eq!(
        keys,
        [
            "ticket:01a208bf-30e2-7349-b369-c7a189734b62",
            "message:01a208bf-3100-704b-ad3d-ddbeb2322c57",
            "rating:01a208bf-3105-76fe-ac6a-0a15e387a664",
            "attachment:01a208bf-30e2-7349-b369-c7a0672ba4f7",
        ]
    );
}

#[tokio::test]
async fn what_version_0_1_had_begun_to_send_can_be_taken_back_and_goes_again_with_its_bytes() {
    let dir = left_by_0_1();
    let (outbox, _) = Outbox::open(dir.path()).await.unwrap();
    let ticket = outbox.waiting().await.unwrap()[0].parcel.ticket().unwrap();

    let desk_outbox::Withdrawn::Back(back) = outbox.withdraw(ticket).await.unwrap() else { panic!("it is here") };
    outbox.accept(&back, noon()).await.unwrap();

    let Parcel::Ticket { body, .. } = outbox.next(noon()).await.unwrap().unwrap().parcel else { panic!("the ticket goes first") };
    assert_eq!(body.bytes(), TICKET);
}
