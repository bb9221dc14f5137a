//! Tickets that belong to a notice: they join it, leave it, and are answered by what is said in it.

use super::{Action, Audience, Entry, Flag, Store, Write, history::Said, id, sessions::Technician};
use crate::{lifecycle::is_open, problem::Failure};
use desk_api::{
    ChangeKind, Code, MessageId, NoticeId, Role, TicketId,
    staff::{After, Joined, NewNotice, NewNoticeUpdate},
};
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Store {
    /// Makes an open ticket part of a notice that is not over, or of none.
    pub(crate) async fn join_notice(
        &self,
        by: &Technician,
        ticket: TicketId,
        notice: Option<NoticeId>,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let (requester, standing) = write.ticket_in_hand(ticket).await?;
        if !is_open(standing.status) {
            return Err(Failure::refused(Code::Conflict));
        }
        let before = write.notice_of(ticket).await?;
        if before == notice {
            return Ok(());
        }
        let (action, thing) = if notice.is_some() { (Action::NoticeJoined, notice) } else { (Action::NoticeLeft, before) };
        let what = match notice {
            Some(notice) => ChangeKind::JoinedNotice { title: write.open_notice_title(notice).await? },
            None => ChangeKind::LeftNotice,
        };
        write.put_notice_of(ticket, notice).await?;
        write.add_change(ticket, &by.name, what, now).await?;
        let entry = thing.into_iter().fold(Entry::in_ticket(action, ticket), |entry, thing| entry.about(&thing));
        write.note(by.into(), entry, now).await?;
        // The counts of both are others now.
        for notice in before.into_iter().chain(notice) {
            write.say_notice_changed(Audience::Person(requester), notice, now).await?;
        }
        write.settle(requester, ticket, &standing, now).await
    }

    /// The notice a ticket belongs to.
    pub(super) async fn notice_of(&self, ticket: TicketId) -> Result<Option<Joined>, Failure> {
        let row: Option<(String, String, Flag)> = sqlx::query_as(
            "SELECT n.id, n.title, n.resolved_at IS NOT NULL FROM tickets t JOIN notices n ON n.id = t.notice_id WHERE t.id = $1",
        )
        .bind(ticket.to_string())
        .fetch_optional(&self.readers)
        .await?;
        row.map(|(notice, title, Flag(is_over))| Ok(Joined { id: id(&notice)?, title, is_over })).transpose()
    }
}

impl Write<'_> {
    /// Makes those of `tickets` that are open and part of nothing else part of a notice that is being posted.
    pub(super) async fn join_at_once(&mut self, by: &Technician, notice: NoticeId, new: &NewNotice, now: Timestamp) -> Result<(), Failure> {
        let tickets: BTreeSet<TicketId> = new.tickets.iter().copied().collect();
        for ticket in tickets {
            let Flag(may_join) = sqlx::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM tickets WHERE id = $1 AND notice_id IS NULL AND status NOT IN ('resolved', 'closed', 'cancelled'))",
            )
            .bind(ticket.to_string())
            .fetch_one(self.sql())
            .await?;
            if !may_join {
                continue;
            }
            let (requester, standing) = self.ticket_in_hand(ticket).await?;
            self.put_notice_of(ticket, Some(notice)).await?;
            self.add_change(ticket, &by.name, ChangeKind::JoinedNotice { title: new.title.clone() }, now).await?;
            self.note(by.into(), Entry::in_ticket(Action::NoticeJoined, ticket).about(&notice), now).await?;
            self.put_standing(ticket, &standing, now).await?;
            self.say_ticket_changed(Audience::Person(requester), ticket, now).await?;
        }
        Ok(())
    }

    async fn put_notice_of(&mut self, ticket: TicketId, notice: Option<NoticeId>) -> Result<(), Failure> {
        sqlx::query("UPDATE tickets SET notice_id = $1 WHERE id = $2")
            .bind(notice.map(|notice| notice.to_string()))
            .bind(ticket.to_string())
            .execute(self.sql())
            .await?;
        Ok(())
    }

    /// Answers every open ticket of a notice with what is said in it; with its end each is asked whether it is fixed.
    pub(super) async fn answer_joined(
        &mut self,
        by: &Technician,
        notice: NoticeId,
        update: &NewNoticeUpdate,
        promise: Timestamp,
        now: Timestamp,
    ) -> Result<(), Failure> {
        let tickets: Vec<String> =
            sqlx::query_scalar("SELECT id FROM tickets WHERE notice_id = $1 AND status NOT IN ('resolved', 'closed', 'cancelled')")
                .bind(notice.to_string())
                .fetch_all(self.sql())
                .await?;
        let then = if update.resolved { After::AskIfFixed } else { After::Answer };
        for ticket in tickets {
            let ticket: TicketId = id(&ticket)?;
            let (requester, before) = self.ticket_in_hand(ticket).await?;
            let after = before.after_answer(then, &by.user_name, promise);
            if after.assignee != before.assignee {
                self.add_change(ticket, &by.name, ChangeKind::Taken, now).await?;
            }
            if !update.body.trim().is_empty() {
                let said = Said { id: MessageId::new(), author: &by.name, role: Role::Staff, body: &update.body, is_internal: false };
                self.add_message(ticket, &said, now).await?;
            }
            if update.resolved {
                self.add_change(ticket, &by.name, ChangeKind::AskedIfFixed, now).await?;
            }
            self.note_first_answer(ticket, now).await?;
            self.note(by.into(), Entry::in_ticket(Action::Replied, ticket).about(&notice), now).await?;
            self.put_standing(ticket, &after, now).await?;
            self.say_ticket_changed(Audience::Person(requester), ticket, now).await?;
        }
        Ok(())
    }

    async fn notice_of(&mut self, ticket: TicketId) -> Result<Option<NoticeId>, Failure> {
        let found: Option<String> =
            sqlx::query_scalar("SELECT notice_id FROM tickets WHERE id = $1").bind(ticket.to_string()).fetch_one(self.sql()).await?;
        found.as_deref().map(id).transpose()
    }

    async fn open_notice_title(&mut self, notice: NoticeId) -> Result<String, Failure> {
        let title: Option<Option<String>> =
            sqlx::query_scalar("SELECT CASE WHEN resolved_at IS NULL THEN title END FROM notices WHERE id = $1")
                .bind(notice.to_string())
                .fetch_optional(self.sql())
                .await?;
        title.ok_or_else(|| Failure::refused(Code::NotFound))?.ok_or_else(|| Failure::refused(Code::Conflict))
    }
}
