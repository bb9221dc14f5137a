//! The count, from the server's database alone.

use super::ledger::{Ledger, Sent};
use super::picture::is_whole;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use sqlx::{SqliteConnection, query_as, query_scalar};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What arrived, and what did not as it should.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Count {
    /// Tickets, messages and ratings that people were told are kept.
    pub sent: usize,
    /// Tickets among them.
    pub tickets: usize,
    /// Messages among them.
    pub messages: usize,
    /// Ratings among them.
    pub ratings: usize,
    /// Pictures that were announced and are whole.
    pub pictures: usize,
    /// What is wrong, one line each.
    pub lost: Vec<String>,
    /// The same.
    pub doubled: Vec<String>,
    /// The same, of pictures.
    pub corrupted: Vec<String>,
    /// The same, of messages that stand in another order than they were written in.
    pub out_of_order: Vec<String>,
}

impl Count {
    /// Whether everything is there once, whole and in order.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        [&self.lost, &self.doubled, &self.corrupted, &self.out_of_order].iter().all(|wrong| wrong.is_empty())
    }

    pub(super) async fn of(desk: &mut SqliteConnection, ledger: &Ledger) -> Result<Self> {
        let sent = ledger.sent();
        let mut count = Self { sent: sent.len(), ..Self::default() };
        count.count_tickets(desk, &sent).await?;
        count.count_messages(desk, &sent).await?;
        count.count_ratings(desk, &sent).await?;
        count.count_pictures(desk).await?;
        Ok(count)
    }

    async fn count_tickets(&mut self, desk: &mut SqliteConnection, sent: &[Sent]) -> Result<()> {
        let rows: Vec<(String,)> = query_as("SELECT subject FROM tickets").fetch_all(desk).await.context("reading tickets")?;
        let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
        for (subject,) in rows {
            *arrived.entry(subject).or_default() += 1;
        }
        for one in sent {
            let Sent::Ticket { id, words } = one else { continue };
            self.tickets += 1;
            match arrived.remove(words) {
                None => self.lost.push(format!("ticket {id}: {words}")),
                Some(1) => {}
                Some(times) => self.doubled.push(format!("ticket {id}, {times} times: {words}")),
            }
        }
        self.doubled.extend(arrived.into_keys().map(|words| format!("a ticket nobody sent: {words}")));
        Ok(())
    }

    async fn count_messages(&mut self, desk: &mut SqliteConnection, sent: &[Sent]) -> Result<()> {
        let sql = "SELECT h.ticket_id, h.body FROM history h JOIN tickets t ON t.id = h.ticket_id
                   WHERE h.body IS NOT NULL AND h.author_role = 'requester' AND h.body <> t.subject ORDER BY h.seq";
        let rows: Vec<(String, String)> = query_as(sql).fetch_all(desk).await.context("reading messages")?;
        let mut arrived: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (ticket, body) in rows {
            arrived.entry(ticket).or_default().push(body);
        }
        let mut written: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for one in sent {
            let Sent::Message { ticket, words } = one else { continue };
            self.messages += 1;
            written.entry(ticket.to_string()).or_default().push(words.clone());
        }
        for (ticket, bodies) in &written {
            let there = arrived.remove(ticket).unwrap_or_default();
            let times = |words: &String| there.iter().filter(|body| *body == words).count();
            self.lost.extend(bodies.iter().filter(|words| times(words) == 0).map(|words| format!("message in {ticket}: {words}")));
            self.doubled.extend(bodies.iter().filter(|words| times(words) > 1).map(|words| format!("message in {ticket}: {words}")));
            self.doubled.extend(there.iter().filter(|body| !bodies.contains(body)).map(|body| format!("a message nobody sent: {body}")));
            let mut seen = BTreeSet::new();
            let once: Vec<&String> = there.iter().filter(|body| seen.insert(*body)).collect();
            let still_there: Vec<&String> = bodies.iter().filter(|words| times(words) > 0).collect();
            if once != still_there {
                self.out_of_order.push(format!("{ticket}: written {still_there:?}, arrived {once:?}"));
            }
        }
        self.doubled.extend(arrived.into_values().flatten().map(|body| format!("a message nobody sent: {body}")));
        Ok(())
    }

    async fn count_ratings(&mut self, desk: &mut SqliteConnection, sent: &[Sent]) -> Result<()> {
        for one in sent {
            let Sent::Rating { ticket, presses } = one else { continue };
            self.ratings += 1;
            let rating: Option<String> = query_scalar("SELECT rating FROM tickets WHERE id = ?")
                .bind(ticket.to_string())
                .fetch_optional(&mut *desk)
                .await
                .context("reading a rating")?
                .flatten();
            let taken: i64 = query_scalar("SELECT count(*) FROM used_keys WHERE operation = ?")
                .bind(format!("rating of {ticket}"))
                .fetch_one(&mut *desk)
                .await
                .context("reading the keys of a rating")?;
            if rating.as_deref() != Some("positive") {
                self.lost.push(format!("rating of {ticket}: it is {rating:?}"));
            }
            if taken > i64::from(*presses) {
                self.doubled.push(format!("rating of {ticket}: tapped {presses} times, taken {taken} times"));
            }
        }
        Ok(())
    }

    /// Every ticket was sent with one picture, which says by itself whether it is whole.
    async fn count_pictures(&mut self, desk: &mut SqliteConnection) -> Result<()> {
        let announced: Vec<(String, i64)> =
            query_as("SELECT t.id || ' ' || t.subject, (SELECT count(*) FROM attachments WHERE ticket_id = t.id) FROM tickets t")
                .fetch_all(&mut *desk)
                .await
                .context("reading what was announced")?;
        for (ticket, pictures) in announced.into_iter().filter(|(_, pictures)| *pictures != 1) {
            self.lost.push(format!("ticket {ticket} has {pictures} pictures"));
        }
        let ids: Vec<(String, String)> =
            query_as("SELECT id, sha256 FROM attachments").fetch_all(&mut *desk).await.context("reading attachments")?;
        let mut seen = BTreeSet::new();
        for (id, sha256) in ids {
            let bytes: Option<Vec<u8>> = query_scalar("SELECT bytes FROM attachment_contents WHERE attachment_id = ?")
                .bind(&id)
                .fetch_optional(&mut *desk)
                .await
                .context("reading a picture")?;
            let Some(bytes) = bytes else {
                self.lost.push(format!("picture {id}"));
                continue;
            };
            let digest: [u8; 32] = Sha256::digest(&bytes).into();
            let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            if hex != sha256 || !is_whole(&bytes) {
                self.corrupted.push(format!("picture {id}: announced {sha256}, stored {hex}"));
            } else if !seen.insert(digest) {
                self.doubled.push(format!("picture {id}"));
            } else {
                self.pictures += 1;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sent, tickets, messages, ratings, pictures, lost, doubled, corrupted, out_of_order } = self;
        writeln!(f, "{sent} sent: {tickets} tickets with {pictures} whole pictures, {messages} messages, {ratings} ratings")?;
        for (what, lines) in [("lost", lost), ("doubled", doubled), ("corrupted", corrupted), ("out of order", out_of_order)] {
            writeln!(f, "{} {what}", lines.len())?;
            for line in lines {
                writeln!(f, "    {line}")?;
            }
        }
        Ok(())
    }
}
