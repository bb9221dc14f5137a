//! One attempt to send one parcel, and what the outbox is told about it. Used by the agent's loop and by the command line.

use crate::{
    code,
    state::{Answer, Attempt, Trouble, Went},
};
use desk_api::{Code, Desk, DeskError, NewTicket, Sealed, Ticket, TicketId};
use desk_outbox::{Began, Due, Key, LONGEST_REST, Outbox, OutboxError, Parcel, Reason, backoff};
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use tokio::time::Instant;

/// How many attempts a picture is given through something that lets everything else pass.
const TRIES_THROUGH_A_FILTER: u32 = 4;

/// An attempt that takes longer comes to nothing: a large picture on a slow line has its time.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// Sends a parcel, unless it was taken back meanwhile. What the desk says is written to the outbox before anybody hears of it.
///
/// # Errors
/// When the outbox could not be written; the parcel is then sent once more, which the desk recognises.
pub(crate) async fn attempt<D: Desk>(
    desk: &D,
    outbox: &Outbox,
    due: &Due,
    now: Timestamp,
    seed: u64,
) -> Result<Option<Attempt>, OutboxError> {
    let key = due.parcel.key();
    let began = Instant::now();
    match outbox.began(key).await? {
        Began::Go => {}
        Began::Gone => return Ok(None),
    }
    let mut sent = send_in_time(desk, outbox, &due.parcel).await?;
    let mut is_held = false;
    if may_be_held(due, &sent) && desk.profile().await.is_ok() {
        // A desk that came back in this very moment answers too. Only what fails between two answers is held by something.
        sent = send_in_time(desk, outbox, &due.parcel).await?;
        is_held = may_be_held(due, &sent) && desk.profile().await.is_ok();
    }
    let Some(sent) = sent else {
        return set_aside(outbox, key, Reason::BlobMissing).await.map(Some);
    };
    let error = match sent {
        Ok(answer) => {
            outbox.delivered(key).await?;
            return Ok(Some(Attempt { key, went: Went::Through(Box::new(answer)) }));
        }
        Err(error) => error,
    };
    tracing::debug!(parcel.key = %key, parcel.tries = due.tries, %error, "A parcel did not get through");
    if !error.is_transient() {
        let code = error.code().unwrap_or(Code::Unknown);
        return set_aside(outbox, key, Reason::Refused { code }).await.map(Some);
    }
    if is_held {
        return set_aside(outbox, key, Reason::NotLetThrough).await.map(Some);
    }
    // A rest begins with the answer, which may have taken a minute.
    let next_try_at = now + began.elapsed() + error.retry_after().unwrap_or_else(|| backoff(due.tries, seed)).min(LONGEST_REST);
    let code = code::of_error(&error);
    outbox.try_again(key, next_try_at, &code).await?;
    Ok(Some(Attempt { key, went: Went::Later { next_try_at, trouble: trouble(&error, code) } }))
}

async fn send_in_time<D: Desk>(desk: &D, outbox: &Outbox, parcel: &Parcel) -> Result<Option<Result<Answer, DeskError>>, OutboxError> {
    match tokio::time::timeout(LONGEST, send(desk, outbox, parcel)).await {
        Ok(sent) => sent,
        Err(elapsed) => Ok(Some(Err(DeskError::Unreachable(Arc::new(elapsed))))),
    }
}

/// None where the bytes of an attachment are gone.
async fn send<D: Desk>(desk: &D, outbox: &Outbox, parcel: &Parcel) -> Result<Option<Result<Answer, DeskError>>, OutboxError> {
    let sent = match parcel {
        Parcel::Ticket { id, body } => open(desk, *id, body).await.map(Answer::Ticket),
        Parcel::Message { id, ticket, body } => desk.reply(*ticket, *id, body).await.map(Answer::Message),
        Parcel::Confirmation { id, ticket, body } => desk.confirm(*ticket, *id, body).await.map(Answer::Ticket),
        Parcel::Rating { id, ticket, body } => desk.rate(*ticket, *id, body).await.map(Answer::Ticket),
        Parcel::TipHelped { tip } => desk.tip_helped(*tip).await.map(Answer::Tip),
        Parcel::Affected { notice } => desk.affected(*notice).await.map(Answer::Notice),
        Parcel::Attachment { id, .. } => {
            let Some(content) = outbox.blob(*id).await? else { return Ok(None) };
            desk.attach(*id, content).await.map(Answer::Attachment)
        }
    };
    Ok(Some(sent))
}

/// A key that was used before with other bytes is that of a draft whose words went out before, unheard. What the desk made of those is
/// the ticket.
async fn open<D: Desk>(desk: &D, id: TicketId, body: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
    match desk.open(id, body).await {
        Err(error) if error.code() == Some(Code::KeyReused) => desk.thread(id).await.map(|thread| thread.ticket),
        opened => opened,
    }
}

/// A filter on the way may swallow a picture for ever and let everything else pass. Then it must not be tried for ever.
fn may_be_held(due: &Due, sent: &Option<Result<Answer, DeskError>>) -> bool {
    let gets_nowhere = matches!(sent, Some(Err(DeskError::NotADesk { .. } | DeskError::Unreachable(_))));
    gets_nowhere && matches!(due.parcel, Parcel::Attachment { .. }) && due.tries >= TRIES_THROUGH_A_FILTER
}

async fn set_aside(outbox: &Outbox, key: Key, reason: Reason) -> Result<Attempt, OutboxError> {
    outbox.set_aside(key, reason).await?;
    let code = code::of_reason(reason);
    tracing::warn!(parcel.key = %key, reason = code, "A parcel is set aside");
    Ok(Attempt { key, went: Went::Stuck { code } })
}

/// Where people should look for the reason: at their own network, at their keyring, or at the desk.
fn trouble(error: &DeskError, code: String) -> Trouble {
    match error {
        DeskError::Unreachable(_) | DeskError::NotADesk { .. } => Trouble::Unreachable,
        DeskError::NoStore(_) => Trouble::Locked,
        DeskError::Refused { .. } | DeskError::InTrouble { .. } | DeskError::NotEnrolled(_) => Trouble::Desk { code },
    }
}
