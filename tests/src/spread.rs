//! Many waits in a few figures.

use std::fmt;
use std::time::Duration;

/// How long each of many took.
#[derive(Clone, Debug, Default)]
pub struct Spread(Vec<Duration>);

impl Spread {
    /// The wait that so many percent of all are no longer than; nothing where there are none.
    #[must_use]
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(place).copied().unwrap_or_default()
    }
}

impl Extend<Duration> for Spread {
    fn extend<I: IntoIterator<Item = Duration>>(&mut self, waits: I) {
        self.0.extend(waits);
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |percent| self.percentile(percent).as_secs_f64() * 1_000.0;
        write!(f, "p50 {:.1} ms, p99 {:.1} ms, longest {:.1} ms of {}", ms(50), ms(99), ms(100), self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_waits() {
        let mut spread = Spread::default();
        spread.extend((1..=200).rev().map(Duration::from_millis));

        let ms = |percent| spread.percentile(percent).as_millis();
        assert_eq!((ms(50), ms(99), ms(100)), (100, 198, 200));
        assert_eq!(Spread::default().percentile(99), Duration::ZERO);
    }
}
