//! How long a parcel rests after an attempt that came to nothing.

use std::time::Duration;

const FIRST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The longest rest there is, also where a help desk asks for more: a parcel that is to rest longer got that from a clock that was set
/// back since, and may go.
pub const LONGEST_REST: Duration = Duration::from_secs(60 * 60);

/// The rest after `tries` attempts that came to nothing: from a second to a quarter of an hour, for ever.
///
/// It doubles each time and lies between half of that and the whole, chosen by `seed`, so that a school's computers do not all come
/// back at the same moment.
#[must_use]
pub fn backoff(tries: u32, seed: u64) -> Duration {
    let doubled = FIRST.saturating_mul(1_u32.checked_shl(tries).unwrap_or(u32::MAX));
    let most = if tries >= 31 { LONGEST } else { doubled.min(LONGEST) };
    let half_ms = u64::try_from(most.as_millis() / 2).unwrap_or(u64::MAX);
    let jitter_ms = scatter(seed ^ u64::from(tries)) % (half_ms + 1);
    Duration::from_millis(half_ms + jitter_ms).max(FIRST)
}

/// Spreads neighbouring numbers over the whole range (the finaliser of SplitMix64).
fn scatter(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_rest_is_between_a_second_and_a_quarter_of_an_hour(tries in any::<u32>(), seed in any::<u64>()) {
            let rest = backoff(tries, seed);

            prop_assert!(rest >= Duration::from_secs(1) && rest <= Duration::from_secs(900), "{rest:?}");
        }

        #[test]
        fn a_late_try_rests_at_least_seven_and_a_half_minutes(tries in 10_u32.., seed in any::<u64>()) {
            prop_assert!(backoff(tries, seed) >= Duration::from_secs(450));
        }
    }

    #[test]
    fn the_first_rests_are_short() {
        for seed in 0..100 {
            assert!(backoff(0, seed) == Duration::from_secs(1));
            assert!(backoff(1, seed) <= Duration::from_secs(2));
            assert!(backoff(2, seed) <= Duration::from_secs(4));
        }
    }

    #[test]
    fn two_computers_do_not_come_back_together() {
        let rests: std::collections::BTreeSet<_> = (0..100).map(|seed| backoff(10, seed)).collect();

        assert!(rests.len() > 90);
    }
}
