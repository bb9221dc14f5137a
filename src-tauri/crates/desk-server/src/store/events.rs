//! The durable log behind the live channels.

use super::{Store, Write, id, ms};
use crate::problem::Failure;
use desk_api::{EventKind, NoticeId, PersonId, TicketId};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// How long a place in the stream can be resumed from.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Who an event is for. Staff hear all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Audience {
    Person(PersonId),
    Everybody,
    Staff,
}

/// One event of the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Logged {
    pub(crate) seq: u64,
    pub(crate) audience: Audience,
    pub(crate) what: EventKind,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    audience: String,
    person_id: Option<String>,
    ticket_id: Option<String>,
    notice_id: Option<String>,
}

impl Store {
    /// Changes whenever this process has written.
    pub(crate) fn written(&self) -> watch::Receiver<()> {
        self.written.subscribe()
    }

    /// Wakes everybody who waits for a write.
    pub(crate) fn wake(&self) {
        self.written.send_replace(());
    }

    /// The place of the newest event; 0 before the first.
    pub(crate) async fn newest_event(&self) -> Result<u64, Failure> {
        let newest: Option<i64> = sqlx::query_scalar("SELECT max(seq) FROM events").fetch_one(&self.readers).await?;
        Ok(newest.unwrap_or_default().unsigned_abs())
    }

    /// Whether the log still holds everything that came after `seq`, and ever held `seq` itself.
    pub(crate) async fn can_resume_from(&self, seq: u64) -> Result<bool, Failure> {
        if seq > self.newest_event().await? {
            return Ok(false);
        }
        let oldest: Option<i64> = sqlx::query_scalar("SELECT min(seq) FROM events").fetch_one(&self.readers).await?;
        match oldest {
            Some(oldest) => Ok(seq + 1 >= oldest.unsigned_abs()),
            None => Ok(seq == self.newest_event().await?),
        }
    }

    /// What a person may hear of what came after `after`, oldest first, at most `limit`.
    pub(crate) async fn events_for(&self, person: PersonId, after: u64, limit: u32) -> Result<Vec<Logged>, Failure> {
        let rows: Vec<EventRow> = sqlx::query_as(
            "SELECT seq, audience, person_id, ticket_id, notice_id FROM events \
             WHERE seq > $1 AND (audience = 'everybody' OR person_id = $2) ORDER BY seq LIMIT $3",
        )
        .bind(after.cast_signed())
        .bind(person.to_string())
        .bind(i64::from(limit))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EventRow::read).collect()
    }

    /// Everything after `seq`, oldest first, at most `limit`.
    pub(crate) async fn events_after(&self, seq: u64, limit: u32) -> Result<Vec<Logged>, Failure> {
        let rows: Vec<EventRow> =
            sqlx::query_as("SELECT seq, audience, person_id, ticket_id, notice_id FROM events WHERE seq > $1 ORDER BY seq LIMIT $2")
                .bind(seq.cast_signed())
                .bind(i64::from(limit))
                .fetch_all(&self.readers)
                .await?;
        rows.into_iter().map(EventRow::read).collect()
    }

    /// Lets go of what is too old to be asked for. The newest stays, so that its place is known.
    pub(crate) async fn forget_old_events(&self, now: Timestamp) -> Result<(), Failure> {
        let before = now.checked_sub(KEPT).map_err(Failure::unreadable)?;
        let mut write = self.write().await?;
        sqlx::query("DELETE FROM events WHERE at < $1 AND seq < (SELECT max(seq) FROM events)")
            .bind(ms(before))
            .execute(write.sql())
            .await?;
        write.commit().await
    }
}

impl EventRow {
    fn read(self) -> Result<Logged, Failure> {
        let audience = match (self.audience.as_str(), self.person_id) {
            ("person", Some(person)) => Audience::Person(id(&person)?),
            ("everybody", _) => Audience::Everybody,
            _ => Audience::Staff,
        };
        let what = match (self.ticket_id, self.notice_id) {
            (Some(ticket), _) => EventKind::Ticket { ticket_id: id(&ticket)? },
            (None, Some(notice)) => EventKind::Notice { notice_id: id(&notice)? },
            (None, None) => EventKind::Unknown,
        };
        Ok(Logged { seq: self.seq.unsigned_abs(), audience, what })
    }
}

impl Write<'_> {
    pub(super) async fn say_ticket_changed(&mut self, to: Audience, ticket: TicketId, now: Timestamp) -> Result<(), Failure> {
        self.say(to, Some(ticket.to_string()), None, now).await
    }

    pub(super) async fn say_notice_changed(&mut self, to: Audience, notice: NoticeId, now: Timestamp) -> Result<(), Failure> {
        self.say(to, None, Some(notice.to_string()), now).await
    }

    /// Has streams of theirs ask whether they are still signed in. An event about nothing goes to nobody.
    pub(super) async fn say_sign_ins_ended(&mut self, to: Audience, now: Timestamp) -> Result<(), Failure> {
        self.say(to, None, None, now).await
    }

    async fn say(&mut self, to: Audience, ticket: Option<String>, notice: Option<String>, now: Timestamp) -> Result<(), Failure> {
        let (audience, person) = match to {
            Audience::Person(person) => ("person", Some(person.to_string())),
            Audience::Everybody => ("everybody", None),
            Audience::Staff => ("staff", None),
        };
        sqlx::query("INSERT INTO events (at, audience, person_id, ticket_id, notice_id) VALUES ($1, $2, $3, $4, $5)")
            .bind(ms(now))
            .bind(audience)
            .bind(person)
            .bind(ticket)
            .bind(notice)
            .execute(self.sql())
            .await?;
        Ok(())
    }
}
