//! Tickets that came lately and are about the same thing.

use super::{Action, Entry, Store, ms, sessions::Technician};
use crate::{place::Place, problem::Failure};
use desk_api::{
    naming::{as_written, is_about, naming, tokens},
    staff::Alike,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// How far back a ticket may be about what has just broken.
const LATELY: SignedDuration = SignedDuration::from_hours(2);
const JUST_NOW: SignedDuration = SignedDuration::from_mins(10);

#[derive(sqlx::FromRow)]
struct SaidRow {
    id: String,
    words: String,
    site: Option<String>,
    building: Option<String>,
    room: Option<String>,
    created_at: i64,
}

impl Store {
    /// Open tickets of the last two hours, in no notice yet, whose words name what `title` names, from one of `places`.
    pub(crate) async fn alike(&self, by: &Technician, title: &str, places: &[String], now: Timestamp) -> Result<Alike, Failure> {
        // Where something is says nothing of what it is, also where nobody has picked the place yet.
        let everywhere: Vec<String> = self.places().await?.into_iter().chain(places.iter().cloned()).collect();
        let named = naming(title, &everywhere);
        if named.is_empty() {
            return Ok(Alike::default());
        }
        self.note_reading(by, Entry::of(Action::AlikeRead), now).await?;
        let since = now.checked_sub(LATELY).map_err(Failure::unreadable)?;
        let mut rows = self.said_since(since).await?;
        rows.retain(|row| is_about(&tokens(&row.words), &named) && row.place().is_concerned_by(places));

        let mentioned: BTreeSet<String> = rows.iter().flat_map(|row| tokens(&row.words)).filter(|word| named.contains(word)).collect();
        let just_now = ms(now.checked_sub(JUST_NOW).map_err(Failure::unreadable)?);
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let mut tickets = self.open_tickets(now).await?;
        tickets.retain(|ticket| ids.contains(ticket.id.to_string().as_str()));
        Ok(Alike {
            mentioned: as_written(title, &mentioned),
            just_now: u32::try_from(rows.iter().filter(|row| row.created_at >= just_now).count()).unwrap_or(u32::MAX),
            tickets,
        })
    }

    /// What was said first in tickets since then that are open and in no notice. The words carry the ticket's own id.
    async fn said_since(&self, since: Timestamp) -> Result<Vec<SaidRow>, Failure> {
        Ok(sqlx::query_as(
            "SELECT t.id, h.body AS words, d.site, d.building, d.room, t.created_at FROM tickets t \
             JOIN history h ON h.message_id = t.id JOIN devices d ON d.id = t.device_id \
             WHERE t.created_at >= $1 AND t.notice_id IS NULL AND t.status NOT IN ('resolved', 'closed', 'cancelled')",
        )
        .bind(ms(since))
        .fetch_all(&self.readers)
        .await?)
    }
}

impl SaidRow {
    fn place(&self) -> Place {
        Place { site: self.site.clone(), building: self.building.clone(), room: self.room.clone() }
    }
}
