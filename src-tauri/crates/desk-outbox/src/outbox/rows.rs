//! The stored form of a parcel: its kind, and the exact bytes of its body.

use super::{
    answers::{Reason, Waiting},
    store::Store,
};
use crate::{Key, OutboxError, Parcel};
use bytes::Bytes;
use desk_api::{Sealed, TicketId};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, query, query_as, query_scalar, sqlite::SqliteRow};
use std::error::Error;

/// Adds a parcel at the end, unless its key is there already. One that was taken back may go again, in its old place.
pub(super) async fn insert(write: &mut SqliteConnection, parcel: &Parcel, now: Timestamp) -> Result<(), sqlx::Error> {
    let key = parcel.key();
    let (name, sha256, size_bytes) = match parcel {
        Parcel::Attachment { name, sha256, size_bytes, .. } => {
            (Some(name.clone()), Some(sha256.clone()), Some(i64::try_from(*size_bytes).unwrap_or(i64::MAX)))
        }
        Parcel::Ticket { .. }
        | Parcel::Message { .. }
        | Parcel::Confirmation { .. }
        | Parcel::Rating { .. }
        | Parcel::Affected { .. }
        | Parcel::TipHelped { .. } => (None, None, None),
    };
    query(
        "INSERT INTO parcels (key, kind, ticket, body, name, sha256, size_bytes, accepted_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (key) DO UPDATE SET parked = NULL, tries = 0, next_try_at_ms = 0 WHERE parked = ?9",
    )
    .bind(key.to_string())
    .bind(key.kind())
    .bind(parcel.ticket().map(|ticket| ticket.to_string()))
    .bind(parcel.body().map(|body| body.to_vec()))
    .bind(name)
    .bind(sha256)
    .bind(size_bytes)
    .bind(now.as_millisecond())
    .bind(reason_json(&Reason::TakenBack))
    .execute(write)
    .await?;
    Ok(())
}

/// Every parcel that can be read and was not taken back, in the order of acceptance.
pub(super) async fn all(read: &mut SqliteConnection) -> Result<Vec<Waiting>, sqlx::Error> {
    let mut all = every(read).await?;
    let back = of_tickets_taken_back(&all);
    all.retain(|waiting| !waiting.parcel.ticket().is_some_and(|ticket| back.contains(&ticket)));
    Ok(all)
}

/// Every parcel of a ticket that was taken back, itself included, in the order of acceptance.
pub(super) async fn taken_back(read: &mut SqliteConnection) -> Result<Vec<Parcel>, sqlx::Error> {
    let all = every(read).await?;
    let back = of_tickets_taken_back(&all);
    let parcels = all.into_iter().map(|waiting| waiting.parcel);
    Ok(parcels.filter(|parcel| parcel.ticket().is_some_and(|ticket| back.contains(&ticket))).collect())
}

fn of_tickets_taken_back(all: &[Waiting]) -> Vec<TicketId> {
    let back = all.iter().filter(|waiting| waiting.parked == Some(Reason::TakenBack));
    back.filter_map(|waiting| waiting.parcel.ticket()).collect()
}

async fn every(read: &mut SqliteConnection) -> Result<Vec<Waiting>, sqlx::Error> {
    let rows = query(
        "SELECT p.*, t.parked AS ticket_parked FROM parcels AS p
         LEFT JOIN parcels AS t ON t.ticket = p.ticket AND t.kind = 'ticket' AND t.seq <> p.seq
         ORDER BY p.seq",
    )
    .fetch_all(read)
    .await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        match waiting(&row) {
            Ok(waiting) => all.push(waiting),
            Err(unreadable) => tracing::warn!(parcel.seq = unreadable.seq, "A parcel in the outbox cannot be read"),
        }
    }
    Ok(all)
}

/// A row that holds no parcel this version knows.
pub(super) struct Unreadable {
    seq: i64,
    source: Box<dyn Error + Send + Sync>,
}

/// Reads a row of `parcels` joined with `ticket_parked`.
pub(super) fn waiting(row: &SqliteRow) -> Result<Waiting, Unreadable> {
    read(row).map_err(|source| Unreadable { seq: row.try_get("seq").unwrap_or_default(), source })
}

fn read(row: &SqliteRow) -> Result<Waiting, Box<dyn Error + Send + Sync>> {
    let key: Key = row.try_get::<&str, _>("key")?.parse()?;
    let next_try_at_ms: i64 = row.try_get("next_try_at_ms")?;
    let own: Option<String> = row.try_get("parked")?;
    let of_ticket: Option<String> = row.try_get("ticket_parked")?;
    let parked = match (own, of_ticket) {
        (Some(json), _) => Some(serde_json::from_str(&json).unwrap_or(Reason::Unknown)),
        (None, Some(_)) => Some(Reason::TicketSetAside),
        (None, None) => None,
    };
    Ok(Waiting {
        key,
        parcel: parcel(row, key)?,
        accepted_at: Timestamp::from_millisecond(row.try_get("accepted_at_ms")?)?,
        began: row.try_get("began")?,
        tries: row.try_get("tries")?,
        next_try_at: if next_try_at_ms == 0 { None } else { Some(Timestamp::from_millisecond(next_try_at_ms)?) },
        why: row.try_get("why")?,
        parked,
    })
}

fn parcel(row: &SqliteRow, key: Key) -> Result<Parcel, Box<dyn Error + Send + Sync>> {
    let ticket = || -> Result<TicketId, Box<dyn Error + Send + Sync>> { Ok(row.try_get::<&str, _>("ticket")?.parse()?) };
    Ok(match key {
        Key::Ticket(id) => Parcel::Ticket { id, body: body(row)? },
        Key::Attachment(id) => Parcel::Attachment {
            id,
            ticket: ticket()?,
            name: row.try_get("name")?,
            sha256: row.try_get("sha256")?,
            size_bytes: u64::try_from(row.try_get::<i64, _>("size_bytes")?)?,
        },
        Key::Message(id) => Parcel::Message { id, ticket: ticket()?, body: body(row)? },
        Key::Confirmation(id) => Parcel::Confirmation { id, ticket: ticket()?, body: body(row)? },
        Key::Rating(id) => Parcel::Rating { id, ticket: ticket()?, body: body(row)? },
        Key::Affected(notice) => Parcel::Affected { notice },
        Key::TipHelped(tip) => Parcel::TipHelped { tip },
    })
}

fn body<T>(row: &SqliteRow) -> Result<Sealed<T>, sqlx::Error> {
    let bytes: Vec<u8> = row.try_get("body")?;
    Ok(Sealed::from_bytes(Bytes::from(bytes)))
}

/// Sets a row aside that no attempt could be made of, so that it does not hold up the others.
pub(super) async fn park_unreadable(store: &mut Store, unreadable: &Unreadable) -> Result<(), OutboxError> {
    tracing::warn!(parcel.seq = unreadable.seq, error = %unreadable.source, "A parcel in the outbox cannot be read and is set aside");
    let park = query("UPDATE parcels SET parked = ?2 WHERE seq = ?1").bind(unreadable.seq).bind(reason_json(&Reason::Unreadable));
    store.write(park).await.map(drop)
}

/// The stored form of a reason.
pub(super) fn reason_json(reason: &Reason) -> String {
    serde_json::to_string(reason).expect("a reason has only names in it")
}

/// How far back a rescue looks: the highest number may itself be damaged.
const MOST_RESCUED: i64 = 50_000;

/// Copies what can be read, parcel by parcel and then the notes, from a damaged database, and says how many parcels that was.
pub(super) async fn rescue(from: &mut SqliteConnection, into: &mut SqliteConnection) -> Result<u64, sqlx::Error> {
    let mut parcels = 0;
    let last: i64 = query_scalar("SELECT MAX(seq) FROM parcels").fetch_one(&mut *from).await?;
    for seq in last.saturating_sub(MOST_RESCUED).max(0)..=last {
        let row = query("SELECT p.*, NULL AS ticket_parked FROM parcels AS p WHERE p.seq = ?1").bind(seq).fetch_optional(&mut *from).await;
        if let Ok(Some(row)) = row
            && let Ok(waiting) = waiting(&row)
        {
            insert(into, &waiting.parcel, waiting.accepted_at).await?;
            // Whether an attempt began is not known for certain any more.
            let held = waiting.parked.filter(|reason| *reason == Reason::TakenBack).map(|reason| reason_json(&reason));
            query("UPDATE parcels SET began = 1, parked = ?2 WHERE key = ?1")
                .bind(waiting.key.to_string())
                .bind(held)
                .execute(&mut *into)
                .await?;
            parcels += 1;
        }
    }
    let notes: Vec<(String, Vec<u8>)> = query_as("SELECT name, value FROM notes").fetch_all(from).await?;
    for (name, value) in notes {
        query("INSERT INTO notes (name, value) VALUES (?1, ?2)").bind(name).bind(value).execute(&mut *into).await?;
    }
    Ok(parcels)
}
