use crate::{fresh, noon, reopen, ticket};

#[tokio::test]
async fn a_note_outlives_the_program_until_it_is_dropped() {
    let (dir, outbox) = fresh().await;
    assert_eq!(outbox.note("draft").await.unwrap(), None);
    outbox.keep_note("draft", b"The pro").await.unwrap();
    outbox.keep_note("draft", b"The projector\0").await.unwrap();
    outbox.keep_note("last_seen", b"41").await.unwrap();
    drop(outbox);

    let outbox = reopen(&dir).await;
    assert_eq!(outbox.note("draft").await.unwrap().as_deref(), Some(&b"The projector\0"[..]));

    outbox.drop_note("draft").await.unwrap();
    outbox.drop_note("draft").await.unwrap();
    assert_eq!(outbox.note("draft").await.unwrap(), None);
    assert_eq!(outbox.note("last_seen").await.unwrap().as_deref(), Some(&b"41"[..]));
}

#[tokio::test]
async fn a_jotted_note_is_there_for_the_next_program() {
    let (dir, outbox) = fresh().await;
    for end in 1..=9 {
        outbox.jot_note("draft", &b"Projector"[..end]).await.unwrap();
    }
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    assert_eq!(reopen(&dir).await.note("draft").await.unwrap().as_deref(), Some(&b"Projector"[..]));
}

#[tokio::test]
async fn a_note_changes_in_the_moment_in_which_parcels_are_accepted() {
    let (dir, outbox) = fresh().await;
    outbox.keep_note("draft", b"The printer again.").await.unwrap();
    outbox.keep_note("replies", b"none").await.unwrap();
    outbox.accept_with(&[ticket(1)], &[("draft", b"".to_vec())], noon()).await.unwrap();
    drop(outbox);

    let outbox = reopen(&dir).await;
    assert_eq!(outbox.waiting().await.unwrap().len(), 1);
    assert_eq!(outbox.note("draft").await.unwrap().as_deref(), Some(&b""[..]));
    assert_eq!(outbox.note("replies").await.unwrap().as_deref(), Some(&b"none"[..]));
}
