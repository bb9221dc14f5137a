//! Random moments that can be repeated.

use std::time::Duration;

/// Random moments from a seed, which `DESKSIDE_SEED` sets.
pub(super) struct Moments {
    seed: u64,
    state: u64,
}

impl Moments {
    pub(super) fn seeded() -> Self {
        let seed = std::env::var("DESKSIDE_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0).max(1);
        Self { seed, state: seed }
    }

    /// A moment before `latest` (xorshift64).
    pub(super) fn next(&mut self, latest: Duration) -> Duration {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let latest_us = u64::try_from(latest.as_micros()).expect("a short time");
        Duration::from_micros(self.state % latest_us)
    }
}

impl std::fmt::Display for Moments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "to repeat it: DESKSIDE_SEED={}", self.seed)
    }
}
