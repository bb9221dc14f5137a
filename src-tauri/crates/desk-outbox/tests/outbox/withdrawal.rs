use crate::{after, attachment, begin, fresh, message, next_key, noon, reopen, ticket, ticket_id, waiting_keys};
use bytes::Bytes;
use desk_api::AttachmentId;
use desk_outbox::{Began, Reason, Withdrawn};
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
async fn what_was_taken_back_goes_again_with_the_same_bytes_and_in_its_old_place() {
    let (dir, outbox) = fresh().await;
    let (t, a, other) = (ticket(1), attachment(2, 1), ticket(4));
    outbox.accept(&[t.clone(), a.clone(), other.clone()], noon()).await.unwrap();
    begin(&outbox, t.key()).await;
    outbox.try_again(t.key(), after(60), "no answer in time").await.unwrap();
    outbox.withdraw(ticket_id(1)).await.unwrap();
    drop(outbox);
    let outbox = reopen(&dir).await;
    assert_eq!(outbox.taken_back().await.unwrap(), [t.clone(), a.clone()]);

    outbox.accept(&outbox.taken_back().await.unwrap(), after(5)).await.unwrap();

    assert_eq!(outbox.taken_back().await.unwrap(), []);
    assert_eq!(waiting_keys(&outbox).await, [t.key(), a.key(), other.key()]);
    assert_eq!(outbox.next(after(5)).await.unwrap().unwrap().parcel, t);
}

#[tokio::test]
async fn what_was_let_go_never_leaves() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1), attachment(2, 1)], noon()).await.unwrap();
    begin(&outbox, ticket(1).key()).await;
    outbox.withdraw(ticket_id(1)).await.unwrap();

    outbox.let_go(ticket_id(1)).await.unwrap();

    assert_eq!(outbox.taken_back().await.unwrap(), []);
    assert_eq!(next_key(&outbox, noon()).await, None);
}

#[tokio::test]
async fn letting_go_is_harmless_once_it_goes_again() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    outbox.withdraw(ticket_id(1)).await.unwrap();
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    outbox.let_go(ticket_id(1)).await.unwrap();

    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}

#[tokio::test]
async fn an_answer_that_comes_late_does_not_send_what_was_taken_back() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1), ticket(2)], noon()).await.unwrap();
    for number in [1, 2] {
        begin(&outbox, ticket(number).key()).await;
        outbox.withdraw(ticket_id(number)).await.unwrap();
    }

    outbox.try_again(ticket(1).key(), noon(), "no answer in time").await.unwrap();
    outbox.set_aside(ticket(2).key(), Reason::NotLetThrough).await.unwrap();

    assert_eq!(next_key(&outbox, after(1)).await, None);
    assert_eq!(outbox.taken_back().await.unwrap(), [ticket(1), ticket(2)]);
}

#[tokio::test]
async fn once_the_help_desk_has_it_it_is_too_late() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    begin(&outbox, ticket(1).key()).await;
    outbox.delivered(ticket(1).key()).await.unwrap();

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
