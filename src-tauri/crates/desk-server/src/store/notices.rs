//! Notices: what is down, slow or planned, and who said "me too".

use super::{
    Action, Audience, By, Entry, Store, Write, at, count, from_word, id, keys::Ask, keys::Asked, maybe_at, ms, sessions::Technician, word,
};
use crate::problem::Failure;
use desk_api::{Code, Notice, NoticeId, NoticeState, NoticeUpdate, PersonId, staff::NewNotice, staff::NewNoticeUpdate};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// How long a notice is still shown after it is over.
const SHOWN_AFTER: SignedDuration = SignedDuration::from_hours(1);
/// How long technicians find it in their list.
const LISTED_AFTER: SignedDuration = SignedDuration::from_hours(24 * 14);

macro_rules! select_notice {
    ($rest:literal) => {
        concat!(
            "SELECT n.id, n.title, n.kind, n.places, n.meanwhile, n.owner, n.starts_at, n.back_by, n.next_update_by, n.resolved_at, ",
            "n.updated_at, (SELECT count(*) FROM (SELECT person_id FROM notice_affected WHERE notice_id = n.id UNION ",
            "SELECT person_id FROM tickets WHERE notice_id = n.id AND status <> 'cancelled') AS them) AS affected FROM notices n ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct NoticeRow {
    id: String,
    title: String,
    kind: String,
    places: String,
    meanwhile: Option<String>,
    owner: Option<String>,
    starts_at: i64,
    back_by: Option<i64>,
    next_update_by: Option<i64>,
    resolved_at: Option<i64>,
    updated_at: i64,
    affected: i64,
}

#[derive(sqlx::FromRow)]
struct UpdateRow {
    notice_id: String,
    at: i64,
    by_name: String,
    body: String,
}

impl Store {
    /// Notices that are scheduled or active, and those resolved in the last hour, newest first; with whether `person` is
    /// affected.
    pub(crate) async fn current_notices(&self, person: Option<PersonId>, now: Timestamp) -> Result<Vec<Notice>, Failure> {
        self.notices_since(now.checked_sub(SHOWN_AFTER).map_err(Failure::unreadable)?, person, now).await
    }

    /// Notices that are not over, or not since long.
    async fn notices_since(&self, since: Timestamp, person: Option<PersonId>, now: Timestamp) -> Result<Vec<Notice>, Failure> {
        let rows: Vec<NoticeRow> =
            sqlx::query_as(select_notice!("WHERE n.resolved_at IS NULL OR n.resolved_at > $1 ORDER BY n.starts_at DESC, n.id DESC"))
                .bind(ms(since))
                .fetch_all(&self.readers)
                .await?;
        let updates: Vec<UpdateRow> = sqlx::query_as(
            "SELECT u.notice_id, u.at, u.by_name, u.body FROM notice_updates u JOIN notices n ON n.id = u.notice_id \
             WHERE n.resolved_at IS NULL OR n.resolved_at > $1 ORDER BY u.seq",
        )
        .bind(ms(since))
        .fetch_all(&self.readers)
        .await?;
        self.read_notices(rows, updates, person, now).await
    }

    /// One notice, whatever its state.
    pub(crate) async fn notice(&self, notice: NoticeId, person: Option<PersonId>, now: Timestamp) -> Result<Notice, Failure> {
        let rows: Vec<NoticeRow> =
            sqlx::query_as(select_notice!("WHERE n.id = $1")).bind(notice.to_string()).fetch_all(&self.readers).await?;
        let updates: Vec<UpdateRow> =
            sqlx::query_as("SELECT notice_id, at, by_name, body FROM notice_updates WHERE notice_id = $1 ORDER BY seq")
                .bind(notice.to_string())
                .fetch_all(&self.readers)
                .await?;
        self.read_notices(rows, updates, person, now).await?.pop().ok_or_else(|| Failure::refused(Code::NotFound))
    }

    /// "Me too", counted once a person.
    pub(crate) async fn affect(&self, person: PersonId, notice: NoticeId, now: Timestamp) -> Result<Notice, Failure> {
        let mut write = self.write().await?;
        let done = sqlx::query(
            "INSERT INTO notice_affected (notice_id, person_id, at) SELECT id, $1, $2 FROM notices WHERE id = $3 ON CONFLICT DO NOTHING",
        )
        .bind(person.to_string())
        .bind(ms(now))
        .bind(notice.to_string())
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 1 {
            // The person's own screens and the desk's hear of it. Everybody else's count may wait: a busy outage must not
            // wake ten thousand agents at every press.
            write.say_notice_changed(Audience::Person(person), notice, now).await?;
            write.commit().await?;
        }
        self.notice(notice, Some(person), now).await
    }

    /// Posts an operator's notice, which has no idempotency key of its own.
    pub(crate) async fn post_notice(&self, account: &str, notice: NoticeId, new: &NewNotice, now: Timestamp) -> Result<Notice, Failure> {
        let mut write = self.write().await?;
        write.insert_notice(notice, new, now).await?;
        write.note(By::Operator(account), Entry::of(Action::NoticePosted).about(&notice), now).await?;
        write.commit().await?;
        self.notice(notice, None, now).await
    }

    /// Every notice that is not over, and those that ended lately, newest first.
    pub(crate) async fn staff_notices(&self, now: Timestamp) -> Result<Vec<Notice>, Failure> {
        self.notices_since(now.checked_sub(LISTED_AFTER).map_err(Failure::unreadable)?, None, now).await
    }

    /// Posts a technician's notice with the tickets that join it, once.
    pub(crate) async fn post_notice_once(&self, by: &Technician, ask: &Ask<'_>, new: &NewNotice) -> Result<Notice, Failure> {
        let (now, notice) = (ask.now, NoticeId(ask.key));
        let mut write = self.write().await?;
        if write.use_key(ask, &by.user_name, "notice").await? == Asked::First {
            write.insert_notice(notice, new, now).await?;
            write.join_at_once(by, notice, new, now).await?;
            write.note(by.into(), Entry::of(Action::NoticePosted).about(&notice), now).await?;
            write.commit().await?;
        }
        self.notice(notice, None, now).await
    }

    /// Says something else in a notice that is not over.
    pub(crate) async fn change_notice(
        &self,
        by: &Technician,
        notice: NoticeId,
        new: &NewNotice,
        now: Timestamp,
    ) -> Result<Notice, Failure> {
        self.notice(notice, None, now).await?;
        let mut write = self.write().await?;
        let done = sqlx::query(
            "UPDATE notices SET title = $2, kind = $3, places = $4, meanwhile = $5, owner = $6, starts_at = COALESCE($7, starts_at), \
             back_by = $8, next_update_by = $9, updated_at = $10 WHERE id = $1 AND resolved_at IS NULL",
        )
        .bind(notice.to_string())
        .bind(&new.title)
        .bind(word(new.kind)?)
        .bind(serde_json::to_string(&new.places)?)
        .bind(&new.meanwhile)
        .bind(&new.owner)
        .bind(new.starts_at.map(ms))
        .bind(new.back_by.map(ms))
        .bind(new.next_update_by.map(ms))
        .bind(ms(now))
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Err(Failure::refused(Code::Conflict));
        }
        write.note(by.into(), Entry::of(Action::NoticeChanged).about(&notice), now).await?;
        write.say_notice_changed(Audience::Everybody, notice, now).await?;
        write.commit().await?;
        self.notice(notice, None, now).await
    }

    /// Says more about a notice that is not over, moves its time, or ends it.
    pub(crate) async fn update_notice(
        &self,
        by: &Technician,
        notice: NoticeId,
        update: &NewNoticeUpdate,
        promise: Timestamp,
        now: Timestamp,
    ) -> Result<Notice, Failure> {
        self.notice(notice, None, now).await?;
        let mut write = self.write().await?;
        let done = sqlx::query(
            "UPDATE notices SET back_by = COALESCE($2, back_by), updated_at = $3, resolved_at = CASE WHEN $4 THEN $3 END \
             WHERE id = $1 AND resolved_at IS NULL",
        )
        .bind(notice.to_string())
        .bind(update.back_by.map(ms))
        .bind(ms(now))
        .bind(update.resolved)
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Err(Failure::refused(Code::Conflict));
        }
        if !update.body.trim().is_empty() {
            sqlx::query("INSERT INTO notice_updates (notice_id, at, by_name, body) VALUES ($1, $2, $3, $4)")
                .bind(notice.to_string())
                .bind(ms(now))
                .bind(&by.name)
                .bind(&update.body)
                .execute(write.sql())
                .await?;
        }
        write.note(by.into(), Entry::of(Action::NoticeUpdated).about(&notice), now).await?;
        write.answer_joined(by, notice, update, promise, now).await?;
        write.say_notice_changed(Audience::Everybody, notice, now).await?;
        write.commit().await?;
        self.notice(notice, None, now).await
    }

    async fn read_notices(
        &self,
        rows: Vec<NoticeRow>,
        updates: Vec<UpdateRow>,
        person: Option<PersonId>,
        now: Timestamp,
    ) -> Result<Vec<Notice>, Failure> {
        let mine: BTreeSet<String> = match person {
            Some(person) => sqlx::query_scalar(
                "SELECT notice_id FROM notice_affected WHERE person_id = $1 UNION \
                 SELECT notice_id FROM tickets WHERE person_id = $1 AND notice_id IS NOT NULL AND status <> 'cancelled'",
            )
            .bind(person.to_string())
            .fetch_all(&self.readers)
            .await?
            .into_iter()
            .collect(),
            None => BTreeSet::new(),
        };
        let mut said: BTreeMap<String, Vec<NoticeUpdate>> = BTreeMap::new();
        for row in updates {
            said.entry(row.notice_id).or_default().push(NoticeUpdate { at: at(row.at)?, by: row.by_name, body: row.body });
        }
        rows.into_iter()
            .map(|row| {
                let (updates, affects_me) = (said.remove(&row.id).unwrap_or_default(), mine.contains(&row.id));
                row.read(updates, affects_me, now)
            })
            .collect()
    }
}

impl Write<'_> {
    pub(super) async fn insert_notice(&mut self, notice: NoticeId, new: &NewNotice, now: Timestamp) -> Result<(), Failure> {
        sqlx::query(
            "INSERT INTO notices (id, title, kind, places, meanwhile, owner, starts_at, back_by, next_update_by, made_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        )
        .bind(notice.to_string())
        .bind(&new.title)
        .bind(word(new.kind)?)
        .bind(serde_json::to_string(&new.places)?)
        .bind(&new.meanwhile)
        .bind(&new.owner)
        .bind(ms(new.starts_at.unwrap_or(now)))
        .bind(new.back_by.map(ms))
        .bind(new.next_update_by.map(ms))
        .bind(ms(now))
        .execute(self.sql())
        .await?;
        self.say_notice_changed(Audience::Everybody, notice, now).await
    }
}

impl NoticeRow {
    fn read(self, updates: Vec<NoticeUpdate>, affects_me: bool, now: Timestamp) -> Result<Notice, Failure> {
        let starts_at = at(self.starts_at)?;
        let state = match self.resolved_at {
            Some(_) => NoticeState::Resolved,
            None if starts_at > now => NoticeState::Scheduled,
            None => NoticeState::Active,
        };
        Ok(Notice {
            id: id(&self.id)?,
            title: self.title,
            kind: from_word(&self.kind)?,
            state,
            places: serde_json::from_str(&self.places)?,
            meanwhile: self.meanwhile,
            owner: self.owner,
            starts_at,
            back_by: maybe_at(self.back_by)?,
            next_update_by: maybe_at(self.next_update_by)?,
            resolved_at: maybe_at(self.resolved_at)?,
            updated_at: at(self.updated_at)?,
            affected: count(self.affected),
            affects_me,
            updates,
        })
    }
}
