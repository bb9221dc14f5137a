//! The desk's how-to notes, and whom those that are offered have helped.

use super::{Action, Entry, Flag, Store, at, id, month_before, ms, sessions::Technician};
use crate::problem::Failure;
use desk_api::{
    Code, PersonId, Tip, TipId,
    staff::{HowTo, NewHowTo},
};
use jiff::Timestamp;

macro_rules! select_how_to {
    ($rest:literal) => {
        concat!(
            "SELECT h.id, h.title, h.body, h.topics, h.offered, h.updated_at, h.updated_by, ",
            "(SELECT count(*) FROM tip_helped d WHERE d.tip_id = h.id AND d.at >= $1) AS helped, ",
            "EXISTS (SELECT 1 FROM tip_helped d WHERE d.tip_id = h.id AND d.at >= $1 AND d.person_id = $2) AS helped_me ",
            "FROM how_tos h ",
            $rest
        )
    };
}

#[derive(sqlx::FromRow)]
struct HowToRow {
    id: String,
    title: String,
    body: String,
    topics: String,
    #[sqlx(try_from = "Flag")]
    offered: bool,
    updated_at: i64,
    updated_by: String,
    #[sqlx(try_from = "i64")]
    helped: u32,
    #[sqlx(try_from = "Flag")]
    helped_me: bool,
}

impl Store {
    /// What people are offered while they write, those that helped most first.
    pub(crate) async fn tips(&self, person: PersonId, now: Timestamp) -> Result<Vec<Tip>, Failure> {
        let rows: Vec<HowToRow> = sqlx::query_as(select_how_to!("WHERE h.offered ORDER BY helped DESC, h.title, h.id"))
            .bind(ms(month_before(now)?))
            .bind(person.to_string())
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter().map(HowToRow::tip).collect()
    }

    /// "This helped", counted once a person.
    pub(crate) async fn tip_helped(&self, person: PersonId, tip: TipId, now: Timestamp) -> Result<Tip, Failure> {
        let mut write = self.write().await?;
        sqlx::query(
            "INSERT INTO tip_helped (tip_id, person_id, at) SELECT id, $2, $3 FROM how_tos WHERE id = $1 AND offered \
             ON CONFLICT (tip_id, person_id) DO UPDATE SET at = $3",
        )
        .bind(tip.to_string())
        .bind(person.to_string())
        .bind(ms(now))
        .execute(write.sql())
        .await?;
        write.commit().await?;
        let row: Option<HowToRow> = sqlx::query_as(select_how_to!("WHERE h.offered AND h.id = $3"))
            .bind(ms(month_before(now)?))
            .bind(person.to_string())
            .bind(tip.to_string())
            .fetch_optional(&self.readers)
            .await?;
        row.ok_or_else(|| Failure::refused(Code::NotFound))?.tip()
    }

    /// All of the desk's notes, by title.
    pub(crate) async fn how_tos(&self, now: Timestamp) -> Result<Vec<HowTo>, Failure> {
        let rows: Vec<HowToRow> = sqlx::query_as(select_how_to!("ORDER BY lower(h.title), h.id"))
            .bind(ms(month_before(now)?))
            .bind(None::<String>)
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter().map(HowToRow::how_to).collect()
    }

    /// Writes a note, or other words into one. What is written over something else than was seen is refused; the same words again
    /// are the same note.
    pub(crate) async fn put_how_to(&self, by: &Technician, note: TipId, new: &NewHowTo, now: Timestamp) -> Result<HowTo, Failure> {
        let mut write = self.write().await?;
        let topics = serde_json::to_string(&new.topics)?;
        let done = sqlx::query(
            "INSERT INTO how_tos (id, title, body, topics, offered, updated_at, updated_by) SELECT $1, $2, $3, $4, $5, $6, $7 \
             WHERE $8 IS NULL OR EXISTS (SELECT 1 FROM how_tos WHERE id = $1) \
             ON CONFLICT (id) DO UPDATE SET title = $2, body = $3, topics = $4, offered = $5, updated_at = $6, updated_by = $7 \
             WHERE how_tos.updated_at = $8 \
                 OR (how_tos.title = $2 AND how_tos.body = $3 AND how_tos.topics = $4 AND how_tos.offered = $5)",
        )
        .bind(note.to_string())
        .bind(&new.title)
        .bind(&new.body)
        .bind(topics)
        .bind(new.offered)
        .bind(ms(now))
        .bind(&by.name)
        .bind(new.replaces.map(ms))
        .execute(write.sql())
        .await?;
        if done.rows_affected() == 0 {
            return Err(Failure::refused(Code::Conflict));
        }
        write.note(by.into(), Entry::of(Action::HowToWritten).about(&note), now).await?;
        write.commit().await?;
        let row: Option<HowToRow> = sqlx::query_as(select_how_to!("WHERE h.id = $3"))
            .bind(ms(month_before(now)?))
            .bind(None::<String>)
            .bind(note.to_string())
            .fetch_optional(&self.readers)
            .await?;
        row.ok_or_else(|| Failure::refused(Code::NotFound))?.how_to()
    }

    /// Lets a note go, and with it whom it helped. One that is gone already is gone.
    pub(crate) async fn drop_how_to(&self, by: &Technician, note: TipId, now: Timestamp) -> Result<(), Failure> {
        let mut write = self.write().await?;
        let done = sqlx::query("DELETE FROM how_tos WHERE id = $1").bind(note.to_string()).execute(write.sql()).await?;
        if done.rows_affected() == 1 {
            write.note(by.into(), Entry::of(Action::HowToDropped).about(&note), now).await?;
        }
        write.commit().await
    }
}

impl HowToRow {
    fn tip(self) -> Result<Tip, Failure> {
        Ok(Tip {
            id: id(&self.id)?,
            title: self.title,
            body: self.body,
            topics: serde_json::from_str(&self.topics)?,
            helped: self.helped,
            helped_me: self.helped_me,
        })
    }

    fn how_to(self) -> Result<HowTo, Failure> {
        Ok(HowTo {
            id: id(&self.id)?,
            title: self.title,
            body: self.body,
            topics: serde_json::from_str(&self.topics)?,
            offered: self.offered,
            helped: self.helped,
            updated_at: at(self.updated_at)?,
            updated_by: self.updated_by,
        })
    }
}
