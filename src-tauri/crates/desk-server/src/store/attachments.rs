//! Pictures and files. What describes one is there with the words; its bytes follow, once, into a table of their own.

use super::{Action, Audience, Entry, Flag, Store, TicketScope, Write, from_word, id, ms, sessions::Technician, word};
use crate::{content::file_name, problem::Failure};
use bytes::Bytes;
use desk_api::{Attachment, AttachmentId, AttachmentState, Code, MessageId, NewAttachment, Role, TicketId};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Bytes that arrived for an attachment, looked at before the database is asked.
pub(crate) struct Incoming {
    pub(crate) content: Bytes,
    pub(crate) sha256: String,
    /// By content; none where it is nothing the desk takes.
    pub(crate) media_type: Option<&'static str>,
}

/// An attachment that is here.
pub(crate) struct Stored {
    ticket: TicketId,
    pub(crate) content: Bytes,
    pub(crate) media_type: String,
    pub(crate) name: String,
}

#[derive(sqlx::FromRow)]
struct AttachmentRow {
    id: String,
    ticket_id: String,
    message_id: String,
    name: String,
    media_type: String,
    size_bytes: i64,
    sha256: String,
    state: String,
    person_id: String,
    /// It came with a note that never leaves the staff side.
    #[sqlx(try_from = "Flag")]
    internal: bool,
}

macro_rules! select_attachment {
    ($rest:literal) => {
        concat!(
            "SELECT a.id, a.ticket_id, a.message_id, a.name, a.media_type, a.size_bytes, a.sha256, a.state, t.person_id, h.internal ",
            "FROM attachments a JOIN tickets t ON t.id = a.ticket_id JOIN history h ON h.message_id = a.message_id ",
            $rest
        )
    };
}

impl Store {
    /// Takes the bytes of an attachment that whoever brings them announced. A repeat changes nothing.
    pub(crate) async fn attach(
        &self,
        scope: TicketScope,
        attachment: AttachmentId,
        incoming: Incoming,
        now: Timestamp,
    ) -> Result<Attachment, Failure> {
        let row = self.announced(scope, attachment).await?;
        if row.size_bytes.unsigned_abs() != incoming.content.len() as u64 || row.sha256 != incoming.sha256 {
            return Err(Failure::refused(Code::BadDigest));
        }
        match (from_word(&row.state)?, incoming.media_type) {
            (AttachmentState::Stored | AttachmentState::Removed, _) => return row.read(),
            (AttachmentState::Refused, _) => return Err(Failure::refused(Code::UnsupportedType)),
            (AttachmentState::Pending | AttachmentState::Unknown, None) => {
                self.refuse_attachment(&row, now).await?;
                return Err(Failure::refused(Code::UnsupportedType));
            }
            (AttachmentState::Pending | AttachmentState::Unknown, Some(media_type)) => {
                self.keep_attachment(&row, incoming.content, media_type, now).await?;
            }
        }
        self.announced(scope, attachment).await?.read()
    }

    /// An attachment that is here, in a ticket that may be seen and with words that may be seen.
    pub(crate) async fn attachment(&self, scope: TicketScope, attachment: AttachmentId) -> Result<Stored, Failure> {
        let found: Option<(Vec<u8>, String, String, String)> = sqlx::query_as(
            "SELECT c.bytes, a.media_type, a.name, a.ticket_id FROM attachment_contents c JOIN attachments a ON a.id = c.attachment_id \
             JOIN tickets t ON t.id = a.ticket_id JOIN history h ON h.message_id = a.message_id \
             WHERE a.id = $1 AND ($2 IS NULL OR (t.person_id = $2 AND NOT h.internal))",
        )
        .bind(attachment.to_string())
        .bind(scope.person())
        .fetch_optional(&self.readers)
        .await?;
        let (content, media_type, name, ticket) = found.ok_or_else(|| Failure::refused(Code::NotFound))?;
        Ok(Stored { ticket: id(&ticket)?, content: content.into(), media_type, name })
    }

    /// An attachment in any ticket, as a technician reads it.
    pub(crate) async fn staff_attachment(&self, by: &Technician, attachment: AttachmentId, now: Timestamp) -> Result<Stored, Failure> {
        let stored = self.attachment(TicketScope::Staff, attachment).await?;
        let entry = Entry::in_ticket(Action::AttachmentRead, stored.ticket).about(&attachment);
        self.note_reading(by, entry, now).await?;
        Ok(stored)
    }

    /// What a ticket carries, by message.
    pub(super) async fn attachments_of(&self, ticket: TicketId) -> Result<BTreeMap<String, Vec<Attachment>>, Failure> {
        let rows: Vec<AttachmentRow> = sqlx::query_as(select_attachment!("WHERE a.ticket_id = $1 ORDER BY a.position, a.id"))
            .bind(ticket.to_string())
            .fetch_all(&self.readers)
            .await?;
        let mut by_message: BTreeMap<String, Vec<Attachment>> = BTreeMap::new();
        for row in rows {
            by_message.entry(row.message_id.clone()).or_default().push(row.read()?);
        }
        Ok(by_message)
    }

    /// An attachment that the side of the desk in question announced itself.
    async fn announced(&self, scope: TicketScope, attachment: AttachmentId) -> Result<AttachmentRow, Failure> {
        let by = match scope {
            TicketScope::Of(_) => Role::Requester,
            TicketScope::Staff => Role::Staff,
        };
        let row: Option<AttachmentRow> =
            sqlx::query_as(select_attachment!("WHERE a.id = $1 AND h.author_role = $2 AND ($3 IS NULL OR t.person_id = $3)"))
                .bind(attachment.to_string())
                .bind(word(by)?)
                .bind(scope.person())
                .fetch_optional(&self.readers)
                .await?;
        row.ok_or_else(|| Failure::refused(Code::NotFound))
    }

    async fn keep_attachment(&self, row: &AttachmentRow, content: Bytes, media_type: &str, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let done = sqlx::query("INSERT INTO attachment_contents (attachment_id, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(&row.id)
            .bind(Vec::from(content))
            .execute(write.sql())
            .await?;
        if done.rows_affected() == 1 {
            write.settle_attachment(row, AttachmentState::Stored, media_type, now).await?;
            write.commit().await?;
        }
        Ok(())
    }

    async fn refuse_attachment(&self, row: &AttachmentRow, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        write.settle_attachment(row, AttachmentState::Refused, &row.media_type, now).await?;
        write.commit().await
    }
}

impl Write<'_> {
    /// Takes note of what will follow a message. What is larger than the desk takes is refused at once, never the words.
    pub(super) async fn announce_attachments(
        &mut self,
        ticket: TicketId,
        message: MessageId,
        announced: &[NewAttachment],
        limit_bytes: u64,
    ) -> Result<(), Failure> {
        for (position, attachment) in (0i64..).zip(announced) {
            let too_large = attachment.size_bytes > limit_bytes || attachment.size_bytes == 0;
            let state = if too_large { AttachmentState::Refused } else { AttachmentState::Pending };
            let done = sqlx::query(
                "INSERT INTO attachments (id, ticket_id, message_id, position, name, media_type, size_bytes, sha256, state) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
            )
            .bind(attachment.id.to_string())
            .bind(ticket.to_string())
            .bind(message.to_string())
            .bind(position)
            .bind(file_name(&attachment.name))
            .bind(&attachment.media_type)
            .bind(i64::try_from(attachment.size_bytes).unwrap_or(i64::MAX))
            .bind(&attachment.sha256)
            .bind(word(state)?)
            .execute(self.sql())
            .await?;
            if done.rows_affected() == 0 {
                return Err(Failure::invalid("attachments.id was used before"));
            }
        }
        Ok(())
    }

    async fn settle_attachment(
        &mut self,
        row: &AttachmentRow,
        state: AttachmentState,
        media_type: &str,
        now: Timestamp,
    ) -> Result<(), Failure> {
        sqlx::query("UPDATE attachments SET state = $1, media_type = $2 WHERE id = $3")
            .bind(word(state)?)
            .bind(media_type)
            .bind(&row.id)
            .execute(self.sql())
            .await?;
        if row.internal {
            // No word of it reaches the requester, not even that there is one.
            return self.say_ticket_changed(Audience::Staff, id(&row.ticket_id)?, now).await;
        }
        sqlx::query("UPDATE tickets SET updated_at = $1 WHERE id = $2").bind(ms(now)).bind(&row.ticket_id).execute(self.sql()).await?;
        self.say_ticket_changed(Audience::Person(id(&row.person_id)?), id(&row.ticket_id)?, now).await
    }
}

impl AttachmentRow {
    fn read(self) -> Result<Attachment, Failure> {
        Ok(Attachment {
            id: id(&self.id)?,
            name: self.name,
            media_type: self.media_type,
            size_bytes: self.size_bytes.unsigned_abs(),
            state: from_word(&self.state)?,
        })
    }
}
