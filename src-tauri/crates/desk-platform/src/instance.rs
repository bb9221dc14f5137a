//! One agent for each person and data folder.
//!
//! The first to start claims a name; a later start finds it taken, says "open at this place" or "wake up" and ends. The name
//! is the session bus's, which frees it the moment its owner dies. In a session without a bus a lock file and a socket in the
//! runtime folder do the same.

#[cfg(unix)]
mod socket;
#[cfg(target_os = "linux")]
#[path = "instance/linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "instance/macos.rs"]
mod system;
#[cfg(windows)]
#[path = "instance/windows.rs"]
mod system;

use crate::Paths;
use std::time::Duration;
use tokio::sync::mpsc;

/// How long a first agent may take to answer before it counts as hung.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many requests may stand in line before the next one waits.
const WAITING: usize = 16;
/// A place is a line of JSON; nothing longer comes from a start of ours.
#[cfg(unix)]
const LONGEST_PLACE: usize = 4 * 1024;

/// What a later start asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asked {
    /// Show the window at a place, given as JSON. It comes from outside: a place, never an action.
    Open(String),
    /// Look at the queue and the help desk now.
    Wake,
}

/// What came of a claim.
#[derive(Debug)]
pub enum Claimed {
    /// This is the first.
    First(Instance),
    /// Another one is there.
    Second(Other),
}

/// The right to be the agent, held until it is dropped.
#[derive(Debug)]
pub struct Instance {
    /// What later starts ask. Ends only where nothing guards the claim.
    pub requests: mpsc::Receiver<Asked>,
    /// Why a second start would not be noticed, where that is so.
    pub unguarded: Option<String>,
    _hold: Option<system::Hold>,
}

/// The agent that was there first.
#[derive(Debug)]
pub struct Other {
    reach: system::Reach,
}

/// Why the first agent did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    /// It is there and does not answer.
    #[error("Deskside is running and does not answer")]
    Hung,
    /// It ended meanwhile, or would not take it.
    #[error("the running Deskside could not be asked")]
    Gone {
        /// The system's words.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Instance {
    /// Claims to be the only agent that uses `paths`.
    ///
    /// Never fails: where nothing can guard the claim, this is the first and [`Instance::unguarded`] says why.
    pub async fn claim(paths: &Paths) -> Claimed {
        let (taker, requests) = mpsc::channel(WAITING);
        match system::claim(paths, taker).await {
            Ok(system::Claim::First(hold)) => Claimed::First(Self { requests, unguarded: None, _hold: Some(hold) }),
            Ok(system::Claim::Second(reach)) => Claimed::Second(Other { reach }),
            Err(error) => Claimed::First(Self { requests, unguarded: Some(error.to_string()), _hold: None }),
        }
    }
}

impl Other {
    /// Has the first agent show its window at `place`, which is JSON.
    ///
    /// # Errors
    /// When it does not answer within two seconds or ended meanwhile.
    pub async fn open(&self, place: &str) -> Result<(), InstanceError> {
        self.ask(Asked::Open(place.to_owned())).await
    }

    /// Has the first agent look at its queue and the help desk now.
    ///
    /// # Errors
    /// When it does not answer within two seconds or ended meanwhile.
    pub async fn wake(&self) -> Result<(), InstanceError> {
        self.ask(Asked::Wake).await
    }

    async fn ask(&self, asked: Asked) -> Result<(), InstanceError> {
        match tokio::time::timeout(PATIENCE, self.reach.ask(asked)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(source)) => Err(InstanceError::Gone { source }),
            Err(_) => Err(InstanceError::Hung),
        }
    }
}
