//! Taking out what was kept long enough. A ticket counts from when it was finished: closed, put aside, or asked about in vain.

use super::{Action, By, Entry, Store, Write, id, ms};
use crate::{
    problem::Failure,
    retention::{Gone, Until},
};
use desk_api::TicketId;
use jiff::Timestamp;

/// Tickets in one write.
const TICKETS: i64 = 20;
/// Rows of the audit log in one write.
const AUDIT_ROWS: i64 = 1_000;

/// Finished, and not since `$1`.
macro_rules! finished_before {
    () => {
        "t.status IN ('resolved', 'closed', 'cancelled') AND t.status_since <= $1"
    };
}

/// Rows of the audit log from before `$1`; the database itself keeps the youngest.
macro_rules! old_audit_rows {
    () => {
        "at <= $1 AND at <= (unixepoch() - 31 * 86400) * 1000"
    };
}

impl Store {
    /// Counts what would go.
    pub(crate) async fn would_go(&self, until: Until) -> Result<Gone, Failure> {
        let pictures = concat!(
            "SELECT count(*) FROM tickets t JOIN attachments a ON a.ticket_id = t.id JOIN attachment_contents c ON c.attachment_id = a.id WHERE ",
            finished_before!()
        );
        let count = async |sql: &'static str, before: Option<Timestamp>| -> Result<i64, Failure> {
            Ok(sqlx::query_scalar(sql).bind(before.map(ms)).fetch_one(&self.readers).await?)
        };
        Ok(Gone {
            // The later of two moments includes what goes before the other.
            attachments: count(pictures, until.attachments.max(until.tickets)).await?,
            tickets: count(concat!("SELECT count(*) FROM tickets t WHERE ", finished_before!()), until.tickets).await?,
            audit_rows: count(concat!("SELECT count(*) FROM audit WHERE ", old_audit_rows!()), Some(until.audit)).await?,
        })
    }

    /// Takes out a batch of tickets that were finished before, with all that is in them. None where none is left.
    pub(crate) async fn remove_tickets(&self, before: Timestamp, by: By<'_>, now: Timestamp) -> Result<Option<Gone>, Failure> {
        let mut write = self.write().await?;
        let tickets: Vec<String> = sqlx::query_scalar(concat!("SELECT t.id FROM tickets t WHERE ", finished_before!(), " LIMIT $2"))
            .bind(ms(before))
            .bind(TICKETS)
            .fetch_all(write.sql())
            .await?;
        if tickets.is_empty() {
            return Ok(None);
        }
        let mut gone = Gone::default();
        for ticket in tickets {
            gone.tickets += 1;
            gone.attachments += write.remove_ticket(id(&ticket)?, by, now).await?;
        }
        write.commit().await?;
        Ok(Some(gone))
    }

    /// Takes out the bytes of a batch of attachments in tickets that were finished before; what describes them stays.
    pub(crate) async fn remove_attachments(&self, before: Timestamp, by: By<'_>, now: Timestamp) -> Result<Option<i64>, Failure> {
        let mut write = self.write().await?;
        let tickets: Vec<String> = sqlx::query_scalar(concat!(
            "SELECT DISTINCT t.id FROM tickets t JOIN attachments a ON a.ticket_id = t.id \
             JOIN attachment_contents c ON c.attachment_id = a.id WHERE ",
            finished_before!(),
            " LIMIT $2"
        ))
        .bind(ms(before))
        .bind(TICKETS)
        .fetch_all(write.sql())
        .await?;
        if tickets.is_empty() {
            return Ok(None);
        }
        let mut gone = 0;
        for ticket in tickets {
            let removed = write.remove_contents(&ticket).await?;
            write.note(by, Entry::in_ticket(Action::AttachmentsRemoved, id(&ticket)?).counting(removed), now).await?;
            gone += removed.cast_signed();
        }
        write.commit().await?;
        Ok(Some(gone))
    }

    /// Takes out a batch of old rows of the audit log, which leaves one that counts them.
    pub(crate) async fn remove_audit_rows(&self, before: Timestamp, by: By<'_>, now: Timestamp) -> Result<Option<i64>, Failure> {
        let mut write = self.write().await?;
        let done = sqlx::query(concat!(
            "DELETE FROM audit WHERE seq IN (SELECT seq FROM audit WHERE ",
            old_audit_rows!(),
            " ORDER BY at LIMIT $2)"
        ))
        .bind(ms(before))
        .bind(AUDIT_ROWS)
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        write.note(by, Entry::of(Action::AuditRemoved).counting(done.rows_affected()), now).await?;
        write.commit_unheard().await?;
        Ok(Some(done.rows_affected().cast_signed()))
    }
}

impl Write<'_> {
    /// Takes out a ticket with all that is in it, and says how many attachments that were. Its key stays used.
    pub(super) async fn remove_ticket(&mut self, ticket: TicketId, by: By<'_>, now: Timestamp) -> Result<i64, Failure> {
        self.note(by, Entry::in_ticket(Action::TicketRemoved, ticket), now).await?;
        let ticket = ticket.to_string();
        let removed = self.remove_contents(&ticket).await?;
        for sql in [
            "DELETE FROM attachments WHERE ticket_id = $1",
            "DELETE FROM mails WHERE ticket_id = $1",
            "DELETE FROM history WHERE ticket_id = $1",
            "DELETE FROM reports WHERE ticket_id = $1",
            // The newest stays, so that its place is known.
            "DELETE FROM events WHERE ticket_id = $1 AND seq < (SELECT max(seq) FROM events)",
            "DELETE FROM tickets WHERE id = $1",
        ] {
            sqlx::query(sql).bind(&ticket).execute(self.sql()).await?;
        }
        Ok(removed.cast_signed())
    }

    /// Takes out the bytes of a ticket's attachments.
    pub(super) async fn remove_contents(&mut self, ticket: &str) -> Result<u64, Failure> {
        let contents = "DELETE FROM attachment_contents WHERE attachment_id IN (SELECT id FROM attachments WHERE ticket_id = $1)";
        let done = sqlx::query(contents).bind(ticket).execute(self.sql()).await?;
        sqlx::query("UPDATE attachments SET state = 'removed' WHERE ticket_id = $1 AND state = 'stored'")
            .bind(ticket)
            .execute(self.sql())
            .await?;
        Ok(done.rows_affected())
    }
}
