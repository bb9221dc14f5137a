//! How often one person, one device or one address may ask. Buckets that fill up again, in memory.
//!
//! A school stands behind one address, so an address is only ever held to account for what did not fit: wrong keys, dead
//! tokens, wrong passwords.

use crate::{config::Limits, problem::Failure, store::Asker};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Buckets kept before the full ones are thrown away.
const SWEEP_AT: usize = 50_000;

/// What is counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Key {
    CallsOfPerson(String),
    CallsOfDevice(String),
    TicketsOfPerson(String),
    TicketsOfDevice(String),
    WrongTriesFrom(IpAddr),
    CodesFrom(IpAddr),
    PasswordsFor(String),
}

/// How much fits into a bucket, and how long it takes to fill.
#[derive(Clone, Copy, Debug)]
struct Rate {
    burst: u32,
    per: Duration,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: f64,
    at: Timestamp,
    rate: Rate,
}

/// All buckets.
#[derive(Debug)]
pub(crate) struct Gate {
    limits: Limits,
    buckets: Mutex<BTreeMap<Key, Bucket>>,
}

impl Gate {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, buckets: Mutex::default() }
    }

    /// Counts any call of an enrolled device.
    pub(crate) fn call(&self, asker: &Asker, now: Timestamp) -> Result<(), Failure> {
        let minute = |burst| Rate { burst, per: Duration::from_secs(60) };
        let most = self.limits.calls_a_minute;
        self.take(Key::CallsOfPerson(asker.person.to_string()), minute(most), now)?;
        self.take(Key::CallsOfDevice(asker.device.to_string()), minute(most.saturating_mul(4)), now)
    }

    /// Counts a ticket.
    pub(crate) fn ticket(&self, asker: &Asker, now: Timestamp) -> Result<(), Failure> {
        let hour = |burst| Rate { burst, per: Duration::from_secs(3_600) };
        let most = self.limits.tickets_an_hour;
        self.take(Key::TicketsOfPerson(asker.person.to_string()), hour(most), now)?;
        self.take(Key::TicketsOfDevice(asker.device.to_string()), hour(most.saturating_mul(4)), now)
    }

    /// Counts a key or token from `address` that did not fit.
    pub(crate) fn wrong_try(&self, address: IpAddr, now: Timestamp) -> Result<(), Failure> {
        self.take(Key::WrongTriesFrom(network(address)), self.wrong_tries(), now)
    }

    /// Counts a school code somebody is about to try: it has far fewer bits than a key, so even the right one has to wait.
    pub(crate) fn code_try(&self, address: IpAddr, now: Timestamp) -> Result<(), Failure> {
        self.take(Key::CodesFrom(network(address)), Rate { burst: 60, per: Duration::from_secs(600) }, now)
    }

    /// Counts a password somebody is about to try, by address and by account. The one who guesses from many addresses
    /// cannot lock a technician out for longer than a minute.
    pub(crate) fn password_try(&self, address: IpAddr, user_name: &str, now: Timestamp) -> Result<(), Failure> {
        self.take(Key::WrongTriesFrom(network(address)), self.wrong_tries(), now)?;
        let account: String = user_name.chars().take(64).collect();
        self.take(Key::PasswordsFor(account), Rate { burst: 10, per: Duration::from_secs(60) }, now)
    }

    fn wrong_tries(&self) -> Rate {
        Rate { burst: self.limits.wrong_tries, per: Duration::from_secs(600) }
    }

    fn take(&self, key: Key, rate: Rate, now: Timestamp) -> Result<(), Failure> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= SWEEP_AT {
            buckets.retain(|_, bucket| bucket.level_at(now) < f64::from(bucket.rate.burst));
        }
        let bucket = buckets.entry(key).or_insert(Bucket { level: f64::from(rate.burst), at: now, rate });
        bucket.level = bucket.level_at(now);
        bucket.at = now;
        if bucket.level < 1.0 {
            let wait = (1.0 - bucket.level) / bucket.rate.a_second();
            return Err(Failure::too_often(Duration::from_secs_f64(wait.ceil().clamp(1.0, 3_600.0))));
        }
        bucket.level -= 1.0;
        Ok(())
    }
}

impl Rate {
    fn a_second(self) -> f64 {
        f64::from(self.burst.max(1)) / self.per.as_secs_f64()
    }
}

impl Bucket {
    fn level_at(&self, now: Timestamp) -> f64 {
        let passed = now.duration_since(self.at).as_secs_f64().max(0.0);
        (self.level + passed * self.rate.a_second()).min(f64::from(self.rate.burst))
    }
}

/// One household of IPv6 is a /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            },
            IpAddr::V4,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_api::Code;

    fn wait_of(failure: &Failure) -> u64 {
        let Failure::Refused { code: Code::RateLimited, retry_after: Some(wait), .. } = failure else { panic!("{failure:?}") };
        wait.as_secs()
    }

    #[test]
    fn a_bucket_runs_dry_says_when_and_fills_again() {
        let gate = Gate::new(Limits { wrong_tries: 3, ..Limits::default() });
        let from: IpAddr = "192.0.2.7".parse().expect("address");
        let now = Timestamp::UNIX_EPOCH;
        for _ in 0..3 {
            gate.wrong_try(from, now).expect("allowed");
        }

        let wait = wait_of(&gate.wrong_try(from, now).expect_err("dry"));

        assert_eq!(wait, 200);
        gate.wrong_try(from, now + Duration::from_secs(200)).expect("filled again");
        gate.wrong_try("192.0.2.8".parse().expect("address"), now).expect("another address has its own");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_bucket() {
        let one = network("2001:db8:1:2:3::4".parse().expect("address"));
        let other = network("2001:db8:1:2:ffff::1".parse().expect("address"));

        assert_eq!(one, other);
        assert_eq!(network("::ffff:192.0.2.7".parse().expect("address")), "192.0.2.7".parse::<IpAddr>().expect("address"));
    }
}
