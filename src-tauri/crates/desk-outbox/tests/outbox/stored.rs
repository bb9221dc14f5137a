use crate::{after, attachment, begin, fresh, message, noon, reopen, ticket, ticket_id, ticket_saying, waiting_keys};
use bytes::Bytes;
use desk_api::{Code, MessageId, NoticeId, Sealed, TipId};
use desk_outbox::{Key, Parcel, Reason};
use sqlx::{Column, Connection, Row, SqliteConnection, sqlite::SqliteRow};
use std::path::Path;
use uuid::Uuid;

/// One of each, with bytes that no serialiser of ours would write.
fn one_of_each() -> Vec<Parcel> {
    let id = MessageId(Uuid::from_u128(7));
    vec![
        ticket_saying(1, "{ \"words\" : \"ä\",\r\n \"from_a_later_version\": [1.0] }"),
        attachment(2, 1),
        message(3, 1),
        Parcel::Confirmation { id, ticket: ticket_id(1), body: Sealed::from_bytes(Bytes::from_static(b"{\"fixed\":true}")) },
        Parcel::Rating { id, ticket: ticket_id(1), body: Sealed::from_bytes(Bytes::from_static(b"{\"score\":\"positive\"}")) },
        Parcel::Affected { notice: NoticeId(Uuid::from_u128(8)) },
        Parcel::TipHelped { tip: TipId(Uuid::from_u128(9)) },
    ]
}

#[tokio::test]
async fn the_same_bytes_come_back_after_a_restart() {
    let (dir, outbox) = fresh().await;
    outbox.accept(&one_of_each(), noon()).await.unwrap();
    drop(outbox);

    let outbox = reopen(&dir).await;

    let parcels: Vec<_> = outbox.waiting().await.unwrap().into_iter().map(|waiting| waiting.parcel).collect();
    assert_eq!(parcels, one_of_each());
}

#[tokio::test]
async fn the_same_key_again_is_harmless() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    outbox.accept(&[ticket_saying(1, "{}"), ticket(2)], after(5)).await.unwrap();

    let waiting = outbox.waiting().await.unwrap();
    assert_eq!(waiting.iter().map(|waiting| &waiting.parcel).collect::<Vec<_>>(), [&ticket(1), &ticket(2)]);
    assert_eq!(waiting[0].accepted_at, noon());
}

#[tokio::test]
async fn the_stored_form_stays_as_it_is() {
    let (dir, outbox) = fresh().await;
    outbox.accept(&one_of_each(), noon()).await.unwrap();
    begin(&outbox, ticket(1).key()).await;
    outbox.try_again(ticket(1).key(), after(2), "status 503").await.unwrap();
    outbox.set_aside(attachment(2, 1).key(), Reason::Refused { code: Code::TooLarge }).await.unwrap();

    insta::assert_snapshot!(dump(dir.path()).await, @r#"
    seq=1 key="ticket:U1" kind="ticket" ticket="U1" body="{ \"words\" : \"ä\",\r\n \"from_a_later_version\": [1.0] }" accepted_at_ms=1795435200000 began=1 tries=1 next_try_at_ms=1795435202000 why="status 503"
    seq=2 key="attachment:U2" kind="attachment" ticket="U1" name="screen.png" sha256="64 zeros" size_bytes=3 accepted_at_ms=1795435200000 began=1 tries=0 next_try_at_ms=0 parked="{\"why\":\"refused\",\"code\":\"too_large\"}"
    seq=3 key="message:U3" kind="message" ticket="U1" body="{\"body\":\"3\"}" accepted_at_ms=1795435200000 began=0 tries=0 next_try_at_ms=0
    seq=4 key="confirmation:U7" kind="confirmation" ticket="U1" body="{\"fixed\":true}" accepted_at_ms=1795435200000 began=0 tries=0 next_try_at_ms=0
    seq=5 key="rating:U7" kind="rating" ticket="U1" body="{\"score\":\"positive\"}" accepted_at_ms=1795435200000 began=0 tries=0 next_try_at_ms=0
    seq=6 key="affected:U8" kind="affected" accepted_at_ms=1795435200000 began=0 tries=0 next_try_at_ms=0
    seq=7 key="tip_helped:U9" kind="tip_helped" accepted_at_ms=1795435200000 began=0 tries=0 next_try_at_ms=0
    "#);
}

#[tokio::test]
async fn every_reason_has_its_stored_form() {
    let reasons = [
        Reason::Refused { code: Code::UnsupportedType },
        Reason::NotLetThrough,
        Reason::BlobMissing,
        Reason::TicketSetAside,
        Reason::Unreadable,
    ];

    insta::assert_snapshot!(serde_json::to_string(&reasons).unwrap(), @r#"[{"why":"refused","code":"unsupported_type"},{"why":"not_let_through"},{"why":"blob_missing"},{"why":"ticket_set_aside"},{"why":"unreadable"}]"#);
    assert_eq!(serde_json::from_str::<Reason>("{\"why\":\"of a later version\"}").unwrap(), Reason::Unknown);
}

#[test]
fn a_key_is_read_as_it_is_written() {
    for parcel in one_of_each() {
        let key = parcel.key();

        assert_eq!(key.to_string().parse::<Key>().unwrap(), key);
    }
    assert!("ticket".parse::<Key>().is_err());
    assert!("parcel:00000000-0000-0000-0000-000000000001".parse::<Key>().is_err());
    assert!("ticket:1".parse::<Key>().is_err());
}

#[tokio::test]
async fn a_row_of_a_later_version_waits_and_holds_up_nothing() {
    let (dir, outbox) = fresh().await;
    write(dir.path(), "INSERT INTO parcels (key, kind, accepted_at_ms) VALUES ('wish:1', 'wish', 0)").await;
    write(dir.path(), "INSERT INTO parcels (key, kind, accepted_at_ms) VALUES ('ticket:garbled', 'ticket', 0)").await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    let due = outbox.next(noon()).await.unwrap().unwrap();

    assert_eq!(due.parcel, ticket(1));
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}

#[tokio::test]
async fn nothing_of_what_was_delivered_stays_on_the_disk() {
    let (dir, outbox) = fresh().await;
    let words = "{\"words\":\"a-sentence-to-look-for\"}";
    outbox.accept(&[ticket_saying(1, words)], noon()).await.unwrap();
    assert!(files_holding(dir.path(), b"a-sentence-to-look-for") > 0, "the search finds nothing even while it is there");

    outbox.delivered(ticket(1).key()).await.unwrap();

    assert_eq!(files_holding(dir.path(), b"a-sentence-to-look-for"), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn everything_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::TempDir::new().unwrap();
    let home = dir.path().join("deskside/outbox");
    std::fs::create_dir_all(&home).unwrap();
    std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o755)).unwrap();
    let (outbox, _) = desk_outbox::Outbox::open(&home).await.unwrap();
    outbox.keep_blob(desk_api::AttachmentId::new(), &Bytes::from_static(b"png")).await.unwrap();
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    let mut seen = Vec::new();
    for folder in [home.clone(), home.join("blobs")] {
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700, "{}", folder.display());
        for file in std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|file| file.path().is_file()) {
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{}", file.path().display());
            seen.push(file.file_name());
        }
    }
    assert!(seen.len() >= 5, "{seen:?}");
}

fn files_holding(dir: &Path, needle: &[u8]) -> usize {
    let files = std::fs::read_dir(dir).unwrap().map(|file| file.unwrap().path()).filter(|path| path.is_file());
    files.filter(|path| std::fs::read(path).unwrap().windows(needle.len()).any(|bytes| bytes == needle)).count()
}

async fn connect(dir: &Path) -> SqliteConnection {
    SqliteConnection::connect(&format!("sqlite://{}", dir.join("outbox.db").display())).await.unwrap()
}

async fn write(dir: &Path, sql: &'static str) {
    sqlx::query(sql).execute(&mut connect(dir).await).await.unwrap();
}

/// The rows as they lie on the disk, with short names for what is long and the same everywhere.
async fn dump(dir: &Path) -> String {
    let rows = sqlx::query("SELECT * FROM parcels ORDER BY seq").fetch_all(&mut connect(dir).await).await.unwrap();
    let shown = rows.iter().map(|row| row.columns().iter().filter_map(|column| show(row, column.name())).collect::<Vec<_>>().join(" "));
    let shown = shown.collect::<Vec<_>>().join("\n");
    shown.replace("00000000-0000-0000-0000-00000000000", "U").replace(&"0".repeat(64), "64 zeros")
}

fn show(row: &SqliteRow, column: &str) -> Option<String> {
    if let Ok(number) = row.try_get::<Option<i64>, _>(column) {
        return number.map(|number| format!("{column}={number}"));
    }
    if let Ok(text) = row.try_get::<Option<String>, _>(column) {
        return text.map(|text| format!("{column}={text:?}"));
    }
    row.get::<Option<Vec<u8>>, _>(column).map(|bytes| format!("{column}={:?}", String::from_utf8(bytes).unwrap()))
}
