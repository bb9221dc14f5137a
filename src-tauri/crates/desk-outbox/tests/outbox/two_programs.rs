use crate::{fresh, next_key, noon, reopen, ticket, ticket_id, waiting_keys};
use desk_outbox::{Began, Outbox, Withdrawn};
use tempfile::TempDir;

#[tokio::test]
async fn what_one_accepts_the_other_sends() {
    let (dir, command_line) = fresh().await;
    let agent = reopen(&dir).await;

    command_line.accept(&[ticket(1)], noon()).await.unwrap();

    assert_eq!(next_key(&agent, noon()).await, Some(ticket(1).key()));
    agent.delivered(ticket(1).key()).await.unwrap();
    assert_eq!(waiting_keys(&command_line).await, []);
}

#[tokio::test]
async fn what_one_took_back_first_the_other_does_not_send() {
    let (dir, one) = fresh().await;
    let other = reopen(&dir).await;
    for number in 0..50 {
        one.accept(&[ticket(number)], noon()).await.unwrap();

        let (began, withdrawn) = tokio::join!(one.began(ticket(number).key()), other.withdraw(ticket_id(number)));

        assert_ne!(withdrawn.unwrap(), Withdrawn::TooLate);
        if began.unwrap() == Began::Gone {
            other.accept(&other.taken_back().await.unwrap(), noon()).await.unwrap();
            assert_eq!(one.began(ticket(number).key()).await.unwrap(), Began::Go, "nobody else had begun");
        } else {
            assert_eq!(one.began(ticket(number).key()).await.unwrap(), Began::Gone, "no second attempt begins");
        }
        one.delivered(ticket(number).key()).await.unwrap();
    }
}

#[tokio::test]
async fn both_may_write_at_the_same_time() {
    let (dir, one) = fresh().await;
    let other = reopen(&dir).await;
    let write = |outbox: Outbox, from: u128| async move {
        for number in from..from + 50 {
            outbox.accept(&[ticket(number)], noon()).await.unwrap();
        }
    };

    let (first, second) = tokio::join!(tokio::spawn(write(one.clone(), 0)), tokio::spawn(write(other, 1_000)));

    first.unwrap();
    second.unwrap();
    assert_eq!(waiting_keys(&one).await.len(), 100);
}

#[tokio::test]
async fn both_may_open_a_new_folder_at_the_same_time() {
    for _ in 0..10 {
        let dir = TempDir::new().unwrap();

        let (one, other) = tokio::join!(Outbox::open(dir.path()), Outbox::open(dir.path()));

        let ((one, _), (other, _)) = (one.unwrap(), other.unwrap());
        one.accept(&[ticket(1)], noon()).await.unwrap();
        assert_eq!(waiting_keys(&other).await, [ticket(1).key()]);
    }
}
