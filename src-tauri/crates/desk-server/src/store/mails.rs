//! The queue of mails, and how far the history was looked at for them.

use super::{Flag, Store, at, count, from_word, maybe_at, ms};
use crate::{
    mail::{Happened, Letter, What},
    problem::Failure,
};
use desk_api::{ChangeKind, staff::MailState};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Rows of the history looked at in one write.
const BATCH: i64 = 100;

/// A mail on its way.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Mail {
    pub(crate) id: String,
    pub(crate) ticket_id: String,
    pub(crate) to_address: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    /// The mail before it in the same talk with the same address.
    pub(crate) follows: Option<String>,
    made_at: i64,
    /// How often it could not be sent.
    #[sqlx(try_from = "i64")]
    pub(crate) tries: u32,
}

#[derive(sqlx::FromRow)]
struct HappenedRow {
    seq: i64,
    #[sqlx(try_from = "Flag")]
    internal: bool,
    author_name: Option<String>,
    author_role: String,
    message_id: Option<String>,
    body: Option<String>,
    /// How many pictures and files came with the words.
    #[sqlx(try_from = "i64")]
    files: u32,
    change: Option<String>,
    /// What the requester wrote as they opened the ticket anew, where this is that.
    words_with_it: Option<String>,
    /// These words came as the requester opened the ticket anew, which is told with them.
    #[sqlx(try_from = "Flag")]
    is_told_already: bool,
    ticket_id: String,
    number: i64,
    subject: String,
    words: String,
    place: Option<String>,
    #[sqlx(try_from = "Flag")]
    class_waiting: bool,
    status: String,
    department: Option<String>,
    assignee: Option<String>,
    next_update_by: Option<i64>,
    requester: String,
    email: Option<String>,
    language: Option<String>,
}

impl Store {
    /// Leaves out of the mails what has happened so far: there is nobody to send them.
    pub(crate) async fn mail_nothing_so_far(&self) -> Result<(), Failure> {
        let mut write = self.write().await?;
        sqlx::query("UPDATE mail_cursor SET seq = (SELECT COALESCE(max(seq), 0) FROM history)").execute(write.sql()).await?;
        write.commit().await
    }

    /// Queues the mails about what has happened since this was last asked, each once.
    pub(crate) async fn queue_mails(&self, now: Timestamp, letters: impl Fn(&Happened) -> Vec<Letter>) -> Result<(), Failure> {
        while self.has_unmailed().await? {
            let mut write = self.write().await?;
            let rows: Vec<HappenedRow> = sqlx::query_as(
                "SELECT h.seq, h.internal, h.author_name, h.author_role, h.message_id, h.body, h.change, \
                 (SELECT n.body FROM history n WHERE n.ticket_id = h.ticket_id AND n.at = h.at AND n.seq > h.seq \
                 AND n.author_role = 'requester' ORDER BY n.seq LIMIT 1) AS words_with_it, \
                 EXISTS (SELECT 1 FROM history r WHERE r.ticket_id = h.ticket_id AND r.at = h.at AND r.seq < h.seq \
                 AND json_extract(r.change, '$.did') = 'reopened') AS is_told_already, t.id AS ticket_id, t.number, \
                 t.subject, COALESCE(w.body, t.subject) AS words, t.place, t.class_waiting, t.status, t.department, t.assignee, \
                 (SELECT count(*) FROM attachments a WHERE a.ticket_id = h.ticket_id AND a.message_id = h.message_id) AS files, \
                 t.next_update_by, COALESCE(p.full_name, p.user_name) AS requester, p.email, t.language \
                 FROM history h JOIN tickets t ON t.id = h.ticket_id JOIN people p ON p.id = t.person_id \
                 LEFT JOIN history w ON w.message_id = t.id WHERE h.seq > (SELECT seq FROM mail_cursor) ORDER BY h.seq LIMIT $1",
            )
            .bind(BATCH)
            .fetch_all(write.sql())
            .await?;
            let Some(last) = rows.last().map(|row| row.seq) else { return Ok(()) };
            for row in rows {
                let seq = row.seq;
                let Some(happened) = row.read()? else { continue };
                for letter in letters(&happened) {
                    // The first of the same talk with the same address has nothing before it.
                    sqlx::query(
                        "INSERT INTO mails (id, history_seq, ticket_id, to_address, subject, body, follows, made_at, due_at) \
                         VALUES ($1, $2, $3, $4, $5, $6, (SELECT id FROM mails WHERE ticket_id = $3 AND to_address = $4 \
                         ORDER BY made_at DESC, id DESC LIMIT 1), $7, $7) ON CONFLICT DO NOTHING",
                    )
                    .bind(Uuid::now_v7().to_string())
                    .bind(seq)
                    .bind(&happened.ticket_id)
                    .bind(&letter.to)
                    .bind(&letter.subject)
                    .bind(&letter.body)
                    .bind(ms(now))
                    .execute(write.sql())
                    .await?;
                }
            }
            sqlx::query("UPDATE mail_cursor SET seq = $1").bind(last).execute(write.sql()).await?;
            write.commit().await?;
        }
        Ok(())
    }

    /// Takes the next mail that is due, for `lease` long: no other process sends it meanwhile, and one that is killed lets go of it.
    pub(crate) async fn claim_mail(&self, lease: SignedDuration, now: Timestamp) -> Result<Option<Mail>, Failure> {
        if self.next_mail_moment().await?.is_none_or(|next| next > now) {
            return Ok(None);
        }
        let until = now.checked_add(lease).map_err(Failure::unreadable)?;
        let mut write = self.write().await?;
        let mail: Option<Mail> = sqlx::query_as(
            "UPDATE mails SET due_at = $1 WHERE id = (SELECT id FROM mails WHERE due_at <= $2 ORDER BY due_at, id LIMIT 1) \
             RETURNING id, ticket_id, to_address, subject, body, follows, made_at, tries",
        )
        .bind(ms(until))
        .bind(ms(now))
        .fetch_optional(write.sql())
        .await?;
        write.commit().await?;
        Ok(mail)
    }

    /// The mail server has it: it is never sent again.
    pub(crate) async fn mail_sent(&self, mail: &str, now: Timestamp) -> Result<(), Failure> {
        self.end_mail("UPDATE mails SET due_at = NULL, sent_at = $2, body = '' WHERE id = $1", mail, now).await
    }

    /// It is not tried any more.
    pub(crate) async fn mail_refused(&self, mail: &str, now: Timestamp) -> Result<(), Failure> {
        self.end_mail("UPDATE mails SET due_at = NULL, refused_at = $2, body = '' WHERE id = $1", mail, now).await
    }

    /// It is tried again at `next`.
    pub(crate) async fn mail_later(&self, mail: &str, next: Timestamp) -> Result<(), Failure> {
        self.end_mail("UPDATE mails SET due_at = $2, tries = tries + 1 WHERE id = $1", mail, next).await
    }

    /// When the next mail is due.
    pub(crate) async fn next_mail_moment(&self) -> Result<Option<Timestamp>, Failure> {
        maybe_at(sqlx::query_scalar("SELECT min(due_at) FROM mails WHERE due_at IS NOT NULL").fetch_one(&self.readers).await?)
    }

    /// How the mails are doing: how many could not be sent yet, and how many were given up in the last week.
    pub(crate) async fn mail_state(&self, now: Timestamp) -> Result<MailState, Failure> {
        let since = now.checked_sub(SignedDuration::from_hours(24 * 7)).map_err(Failure::unreadable)?;
        let (waiting, refused): (i64, i64) = sqlx::query_as(
            "SELECT count(*) FILTER (WHERE due_at IS NOT NULL AND tries > 0), count(*) FILTER (WHERE refused_at >= $1) FROM mails \
             WHERE due_at IS NOT NULL OR refused_at IS NOT NULL",
        )
        .bind(ms(since))
        .fetch_one(&self.readers)
        .await?;
        Ok(MailState { waiting: count(waiting), refused: count(refused) })
    }

    async fn has_unmailed(&self) -> Result<bool, Failure> {
        let found = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM history WHERE seq > (SELECT seq FROM mail_cursor))");
        let Flag(found) = found.fetch_one(&self.readers).await?;
        Ok(found)
    }

    async fn end_mail(&self, sql: &'static str, mail: &str, moment: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        sqlx::query(sql).bind(mail).bind(ms(moment)).execute(write.sql()).await?;
        write.commit().await
    }
}

impl HappenedRow {
    /// What is to be written about; nothing for most of what happens, and never for a note of the desk's own.
    fn read(self) -> Result<Option<Happened>, Failure> {
        let Some(what) = self.what()? else { return Ok(None) };
        Ok(Some(Happened {
            what,
            ticket_id: self.ticket_id,
            number: self.number,
            subject: self.subject,
            words: self.words,
            place: self.place,
            class_waiting: self.class_waiting,
            status: from_word(&self.status)?,
            department: self.department,
            assignee: self.assignee,
            next_update_by: maybe_at(self.next_update_by)?,
            requester: self.requester,
            requester_address: self.email,
            language: self.language,
        }))
    }

    fn what(&self) -> Result<Option<What>, Failure> {
        if self.internal {
            return Ok(None);
        }
        if let Some(change) = &self.change {
            return Ok(match serde_json::from_str(change)? {
                ChangeKind::HandedOff { department } => Some(What::HandedOff { by: self.author_name.clone(), department }),
                ChangeKind::Assigned { .. } => self.author_name.clone().map(|by| What::Assigned { by }),
                ChangeKind::PromiseMoved { until, .. } => Some(match self.author_name.clone() {
                    Some(by) => What::Moved { by, until },
                    None => What::Missed { until },
                }),
                ChangeKind::Reopened if self.author_name.as_ref() == Some(&self.requester) => {
                    Some(What::NotYet { body: self.words_with_it.clone() })
                }
                ChangeKind::Reopened
                | ChangeKind::Taken
                | ChangeKind::AskedIfFixed
                | ChangeKind::Confirmed
                | ChangeKind::PutOnHold
                | ChangeKind::JoinedNotice { .. }
                | ChangeKind::LeftNotice
                | ChangeKind::Unknown => None,
            });
        }
        if self.message_id.as_deref() == Some(&self.ticket_id) {
            return Ok(Some(What::Opened));
        }
        let (Some(by), Some(body)) = (&self.author_name, &self.body) else { return Ok(None) };
        Ok(match self.author_role.as_str() {
            "staff" => Some(What::Replied { by: by.clone(), body: body.clone(), files: self.files }),
            "requester" if !self.is_told_already => Some(What::WroteBack { body: body.clone() }),
            _ => None,
        })
    }
}

impl Mail {
    /// When it was queued.
    pub(crate) fn made_at(&self) -> Result<Timestamp, Failure> {
        at(self.made_at)
    }
}
