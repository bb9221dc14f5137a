//! Chance that can be repeated.

use std::fmt;
use std::time::Duration;

/// A row of numbers that look random and follow from their seed alone.
#[derive(Clone, Debug)]
pub struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    /// From `DESKSIDE_SEED` where it is set, else from a seed of its own.
    #[must_use]
    pub fn seeded() -> Self {
        let seed = std::env::var("DESKSIDE_SEED").ok().and_then(|seed| seed.parse().ok());
        Self::of(seed.unwrap_or_else(|| uuid::Uuid::new_v4().as_u64_pair().0))
    }

    /// From this seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// Another row, for a part of its own: what one part draws does not depend on how fast the others are.
    #[must_use]
    pub fn part(&self, number: u64) -> Self {
        let mut part = Self::of(self.seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        part.draw();
        part
    }

    /// What it all follows from.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The next number (SplitMix64).
    pub fn draw(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    /// An amount below `end`, which is not 0.
    pub fn amount(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).unwrap_or(0)
    }

    /// True about once in `many` times.
    pub fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }

    /// A moment before `latest`.
    pub fn moment(&mut self, latest: Duration) -> Duration {
        Duration::from_micros(self.below(u64::try_from(latest.as_micros()).unwrap_or(u64::MAX).max(1)))
    }

    /// Bytes nobody can make small.
    pub fn bytes(&mut self, how_many: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(how_many + 8);
        while bytes.len() < how_many {
            bytes.extend(self.draw().to_le_bytes());
        }
        bytes.truncate(how_many);
        bytes
    }
}

impl fmt::Display for Chance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "to repeat it: DESKSIDE_SEED={}", self.seed)
    }
}
