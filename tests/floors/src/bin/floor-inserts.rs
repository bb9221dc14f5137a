//! Bare SQLite: one insert after the other, each on the disk before the next. `floor-inserts FILE SECONDS BODY` prints how many a
//! second, and the milliseconds that half of them and 99 of 100 took at most.

use anyhow::{Context, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, query};
use std::time::{Duration, Instant};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut given = std::env::args().skip(1);
    let file = given.next().context("a file")?;
    let time = Duration::from_secs(given.next().context("seconds")?.parse()?);
    let body = given.next().context("a body")?;
    let options = SqliteConnectOptions::new().filename(file).create_if_missing(true);
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await?;
    query("CREATE TABLE tickets (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT").execute(&mut database).await?;

    let began = Instant::now();
    let mut waits = Vec::new();
    while began.elapsed() < time {
        let one = Instant::now();
        query("INSERT INTO tickets (body) VALUES (?)").bind(&body).execute(&mut database).await?;
        waits.push(one.elapsed());
    }
    waits.sort_unstable();
    let ms = |percent: usize| waits[(waits.len() * percent / 100).min(waits.len() - 1)].as_secs_f64() * 1_000.0;
    println!("{:.1} {:.3} {:.3}", waits.len() as f64 / time.as_secs_f64(), ms(50), ms(99));
    Ok(())
}
