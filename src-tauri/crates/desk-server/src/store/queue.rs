//! Tickets as technicians see them: all of them, with the device's facts and the internal notes.

use super::{Action, Entry, Flag, Store, at, count, from_word, history::HistoryRow, id, maybe_at, ms, sessions::Technician};
use crate::{lifecycle::is_open, problem::Failure};
use desk_api::{
    Code, NoticeId, Status, TicketId,
    staff::{Earlier, Finding, QueueRow, StaffItem, StaffTicket},
};
use futures_util::TryStreamExt;
use jiff::{SignedDuration, Timestamp};
use std::cmp::Reverse;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Findings a row of the queue has room for.
const FINDINGS_IN_A_ROW: usize = 2;
/// Finished tickets that a search shows.
const MOST_FOUND: usize = 50;
/// Earlier tickets from the same place that are worth showing.
const EARLIER: i64 = 5;

macro_rules! select_row {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.number, t.subject, COALESCE(p.full_name, p.user_name) AS requester, p.user_name, p.email, t.place, ",
            "t.device_id, d.host_name, ",
            super::devices::asset_tag!(),
            " AS asset_tag, t.status, ",
            "t.status_since, t.class_waiting, s.name AS assignee_name, t.department, t.promised_at, t.next_update_by, ",
            "t.due, ",
            // Milliseconds of 30 days.
            "(SELECT count(*) FROM tickets l WHERE l.device_id = t.device_id AND l.created_at > $1 - 2592000000) AS lately_from_here, ",
            "COALESCE(",
            super::promises::presses_at!(),
            " <= $1, FALSE) AS pressing, t.delays, t.first_answered_at, t.findings, ",
            "t.rating, t.rating_note, t.created_at FROM tickets t JOIN people p ON p.id = t.person_id JOIN devices d ON d.id = t.device_id ",
            "LEFT JOIN reports r ON r.ticket_id = t.id ",
            "LEFT JOIN technicians s ON s.user_name = t.assignee ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    number: i64,
    subject: String,
    requester: String,
    user_name: String,
    email: Option<String>,
    place: Option<String>,
    device_id: String,
    host_name: String,
    asset_tag: Option<String>,
    status: String,
    status_since: i64,
    #[sqlx(try_from = "Flag")]
    class_waiting: bool,
    assignee_name: Option<String>,
    department: Option<String>,
    promised_at: Option<i64>,
    next_update_by: Option<i64>,
    #[sqlx(try_from = "Flag")]
    pressing: bool,
    #[sqlx(try_from = "i64")]
    delays: u32,
    first_answered_at: Option<i64>,
    findings: String,
    due: Option<i64>,
    #[sqlx(try_from = "i64")]
    lately_from_here: u32,
    rating: Option<String>,
    rating_note: Option<String>,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct EarlierRow {
    id: String,
    subject: String,
    assignee_name: Option<String>,
    status: String,
    created_at: i64,
}

impl Store {
    /// Every open ticket, most pressing first: a class that waits, promises that were missed, promises that press, then by promise.
    pub(crate) async fn queue(&self, by: &Technician, now: Timestamp) -> Result<Vec<QueueRow>, Failure> {
        self.note_reading(by, Entry::of(Action::QueueRead), now).await?;
        self.open_tickets(now).await
    }

    /// The same, for a reading that is noted as another.
    pub(super) async fn open_tickets(&self, now: Timestamp) -> Result<Vec<QueueRow>, Failure> {
        let rows: Vec<Row> =
            sqlx::query_as(select_row!("WHERE t.status NOT IN ('closed', 'cancelled')")).bind(ms(now)).fetch_all(&self.readers).await?;
        most_pressing_first(&rows)
    }

    /// Open tickets that belong to a notice, in the order of the queue.
    pub(crate) async fn tickets_of_notice(&self, by: &Technician, notice: NoticeId, now: Timestamp) -> Result<Vec<QueueRow>, Failure> {
        self.note_reading(by, Entry::of(Action::NoticeTicketsRead).about(&notice), now).await?;
        let rows: Vec<Row> = sqlx::query_as(select_row!("WHERE t.notice_id = $2 AND t.status NOT IN ('closed', 'cancelled')"))
            .bind(ms(now))
            .bind(notice.to_string())
            .fetch_all(&self.readers)
            .await?;
        most_pressing_first(&rows)
    }

    /// Finished tickets that say every one of `words` somewhere, newest first.
    pub(crate) async fn finished(&self, by: &Technician, words: &str, now: Timestamp) -> Result<Vec<QueueRow>, Failure> {
        self.note_reading(by, Entry::of(Action::FinishedRead), now).await?;
        let wanted = folded(words);
        let wanted: Vec<&str> = wanted.split_whitespace().collect();
        let mut rows = sqlx::query_as::<_, Row>(select_row!("WHERE t.status IN ('closed', 'cancelled') ORDER BY t.number DESC"))
            .bind(ms(now))
            .fetch(&self.readers);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await? {
            let said = folded(&row.sayings());
            if wanted.iter().all(|word| said.contains(word)) {
                found.push(row.read()?);
            }
            if found.len() == MOST_FOUND {
                break;
            }
        }
        Ok(found)
    }

    /// One ticket with everything, as a technician reads it.
    pub(crate) async fn staff_ticket(&self, by: &Technician, ticket: TicketId, now: Timestamp) -> Result<StaffTicket, Failure> {
        let row: Option<Row> =
            sqlx::query_as(select_row!("WHERE t.id = $2")).bind(ms(now)).bind(ticket.to_string()).fetch_optional(&self.readers).await?;
        let row = row.ok_or_else(|| Failure::refused(Code::NotFound))?;
        self.note_reading(by, Entry::in_ticket(Action::TicketRead, ticket), now).await?;
        let report: Option<String> = sqlx::query_scalar("SELECT body FROM reports WHERE ticket_id = $1")
            .bind(ticket.to_string())
            .fetch_optional(&self.readers)
            .await?;
        let by_message = self.attachments_of(ticket).await?;
        Ok(StaffTicket {
            attachments: by_message.values().flatten().cloned().collect(),
            history: self.staff_history(ticket, by_message).await?,
            report: report.map(|body| serde_json::from_str(&body)).transpose()?,
            rating: row.rating.as_deref().map(from_word).transpose()?,
            notice: self.notice_of(ticket).await?,
            seen_before: self.seen_before(ticket).await?,
            device: Some(id(&row.device_id)?),
            row: row.read()?,
            user_name: row.user_name,
            email: row.email,
            rating_note: row.rating_note,
        })
    }

    /// Buildings and sites that enrolled devices named.
    pub(crate) async fn places(&self) -> Result<Vec<String>, Failure> {
        Ok(sqlx::query_scalar(
            "SELECT building FROM devices WHERE building IS NOT NULL UNION SELECT site FROM devices WHERE site IS NOT NULL ORDER BY 1",
        )
        .fetch_all(&self.readers)
        .await?)
    }

    /// Enrolled devices seen in the last 30 days.
    pub(crate) async fn devices_seen(&self, now: Timestamp) -> Result<u32, Failure> {
        let since = now.checked_sub(SignedDuration::from_hours(24 * 30)).map_err(Failure::unreadable)?;
        let seen = sqlx::query_scalar("SELECT count(*) FROM devices WHERE last_seen_at >= $1").bind(ms(since));
        Ok(count(seen.fetch_one(&self.readers).await?))
    }

    async fn staff_history(
        &self,
        ticket: TicketId,
        mut attachments: std::collections::BTreeMap<String, Vec<desk_api::Attachment>>,
    ) -> Result<Vec<StaffItem>, Failure> {
        let rows: Vec<HistoryRow> = sqlx::query_as(
            "SELECT at, internal, author_name, author_role, message_id, body, change FROM history WHERE ticket_id = $1 ORDER BY seq",
        )
        .bind(ticket.to_string())
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| Ok(StaffItem { internal: row.internal, item: row.read(&mut attachments)? })).collect()
    }

    /// Earlier tickets from the same device or room, newest first.
    async fn seen_before(&self, ticket: TicketId) -> Result<Vec<Earlier>, Failure> {
        let rows: Vec<EarlierRow> = sqlx::query_as(
            "SELECT e.id, e.subject, s.name AS assignee_name, e.status, e.created_at FROM tickets t \
             JOIN tickets e ON e.id <> t.id AND e.number < t.number AND (e.device_id = t.device_id OR e.room = t.room) \
             LEFT JOIN technicians s ON s.user_name = e.assignee WHERE t.id = $1 ORDER BY e.number DESC LIMIT $2",
        )
        .bind(ticket.to_string())
        .bind(EARLIER)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EarlierRow::read).collect()
    }
}

fn most_pressing_first(rows: &[Row]) -> Result<Vec<QueueRow>, Failure> {
    let mut queue = rows.iter().map(Row::read).collect::<Result<Vec<_>, _>>()?;
    for row in &mut queue {
        row.findings.truncate(FINDINGS_IN_A_ROW);
    }
    queue.sort_by_key(|row| {
        let class_waits = row.class_waiting && row.next_update_by.is_some();
        let presses = (Reverse(class_waits), Reverse(row.delays > 0), Reverse(row.pressing));
        (presses, row.next_update_by.is_none(), row.next_update_by, row.created_at)
    });
    Ok(queue)
}

/// Without case and accents, so that `lopez` finds López.
fn folded(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

impl Row {
    /// What a ticket can be found by.
    fn sayings(&self) -> String {
        let number = self.number.to_string();
        let optional = [&self.place, &self.asset_tag, &self.assignee_name, &self.department];
        let all =
            [&number, &self.subject, &self.requester, &self.user_name, &self.host_name].into_iter().chain(optional.into_iter().flatten());
        all.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn read(&self) -> Result<QueueRow, Failure> {
        let status: Status = from_word(&self.status)?;
        let findings: Vec<Finding> = serde_json::from_str(&self.findings)?;
        Ok(QueueRow {
            id: id(&self.id)?,
            number: self.number.to_string(),
            subject: self.subject.clone(),
            requester: self.requester.clone(),
            place: self.place.clone(),
            computer: Some(self.host_name.clone()),
            asset_tag: self.asset_tag.clone(),
            status,
            status_since: at(self.status_since)?,
            class_waiting: self.class_waiting,
            assignee: self.assignee_name.clone(),
            department: self.department.clone(),
            next_update_by: maybe_at(self.next_update_by)?,
            promised_at: maybe_at(self.promised_at.filter(|_| self.next_update_by.is_some()))?,
            pressing: self.pressing,
            delays: self.delays,
            awaits_first_answer: self.first_answered_at.is_none() && is_open(status),
            findings,
            due: maybe_at(self.due.filter(|_| status == Status::OnHold))?,
            lately_from_here: self.lately_from_here,
            created_at: at(self.created_at)?,
        })
    }
}

impl EarlierRow {
    pub(super) fn read(self) -> Result<Earlier, Failure> {
        Ok(Earlier {
            id: id(&self.id)?,
            subject: self.subject,
            assignee: self.assignee_name,
            status: from_word(&self.status)?,
            created_at: at(self.created_at)?,
        })
    }
}
