//! The audit log: who of the desk read or changed what, what an operator did by a command, and what the server let go by itself.
//!
//! A change and its row are one write, so neither is there without the other. A reading is noted before it is answered; what one
//! technician reads again within five minutes is one reading, because an open page asks anew at every change.

use super::{Flag, Store, Write, at, from_word, ms, sessions::Technician, word};
use crate::problem::Failure;
use desk_api::{PersonId, TicketId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What is read again within this time is the same reading.
const ONE_READING: SignedDuration = SignedDuration::from_mins(5);

/// Who did it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum By<'b> {
    /// Somebody of the desk, by account name.
    Technician(&'b str),
    /// Whoever gave a command on the server, by the account they say they have there.
    Operator(&'b str),
    /// Nobody: the server's own rules.
    Server,
}

impl<'b> From<&'b Technician> for By<'b> {
    fn from(technician: &'b Technician) -> Self {
        Self::Technician(&technician.user_name)
    }
}

/// What was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    TicketRead,
    AttachmentRead,
    QueueRead,
    FinishedRead,
    NoticeTicketsRead,
    AlikeRead,
    ComputerRead,
    Taken,
    Assigned,
    Replied,
    NoteWritten,
    StatusSet,
    PromiseRenewed,
    PromiseMoved,
    HandedOff,
    NoticeJoined,
    NoticeLeft,
    NoticePosted,
    NoticeChanged,
    NoticeUpdated,
    HowToWritten,
    HowToDropped,
    SignedIn,
    SignedOut,
    PasswordChosen,
    EnrolmentKeyMade,
    SchoolCodeMade,
    SignInLinkMade,
    AttachmentsRemoved,
    TicketRemoved,
    TicketEmptied,
    AuditRemoved,
    BackedUp,
    Restored,
    PersonExported,
    PersonDeleted,
    SignInsEnded,
    EnrolmentKeysEnded,
}

/// A row of the log, but for who and when.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    action: Action,
    ticket: Option<String>,
    person: Option<String>,
    thing: Option<String>,
    detail: Option<String>,
    count: Option<i64>,
}

impl Entry {
    pub(crate) fn of(action: Action) -> Self {
        Self { action, ticket: None, person: None, thing: None, detail: None, count: None }
    }

    pub(crate) fn in_ticket(action: Action, ticket: TicketId) -> Self {
        Self { ticket: Some(ticket.to_string()), ..Self::of(action) }
    }

    /// The notice, computer, attachment or note it was done to.
    pub(crate) fn about(self, thing: &impl ToString) -> Self {
        Self { thing: Some(thing.to_string()), ..self }
    }

    pub(crate) fn of_person(self, person: PersonId) -> Self {
        Self { person: Some(person.to_string()), ..self }
    }

    pub(crate) fn counting(self, count: u64) -> Self {
        Self { count: i64::try_from(count).ok(), ..self }
    }

    /// A value of a closed list: a status, a department, an account of the desk. Never what somebody wrote.
    pub(crate) fn with(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// Which rows are asked for; all of them together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) since: Option<Timestamp>,
    /// A ticket's number or id.
    pub(crate) ticket: Option<String>,
    /// Whose tickets, by id, account name or address.
    pub(crate) person: Option<String>,
    /// The account name of who did it.
    pub(crate) by: Option<String>,
}

/// One row as it is read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) at: Timestamp,
    /// technician, operator or server.
    pub(crate) by_kind: String,
    pub(crate) by: String,
    pub(crate) action: Action,
    pub(crate) ticket_id: Option<String>,
    pub(crate) number: Option<i64>,
    pub(crate) person_id: Option<String>,
    /// The account name of the person whose ticket it was, while they are known.
    pub(crate) person: Option<String>,
    pub(crate) thing_id: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) count: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    at: i64,
    by_kind: String,
    by_name: String,
    action: String,
    ticket_id: Option<String>,
    number: Option<i64>,
    person_id: Option<String>,
    user_name: Option<String>,
    thing_id: Option<String>,
    detail: Option<String>,
    count: Option<i64>,
}

impl Store {
    /// Notes that a technician is about to read something, unless it is still the same reading.
    pub(crate) async fn note_reading(&self, by: &Technician, entry: Entry, now: Timestamp) -> Result<(), Failure> {
        let since = now.checked_sub(ONE_READING).map_err(Failure::unreadable)?;
        // What a technician does in a ticket shows it to them as well.
        let Flag(is_noted) = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM audit WHERE at > $1 AND by_kind = 'technician' AND by_name = $2 AND ticket_id IS NOT DISTINCT FROM $3 \
             AND thing_id IS NOT DISTINCT FROM $4 AND (action = $5 OR (ticket_id IS NOT NULL AND thing_id IS NULL)))",
        )
        .bind(ms(since))
        .bind(&by.user_name)
        .bind(&entry.ticket)
        .bind(&entry.thing)
        .bind(word(entry.action)?)
        .fetch_one(&self.readers)
        .await?;
        if is_noted {
            return Ok(());
        }
        let mut write = self.write().await?;
        write.note(by.into(), entry, now).await?;
        write.commit_unheard().await
    }

    /// Notes what an operator did by a command and is kept nowhere else.
    pub(crate) async fn note_operator(&self, account: &str, entry: Entry, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        write.note(By::Operator(account), entry, now).await?;
        write.commit_unheard().await
    }

    /// The rows that are asked for, oldest first.
    pub(crate) async fn audit(&self, wanted: &Wanted) -> Result<Vec<Line>, Failure> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT a.at, a.by_kind, a.by_name, a.action, a.ticket_id, a.number, a.person_id, p.user_name, a.thing_id, a.detail, a.count \
             FROM audit a LEFT JOIN people p ON p.id = a.person_id WHERE ($1 IS NULL OR a.at >= $1) \
             AND ($2 IS NULL OR a.ticket_id = $2 OR a.number = $5) \
             AND ($3 IS NULL OR $3 IN (a.person_id, p.user_name, p.email)) AND ($4 IS NULL OR a.by_name = $4) ORDER BY a.seq",
        )
        .bind(wanted.since.map(ms))
        .bind(&wanted.ticket)
        .bind(&wanted.person)
        .bind(&wanted.by)
        .bind(wanted.ticket.as_ref().and_then(|ticket| ticket.parse::<i64>().ok()))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Write<'_> {
    /// Adds a row for what this write does.
    pub(super) async fn note(&mut self, by: By<'_>, entry: Entry, now: Timestamp) -> Result<(), Failure> {
        let (kind, name) = match by {
            By::Technician(name) => ("technician", name),
            By::Operator(name) => ("operator", name),
            By::Server => ("server", ""),
        };
        sqlx::query(
            "INSERT INTO audit (at, by_kind, by_name, action, ticket_id, number, person_id, thing_id, detail, count) \
             VALUES ($1, $2, $3, $4, $5, (SELECT number FROM tickets WHERE id = $5), \
             COALESCE($6, (SELECT person_id FROM tickets WHERE id = $5)), $7, $8, $9)",
        )
        .bind(ms(now))
        .bind(kind)
        .bind(name)
        .bind(word(entry.action)?)
        .bind(entry.ticket)
        .bind(entry.person)
        .bind(entry.thing)
        .bind(entry.detail)
        .bind(entry.count)
        .execute(self.sql())
        .await?;
        Ok(())
    }
}

impl Row {
    fn read(self) -> Result<Line, Failure> {
        Ok(Line {
            at: at(self.at)?,
            by_kind: self.by_kind,
            by: self.by_name,
            action: from_word(&self.action)?,
            ticket_id: self.ticket_id,
            number: self.number,
            person_id: self.person_id,
            person: self.user_name,
            thing_id: self.thing_id,
            detail: self.detail,
            count: self.count,
        })
    }
}
