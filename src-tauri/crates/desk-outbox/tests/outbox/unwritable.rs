//! A disk that takes nothing: whoever asks hears of it, and what was there stays.

use crate::{fresh, noon, ticket, waiting_keys};
use bytes::Bytes;
use desk_api::AttachmentId;
use desk_outbox::{Outbox, OutboxError};
use sqlx::{Connection, Executor, SqliteConnection};
use std::path::Path;

/// A file system that nobody can make a folder in, whoever they are.
#[cfg(unix)]
#[tokio::test]
async fn a_home_that_is_read_only_is_said_and_is_no_damage() {
    let opened = Outbox::open(Path::new("/proc/deskside")).await;

    assert!(matches!(opened, Err(OutboxError::Folder { .. })), "{opened:?}");
}

#[tokio::test]
async fn while_the_disk_takes_nothing_nothing_is_half_accepted() {
    let (dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    let mut other = SqliteConnection::connect(&format!("sqlite://{}", dir.path().join("outbox.db").display())).await.unwrap();
    // The second of two parcels does not fit any more.
    other
        .execute("CREATE TRIGGER full BEFORE INSERT ON parcels WHEN NEW.kind = 'message' BEGIN SELECT RAISE(ABORT, 'full'); END")
        .await
        .unwrap();

    let accepted = outbox.accept_with(&[ticket(2), crate::message(3, 2)], &[("draft", b"".to_vec())], noon()).await;

    assert!(matches!(accepted, Err(OutboxError::Write(_))), "{accepted:?}");
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
    assert_eq!(outbox.note("draft").await.unwrap(), None);
    assert!(outbox.keep_blob(AttachmentId::new(), &Bytes::from_static(b"png")).await.is_ok());
    other.execute("DROP TRIGGER full").await.unwrap();
    outbox.accept(&[ticket(2), crate::message(3, 2)], noon()).await.unwrap();
    assert_eq!(waiting_keys(&outbox).await.len(), 3);
}

#[tokio::test]
async fn after_a_write_that_the_database_itself_took_back_the_next_one_works() {
    let (dir, outbox) = fresh().await;
    let mut other = SqliteConnection::connect(&format!("sqlite://{}", dir.path().join("outbox.db").display())).await.unwrap();
    // As on a full disk, where SQLite ends the whole transaction and leaves nothing to be rolled back.
    other.execute("CREATE TRIGGER full BEFORE INSERT ON parcels BEGIN SELECT RAISE(ROLLBACK, 'full'); END").await.unwrap();
    assert!(outbox.accept(&[ticket(1)], noon()).await.is_err());
    assert!(outbox.keep_note("draft", b"The printer").await.is_ok());

    other.execute("DROP TRIGGER full").await.unwrap();

    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}
