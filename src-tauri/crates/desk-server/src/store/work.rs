//! What technicians do with a ticket. Everything its requester can see is told to them.

use super::{
    Action, Audience, Entry, Store, Write, history::Said, id, keys::Ask, keys::Asked, ms, sessions::Technician, tickets::TicketRow,
    tickets::was_finished, word,
};
use crate::{
    lifecycle::{Standing, is_open},
    problem::Failure,
};
use desk_api::{
    ChangeKind, Code, MessageId, PersonId, Role, Status, TicketId,
    staff::{After, StaffMessage, StatusChange},
};
use jiff::Timestamp;

impl Store {
    /// Takes a ticket.
    pub(crate) async fn take(&self, by: &Technician, ticket: TicketId, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        if !is_open(before.status) {
            return Err(Failure::refused(Code::Conflict));
        }
        let after = before.taken(&by.user_name);
        if after == before {
            return Ok(());
        }
        write.add_change(ticket, &by.name, ChangeKind::Taken, now).await?;
        write.note(by.into(), Entry::in_ticket(Action::Taken, ticket), now).await?;
        write.settle(requester, ticket, &after, now).await
    }

    /// Puts a technician on a ticket: whoever it is hears of it, unless they did it themselves, which is taking it.
    pub(crate) async fn assign(&self, by: &Technician, to: &Technician, ticket: TicketId, now: Timestamp) -> Result<(), Failure> {
        if by.user_name == to.user_name {
            return self.take(by, ticket, now).await;
        }
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        if !is_open(before.status) {
            return Err(Failure::refused(Code::Conflict));
        }
        let after = before.taken(&to.user_name);
        if after == before {
            return Ok(());
        }
        write.add_change(ticket, &by.name, ChangeKind::Assigned { to: to.name.clone() }, now).await?;
        write.note(by.into(), Entry::in_ticket(Action::Assigned, ticket).with(&to.user_name), now).await?;
        write.settle(requester, ticket, &after, now).await
    }

    /// Takes what a technician writes, once.
    pub(crate) async fn staff_message(
        &self,
        by: &Technician,
        ticket: TicketId,
        ask: &Ask<'_>,
        new: &StaffMessage,
        attachment_limit_bytes: u64,
    ) -> Result<(), Failure> {
        let now = ask.now;
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        let operation = format!("technician's message in {ticket}");
        if write.use_key(ask, &by.user_name, &operation).await? == Asked::Again {
            return Ok(());
        }
        let said = Said { id: MessageId(ask.key), author: &by.name, role: Role::Staff, body: &new.body, is_internal: new.internal };
        let action = if new.internal { Action::NoteWritten } else { Action::Replied };
        write.note(by.into(), Entry::in_ticket(action, ticket), now).await?;
        if new.internal {
            write.add_message(ticket, &said, now).await?;
            write.announce_attachments(ticket, said.id, &new.attachments, attachment_limit_bytes).await?;
            // No word of it reaches the requester, not even that there is one.
            write.say_ticket_changed(Audience::Staff, ticket, now).await?;
            return write.commit().await;
        }
        let after = before.after_answer(new.then, &by.user_name, ask.promise);
        if after.assignee != before.assignee {
            write.add_change(ticket, &by.name, ChangeKind::Taken, now).await?;
        }
        write.add_message(ticket, &said, now).await?;
        write.announce_attachments(ticket, said.id, &new.attachments, attachment_limit_bytes).await?;
        if new.then == After::AskIfFixed {
            write.add_change(ticket, &by.name, ChangeKind::AskedIfFixed, now).await?;
        }
        write.note_first_answer(ticket, now).await?;
        write.settle(requester, ticket, &after, now).await
    }

    /// Puts a ticket on hold, back to work, or aside.
    pub(crate) async fn set_status(
        &self,
        by: &Technician,
        ticket: TicketId,
        change: &StatusChange,
        promise: Timestamp,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        let (after, what) = match change.status {
            Status::InProgress => {
                let after = Standing { status: Status::InProgress, ..before.reopened(before.next_update_by.unwrap_or(promise)) };
                (after, was_finished(before.status).then_some(ChangeKind::Reopened))
            }
            Status::OnHold if is_open(before.status) => (before.on_hold(change.due, promise), Some(ChangeKind::PutOnHold)),
            Status::Cancelled if is_open(before.status) => (before.finished(Status::Cancelled), None),
            Status::OnHold | Status::Cancelled => return Err(Failure::refused(Code::Conflict)),
            Status::New | Status::WaitingOnRequester | Status::Resolved | Status::Closed | Status::Unknown => {
                return Err(Failure::invalid("status"));
            }
        };
        if after == before {
            return Ok(());
        }
        if let Some(what) = what {
            write.add_change(ticket, &by.name, what, now).await?;
        }
        write.note(by.into(), Entry::in_ticket(Action::StatusSet, ticket).with(word(after.status)?), now).await?;
        write.settle(requester, ticket, &after, now).await
    }

    /// Hands a ticket to another department.
    pub(crate) async fn hand_off(
        &self,
        by: &Technician,
        ticket: TicketId,
        department: &str,
        promise: Timestamp,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let (requester, before) = write.ticket_in_hand(ticket).await?;
        if !is_open(before.status) {
            return Err(Failure::refused(Code::Conflict));
        }
        let after = before.handed_off(department, promise);
        if after == before {
            return Ok(());
        }
        write.add_change(ticket, &by.name, ChangeKind::HandedOff { department: department.to_owned() }, now).await?;
        write.note(by.into(), Entry::in_ticket(Action::HandedOff, ticket).with(department), now).await?;
        write.settle(requester, ticket, &after, now).await
    }
}

impl Write<'_> {
    /// A ticket's requester and standing, read inside the write that will change it.
    pub(super) async fn ticket_in_hand(&mut self, ticket: TicketId) -> Result<(PersonId, Standing), Failure> {
        let row: Option<TicketRow> = sqlx::query_as(super::tickets::ANY_TICKET).bind(ticket.to_string()).fetch_optional(self.sql()).await?;
        let row = row.ok_or_else(|| Failure::refused(Code::NotFound))?;
        Ok((id(&row.person_id)?, row.standing()?))
    }

    /// The requester has an answer; the first one is counted.
    pub(super) async fn note_first_answer(&mut self, ticket: TicketId, now: Timestamp) -> Result<(), Failure> {
        sqlx::query("UPDATE tickets SET first_answered_at = COALESCE(first_answered_at, $1) WHERE id = $2")
            .bind(ms(now))
            .bind(ticket.to_string())
            .execute(self.sql())
            .await?;
        Ok(())
    }

    pub(super) async fn settle(mut self, requester: PersonId, ticket: TicketId, after: &Standing, now: Timestamp) -> Result<(), Failure> {
        self.put_standing(ticket, after, now).await?;
        self.say_ticket_changed(Audience::Person(requester), ticket, now).await?;
        self.commit().await
    }
}
