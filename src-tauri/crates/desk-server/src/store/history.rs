//! What was said and done in a ticket.

use super::{Asker, Audience, Flag, Store, Write, at, from_word, id, keys::Ask, keys::Asked, ms, tickets::was_finished, word};
use crate::problem::Failure;
use desk_api::{
    Attachment, Author, Change, ChangeKind, Code, HistoryItem, Message, MessageId, NewMessage, PersonId, Role, TicketId, TicketThread,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
pub(super) struct HistoryRow {
    pub(super) at: i64,
    #[sqlx(try_from = "Flag")]
    pub(super) internal: bool,
    pub(super) author_name: Option<String>,
    pub(super) author_role: String,
    pub(super) message_id: Option<String>,
    pub(super) body: Option<String>,
    pub(super) change: Option<String>,
}

/// Something that is said.
pub(super) struct Said<'s> {
    pub(super) id: MessageId,
    pub(super) author: &'s str,
    pub(super) role: Role,
    pub(super) body: &'s str,
    pub(super) is_internal: bool,
}

impl<'s> Said<'s> {
    pub(super) fn by_requester(id: MessageId, author: &'s str, body: &'s str) -> Self {
        Self { id, author, role: Role::Requester, body, is_internal: false }
    }
}

impl Store {
    /// One of a person's tickets with what they may see of its history, oldest first.
    pub(crate) async fn thread(&self, person: PersonId, ticket: TicketId) -> Result<TicketThread, Failure> {
        let head = self.ticket(person, ticket).await?;
        let rows: Vec<HistoryRow> = sqlx::query_as(
            "SELECT at, internal, author_name, author_role, message_id, body, change FROM history \
             WHERE ticket_id = $1 AND NOT internal ORDER BY seq",
        )
        .bind(ticket.to_string())
        .fetch_all(&self.readers)
        .await?;
        let mut attachments = self.attachments_of(ticket).await?;
        let history = rows.into_iter().map(|row| row.read(&mut attachments)).collect::<Result<_, _>>()?;
        Ok(TicketThread { ticket: head, history })
    }

    /// Takes what a requester says in a ticket, once.
    pub(crate) async fn reply(
        &self,
        asker: &Asker,
        ticket: TicketId,
        ask: &Ask<'_>,
        new: &NewMessage,
        attachment_limit_bytes: u64,
    ) -> Result<Message, Failure> {
        let (now, key) = (ask.now, MessageId(ask.key));
        let mut write = self.write().await?;
        let before = write.standing_of(asker.person, ticket).await?;
        let operation = format!("message in {ticket}");
        if write.use_key(ask, &asker.person.to_string(), &operation).await? == Asked::First {
            if was_finished(before.status) {
                write.add_change(ticket, &asker.name, ChangeKind::Reopened, now).await?;
            }
            write.add_message(ticket, &Said::by_requester(key, &asker.name, &new.body), now).await?;
            write.announce_attachments(ticket, key, &new.attachments, attachment_limit_bytes).await?;
            write.put_standing(ticket, &before.after_reply(ask.promise), now).await?;
            write.say_ticket_changed(Audience::Person(asker.person), ticket, now).await?;
            write.commit().await?;
        }
        self.message(ticket, key).await
    }

    pub(super) async fn message(&self, ticket: TicketId, message: MessageId) -> Result<Message, Failure> {
        let row: Option<HistoryRow> = sqlx::query_as(
            "SELECT at, internal, author_name, author_role, message_id, body, change FROM history WHERE ticket_id = $1 AND message_id = $2",
        )
        .bind(ticket.to_string())
        .bind(message.to_string())
        .fetch_optional(&self.readers)
        .await?;
        let mut attachments = self.attachments_of(ticket).await?;
        match row.map(|row| row.read(&mut attachments)).transpose()? {
            Some(HistoryItem::Message(message)) => Ok(message),
            Some(HistoryItem::Change(_)) | None => Err(Failure::refused(Code::NotFound)),
        }
    }
}

impl Write<'_> {
    pub(super) async fn add_message(&mut self, ticket: TicketId, said: &Said<'_>, now: Timestamp) -> Result<(), Failure> {
        let done = sqlx::query(
            "INSERT INTO history (ticket_id, at, internal, author_name, author_role, message_id, body) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (message_id) DO NOTHING",
        )
        .bind(ticket.to_string())
        .bind(ms(now))
        .bind(said.is_internal)
        .bind(said.author)
        .bind(word(said.role)?)
        .bind(said.id.to_string())
        .bind(said.body)
        .execute(self.sql())
        .await?;
        if done.rows_affected() == 0 { Err(Failure::refused(Code::KeyReused)) } else { Ok(()) }
    }

    pub(super) async fn insert_change(&mut self, ticket: TicketId, change: &Change) -> Result<(), Failure> {
        sqlx::query("INSERT INTO history (ticket_id, at, author_name, author_role, change) VALUES ($1, $2, $3, $4, $5)")
            .bind(ticket.to_string())
            .bind(ms(change.at))
            .bind(&change.by)
            .bind(word(Role::System)?)
            .bind(serde_json::to_string(&change.what)?)
            .execute(self.sql())
            .await?;
        Ok(())
    }
}

impl HistoryRow {
    pub(super) fn read(self, attachments: &mut BTreeMap<String, Vec<Attachment>>) -> Result<HistoryItem, Failure> {
        let at = at(self.at)?;
        if let Some(change) = self.change {
            return Ok(HistoryItem::Change(Change { at, by: self.author_name, what: serde_json::from_str(&change)? }));
        }
        let message = self.message_id.unwrap_or_default();
        Ok(HistoryItem::Message(Message {
            id: id(&message)?,
            author: Author { name: self.author_name.unwrap_or_default(), role: from_word(&self.author_role)? },
            body: self.body.unwrap_or_default(),
            attachments: attachments.remove(&message).unwrap_or_default(),
            created_at: at,
        }))
    }
}
