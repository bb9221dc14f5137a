//! All that is known of one person: finding them, writing it out, and taking it out.

use super::{Action, Audience, By, Entry, Store, Wanted, Write, at, id, maybe_at, ms, nobodys_secret};
use crate::problem::Failure;
use desk_api::{PersonId, TicketId};
use jiff::Timestamp;
use serde::Serialize;

/// What stands in the place of the name of somebody who was deleted, and of what they asked.
const DELETED: &str = "(deleted)";

/// Somebody who asked for help: one account on one computer, or on several that share its secret.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Known {
    pub(crate) id: PersonId,
    pub(crate) user_name: String,
    pub(crate) full_name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) known_since: Timestamp,
    /// Names of the computers they enrolled on.
    pub(crate) computers: Vec<String>,
    pub(crate) tickets: i64,
}

/// What becomes of the tickets of somebody who is deleted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tickets {
    /// Number, dates, place, computer and what became of it stay; every word, picture and name goes.
    Emptied,
    /// Nothing stays.
    Removed,
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: String,
    user_name: String,
    full_name: Option<String>,
    email: Option<String>,
    made_at: i64,
    tickets: i64,
}

/// An enrolment as it is written out; never a token or its hash.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EnrolledOn {
    computer: String,
    site: Option<String>,
    building: Option<String>,
    room: Option<String>,
    at: Timestamp,
    ended_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct EnrolmentRow {
    host_name: String,
    site: Option<String>,
    building: Option<String>,
    room: Option<String>,
    made_at: i64,
    revoked_at: Option<i64>,
}

impl Store {
    /// Everybody of that id, account name or address.
    pub(crate) async fn people(&self, who: &str) -> Result<Vec<Known>, Failure> {
        let rows: Vec<KnownRow> = sqlx::query_as(
            "SELECT p.id, p.user_name, p.full_name, p.email, p.made_at, (SELECT count(*) FROM tickets WHERE person_id = p.id) AS tickets \
             FROM people p WHERE p.id = $1 OR lower(p.user_name) = lower($1) OR lower(p.email) = lower($1) ORDER BY p.made_at, p.id",
        )
        .bind(who)
        .fetch_all(&self.readers)
        .await?;
        let mut people = Vec::new();
        for row in rows {
            let computers = self.computers_of(&row.id).await?;
            people.push(row.read(computers)?);
        }
        Ok(people)
    }

    /// Names of the computers a person enrolled on.
    async fn computers_of(&self, person: &str) -> Result<Vec<String>, Failure> {
        let sql = "SELECT DISTINCT d.host_name FROM enrolments e JOIN devices d ON d.id = e.device_id WHERE e.person_id = $1 \
                   ORDER BY d.host_name";
        Ok(sqlx::query_scalar(sql).bind(person).fetch_all(&self.readers).await?)
    }

    /// Where a person enrolled.
    pub(crate) async fn enrolled_on(&self, person: PersonId) -> Result<Vec<EnrolledOn>, Failure> {
        let rows: Vec<EnrolmentRow> = sqlx::query_as(
            "SELECT d.host_name, e.site, e.building, e.room, e.made_at, e.revoked_at FROM enrolments e \
             JOIN devices d ON d.id = e.device_id WHERE e.person_id = $1 ORDER BY e.made_at, e.id",
        )
        .bind(person.to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EnrolmentRow::read).collect()
    }

    /// A person's tickets, oldest first.
    pub(crate) async fn ticket_ids_of(&self, person: PersonId) -> Result<Vec<TicketId>, Failure> {
        let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM tickets WHERE person_id = $1 ORDER BY number")
            .bind(person.to_string())
            .fetch_all(&self.readers)
            .await?;
        ids.iter().map(|ticket| id(ticket)).collect()
    }

    /// What a person's ticket holds that its thread does not show: the computer's report, what was written with the rating and about
    /// which computer it is.
    pub(crate) async fn beside_thread(&self, ticket: TicketId) -> Result<(Option<String>, Option<String>, Option<String>), Failure> {
        let sql = "SELECT r.body, t.rating_note, t.about_device FROM tickets t LEFT JOIN reports r ON r.ticket_id = t.id WHERE t.id = $1";
        Ok(sqlx::query_as(sql).bind(ticket.to_string()).fetch_one(&self.readers).await?)
    }

    /// What the desk wrote about a ticket for itself.
    pub(crate) async fn internal_notes(&self, ticket: TicketId) -> Result<Vec<(Option<String>, String)>, Failure> {
        let sql = "SELECT author_name, body FROM history WHERE ticket_id = $1 AND internal AND body IS NOT NULL ORDER BY seq";
        Ok(sqlx::query_as(sql).bind(ticket.to_string()).fetch_all(&self.readers).await?)
    }

    /// Titles of the notices a person said "Me too" to, and of the tips that helped them.
    pub(crate) async fn pressed_by(&self, person: PersonId) -> Result<(Vec<String>, Vec<String>), Failure> {
        let notices = "SELECT n.title FROM notice_affected a JOIN notices n ON n.id = a.notice_id WHERE a.person_id = $1 ORDER BY a.at";
        let tips = "SELECT h.title FROM tip_helped t JOIN how_tos h ON h.id = t.tip_id WHERE t.person_id = $1 ORDER BY t.at";
        let person = person.to_string();
        let notices = sqlx::query_scalar(notices).bind(&person).fetch_all(&self.readers).await?;
        Ok((notices, sqlx::query_scalar(tips).bind(&person).fetch_all(&self.readers).await?))
    }

    /// Who read or changed a person's tickets.
    pub(crate) async fn audit_of(&self, person: PersonId) -> Result<Vec<super::Line>, Failure> {
        self.audit(&Wanted { person: Some(person.to_string()), ..Wanted::default() }).await
    }

    /// Takes a person out: their names, their sign-ins on every computer, and every word and picture of theirs. One write.
    pub(crate) async fn delete_person(&self, person: PersonId, tickets: Tickets, by: By<'_>, now: Timestamp) -> Result<(), Failure> {
        let theirs = self.ticket_ids_of(person).await?;
        let mut write = self.write().await?;
        for ticket in &theirs {
            match tickets {
                Tickets::Removed => write.remove_ticket(*ticket, by, now).await.map(drop)?,
                Tickets::Emptied => write.empty_ticket(*ticket, by, now).await?,
            }
        }
        let key = person.to_string();
        for sql in [
            "DELETE FROM access_tokens WHERE enrolment_id IN (SELECT id FROM enrolments WHERE person_id = $1)",
            "DELETE FROM refresh_tokens WHERE enrolment_id IN (SELECT id FROM enrolments WHERE person_id = $1)",
            "DELETE FROM enrolments WHERE person_id = $1",
            "DELETE FROM notice_affected WHERE person_id = $1",
            "DELETE FROM tip_helped WHERE person_id = $1",
            "DELETE FROM events WHERE person_id = $1",
            "DELETE FROM people WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM tickets WHERE person_id = $1)",
        ] {
            sqlx::query(sql).bind(&key).execute(write.sql()).await?;
        }
        let nameless = "UPDATE people SET user_name = $2, full_name = NULL, email = NULL, account_secret_sha256 = $3 WHERE id = $1";
        sqlx::query(nameless).bind(&key).bind(DELETED).bind(nobodys_secret()?).execute(write.sql()).await?;
        write.say_sign_ins_ended(Audience::Person(person), now).await?;
        write.note(by, Entry::of(Action::PersonDeleted).of_person(person).counting(theirs.len() as u64), now).await?;
        write.commit().await?;
        self.let_go_of_old_pages().await
    }
}

impl Write<'_> {
    /// Takes every word, picture and name out of a ticket, and sets it aside where it was open.
    async fn empty_ticket(&mut self, ticket: TicketId, by: By<'_>, now: Timestamp) -> Result<(), Failure> {
        let key = ticket.to_string();
        self.remove_contents(&key).await?;
        for sql in [
            "DELETE FROM attachments WHERE ticket_id = $1",
            "DELETE FROM mails WHERE ticket_id = $1",
            "DELETE FROM history WHERE ticket_id = $1",
            "DELETE FROM reports WHERE ticket_id = $1",
            "DELETE FROM events WHERE ticket_id = $1",
        ] {
            sqlx::query(sql).bind(&key).execute(self.sql()).await?;
        }
        sqlx::query(
            "UPDATE tickets SET subject = $2, about_device = NULL, language = NULL, rating_note = NULL, findings = '[]', due = NULL, \
             next_update_by = NULL, status_since = CASE WHEN status IN ('closed', 'cancelled') THEN status_since ELSE $3 END, \
             status = CASE WHEN status = 'closed' THEN 'closed' ELSE 'cancelled' END, updated_at = $3 WHERE id = $1",
        )
        .bind(&key)
        .bind(DELETED)
        .bind(ms(now))
        .execute(self.sql())
        .await?;
        self.note(by, Entry::in_ticket(Action::TicketEmptied, ticket), now).await?;
        self.say_ticket_changed(Audience::Staff, ticket, now).await
    }
}

impl KnownRow {
    fn read(self, computers: Vec<String>) -> Result<Known, Failure> {
        Ok(Known {
            id: id(&self.id)?,
            user_name: self.user_name,
            full_name: self.full_name,
            email: self.email,
            known_since: at(self.made_at)?,
            computers,
            tickets: self.tickets,
        })
    }
}

impl EnrolmentRow {
    fn read(self) -> Result<EnrolledOn, Failure> {
        Ok(EnrolledOn {
            computer: self.host_name,
            site: self.site,
            building: self.building,
            room: self.room,
            at: at(self.made_at)?,
            ended_at: maybe_at(self.revoked_at)?,
        })
    }
}
