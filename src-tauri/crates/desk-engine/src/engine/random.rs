//! The one place where the engine draws lots.

use crate::state::Mint;
use std::time::Duration;
use uuid::Uuid;

/// New identifiers, ordered by the time of their making.
pub(super) fn ids() -> Mint {
    Box::new(Uuid::now_v7)
}

/// A number nobody can guess; zero on a computer that has none to give, which only means that it does not spread its tries.
pub(crate) fn seed() -> u64 {
    getrandom::u64().unwrap_or(0)
}

/// Any time up to `longest`, so that a room's computers that all have reason to ask do not do it together.
pub(super) fn within(longest: Duration) -> Duration {
    let longest_ms = u64::try_from(longest.as_millis()).unwrap_or(u64::MAX);
    Duration::from_millis(seed() % longest_ms.max(1))
}

/// A time around `middle`, up to a quarter of it earlier or later, so that a school's computers do not all ask at once.
pub(super) fn around(middle: Duration) -> Duration {
    let half_ms = u64::try_from(middle.as_millis() / 2).unwrap_or(u64::MAX);
    middle.mul_f64(0.75) + Duration::from_millis(seed() % half_ms.max(1))
}
