//! Pictures: announced with the words, brought on their own.

use super::{PICTURE, Stage, assert_refused, messages, new_message, new_ticket, open_any, picture, seal, thread};
use crate::{Attachment, AttachmentId, AttachmentState, Code, Desk, MessageId, TicketId};
use bytes::Bytes;

/// From "on its way" to the very bytes that were sent.
pub async fn an_announced_picture_is_stored_and_comes_back(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, id) = open_with_picture(&maria).await;
    assert_eq!(only_attachment(&maria, ticket).await.state, AttachmentState::Pending);

    let stored = maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the picture is stored");

    assert_eq!((stored.id, stored.state), (id, AttachmentState::Stored));
    assert_eq!((stored.name.as_str(), stored.media_type.as_str()), ("screen.png", "image/png"));
    assert_eq!(stored.size_bytes, PICTURE.len() as u64);
    assert_eq!(only_attachment(&maria, ticket).await, stored);
    assert_eq!(maria.attachment(id).await.expect("the picture is there"), PICTURE);
}

/// A repeat answers the same.
pub async fn bringing_a_picture_twice_is_harmless(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, id) = open_with_picture(&maria).await;

    let first = maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the picture is stored");
    let again = maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the repeat is harmless");

    assert_eq!(again, first);
    assert_eq!(only_attachment(&maria, ticket).await, first);
}

/// What was damaged on its way is not kept, and the right bytes may still come.
pub async fn other_bytes_than_announced_are_refused(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let (ticket, id) = open_with_picture(&maria).await;
    let mut damaged = PICTURE.to_vec();
    damaged[PICTURE.len() - 20] ^= 1;

    let outcome = maria.attach(id, damaged.into()).await;

    assert_refused(outcome, Code::BadDigest);
    assert_eq!(only_attachment(&maria, ticket).await.state, AttachmentState::Pending);
    maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the right bytes are stored");
}

/// There is no place for what nobody announced.
pub async fn a_picture_nobody_announced_is_not_found(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    open_any(&maria).await;

    assert_refused(maria.attach(AttachmentId::new(), Bytes::from_static(PICTURE)).await, Code::NotFound);
    assert_refused(maria.attachment(AttachmentId::new()).await, Code::NotFound);
}

/// Neither to look at nor to replace.
pub async fn a_picture_of_somebody_else_is_not_found(stage: &impl Stage) {
    let (maria, sam) = (stage.desk("maria").await, stage.desk("sam").await);
    let (_, id) = open_with_picture(&maria).await;
    assert_refused(sam.attach(id, Bytes::from_static(PICTURE)).await, Code::NotFound);
    maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the picture is stored");

    assert_refused(sam.attachment(id).await, Code::NotFound);
    assert_refused(sam.attach(id, Bytes::from_static(PICTURE)).await, Code::NotFound);
}

/// A reply announces pictures as a ticket does.
pub async fn a_picture_may_come_with_a_reply(stage: &impl Stage) {
    let maria = stage.desk("maria").await;
    let ticket = open_any(&maria).await;
    let id = AttachmentId::new();
    let mut reply = new_message("Here is what it shows now.");
    reply.attachments.push(picture(id));

    let message = maria.reply(ticket, MessageId::new(), &seal(&reply)).await.expect("the reply is taken");
    maria.attach(id, Bytes::from_static(PICTURE)).await.expect("the picture is stored");

    assert_eq!(message.attachments.len(), 1);
    let attachment = only_attachment(&maria, ticket).await;
    assert_eq!((attachment.id, attachment.state), (id, AttachmentState::Stored));
}

async fn open_with_picture<D: Desk>(desk: &D) -> (TicketId, AttachmentId) {
    let (ticket, id) = (TicketId::new(), AttachmentId::new());
    let mut new = new_ticket("The projector stays blue.");
    new.attachments.push(picture(id));
    desk.open(ticket, &seal(&new)).await.expect("the ticket is opened");
    (ticket, id)
}

async fn only_attachment<D: Desk>(desk: &D, ticket: TicketId) -> Attachment {
    let thread = thread(desk, ticket).await;
    let attachments: Vec<_> = messages(&thread).into_iter().flat_map(|message| message.attachments.clone()).collect();
    match <[Attachment; 1]>::try_from(attachments) {
        Ok([attachment]) => attachment,
        Err(others) => panic!("expected one attachment, found {others:?}"),
    }
}
