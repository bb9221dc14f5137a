//! What the server's database holds.

use super::Server;
use crate::waiting::until;
use anyhow::{Context, Result};
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, FromRow};
use std::time::Duration;

/// How long something may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// A row of `tickets`.
#[derive(Clone, FromRow, PartialEq, Eq, Debug)]
pub struct StoredTicket {
    /// The agent's id for it.
    pub id: String,
    /// What is said on the phone.
    pub number: i64,
    /// The first line of the words.
    pub subject: String,
    /// Where it stands.
    pub status: String,
    /// "My class is waiting."
    pub class_waiting: bool,
    /// Where the device is.
    pub room: Option<String>,
    /// The one tap.
    pub rating: Option<String>,
}

/// A row of `history` that was said.
#[derive(Clone, FromRow, PartialEq, Eq, Debug)]
pub struct StoredWords {
    /// Who.
    pub author_role: String,
    /// What.
    pub body: String,
}

/// A row of `attachments` with its content.
#[derive(Clone, FromRow, PartialEq, Eq, Debug)]
pub struct StoredPicture {
    /// Such as `image/png`.
    pub media_type: String,
    /// Whether it has arrived.
    pub state: String,
    /// The file itself.
    pub bytes: Option<Vec<u8>>,
}

/// A row of `notices` with how many said "me too".
#[derive(Clone, FromRow, PartialEq, Eq, Debug)]
pub struct StoredNotice {
    /// Which one.
    pub id: String,
    /// What people read.
    pub title: String,
    /// Whether it is over.
    pub resolved: bool,
    /// "Me too."
    pub affected: i64,
}

impl Server {
    /// Every ticket, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn tickets(&self) -> Result<Vec<StoredTicket>> {
        let sql = "SELECT id, number, subject, status, class_waiting, room, rating FROM tickets ORDER BY number";
        sqlx::query_as(sql).fetch_all(&mut self.open().await?).await.context("reading tickets")
    }

    /// The first ticket whose subject holds these words and that is as asked, as soon as it is.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn ticket_where(&self, words: &str, holds: impl Fn(&StoredTicket) -> bool) -> Result<StoredTicket> {
        until(&format!("a ticket about {words:?} in the database"), PATIENCE, async || {
            let tickets = self.tickets().await.ok()?;
            tickets.into_iter().find(|ticket| ticket.subject.contains(words) && holds(ticket))
        })
        .await
    }

    /// Everything said in a ticket, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn words(&self, ticket: &str) -> Result<Vec<StoredWords>> {
        let sql = "SELECT author_role, body FROM history WHERE ticket_id = ? AND body IS NOT NULL ORDER BY seq";
        sqlx::query_as(sql).bind(ticket).fetch_all(&mut self.open().await?).await.context("reading what was said")
    }

    /// What the device said about itself.
    ///
    /// # Errors
    /// When there is no report.
    pub async fn report(&self, ticket: &str) -> Result<Value> {
        let sql = "SELECT body FROM reports WHERE ticket_id = ?";
        let body: String = sqlx::query_scalar(sql).bind(ticket).fetch_one(&mut self.open().await?).await.context("reading the report")?;
        serde_json::from_str(&body).context("the report is JSON")
    }

    /// Everything attached to a ticket.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pictures(&self, ticket: &str) -> Result<Vec<StoredPicture>> {
        let sql = "SELECT media_type, state, bytes FROM attachments
                   LEFT JOIN attachment_contents ON attachment_id = attachments.id
                   WHERE ticket_id = ? ORDER BY position";
        sqlx::query_as(sql).bind(ticket).fetch_all(&mut self.open().await?).await.context("reading pictures")
    }

    /// The one picture of a ticket, as soon as it has arrived.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn picture_of(&self, ticket: &str) -> Result<Vec<u8>> {
        until("the picture in the database", PATIENCE, async || {
            self.pictures(ticket).await.ok()?.into_iter().find_map(|picture| picture.bytes)
        })
        .await
    }

    /// Every notice, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn notices(&self) -> Result<Vec<StoredNotice>> {
        let sql = "SELECT id, title, resolved_at IS NOT NULL AS resolved,
                          (SELECT count(*) FROM notice_affected WHERE notice_id = notices.id) AS affected
                   FROM notices ORDER BY made_at";
        sqlx::query_as(sql).fetch_all(&mut self.open().await?).await.context("reading notices")
    }

    /// The first notice with these words that is as asked, as soon as it is.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn notice_where(&self, words: &str, holds: impl Fn(&StoredNotice) -> bool) -> Result<StoredNotice> {
        until(&format!("a notice about {words:?} in the database"), PATIENCE, async || {
            let notices = self.notices().await.ok()?;
            notices.into_iter().find(|notice| notice.title.contains(words) && holds(notice))
        })
        .await
    }

    async fn open(&self) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(self.database()).read_only(true).busy_timeout(PATIENCE);
        options.connect().await.context("opening the server's database")
    }
}
