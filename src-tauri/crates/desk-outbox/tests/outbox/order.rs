use crate::{after, attachment, begin, fresh, message, next_key, noon, ticket, waiting_keys};
use desk_api::{Code, NoticeId};
use desk_outbox::{Lane, Parcel, Reason};

#[tokio::test]
async fn words_go_before_pictures_and_both_after_their_ticket() {
    let (_dir, outbox) = fresh().await;
    let (t, a, m) = (ticket(1), attachment(2, 1), message(3, 1));
    outbox.accept(&[t.clone(), a.clone(), m.clone()], noon()).await.unwrap();

    let mut sent = Vec::new();
    while let Some(due) = outbox.next(noon()).await.unwrap() {
        sent.push(due.parcel.key());
        outbox.delivered(due.parcel.key()).await.unwrap();
    }

    assert_eq!(sent, [t.key(), m.key(), a.key()]);
}

#[tokio::test]
async fn a_ticket_goes_before_what_was_accepted_ahead_of_it() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[message(3, 1), ticket(1)], noon()).await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, Some(ticket(1).key()));
    assert_eq!(outbox.next_due_at().await.unwrap(), Some(jiff::Timestamp::UNIX_EPOCH));
}

#[tokio::test]
async fn a_picture_that_rests_does_not_hold_up_a_later_message() {
    let (_dir, outbox) = fresh().await;
    let (t, a, m) = (ticket(1), attachment(2, 1), message(3, 1));
    outbox.accept(&[t.clone(), a.clone()], noon()).await.unwrap();
    outbox.delivered(t.key()).await.unwrap();
    outbox.try_again(a.key(), after(60), "cut off").await.unwrap();

    outbox.accept(std::slice::from_ref(&m), noon()).await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, Some(m.key()));
}

#[tokio::test]
async fn a_picture_waits_for_the_message_it_came_with() {
    let (_dir, outbox) = fresh().await;
    let (m, a) = (message(3, 1), attachment(2, 1));
    outbox.accept(&[m.clone(), a.clone()], noon()).await.unwrap();

    assert_eq!(outbox.next_in(Lane::Attachments, noon()).await.unwrap(), None);

    assert_eq!(outbox.next_due_in(Lane::Attachments).await.unwrap(), None);
    assert!(outbox.next_due_in(Lane::Words).await.unwrap().is_some());

    outbox.delivered(m.key()).await.unwrap();
    assert!(outbox.next_due_in(Lane::Attachments).await.unwrap().is_some());
    assert_eq!(outbox.next_in(Lane::Attachments, noon()).await.unwrap().map(|due| due.parcel), Some(a));
}

#[tokio::test]
async fn a_ticket_that_rests_holds_its_own_and_nobody_else() {
    let (_dir, outbox) = fresh().await;
    let (slow, its, other) = (ticket(1), message(2, 1), ticket(3));
    let me_too = Parcel::Affected { notice: NoticeId::new() };
    outbox.accept(&[slow.clone(), its.clone(), other.clone(), me_too.clone()], noon()).await.unwrap();
    outbox.try_again(slow.key(), after(60), "no network").await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, Some(other.key()));
    outbox.delivered(other.key()).await.unwrap();
    assert_eq!(next_key(&outbox, noon()).await, Some(me_too.key()));
    outbox.delivered(me_too.key()).await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, None);
    assert_eq!(outbox.next_due_at().await.unwrap(), Some(after(60)));
    assert_eq!(next_key(&outbox, after(60)).await, Some(slow.key()));
}

#[tokio::test]
async fn tries_are_counted_and_said() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    outbox.try_again(ticket(1).key(), after(1), "no network").await.unwrap();
    outbox.try_again(ticket(1).key(), after(3), "status 503").await.unwrap();

    let due = outbox.next(after(3)).await.unwrap().unwrap();
    let waiting = outbox.waiting().await.unwrap().remove(0);

    assert_eq!(due.tries, 2);
    assert_eq!((waiting.tries, waiting.next_try_at, waiting.why.as_deref()), (2, Some(after(3)), Some("status 503")));
    assert_eq!(waiting.accepted_at, noon());
}

#[tokio::test]
async fn hurry_lets_everything_go_now_but_what_was_set_aside() {
    let (_dir, outbox) = fresh().await;
    let (rests, refused) = (ticket(1), ticket(2));
    outbox.accept(&[rests.clone(), refused.clone()], noon()).await.unwrap();
    outbox.try_again(rests.key(), after(900), "no network").await.unwrap();
    outbox.set_aside(refused.key(), Reason::Refused { code: Code::Invalid }).await.unwrap();

    outbox.hurry().await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, Some(rests.key()));
    outbox.delivered(rests.key()).await.unwrap();
    assert_eq!(next_key(&outbox, noon()).await, None);
    assert_eq!(outbox.next_due_at().await.unwrap(), None);
}

#[tokio::test]
async fn a_ticket_set_aside_holds_what_depends_on_it_until_it_is_taken_up() {
    let (_dir, outbox) = fresh().await;
    let (t, a, m) = (ticket(1), attachment(2, 1), message(3, 1));
    outbox.accept(&[t.clone(), a.clone()], noon()).await.unwrap();
    let reason = Reason::Refused { code: Code::KeyReused };
    outbox.set_aside(t.key(), reason).await.unwrap();
    outbox.accept(std::slice::from_ref(&m), noon()).await.unwrap();

    let reasons: Vec<_> = outbox.waiting().await.unwrap().into_iter().map(|waiting| waiting.parked).collect();
    assert_eq!(reasons, [Some(reason), Some(Reason::TicketSetAside), Some(Reason::TicketSetAside)]);
    assert_eq!(next_key(&outbox, after(3_600)).await, None);

    outbox.take_up(t.key()).await.unwrap();
    assert!(outbox.waiting().await.unwrap().iter().all(|waiting| waiting.parked.is_none()));
    assert_eq!(next_key(&outbox, noon()).await, Some(t.key()));
}

#[tokio::test]
async fn a_message_set_aside_holds_nobody() {
    let (_dir, outbox) = fresh().await;
    let (first, second) = (message(1, 9), message(2, 9));
    outbox.accept(&[first.clone(), second.clone()], noon()).await.unwrap();

    outbox.set_aside(first.key(), Reason::Refused { code: Code::Invalid }).await.unwrap();

    assert_eq!(next_key(&outbox, noon()).await, Some(second.key()));
}

#[tokio::test]
async fn a_discarded_ticket_takes_its_own_along() {
    let (_dir, outbox) = fresh().await;
    let (t, a, other) = (ticket(1), attachment(2, 1), ticket(3));
    outbox.accept(&[t.clone(), a.clone(), other.clone()], noon()).await.unwrap();
    begin(&outbox, t.key()).await;
    outbox.set_aside(t.key(), Reason::Refused { code: Code::Invalid }).await.unwrap();

    let removed = outbox.discard(t.key()).await.unwrap();

    assert_eq!(removed, [t, a]);
    assert_eq!(waiting_keys(&outbox).await, [other.key()]);
}

#[tokio::test]
async fn a_rest_reckoned_by_a_wrong_clock_does_not_last() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();

    // The clock was ahead by so many hours when the rest of a quarter of an hour began, and is right now.
    for hours in [1, 2, 12, 24, 9 * 365 * 24] {
        outbox.try_again(ticket(1).key(), after(hours * 3_600 + 900), "certificate not yet valid").await.unwrap();

        assert_eq!(next_key(&outbox, noon()).await, Some(ticket(1).key()), "ahead by {hours} h");
    }
}

#[tokio::test]
async fn a_clock_set_forward_ends_a_rest_and_nothing_else() {
    let (_dir, outbox) = fresh().await;
    outbox.accept(&[ticket(1)], noon()).await.unwrap();
    outbox.try_again(ticket(1).key(), after(900), "no network").await.unwrap();
    assert_eq!(next_key(&outbox, after(899)).await, None);

    let tomorrow = after(24 * 3_600);

    assert_eq!(next_key(&outbox, tomorrow).await, Some(ticket(1).key()));
    assert_eq!(waiting_keys(&outbox).await, [ticket(1).key()]);
}
