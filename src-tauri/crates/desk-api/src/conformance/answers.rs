//! Replies, "Is it fixed?", and how it went.

use super::{Stage, assert_refused, messages, new_message, open_any, seal, thread};
use crate::{ChangeKind, Code, Confirmation, Desk, HistoryItem, MessageId, Rating, Role, Score, Status, TicketThread};

/// A repeat is not said twice, and its key stands for nothing else.
pub async fn a_reply_is_said_once(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, key) = (open_any(&maria).await, MessageId::new());
    let sealed = seal(&new_message("It is room 12."));

    let first = maria.reply(ticket, key, &sealed).await.expect("the reply is taken");
    let again = maria.reply(ticket, key, &sealed).await.expect("the repeat is harmless");

    assert_eq!((first.id, first.body.as_str(), first.author.role), (key, "It is room 12.", Role::Requester));
    assert_eq!(again, first);
    assert_refused(maria.reply(ticket, key, &seal(&new_message("It is room 13."))).await, Code::KeyReused);
    let thread = thread(&maria, ticket).await;
    let said: Vec<_> = messages(&thread).iter().map(|message| message.body.as_str()).collect();
    assert_eq!(said, ["The projector stays blue.", "It is room 12."]);
}

/// Who writes again is not done.
pub async fn a_reply_reopens_a_resolved_ticket(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    assert_eq!(thread(&maria, ticket).await.ticket.status, Status::Resolved);

    maria.reply(ticket, MessageId::new(), &seal(&new_message("It is blue again."))).await.expect("the reply is taken");

    let thread = thread(&maria, ticket).await;
    assert_eq!(thread.ticket.status, Status::InProgress);
    assert!(has_change(&thread, &ChangeKind::Reopened));
}

/// With the words as they were written, and by whom.
pub async fn a_technicians_answer_is_seen(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;

    stage.staff_replies(ticket, "I bring a new cable.\nAbout ten minutes.").await;

    let thread = thread(&maria, ticket).await;
    let said = messages(&thread);
    assert_eq!(said.len(), 2);
    assert_eq!(said[1].body, "I bring a new cable.\nAbout ten minutes.");
    assert_eq!(said[1].author.role, Role::Staff);
    assert!(!said[1].author.name.is_empty());
    assert_eq!(thread.ticket.status, Status::InProgress);
}

/// Neither its words nor a trace of it.
pub async fn an_internal_note_is_never_seen(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    stage.staff_replies(ticket, "On my way.").await;
    let before = thread(&maria, ticket).await;

    stage.staff_notes(ticket, "third-time-this-week").await;

    assert_eq!(thread(&maria, ticket).await, before);
    assert_eq!(maria.tickets().await.expect("the list is there"), [before.ticket]);
}

/// A request is finished when the person who asked says so.
pub async fn yes_closes_a_resolved_ticket(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, key) = (open_any(&maria).await, MessageId::new());
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    let yes = seal(&Confirmation { fixed: true, note: None, someone_else: false });

    let closed = maria.confirm(ticket, key, &yes).await.expect("the answer is taken");
    let again = maria.confirm(ticket, key, &yes).await.expect("the repeat is harmless");

    assert_eq!((closed.status, again.status), (Status::Closed, Status::Closed));
    assert_eq!(closed.next_update_by, None);
    let thread = thread(&maria, ticket).await;
    assert!(has_change(&thread, &ChangeKind::AskedIfFixed));
    assert_eq!(count_changes(&thread, &ChangeKind::Confirmed), 1);
}

/// "Not yet" is an answer like any other, and what the person says with it is heard.
pub async fn not_yet_reopens_a_resolved_ticket(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, key) = (open_any(&maria).await, MessageId::new());
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    let not_yet = Confirmation { fixed: false, note: Some("The sound is missing.".to_owned()), someone_else: false };

    let reopened = maria.confirm(ticket, key, &seal(&not_yet)).await.expect("the answer is taken");

    assert_eq!(reopened.status, Status::InProgress);
    let thread = thread(&maria, ticket).await;
    assert_eq!(count_changes(&thread, &ChangeKind::Reopened), 1);
    assert_eq!(messages(&thread).last().map(|message| message.body.as_str()), Some("The sound is missing."));
    let other = seal(&Confirmation { fixed: true, note: None, someone_else: false });
    assert_refused(maria.confirm(ticket, key, &other).await, Code::KeyReused);
}

/// A repeat that arrives after the next answer does not undo it.
pub async fn a_late_repeat_of_an_answer_changes_nothing(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, key) = (open_any(&maria).await, MessageId::new());
    let not_yet = seal(&Confirmation { fixed: false, note: None, someone_else: false });
    let yes = seal(&Confirmation { fixed: true, note: None, someone_else: false });
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    maria.confirm(ticket, key, &not_yet).await.expect("the answer is taken");
    stage.staff_asks_if_fixed(ticket, "And now?").await;
    maria.confirm(ticket, MessageId::new(), &yes).await.expect("the answer is taken");

    maria.confirm(ticket, key, &not_yet).await.expect("the repeat is harmless");

    let thread = thread(&maria, ticket).await;
    assert_eq!(thread.ticket.status, Status::Closed);
    assert_eq!(count_changes(&thread, &ChangeKind::Reopened), 1);
}

/// The last tap holds, also where an earlier one is repeated after it.
pub async fn a_rating_is_kept_and_a_later_one_replaces_it(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, first) = (open_any(&maria).await, MessageId::new());
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    let yes = Confirmation { fixed: true, note: None, someone_else: false };
    maria.confirm(ticket, MessageId::new(), &seal(&yes)).await.expect("the answer is taken");
    let okay = seal(&Rating { score: Score::Neutral, note: None });
    let great = seal(&Rating { score: Score::Positive, note: Some("Quick!".to_owned()) });

    let rated = maria.rate(ticket, first, &okay).await.expect("the rating is kept");
    let replaced = maria.rate(ticket, MessageId::new(), &great).await.expect("the rating is replaced");
    maria.rate(ticket, first, &okay).await.expect("the repeat is harmless");

    assert_eq!(rated.rating, Some(Score::Neutral));
    assert_eq!(replaced.rating, Some(Score::Positive));
    assert_refused(maria.rate(ticket, first, &great).await, Code::KeyReused);
    let kept = thread(&maria, ticket).await.ticket;
    assert_eq!((kept.rating, kept.status), (Some(Score::Positive), Status::Closed));
}

/// Five hundred characters, and not one more.
pub async fn a_rating_with_an_over_long_note_is_refused(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    stage.staff_asks_if_fixed(ticket, "Does it work now?").await;
    let rating = |characters| seal(&Rating { score: Score::Negative, note: Some("ñ".repeat(characters)) });

    assert_refused(maria.rate(ticket, MessageId::new(), &rating(501)).await, Code::Invalid);
    assert_eq!(thread(&maria, ticket).await.ticket.rating, None);
    maria.rate(ticket, MessageId::new(), &rating(500)).await.expect("the longest note is taken");
}

fn count_changes(thread: &TicketThread, what: &ChangeKind) -> usize {
    thread.history.iter().filter(|item| matches!(item, HistoryItem::Change(change) if change.what == *what)).count()
}

fn has_change(thread: &TicketThread, what: &ChangeKind) -> bool {
    count_changes(thread, what) > 0
}
