//! How often one person, one device or one address may ask. Buckets that fill up again, in memory; where several servers share a
//! database, what protects people and their data is counted there as well, once for all of them, and only how often each server is
//! called stays its own affair.
//!
//! A school stands behind one address. So whoever is signed in is counted by person and computer, and an address is held to account
//! for what nobody signed for: what did not fit (wrong keys, dead tokens, wrong passwords), calls without a sign-in, and, because a
//! key makes as many people as somebody likes, enrolments and tickets; of these it may do as much as a school's computers do at once.

use crate::{config::Limits, problem::Failure, store::Asker};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    cmp::Ordering,
    collections::BTreeMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use uuid::Uuid;

/// Buckets that are kept at most, each some hundred bytes.
const MOST_BUCKETS: usize = 50_000;
/// Enrolments of one computer an hour: a class signs in on it, one after another.
const ENROLMENTS_OF_ONE: u32 = 120;
/// Enrolments an hour for each computer behind an address, on the day on which all of them are set up.
const ENROLMENTS_A_COMPUTER: u32 = 10;
/// Of so many computers behind an address one at a time has somebody who asks as often as a person may.
const OF_WHICH_ONE_ASKS: u32 = 10;
/// The same for calls without a sign-in, which come as a computer starts and when an outage is looked for.
const OF_WHICH_ONE_CALLS: u32 = 25;

/// What is counted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Key {
    CallsOfPerson(String),
    CallsOfDevice(String),
    TicketsOfPerson(String),
    TicketsOfDevice(String),
    WrongTriesFrom(IpAddr),
    CodesFrom(IpAddr),
    PasswordsFrom(IpAddr),
    PasswordsFor(String),
    CallsFrom(IpAddr),
    TicketsFrom(IpAddr),
    EnrolmentsFrom(IpAddr),
    EnrolmentsOf(Uuid),
}

/// One more of something that is counted.
#[derive(Clone, Debug)]
pub(crate) struct Toll {
    key: Key,
    rate: Rate,
}

impl Toll {
    /// What is counted, as a name that gives nobody away.
    pub(crate) fn name(&self) -> Vec<u8> {
        Sha256::digest(format!("{:?}", self.key)).to_vec()
    }

    /// How long the bucket takes to fill, and its part for one, in microseconds.
    pub(crate) fn times_us(&self) -> (i64, i64) {
        let whole = i64::try_from(self.rate.per.as_micros()).unwrap_or(i64::MAX);
        (whole, whole / i64::from(self.rate.burst.max(1)))
    }
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

    /// Takes one from each of these buckets.
    pub(crate) fn pay(&self, tolls: Vec<Toll>, now: Timestamp) -> Result<(), Failure> {
        tolls.into_iter().try_for_each(|toll| self.take(toll.key, toll.rate, now))
    }

    /// Counts any call of an enrolled device.
    pub(crate) fn call(&self, asker: &Asker, now: Timestamp) -> Result<(), Failure> {
        let most = self.limits.calls_a_minute;
        self.take(Key::CallsOfPerson(asker.person.to_string()), a_minute(most), now)?;
        self.take(Key::CallsOfDevice(asker.device.to_string()), a_minute(most.saturating_mul(4)), now)
    }

    /// Counts a call without a sign-in.
    pub(crate) fn call_from(&self, address: IpAddr, now: Timestamp) -> Result<(), Failure> {
        let most = self.shared(self.limits.calls_a_minute, OF_WHICH_ONE_CALLS);
        self.take(Key::CallsFrom(network(address)), a_minute(most), now)
    }

    /// What a ticket counts as; one from this process comes from no address.
    pub(crate) fn ticket(&self, asker: &Asker, address: Option<IpAddr>) -> Vec<Toll> {
        let most = self.limits.tickets_an_hour;
        let of_person = Toll { key: Key::TicketsOfPerson(asker.person.to_string()), rate: an_hour(most) };
        let of_device = Toll { key: Key::TicketsOfDevice(asker.device.to_string()), rate: an_hour(most.saturating_mul(4)) };
        let from =
            address.map(|address| Toll { key: Key::TicketsFrom(network(address)), rate: an_hour(self.shared(most, OF_WHICH_ONE_ASKS)) });
        [of_person, of_device].into_iter().chain(from).collect()
    }

    /// What an enrolment counts as whose key is good.
    pub(crate) fn enrolment(&self, address: IpAddr, installation: Uuid) -> Vec<Toll> {
        let most = self.limits.computers_at_one_address.saturating_mul(ENROLMENTS_A_COMPUTER);
        let of = Toll { key: Key::EnrolmentsOf(installation), rate: an_hour(ENROLMENTS_OF_ONE) };
        vec![of, Toll { key: Key::EnrolmentsFrom(network(address)), rate: an_hour(most) }]
    }

    /// What all computers behind an address may do, of which one in so many does as much as one person may.
    fn shared(&self, of_one: u32, one_in: u32) -> u32 {
        of_one.saturating_mul(self.limits.computers_at_one_address.div_ceil(one_in))
    }

    /// What a key or token from `address` counts as that did not fit.
    pub(crate) fn wrong_try(&self, address: IpAddr) -> Vec<Toll> {
        vec![Toll { key: Key::WrongTriesFrom(network(address)), rate: self.wrong_tries() }]
    }

    /// What a school code counts as that somebody is about to try: it has far fewer bits than a key, so even the right one has to wait.
    pub(crate) fn code_try(&self, address: IpAddr) -> Vec<Toll> {
        vec![Toll { key: Key::CodesFrom(network(address)), rate: Rate { burst: 60, per: Duration::from_secs(600) } }]
    }

    /// What a password counts as that somebody is about to try, by address and by account. The one who guesses from many addresses
    /// cannot lock a technician out for longer than a minute, and no number of computers with an old key locks out any.
    pub(crate) fn password_try(&self, address: IpAddr, user_name: &str) -> Vec<Toll> {
        let account: String = user_name.chars().take(64).collect();
        let from = Toll { key: Key::PasswordsFrom(network(address)), rate: self.wrong_tries() };
        vec![from, Toll { key: Key::PasswordsFor(account), rate: Rate { burst: 10, per: Duration::from_secs(60) } }]
    }

    fn wrong_tries(&self) -> Rate {
        Rate { burst: self.limits.wrong_tries, per: Duration::from_secs(600) }
    }

    fn take(&self, key: Key, rate: Rate, now: Timestamp) -> Result<(), Failure> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_BUCKETS {
            make_room(&mut buckets, now);
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

/// Lets go of buckets that are full again, and where somebody fills them faster than that, of the fuller half: whoever asks too often
/// is in the other.
fn make_room(buckets: &mut BTreeMap<Key, Bucket>, now: Timestamp) {
    buckets.retain(|_, bucket| bucket.share_at(now) < 1.0);
    if buckets.len() < MOST_BUCKETS / 2 {
        return;
    }
    let mut shares: Vec<f64> = buckets.values().map(|bucket| bucket.share_at(now)).collect();
    let (_, middle, _) = shares.select_nth_unstable_by(MOST_BUCKETS / 2 - 1, f64::total_cmp);
    let middle = *middle;
    let emptier = shares.iter().filter(|share| **share < middle).count();
    let mut as_full = MOST_BUCKETS / 2 - emptier;
    buckets.retain(|_, bucket| match bucket.share_at(now).total_cmp(&middle) {
        Ordering::Less => true,
        Ordering::Equal => {
            let stays = as_full > 0;
            as_full -= usize::from(stays);
            stays
        }
        Ordering::Greater => false,
    });
}

fn a_minute(burst: u32) -> Rate {
    Rate { burst, per: Duration::from_secs(60) }
}

fn an_hour(burst: u32) -> Rate {
    Rate { burst, per: Duration::from_secs(3_600) }
}

impl Rate {
    fn a_second(self) -> f64 {
        f64::from(self.burst.max(1)) / self.per.as_secs_f64()
    }
}

impl Bucket {
    /// How full it is: 1 is full.
    fn share_at(&self, now: Timestamp) -> f64 {
        self.level_at(now) / f64::from(self.rate.burst.max(1))
    }

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
    use crate::place::Place;
    use desk_api::{Code, DeviceId, PersonId};

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
            gate.pay(gate.wrong_try(from), now).expect("allowed");
        }

        let wait = wait_of(&gate.pay(gate.wrong_try(from), now).expect_err("dry"));

        assert_eq!(wait, 200);
        gate.pay(gate.wrong_try(from), now + Duration::from_secs(200)).expect("filled again");
        gate.pay(gate.wrong_try("192.0.2.8".parse().expect("address")), now).expect("another address has its own");
    }

    fn asker(person: u128, device: u128) -> Asker {
        Asker {
            person: PersonId(Uuid::from_u128(person)),
            enrolment: String::new(),
            device: DeviceId(Uuid::from_u128(device)),
            place: Place::default(),
            name: String::new(),
            ends_at: Timestamp::MAX,
        }
    }

    #[test]
    fn the_morning_of_a_school_of_two_thousand_computers_behind_one_address_fits() {
        let gate = Gate::new(Limits::default());
        let school: IpAddr = "192.0.2.7".parse().expect("address");
        for minute in 0..10 {
            let now = Timestamp::UNIX_EPOCH + Duration::from_secs(60 * minute);
            for computer in 0..2_000u128 {
                let asker = asker(computer, computer);
                if minute == 0 {
                    // All are switched on in the same minute, on the day on which the agent was installed.
                    gate.pay(gate.enrolment(school, Uuid::from_u128(computer)), now).expect("enrols");
                    (0..6).for_each(|_| gate.call_from(school, now).expect("asks who the desk is"));
                }
                (0..6).for_each(|_| gate.call(&asker, now).expect("asks as a polling agent does"));
                gate.call_from(school, now).expect("looks for an outage");
                if minute < 3 {
                    gate.pay(gate.ticket(&asker, Some(school)), now).expect("everybody writes in an outage");
                }
            }
        }
    }

    #[test]
    fn whoever_floods_is_stopped_and_their_neighbours_behind_the_same_address_are_not() {
        let gate = Gate::new(Limits::default());
        let school: IpAddr = "192.0.2.7".parse().expect("address");
        let (student, maria, now) = (asker(1, 1), asker(2, 2), Timestamp::UNIX_EPOCH);

        let calls = (0..10_000).filter(|_| gate.call(&student, now).is_ok()).count();
        let tickets = (0..10_000).filter(|_| gate.pay(gate.ticket(&student, Some(school)), now).is_ok()).count();
        let accounts = (0..10_000).filter(|_| gate.pay(gate.enrolment(school, Uuid::from_u128(1)), now).is_ok()).count();

        assert_eq!((calls, tickets, accounts), (300, 60, 120));
        gate.call(&maria, now).expect("asks");
        gate.pay(gate.ticket(&maria, Some(school)), now).expect("writes");
        gate.pay(gate.enrolment(school, Uuid::from_u128(2)), now).expect("enrols");
    }

    #[test]
    fn with_as_many_people_as_a_key_makes_an_address_still_ends_somewhere() {
        let gate = Gate::new(Limits::default());
        let school: IpAddr = "192.0.2.7".parse().expect("address");
        let now = Timestamp::UNIX_EPOCH;

        let people = (0..50_000).filter(|n| gate.pay(gate.enrolment(school, Uuid::from_u128(*n)), now).is_ok()).count();
        let tickets = (0..50_000).filter(|n| gate.pay(gate.ticket(&asker(*n, *n), Some(school)), now).is_ok()).count();
        let calls = (0..50_000).filter(|_| gate.call_from(school, now).is_ok()).count();

        assert_eq!((people, tickets, calls), (20_000, 12_000, 24_000));
        gate.call_from("192.0.2.8".parse().expect("address"), now).expect("another address has its own");
    }

    #[test]
    fn what_is_counted_takes_no_more_memory_than_was_set_aside_and_who_floods_is_not_forgotten() {
        let gate = Gate::new(Limits { wrong_tries: 3, ..Limits::default() });
        let now = Timestamp::UNIX_EPOCH;
        let flood: IpAddr = "192.0.2.7".parse().expect("address");
        (0..3).for_each(|_| gate.pay(gate.wrong_try(flood), now).expect("allowed"));

        for n in 0..70_000u128 {
            // A /48 of IPv6 holds 65,536 networks, and somebody has more than one.
            gate.pay(gate.wrong_try(IpAddr::V6(((0x2001_0db8u128 << 96) | (n << 64)).into())), now).expect("the first from there");
            assert!(gate.buckets.lock().expect("not poisoned").len() <= MOST_BUCKETS);
        }

        gate.pay(gate.wrong_try(flood), now).expect_err("still dry");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_bucket() {
        let one = network("2001:db8:1:2:3::4".parse().expect("address"));
        let other = network("2001:db8:1:2:ffff::1".parse().expect("address"));

        assert_eq!(one, other);
        assert_eq!(network("::ffff:192.0.2.7".parse().expect("address")), "192.0.2.7".parse::<IpAddr>().expect("address"));
    }
}
