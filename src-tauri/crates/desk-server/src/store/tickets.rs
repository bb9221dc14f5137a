//! Tickets, as their requester opens, reads, confirms and rates them.

use super::{Asker, Audience, Flag, Store, Write, at, from_word, history::Said, id, keys::Ask, keys::Asked, maybe_at, ms, word};
use crate::{lifecycle::Standing, problem::Failure};
use desk_api::{Change, ChangeKind, Code, Confirmation, MessageId, NewTicket, PersonId, Rating, Status, Ticket, TicketId, staff::Finding};
use jiff::Timestamp;

/// The most tickets a list holds.
const LISTED: i64 = 200;
/// The number before the first ticket's.
const NUMBERS_FROM: i64 = 1000;

macro_rules! select_ticket {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.number, t.person_id, t.subject, t.status, t.status_since, t.class_waiting, t.next_update_by, t.assignee, ",
            "s.name AS assignee_name, t.department, t.due, t.delays, t.rating, t.created_at, t.updated_at ",
            "FROM tickets t LEFT JOIN technicians s ON s.user_name = t.assignee ",
            $rest
        )
    };
}

/// Any ticket, for whoever may see all of them.
pub(super) const ANY_TICKET: &str = select_ticket!("WHERE t.id = $1");

/// What the server adds to a ticket when it accepts it.
pub(crate) struct Acceptance {
    pub(crate) subject: String,
    pub(crate) findings: Vec<Finding>,
    pub(crate) place: Option<String>,
    pub(crate) room: Option<String>,
    pub(crate) attachment_limit_bytes: u64,
}

#[derive(sqlx::FromRow)]
pub(super) struct TicketRow {
    id: String,
    number: i64,
    pub(super) person_id: String,
    subject: String,
    status: String,
    status_since: i64,
    #[sqlx(try_from = "Flag")]
    class_waiting: bool,
    next_update_by: Option<i64>,
    assignee: Option<String>,
    assignee_name: Option<String>,
    department: Option<String>,
    due: Option<i64>,
    #[sqlx(try_from = "i64")]
    delays: u32,
    rating: Option<String>,
    created_at: i64,
    updated_at: i64,
}

impl Store {
    /// Opens a ticket, once.
    pub(crate) async fn open_ticket(
        &self,
        asker: &Asker,
        ask: &Ask<'_>,
        new: &NewTicket,
        accepted: &Acceptance,
    ) -> Result<Ticket, Failure> {
        let (now, key) = (ask.now, TicketId(ask.key));
        let mut write = self.write().await?;
        if write.use_key(ask, &asker.person.to_string(), "ticket").await? == Asked::First {
            write.insert_ticket(asker, ask, new, accepted).await?;
            // The words are the first message; it carries the ticket's own id.
            write.add_message(key, &Said::by_requester(MessageId(key.0), &asker.name, &new.words), now).await?;
            write.announce_attachments(key, MessageId(key.0), &new.attachments, accepted.attachment_limit_bytes).await?;
            write.say_ticket_changed(Audience::Person(asker.person), key, now).await?;
            write.commit().await?;
        }
        self.ticket(asker.person, key).await
    }

    /// One of a person's tickets.
    pub(crate) async fn ticket(&self, person: PersonId, ticket: TicketId) -> Result<Ticket, Failure> {
        let row: Option<TicketRow> = sqlx::query_as(select_ticket!("WHERE t.id = $1 AND t.person_id = $2"))
            .bind(ticket.to_string())
            .bind(person.to_string())
            .fetch_optional(&self.readers)
            .await?;
        row.ok_or_else(|| Failure::refused(Code::NotFound))?.read()
    }

    /// A person's tickets, newest change first.
    pub(crate) async fn tickets(&self, person: PersonId) -> Result<Vec<Ticket>, Failure> {
        let rows: Vec<TicketRow> =
            sqlx::query_as(select_ticket!("WHERE t.person_id = $1 ORDER BY t.updated_at DESC, t.number DESC LIMIT $2"))
                .bind(person.to_string())
                .bind(LISTED)
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(TicketRow::read).collect()
    }

    /// Takes the requester's answer to "Is it fixed?", once.
    pub(crate) async fn confirm(&self, asker: &Asker, ticket: TicketId, ask: &Ask<'_>, answer: &Confirmation) -> Result<Ticket, Failure> {
        let now = ask.now;
        let mut write = self.write().await?;
        let before = write.standing_of(asker.person, ticket).await?;
        let operation = format!("confirmation of {ticket}");
        if write.use_key(ask, &asker.person.to_string(), &operation).await? == Asked::First {
            let after = before.after_confirmation(answer, ask.promise);
            if answer.fixed && before.status != Status::Closed {
                write.add_change(ticket, &asker.name, ChangeKind::Confirmed, now).await?;
            }
            if !answer.fixed && was_finished(before.status) {
                write.add_change(ticket, &asker.name, ChangeKind::Reopened, now).await?;
            }
            if let Some(note) = answer.note.as_deref().filter(|note| !note.trim().is_empty()) {
                write.add_message(ticket, &Said::by_requester(MessageId(ask.key), &asker.name, note), now).await?;
            }
            write.put_standing(ticket, &after, now).await?;
            write.say_ticket_changed(Audience::Person(asker.person), ticket, now).await?;
            write.commit().await?;
        }
        self.ticket(asker.person, ticket).await
    }

    /// Takes a rating, once. A later one replaces it.
    pub(crate) async fn rate(&self, asker: &Asker, ticket: TicketId, ask: &Ask<'_>, rating: &Rating) -> Result<Ticket, Failure> {
        let now = ask.now;
        let mut write = self.write().await?;
        write.standing_of(asker.person, ticket).await?;
        let operation = format!("rating of {ticket}");
        if write.use_key(ask, &asker.person.to_string(), &operation).await? == Asked::First {
            sqlx::query("UPDATE tickets SET rating = $1, rating_note = $2, updated_at = $3 WHERE id = $4")
                .bind(word(rating.score)?)
                .bind(rating.note.as_deref().filter(|note| !note.trim().is_empty()))
                .bind(ms(now))
                .bind(ticket.to_string())
                .execute(write.sql())
                .await?;
            write.say_ticket_changed(Audience::Person(asker.person), ticket, now).await?;
            write.commit().await?;
        }
        self.ticket(asker.person, ticket).await
    }
}

impl Write<'_> {
    async fn insert_ticket(&mut self, asker: &Asker, ask: &Ask<'_>, new: &NewTicket, accepted: &Acceptance) -> Result<(), Failure> {
        let (now, key) = (ask.now, ask.key);
        let standing = Standing::new(ask.promise);
        // A number is never given twice: that of a ticket which is gone stands in the audit log.
        let done = sqlx::query(
            "INSERT INTO tickets (id, number, person_id, device_id, notice_id, subject, place, room, about_device, language, \
             class_waiting, status, status_since, promised_at, next_update_by, findings, written_at, created_at, updated_at) \
             VALUES ($1, (SELECT max(n) + 1 FROM (SELECT $2 AS n UNION ALL SELECT max(number) FROM tickets \
             UNION ALL SELECT max(number) FROM audit) AS numbers), $3, $4, (SELECT id FROM notices WHERE id = $5), \
             $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16, $13, $13) ON CONFLICT (id) DO NOTHING",
        )
        .bind(key.to_string())
        .bind(NUMBERS_FROM)
        .bind(asker.person.to_string())
        .bind(asker.device.to_string())
        .bind(new.notice_id.map(|id| id.to_string()))
        .bind(&accepted.subject)
        .bind(&accepted.place)
        .bind(&accepted.room)
        .bind(&new.about_device)
        .bind(&new.language)
        .bind(new.class_waiting)
        .bind(word(standing.status)?)
        .bind(ms(now))
        .bind(standing.next_update_by.map(ms))
        .bind(serde_json::to_string(&accepted.findings)?)
        .bind(ms(new.written_at))
        .execute(self.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Err(Failure::refused(Code::KeyReused));
        }
        let Some(report) = &new.report else { return Ok(()) };
        sqlx::query("INSERT INTO reports (ticket_id, body) VALUES ($1, $2)")
            .bind(key.to_string())
            .bind(serde_json::to_string(report)?)
            .execute(self.sql())
            .await?;
        Ok(())
    }

    /// Where one of a person's tickets stands, read inside the write that will change it.
    pub(super) async fn standing_of(&mut self, person: PersonId, ticket: TicketId) -> Result<Standing, Failure> {
        let row: Option<TicketRow> = sqlx::query_as(select_ticket!("WHERE t.id = $1 AND t.person_id = $2"))
            .bind(ticket.to_string())
            .bind(person.to_string())
            .fetch_optional(self.sql())
            .await?;
        row.ok_or_else(|| Failure::refused(Code::NotFound))?.standing()
    }

    pub(super) async fn put_standing(&mut self, ticket: TicketId, standing: &Standing, now: Timestamp) -> Result<(), Failure> {
        sqlx::query(
            "UPDATE tickets SET status_since = CASE WHEN status = $2 THEN status_since ELSE $7 END, status = $2, assignee = $3, \
             department = $4, promised_at = CASE WHEN next_update_by IS NOT DISTINCT FROM $5 THEN promised_at ELSE $7 END, \
             promise_risen = promise_risen AND next_update_by IS NOT DISTINCT FROM $5, next_update_by = $5, due = $6, delays = $8, updated_at = $7 \
             WHERE id = $1",
        )
        .bind(ticket.to_string())
        .bind(word(standing.status)?)
        .bind(&standing.assignee)
        .bind(&standing.department)
        .bind(standing.next_update_by.map(ms))
        .bind(standing.due.map(ms))
        .bind(ms(now))
        .bind(i64::from(standing.delays))
        .execute(self.sql())
        .await?;
        Ok(())
    }

    pub(super) async fn add_change(&mut self, ticket: TicketId, by: &str, what: ChangeKind, now: Timestamp) -> Result<(), Failure> {
        let change = Change { at: now, by: Some(by.to_owned()), what };
        self.insert_change(ticket, &change).await
    }
}

/// Whether going on with a ticket that stands like this means that it is open again.
pub(super) fn was_finished(status: Status) -> bool {
    match status {
        Status::Resolved | Status::Closed | Status::Cancelled => true,
        Status::New | Status::InProgress | Status::WaitingOnRequester | Status::OnHold | Status::Unknown => false,
    }
}

impl TicketRow {
    pub(super) fn read(self) -> Result<Ticket, Failure> {
        Ok(Ticket {
            id: id(&self.id)?,
            number: Some(self.number.to_string()),
            subject: self.subject,
            status: from_word(&self.status)?,
            status_since: at(self.status_since)?,
            class_waiting: self.class_waiting,
            next_update_by: maybe_at(self.next_update_by)?,
            assignee: self.assignee_name,
            department: self.department,
            department_contact: None,
            due: maybe_at(self.due)?,
            rating: self.rating.as_deref().map(from_word).transpose()?,
            created_at: at(self.created_at)?,
            updated_at: at(self.updated_at)?,
        })
    }

    pub(super) fn standing(self) -> Result<Standing, Failure> {
        Ok(Standing {
            status: from_word(&self.status)?,
            assignee: self.assignee,
            department: self.department,
            next_update_by: maybe_at(self.next_update_by)?,
            due: maybe_at(self.due)?,
            delays: self.delays,
        })
    }
}
