//! When the network becomes another. The system says so; nothing is asked in between, so a computer at rest stays at rest.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(any(target_os = "linux", windows)))]
mod other;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux::{Changes, routes};
#[cfg(not(any(target_os = "linux", windows)))]
use other::{Changes, routes};
#[cfg(windows)]
use windows::{Changes, routes};

use std::{io, time::Duration};

/// How long the system has nothing more to say before it is looked at what has become of the network: it speaks of one change in
/// many messages.
const SETTLED: Duration = Duration::from_millis(300);

/// Tells each time another network is here, or none.
pub struct Network {
    changes: Changes,
    routes: Option<String>,
}

impl Network {
    /// Watches from now on.
    ///
    /// # Errors
    /// When this system does not tell.
    pub fn watch() -> io::Result<Self> {
        // In this order, so that no change is missed between the two.
        let changes = Changes::watch()?;
        Ok(Self { changes, routes: routes() })
    }

    /// Waits until the network is another, and says whether there is one.
    ///
    /// # Errors
    /// When the system tells no more.
    pub async fn changed(&mut self) -> io::Result<bool> {
        loop {
            self.changes.next().await?;
            while let Ok(more) = tokio::time::timeout(SETTLED, self.changes.next()).await {
                more?;
            }
            let routes = routes();
            if routes.is_none() || routes != self.routes {
                let is_there = routes.as_ref().is_none_or(|routes| !routes.is_empty());
                self.routes = routes;
                return Ok(is_there);
            }
        }
    }
}
