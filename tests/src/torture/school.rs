//! The server that is killed, at a school that lets one person ask more often than people do.

use super::{BETWEEN_TWO_SENDS, Ledger, SERVER_IS_AWAY, SERVER_LIVES, SERVER_MISSES, Setting};
use crate::chance::Chance;
use crate::programs::{Programs, there};
use crate::server::Server;
use anyhow::{Context, Result};
use std::path::Path;

const CONFIG: &str = "[school]\nname = \"Cedar Ridge Schools\"\ntime_zone = \"America/Chicago\"\n\n\
                      [[technicians]]\nuser = \"devon\"\nname = \"Devon Park\"\n\n\
                      [limits]\ncalls_a_minute = 1000000\ntickets_an_hour = 1000000\n";

/// One server.
pub struct School {
    server: Server,
}

impl School {
    /// Opens one with its files in `folder`.
    ///
    /// # Errors
    /// When the server does not come up.
    pub async fn open(programs: &Programs, folder: &Path) -> Result<Self> {
        Self::open_on("127.0.0.1:0", programs, folder).await
    }

    /// The same on an address of one's own, such as `[::1]:0`.
    ///
    /// # Errors
    /// When the server does not come up.
    pub async fn open_on(listen: &str, programs: &Programs, folder: &Path) -> Result<Self> {
        let config = folder.join("school.toml");
        std::fs::write(&config, CONFIG).context("writing the school's configuration")?;
        let server = Server::start_on(listen, &programs.server, &folder.join("server"), &config, Vec::new()).await?;
        Ok(Self { server })
    }

    /// What agents with their files in `folder` are started with.
    ///
    /// # Errors
    /// When there is no agent, or no key for it.
    pub fn setting(&self, programs: &Programs, folder: &Path) -> Result<Setting> {
        Ok(Setting {
            program: there(&programs.torture)?.to_owned(),
            server: self.server.url()?,
            key: self.server.enrolment_key()?,
            folder: folder.to_owned(),
            database: self.server.database(),
            clock_ahead_s: 0,
        })
    }

    /// Kills it at random moments and starts it again, for ever.
    pub(super) async fn is_killed_now_and_then(&mut self, mut chance: Chance, ledger: &Ledger) -> Result<()> {
        loop {
            ledger.grows_by(chance.amount(SERVER_LIVES)).await;
            tokio::time::sleep(chance.moment(BETWEEN_TWO_SENDS)).await;
            self.server.kill();
            ledger.server_killed();
            // By the clock too: all may be waiting for the server.
            let (missed, away) = (chance.amount(SERVER_MISSES), chance.moment(SERVER_IS_AWAY));
            tokio::time::timeout(away, ledger.grows_by(missed)).await.ok();
            self.server.start_again().await?;
        }
    }

    /// The server itself.
    pub fn server(&mut self) -> &mut Server {
        &mut self.server
    }

    /// Ends it in order, so that its database holds still.
    pub(super) fn close(mut self) {
        self.server.stop();
    }
}
