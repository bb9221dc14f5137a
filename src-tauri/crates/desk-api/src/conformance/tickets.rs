//! Opening a ticket and finding it again.

use super::{Stage, assert_refused, messages, new_message, new_ticket, open_any, seal, thread};
use crate::{Code, Confirmation, Desk, DeskError, MAX_WORDS, MessageId, Rating, Role, Score, Sealed, Status, TicketId};
use bytes::Bytes;

/// The profile is there without anybody having done anything.
pub async fn the_desk_says_who_it_is(stage: &impl Stage) {
    let profile = stage.desk("maria").await.profile().await.expect("the profile is there");

    assert!(!profile.name.is_empty());
    assert!(profile.answer_within_hours > 0);
    assert!(!profile.time_zone.is_empty());
    assert!(profile.team.len() <= 4);
    for member in &profile.team {
        assert!(!member.first_name.is_empty() && (1..=2).contains(&member.initials.chars().count()), "{member:?}");
    }
}

/// The first line is the subject, the whole is the first message.
pub async fn a_new_ticket_is_there_with_its_words(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let id = TicketId::new();
    let mut new = new_ticket("The projector stays blue.\nI tried the other cable: ¿quizás está roto?");
    new.class_waiting = true;

    let ticket = maria.open(id, &seal(&new)).await.expect("the ticket is opened");

    assert_eq!(ticket.id, id);
    assert_eq!(ticket.subject, "The projector stays blue.");
    assert_eq!(ticket.status, Status::New);
    assert!(ticket.class_waiting);
    assert_eq!(maria.tickets().await.expect("the list is there"), std::slice::from_ref(&ticket));
    let thread = thread(&maria, id).await;
    assert_eq!(thread.ticket, ticket);
    let said = messages(&thread);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].body, new.words);
    assert_eq!(said[0].author.role, Role::Requester);
}

/// A repeat, such as after an answer that was lost, answers the same and does nothing.
pub async fn the_same_key_and_bytes_open_one_ticket(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (id, sealed) = (TicketId::new(), seal(&new_ticket("The printer again.")));

    let first = maria.open(id, &sealed).await.expect("the ticket is opened");
    let again = maria.open(id, &sealed).await.expect("the repeat is harmless");

    assert_eq!((again.id, &again.number, again.created_at), (first.id, &first.number, first.created_at));
    assert_eq!(maria.tickets().await.expect("the list is there").len(), 1);
    assert_eq!(messages(&thread(&maria, id).await).len(), 1);
}

/// One key never stands for two things.
pub async fn the_same_key_with_other_bytes_is_refused(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let id = TicketId::new();
    maria.open(id, &seal(&new_ticket("The printer again."))).await.expect("the ticket is opened");

    let other = maria.open(id, &seal(&new_ticket("The printer, again."))).await;

    assert_refused(other, Code::KeyReused);
    assert_eq!(messages(&thread(&maria, id).await)[0].body, "The printer again.");
}

/// Bounds are in characters, not bytes, and white space is no words.
pub async fn words_that_are_missing_or_too_long_are_refused(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    for words in [String::new(), " \n\t ".to_owned(), "ñ".repeat(MAX_WORDS + 1)] {
        assert_refused(maria.open(TicketId::new(), &seal(&new_ticket(&words))).await, Code::Invalid);
    }
    assert_eq!(maria.tickets().await.expect("the list is there"), []);

    let longest = open_with(&maria, &"ñ".repeat(MAX_WORDS)).await;

    for body in [String::new(), " ".to_owned(), "ñ".repeat(MAX_WORDS + 1)] {
        assert_refused(maria.reply(longest, MessageId::new(), &seal(&new_message(&body))).await, Code::Invalid);
    }
    assert_eq!(messages(&thread(&maria, longest).await).len(), 1);
}

/// What is not the JSON of a ticket is refused, and no reason to try again.
pub async fn a_body_that_is_no_ticket_is_refused(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    for body in [&b"{\"words\": \"cut o"[..], b"[]", b"{\"written_at\": \"2026-01-01T00:00:00Z\"}"] {
        let outcome = maria.open(TicketId::new(), &Sealed::from_bytes(Bytes::from_static(body))).await;

        assert_refused(outcome, Code::Invalid);
    }
}

/// The list is sorted by what the requester would look for.
pub async fn tickets_come_newest_change_first(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let first = open_any(&maria).await;
    open_any(&maria).await;
    open_any(&maria).await;

    stage.staff_replies(first, "On my way.").await;

    let changes: Vec<_> = maria.tickets().await.expect("the list is there").iter().map(|ticket| ticket.updated_at).collect();
    assert_eq!(changes.len(), 3);
    assert!(changes.is_sorted_by(|a, b| a >= b), "{changes:?}");
}

/// A person sees only what is theirs, and is not even told that there is more.
pub async fn a_ticket_of_somebody_else_is_not_found(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let hers = open_any(&maria).await;
    stage.staff_asks_if_fixed(hers, "Does it work now?").await;
    let yes = Confirmation { fixed: true, note: None, someone_else: false };
    let great = Rating { score: Score::Positive, note: None };

    assert_eq!(sam.tickets().await.expect("the list is there"), []);
    assert_refused(sam.thread(hers).await, Code::NotFound);
    assert_refused(sam.reply(hers, MessageId::new(), &seal(&new_message("Mine now."))).await, Code::NotFound);
    assert_refused(sam.confirm(hers, MessageId::new(), &seal(&yes)).await, Code::NotFound);
    assert_refused(sam.rate(hers, MessageId::new(), &seal(&great)).await, Code::NotFound);
    assert_refused(sam.thread(TicketId::new()).await, Code::NotFound);

    let untouched = thread(&maria, hers).await;
    assert_eq!(untouched.ticket.status, Status::Resolved);
    assert_eq!(messages(&untouched).len(), 2);
}

/// Not even the same bytes give one person another one's ticket.
pub async fn a_key_of_somebody_else_opens_nothing(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let (id, sealed) = (TicketId::new(), seal(&new_ticket("The printer again.")));
    maria.open(id, &sealed).await.expect("the ticket is opened");

    let outcome = sam.open(id, &sealed).await;

    assert!(matches!(outcome, Err(DeskError::Refused { .. })), "{outcome:?}");
    assert_eq!(sam.tickets().await.expect("the list is there"), []);
    assert_eq!(messages(&thread(&maria, id).await).len(), 1);
}

async fn open_with<D: Desk>(desk: &D, words: &str) -> TicketId {
    let id = TicketId::new();
    desk.open(id, &seal(&new_ticket(words))).await.expect("the ticket is opened");
    id
}
