use crate::{attachment, fresh, noon, reopen, ticket};
use bytes::Bytes;
use desk_api::AttachmentId;
use std::{
    fs::{self, File},
    path::Path,
    time::{Duration, SystemTime},
};
use uuid::Uuid;

fn blob_names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir.join("blobs")).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Makes every blob look as if it had been written two minutes ago.
fn let_settle(dir: &Path) {
    let then = SystemTime::now() - Duration::from_secs(120);
    for file in fs::read_dir(dir.join("blobs")).unwrap() {
        File::options().write(true).open(file.unwrap().path()).unwrap().set_modified(then).unwrap();
    }
}

#[tokio::test]
async fn a_blob_lives_until_its_attachment_is_delivered() {
    let (dir, outbox) = fresh().await;
    let id = AttachmentId(Uuid::from_u128(2));
    let picture: Bytes = vec![7; 3_000_000].into();
    assert_eq!(outbox.blob(id).await.unwrap(), None);
    outbox.keep_blob(id, &Bytes::from_static(b"first try")).await.unwrap();
    outbox.keep_blob(id, &picture).await.unwrap();
    outbox.accept(&[ticket(1), attachment(2, 1)], noon()).await.unwrap();
    drop(outbox);

    let outbox = reopen(&dir).await;
    assert_eq!(outbox.blob(id).await.unwrap(), Some(picture));
    assert_eq!(blob_names(dir.path()), [id.to_string()]);

    outbox.delivered(ticket(1).key()).await.unwrap();
    outbox.delivered(attachment(2, 1).key()).await.unwrap();
    assert_eq!(blob_names(dir.path()), [""; 0]);
    outbox.delivered(attachment(2, 1).key()).await.unwrap();
}

#[tokio::test]
async fn a_dropped_blob_is_gone_and_may_be_dropped_again() {
    let (_dir, outbox) = fresh().await;
    let id = AttachmentId::new();
    outbox.keep_blob(id, &Bytes::from_static(b"png")).await.unwrap();

    outbox.drop_blob(id).await.unwrap();
    outbox.drop_blob(id).await.unwrap();

    assert_eq!(outbox.blob(id).await.unwrap(), None);
}

#[tokio::test]
async fn a_sweep_takes_what_nobody_names() {
    let (dir, outbox) = fresh().await;
    let (queued, drafted, orphan) = (AttachmentId(Uuid::from_u128(2)), AttachmentId::new(), AttachmentId::new());
    for id in [queued, drafted, orphan] {
        outbox.keep_blob(id, &Bytes::from_static(b"png")).await.unwrap();
    }
    fs::write(dir.path().join("blobs").join(format!("{queued}-cut-off.part")), b"pn").unwrap();
    outbox.accept(&[ticket(1), attachment(2, 1)], noon()).await.unwrap();

    assert_eq!(outbox.sweep_blobs(&[drafted]).await.unwrap(), 0, "somebody may be about to name what is new");
    let_settle(dir.path());
    assert_eq!(outbox.sweep_blobs(&[drafted]).await.unwrap(), 2);

    let mut left = [queued.to_string(), drafted.to_string()];
    left.sort();
    assert_eq!(blob_names(dir.path()), left);
}

#[tokio::test]
async fn a_blob_that_cannot_be_written_says_so_and_leaves_nothing() {
    let (dir, outbox) = fresh().await;
    fs::remove_dir(dir.path().join("blobs")).unwrap();

    let kept = outbox.keep_blob(AttachmentId::new(), &Bytes::from_static(b"png")).await;

    assert!(kept.is_err());
}
