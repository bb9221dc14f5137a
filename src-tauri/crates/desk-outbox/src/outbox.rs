//! The queue. Every write is one transaction that is on the disk when its call returns.

mod answers;
mod files;
mod notes;
mod open;
mod rows;
mod store;

pub use answers::{Began, Due, Lane, Opened, Reason, Waiting, Withdrawn};

use crate::{Key, LONGEST_REST, OutboxError, Parcel, blobs::Blobs};
use desk_api::TicketId;
use jiff::Timestamp;
use sqlx::{SqliteConnection, query, query_scalar};
use std::{fmt, fs::File, sync::Arc};
use store::Store;
use tokio::sync::{Mutex, MutexGuard};

/// The queue in one folder. A clone is the same queue.
#[derive(Clone)]
pub struct Outbox {
    shared: Arc<Shared>,
}

struct Shared {
    store: Mutex<Store>,
    blobs: Blobs,
    /// Says to other programs that this one has the database open; let go when the last clone is.
    _in_use: File,
}

/// Matches parcels of which nothing that must go before them is still here. A parked ticket holds its dependents; parked words
/// hold nobody.
macro_rules! free_to_go {
    () => {
        "p.parked IS NULL
         AND p.kind IN ('ticket', 'attachment', 'message', 'confirmation', 'rating', 'affected')
         AND (p.kind = 'ticket' OR NOT EXISTS (
             SELECT 1 FROM parcels AS b
             WHERE b.ticket = p.ticket AND b.seq <> p.seq
               AND (b.kind = 'ticket' OR (b.kind <> 'attachment' AND b.seq < p.seq AND b.parked IS NULL))))"
    };
}

/// A rest longer than [`LONGEST_REST`] was reckoned by a clock that was wrong then; such a parcel may go now.
const LONGEST_REST_MS: i64 = LONGEST_REST.as_millis() as i64;

impl Outbox {
    /// Puts parcels at the end of the queue, in this order, all of them or none. A key that is already there stays as it is.
    ///
    /// An attachment's blob must have been [kept](Self::keep_blob) before.
    ///
    /// # Errors
    /// When the disk did not take them; then none of them is in the queue.
    pub async fn accept(&self, parcels: &[Parcel], now: Timestamp) -> Result<(), OutboxError> {
        self.accept_with(parcels, &[], now).await
    }

    /// The same, and keeps notes by their names in the same moment: what was being written is a draft or in the queue, never both and
    /// never neither.
    ///
    /// # Errors
    /// When the disk did not take them; then parcels and notes are as they were.
    pub async fn accept_with(&self, parcels: &[Parcel], notes: &[(&str, Vec<u8>)], now: Timestamp) -> Result<(), OutboxError> {
        let mut store = self.store().await;
        let mut write = store.begin().await?;
        for parcel in parcels {
            rows::insert(&mut write, parcel, now).await.map_err(OutboxError::Write)?;
        }
        for (name, value) in notes {
            notes::upsert(name, value).execute(&mut *write).await.map_err(OutboxError::Write)?;
        }
        write.commit().await.map_err(OutboxError::Write)
    }

    /// The first parcel that may go now: words before pictures and files.
    ///
    /// It stays in the queue, and is given again until something is said about it.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn next(&self, now: Timestamp) -> Result<Option<Due>, OutboxError> {
        match self.next_in(Lane::Words, now).await? {
            Some(due) => Ok(Some(due)),
            None => self.next_in(Lane::Attachments, now).await,
        }
    }

    /// The first parcel of one lane that may go now, for a delivery that sends pictures beside words.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn next_in(&self, lane: Lane, now: Timestamp) -> Result<Option<Due>, OutboxError> {
        const SQL: &str = concat!(
            "SELECT p.*, NULL AS ticket_parked FROM parcels AS p WHERE ",
            free_to_go!(),
            " AND (p.kind = 'attachment') = ?1 AND (p.next_try_at_ms <= ?2 OR p.next_try_at_ms > ?3) ORDER BY p.seq LIMIT 1"
        );
        let now_ms = now.as_millisecond();
        let mut store = self.store().await;
        loop {
            let row = query(SQL)
                .bind(lane == Lane::Attachments)
                .bind(now_ms)
                .bind(now_ms.saturating_add(LONGEST_REST_MS))
                .fetch_optional(&mut store.connection)
                .await
                .map_err(OutboxError::Read)?;
            let Some(row) = row else { return Ok(None) };
            match rows::waiting(&row) {
                Ok(waiting) => return Ok(Some(Due { parcel: waiting.parcel, tries: waiting.tries })),
                Err(unreadable) => rows::park_unreadable(&mut store, &unreadable).await?,
            }
        }
    }

    /// When the next parcel may go, which may be past. None where nothing can go before somebody does something.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn next_due_at(&self) -> Result<Option<Timestamp>, OutboxError> {
        let words = self.next_due_in(Lane::Words).await?;
        let attachments = self.next_due_in(Lane::Attachments).await?;
        Ok([words, attachments].into_iter().flatten().min())
    }

    /// The same for one lane, which need not wake for what the other one has in hand.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn next_due_in(&self, lane: Lane) -> Result<Option<Timestamp>, OutboxError> {
        const SQL: &str =
            concat!("SELECT MIN(p.next_try_at_ms) FROM parcels AS p WHERE ", free_to_go!(), " AND (p.kind = 'attachment') = ?1");
        let mut store = self.store().await;
        let at_ms: Option<i64> =
            query_scalar(SQL).bind(lane == Lane::Attachments).fetch_one(&mut store.connection).await.map_err(OutboxError::Read)?;
        Ok(at_ms.and_then(|at_ms| Timestamp::from_millisecond(at_ms).ok()))
    }

    /// Marks that an attempt begins. To be called before anything leaves, and its answer heeded: a ticket may have been taken back
    /// since it was the next.
    ///
    /// # Errors
    /// When the mark did not reach the disk; then nothing may be sent.
    pub async fn began(&self, key: Key) -> Result<Began, OutboxError> {
        let mut store = self.store().await;
        let marked = store.write(query("UPDATE parcels SET began = 1 WHERE key = ?1 AND parked IS NULL").bind(key.to_string())).await?;
        Ok(if marked == 0 { Began::Gone } else { Began::Go })
    }

    /// The help desk has it: the parcel and its blob are removed. Harmless where they are gone already.
    ///
    /// # Errors
    /// When the parcel could not be removed; it will be sent once more, which the help desk recognises.
    pub async fn delivered(&self, key: Key) -> Result<(), OutboxError> {
        {
            let mut store = self.store().await;
            store.write(query("DELETE FROM parcels WHERE key = ?1").bind(key.to_string())).await?;
            store.forget_if_empty().await;
        }
        self.drop_blob_of(key).await
    }

    /// The attempt came to nothing and may be repeated, not before `not_before`. The parcel keeps its place.
    ///
    /// `why` is for a technician and never holds somebody's words.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn try_again(&self, key: Key, not_before: Timestamp, why: &str) -> Result<(), OutboxError> {
        let again = query("UPDATE parcels SET began = 1, tries = tries + 1, next_try_at_ms = ?2, why = ?3 WHERE key = ?1")
            .bind(key.to_string())
            .bind(not_before.as_millisecond())
            .bind(why.to_owned());
        self.store().await.write(again).await.map(drop)
    }

    /// Stops trying a parcel until somebody [takes it up](Self::take_up) or [discards](Self::discard) it. What depends on a ticket
    /// that is set aside waits with it; words that are set aside hold nobody up.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn set_aside(&self, key: Key, reason: Reason) -> Result<(), OutboxError> {
        let aside = query("UPDATE parcels SET began = 1, parked = COALESCE(parked, ?2) WHERE key = ?1")
            .bind(key.to_string())
            .bind(rows::reason_json(&reason));
        self.store().await.write(aside).await.map(drop)
    }

    /// Tries a parcel again that was set aside or taken back.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn take_up(&self, key: Key) -> Result<(), OutboxError> {
        let up = query("UPDATE parcels SET parked = NULL, tries = 0, next_try_at_ms = 0 WHERE key = ?1").bind(key.to_string());
        self.store().await.write(up).await.map(drop)
    }

    /// Lets everything that waits go now: the network is back, or somebody pressed "Try now". What was set aside stays so.
    ///
    /// # Errors
    /// When it could not be written.
    pub async fn hurry(&self) -> Result<(), OutboxError> {
        let hurry = query("UPDATE parcels SET next_try_at_ms = 0 WHERE parked IS NULL AND next_try_at_ms <> 0");
        self.store().await.write(hurry).await.map(drop)
    }

    /// Everything that the help desk has not taken yet, in the order of acceptance.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn waiting(&self) -> Result<Vec<Waiting>, OutboxError> {
        let mut store = self.store().await;
        rows::all(&mut store.connection).await.map_err(OutboxError::Read)
    }

    /// Takes a ticket back, with all that depends on it.
    ///
    /// Nobody can know whether an attempt that had begun arrived. So its bytes are held until they are [let go](Self::let_go), or
    /// [accepted](Self::accept) again, when they go as they went: whatever happens in between, no second ticket is made of them.
    /// Blobs stay too.
    ///
    /// # Errors
    /// When it could not be written; then it is still in the queue.
    pub async fn withdraw(&self, ticket: TicketId) -> Result<Withdrawn, OutboxError> {
        let mut store = self.store().await;
        let mut write = store.begin().await?;
        let held = query("UPDATE parcels SET parked = ?2 WHERE key = ?1")
            .bind(Key::Ticket(ticket).to_string())
            .bind(rows::reason_json(&Reason::TakenBack))
            .execute(&mut *write)
            .await
            .map_err(OutboxError::Write)?;
        if held.rows_affected() == 0 {
            return Ok(Withdrawn::TooLate);
        }
        let back = rows::taken_back(&mut write).await.map_err(OutboxError::Read)?;
        write.commit().await.map_err(OutboxError::Write)?;
        Ok(Withdrawn::Back(back.into_iter().filter(|parcel| parcel.ticket() == Some(ticket)).collect()))
    }

    /// What was taken back and neither let go nor accepted again, in the order of acceptance.
    ///
    /// # Errors
    /// When the queue cannot be read.
    pub async fn taken_back(&self) -> Result<Vec<Parcel>, OutboxError> {
        let mut store = self.store().await;
        rows::taken_back(&mut store.connection).await.map_err(OutboxError::Read)
    }

    /// Gives up for good a ticket that was taken back, with all that depends on it: other words stand in its place. Harmless
    /// where it was accepted again.
    ///
    /// # Errors
    /// When it could not be removed; then it is held still.
    pub async fn let_go(&self, ticket: TicketId) -> Result<(), OutboxError> {
        let mut store = self.store().await;
        let mut write = store.begin().await?;
        let goes_again: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM parcels WHERE key = ?1 AND parked IS NOT ?2)")
            .bind(Key::Ticket(ticket).to_string())
            .bind(rows::reason_json(&Reason::TakenBack))
            .fetch_one(&mut *write)
            .await
            .map_err(OutboxError::Read)?;
        if !goes_again {
            remove(&mut write, Key::Ticket(ticket)).await?;
        }
        write.commit().await.map_err(OutboxError::Write)?;
        store.forget_if_empty().await;
        Ok(())
    }

    /// Gives a parcel up for good, with all that depends on it, and gives back what was removed. Blobs stay until they are dropped
    /// or swept.
    ///
    /// # Errors
    /// When it could not be removed; then it is still in the queue.
    pub async fn discard(&self, key: Key) -> Result<Vec<Parcel>, OutboxError> {
        let mut store = self.store().await;
        let mut write = store.begin().await?;
        let parcels = remove(&mut write, key).await?;
        write.commit().await.map_err(OutboxError::Write)?;
        store.forget_if_empty().await;
        Ok(parcels)
    }

    async fn store(&self) -> MutexGuard<'_, Store> {
        self.shared.store.lock().await
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").finish_non_exhaustive()
    }
}

/// Removes a parcel, and where it is a ticket all that belongs to it, in the order of acceptance.
async fn remove(write: &mut SqliteConnection, key: Key) -> Result<Vec<Parcel>, OutboxError> {
    let mut removed = Vec::new();
    let waiting = rows::all(write).await.map_err(OutboxError::Read)?.into_iter().map(|waiting| waiting.parcel);
    let held = rows::taken_back(write).await.map_err(OutboxError::Read)?;
    for parcel in waiting.chain(held) {
        let belongs = matches!(key, Key::Ticket(ticket) if parcel.ticket() == Some(ticket));
        if parcel.key() != key && !belongs {
            continue;
        }
        query("DELETE FROM parcels WHERE key = ?1")
            .bind(parcel.key().to_string())
            .execute(&mut *write)
            .await
            .map_err(OutboxError::Write)?;
        removed.push(parcel);
    }
    Ok(removed)
}
