use crate::{fresh, noon, ticket, waiting_keys};
use bytes::Bytes;
use desk_api::AttachmentId;
use desk_outbox::{Opened, Outbox, OutboxError};
use sqlx::{Connection, Executor, SqliteConnection};
use std::{fs, path::Path};

/// Waits until the connections of dropped outboxes have let go of the file.
async fn let_go(dir: &Path) {
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(10);
    while dir.join("outbox.db-wal").exists() {
        assert!(std::time::Instant::now() < deadline, "the database is still open");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_moved_aside_and_nothing_else_is_lost() {
    let (dir, outbox) = fresh().await;
    let picture = AttachmentId::new();
    outbox.keep_blob(picture, &Bytes::from_static(b"png")).await.unwrap();
    drop(outbox);
    let_go(dir.path()).await;
    fs::write(dir.path().join("outbox.db"), b"a disk that lies, a disk that lies").unwrap();

    let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();

    let to = dir.path().join("outbox.damaged-1.db");
    assert_eq!(opened, Opened::MovedAside { to: to.clone() });
    assert_eq!(fs::read(to).unwrap(), b"a disk that lies, a disk that lies");
    assert_eq!(outbox.blob(picture).await.unwrap().as_deref(), Some(&b"png"[..]));
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}

#[tokio::test]
async fn a_second_damage_does_not_overwrite_the_first() {
    let (dir, outbox) = fresh().await;
    drop(outbox);
    let_go(dir.path()).await;
    for number in 1..=2 {
        fs::write(dir.path().join("outbox.db"), format!("a disk that lies {number}")).unwrap();
        let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();
        assert_eq!(opened, Opened::MovedAside { to: dir.path().join(format!("outbox.damaged-{number}.db")) });
        drop(outbox);
        let_go(dir.path()).await;
    }

    assert_eq!(fs::read(dir.path().join("outbox.damaged-1.db")).unwrap(), b"a disk that lies 1");
}

#[tokio::test]
async fn what_can_be_read_of_a_damaged_database_is_taken_over() {
    let (dir, outbox) = fresh().await;
    let parcels: Vec<_> = (1..=200).map(ticket).collect();
    outbox.keep_note("draft", b"The projector").await.unwrap();
    outbox.accept(&parcels, noon()).await.unwrap();
    drop(outbox);
    let_go(dir.path()).await;
    let path = dir.path().join("outbox.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0xa5);
    fs::write(&path, bytes).unwrap();

    let (outbox, opened) = Outbox::open(dir.path()).await.unwrap();

    assert!(matches!(opened, Opened::MovedAside { .. }));
    let rescued = outbox.waiting().await.unwrap();
    assert!(rescued.len() > 50, "only {} of 200 were taken over", rescued.len());
    assert!(rescued.iter().all(|waiting| parcels.contains(&waiting.parcel)));
    assert_eq!(outbox.note("draft").await.unwrap().as_deref(), Some(&b"The projector"[..]));
}

#[tokio::test]
async fn a_damaged_database_is_not_taken_from_another_programs_hands() {
    let (dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    let path = dir.path().join("outbox.db");
    let mut checkpoint = SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
    let whole = fs::read(&path).unwrap();
    fs::write(&path, vec![0x11; whole.len()]).unwrap();

    let opened = Outbox::open(dir.path()).await;

    assert!(matches!(opened, Err(OutboxError::DamagedInUse)), "{opened:?}");
    assert!(path.exists());
}
