use crate::{after, attachment, begin, fresh, message, next_key, noon, ticket, ticket_id, waiting_keys};
use bytes::Bytes;
use desk_api::AttachmentId;
use desk_outbox::{Began, Withdrawn};
use uuid::Uuid;

#[tokio::test]
async fn a_ticket_that_has_not_left_comes_back_whole() {
    let (_dir, outbox) = fresh().await;
    let (t, a, m, other) = (ticket(1), attachment(2, 1), message(3, 1), ticket(4));
    outbox.keep_blob(AttachmentId(Uuid::from_u128(2)), &Bytes::from_static(b"png")).await.unwrap();
    outbox.accept(&[t.clone(), a.clone(), other.clone(), m.clone()], noon()).await.unwrap();

    let withdrawn = outbox.withdraw(ticket_id(1)).await.unwrap();

    assert_eq!(withdrawn, Withdrawn::Back(vec![t, a, m]));
    assert_eq!(waiting_keys(&outbox).await, [other.key()]);
    assert!(outbox.blob(AttachmentId(Uuid::from_u128(2))).await.unwrap().is_some());
}

#[tokio::test]
async fn once_an_attempt_began_it_is_too_late() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    begin(&outbox, ticket(1).key()).await;

    assert_eq!(outbox.withdraw(ticket_id(1)).await.unwrap(), Withdrawn::TooLate);
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}

#[tokio::test]
async fn a_failed_attempt_counts_as_begun_even_where_nobody_said_so() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    outbox.try_again(ticket(1).key(), after(1), "no answer in time").await.unwrap();

    assert_eq!(outbox.withdraw(ticket_id(1)).await.unwrap(), Withdrawn::TooLate);
}

#[tokio::test]
async fn what_was_taken_back_meanwhile_must_not_be_sent() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    let due = outbox.next(noon()).await.unwrap().unwrap();
    outbox.withdraw(ticket_id(1)).await.unwrap();

    assert_eq!(outbox.began(due.parcel.key()).await.unwrap(), Began::Gone);
    assert_eq!(next_key(&outbox, noon()).await, None);
}

#[tokio::test]
async fn a_ticket_that_is_not_here_cannot_come_back() {
    let (_dir, outbox) = fresh().await;

    assert_eq!(outbox.withdraw(ticket_id(1)).await.unwrap(), Withdrawn::TooLate);
}
