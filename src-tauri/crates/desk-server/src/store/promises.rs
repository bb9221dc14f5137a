//! Promises on their way: which ones press, moving those that nobody kept, and giving a new time.

use super::{Action, Audience, By, Entry, Store, history::Said, id, keys::Ask, keys::Asked, maybe_at, ms, sessions::Technician};
use crate::{
    lifecycle::Standing,
    problem::Failure,
    promise::{Calendar, next_promise},
};
use desk_api::{Change, ChangeKind, Code, MessageId, Role, TicketId, staff::Renewal};
use jiff::{SignedDuration, Timestamp};

/// When a promise begins to press: three quarters of its time are over.
macro_rules! presses_at {
    () => {
        "(next_update_by - CASE WHEN next_update_by < promised_at THEN 0 ELSE (next_update_by - promised_at) / 4 END)"
    };
}
pub(super) use presses_at;

/// When a promise that nobody kept is moved: `$1` milliseconds before it passes, and never before it presses.
macro_rules! moves_at {
    () => {
        "(next_update_by - CASE WHEN next_update_by < promised_at THEN 0 WHEN (next_update_by - promised_at) / 4 > $1 THEN $1 \
         ELSE (next_update_by - promised_at) / 4 END)"
    };
}

impl Store {
    /// When the next promise begins to press or is moved.
    pub(crate) async fn next_promise_moment(&self, lead: SignedDuration) -> Result<Option<Timestamp>, Failure> {
        let next: Option<i64> = sqlx::query_scalar(concat!(
            "SELECT min(CASE WHEN promise_risen THEN ",
            moves_at!(),
            " ELSE ",
            presses_at!(),
            " END) FROM tickets WHERE next_update_by IS NOT NULL"
        ))
        .bind(lead_ms(lead))
        .fetch_one(&self.readers)
        .await?;
        maybe_at(next)
    }

    /// Tells the desk of each promise that has begun to press, once.
    pub(crate) async fn raise_pressing(&self, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let risen: Vec<String> = sqlx::query_scalar(concat!(
            "UPDATE tickets SET promise_risen = TRUE WHERE next_update_by IS NOT NULL AND NOT promise_risen AND ",
            presses_at!(),
            " <= $1 RETURNING id"
        ))
        .bind(ms(now))
        .fetch_all(write.sql())
        .await?;
        if risen.is_empty() {
            return Ok(());
        }
        for ticket in risen {
            write.say_ticket_changed(Audience::Staff, id(&ticket)?, now).await?;
        }
        write.commit().await
    }

    /// Tickets whose promise is about to pass, with that promise.
    pub(crate) async fn unkept_promises(&self, lead: SignedDuration, now: Timestamp) -> Result<Vec<(TicketId, Timestamp)>, Failure> {
        let rows: Vec<(String, i64)> = sqlx::query_as(concat!(
            "SELECT id, next_update_by FROM tickets WHERE next_update_by IS NOT NULL AND ",
            moves_at!(),
            " <= $2 ORDER BY next_update_by"
        ))
        .bind(lead_ms(lead))
        .bind(ms(now))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|(ticket, was)| Ok((id(&ticket)?, super::at(was)?))).collect()
    }

    /// Moves a promise that nobody kept and tells its requester, unless it is another promise by now: somebody answered, or
    /// another process was faster.
    pub(crate) async fn move_unkept(&self, ticket: TicketId, was: Timestamp, until: Timestamp, now: Timestamp) -> Result<bool, Failure> {
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        if before.next_update_by != Some(was) {
            return Ok(false);
        }
        let until = as_kept(until)?;
        write.insert_change(ticket, &Change { at: now, by: None, what: ChangeKind::PromiseMoved { was, until } }).await?;
        write.note(By::Server, Entry::in_ticket(Action::PromiseMoved, ticket), now).await?;
        write.settle(requester, ticket, &before.delayed(until), now).await?;
        Ok(true)
    }

    /// Gives a requester a new time in a technician's name, with words or without, once.
    pub(crate) async fn renew_promise(
        &self,
        by: &Technician,
        ticket: TicketId,
        ask: &Ask<'_>,
        renewal: &Renewal,
        calendar: &Calendar,
    ) -> Result<(), Failure> {
        let now = ask.now;
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        let operation = format!("new promise in {ticket}");
        if write.use_key(ask, &by.user_name, &operation).await? == Asked::Again {
            return Ok(());
        }
        let was = before.next_update_by.ok_or_else(|| Failure::refused(Code::Conflict))?;
        let until = as_kept(next_promise(calendar, was, now))?;
        let mut after = before.renewed(until);
        if let Some(words) = renewal.words.as_deref().filter(|words| !words.trim().is_empty()) {
            after = after.written_to(&by.user_name);
            if after.assignee != before.assignee {
                write.add_change(ticket, &by.name, ChangeKind::Taken, now).await?;
            }
            let said = Said { id: MessageId(ask.key), author: &by.name, role: Role::Staff, body: words, is_internal: false };
            write.add_message(ticket, &said, now).await?;
            write.note_first_answer(ticket, now).await?;
        }
        write.add_change(ticket, &by.name, ChangeKind::PromiseMoved { was, until }, now).await?;
        write.note(by.into(), Entry::in_ticket(Action::PromiseRenewed, ticket), now).await?;
        write.settle(requester, ticket, &after, now).await
    }
}

impl Standing {
    /// Whoever writes to a requester whom nobody helps yet, helps them.
    fn written_to(self, by: &str) -> Self {
        if self.assignee.is_none() && self.department.is_none() { self.taken(by) } else { self }
    }
}

/// A moment as the database keeps it, so that what is said of it in the history is what the ticket says.
fn as_kept(moment: Timestamp) -> Result<Timestamp, Failure> {
    super::at(ms(moment))
}

fn lead_ms(lead: SignedDuration) -> i64 {
    i64::try_from(lead.as_millis()).unwrap_or(i64::MAX)
}
