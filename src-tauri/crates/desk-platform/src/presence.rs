//! Whether something may pop up on the screen now. A class may be looking at it, or be in a test.
//!
//! Asked only when there is something to show. What a system cannot say is taken for "nobody is looking": each answer that is
//! missing is logged, and the others count.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
use linux::looked_at;
#[cfg(target_os = "macos")]
use macos::looked_at;
#[cfg(windows)]
use windows::looked_at;

use crate::policy::{Policy, TestingTime};
use jiff::{Zoned, civil::DateTime};
use std::{fmt, time::Duration};
use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System};

/// Why nothing may pop up.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Quiet {
    /// The policy says that a test is being taken at this time.
    TestingTime,
    /// A program in which tests are taken runs.
    TestBrowser {
        /// Its name, as the policy has it.
        name: String,
    },
    /// Two displays show the same.
    Mirrored,
    /// A window fills a whole screen, or one presents.
    FullScreen,
    /// The screen is being shared or recorded.
    Shared,
    /// A program keeps the session awake, as slides, films and calls do.
    Presenting,
    /// The person, or the system for them, wants no interruptions.
    DoNotDisturb,
}

impl Quiet {
    /// Whether a test is being taken, during which there is no exception.
    #[must_use]
    pub fn is_testing(&self) -> bool {
        matches!(self, Self::TestingTime | Self::TestBrowser { .. })
    }
}

impl fmt::Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TestingTime => "the policy says that a test is being taken now",
            Self::TestBrowser { name } => return write!(f, "{name} runs, in which tests are taken"),
            Self::Mirrored => "two displays show the same",
            Self::FullScreen => "a window fills a screen",
            Self::Shared => "the screen is being shared",
            Self::Presenting => "a program keeps the session awake",
            Self::DoNotDisturb => "this session is not to be disturbed",
        })
    }
}

/// Why nothing may pop up at this moment, `now` by the clock on the wall; `None` where nothing speaks against it.
pub async fn quiet(policy: &Policy, now: DateTime) -> Option<Quiet> {
    if let Some(testing) = testing(policy, now) {
        return Some(testing);
    }
    if policy.quiet_while_presenting == Some(false) { None } else { looked_at().await }
}

/// Why a test is taken to be going on at this moment, `now` by the clock on the wall; `None` where nothing says so.
#[must_use]
pub fn testing(policy: &Policy, now: DateTime) -> Option<Quiet> {
    if policy.testing_times.iter().flatten().any(|time| time.covers(now)) {
        return Some(Quiet::TestingTime);
    }
    test_browser(policy.test_browsers.as_deref().unwrap_or_default()).map(|name| Quiet::TestBrowser { name })
}

/// How long it is until the next testing time begins or ends; `None` where none will.
#[must_use]
pub fn testing_time_changes_in(policy: &Policy, now: &Zoned) -> Option<Duration> {
    let changes = policy.testing_times.iter().flatten().flat_map(|time| [time.from, time.until]);
    let next = changes.filter(|change| *change > now.datetime()).min()?;
    let left = next.to_zoned(now.time_zone().clone()).ok()?.duration_since(now);
    Some(Duration::try_from(left).unwrap_or_default())
}

/// The first program of the list that runs here. Names are compared without case, and without `.exe`.
fn test_browser(names: &[String]) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    // What cannot be listed is not there.
    let mut system = System::new().ok()?;
    system.refresh_processes_specifics(ProcessesToUpdate::All, false, ProcessRefreshKind::nothing());
    let running: Vec<String> = system.processes().values().map(|process| plain(&process.name().to_string_lossy())).collect();
    names.iter().find(|name| running.iter().any(|runs| is_cut_of(runs, &plain(name)))).cloned()
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_suffix(".exe").unwrap_or(&name).to_owned()
}

/// Linux keeps the first fifteen bytes of a program's name (`TASK_COMM_LEN`).
fn is_cut_of(runs: &str, name: &str) -> bool {
    const KEPT: usize = 15;
    runs == name || (cfg!(target_os = "linux") && runs.len() == KEPT && name.starts_with(runs))
}

impl TestingTime {
    /// Whether `now` lies in it; its end does not belong to it.
    fn covers(&self, now: DateTime) -> bool {
        self.from <= now && now < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::datetime;

    fn during_tests() -> Policy {
        let (from, until) = (datetime(2026, 5, 4, 8, 0, 0, 0), datetime(2026, 5, 4, 11, 30, 0, 0));
        Policy { testing_times: Some(vec![TestingTime { from, until }]), quiet_while_presenting: Some(false), ..Policy::default() }
    }

    #[tokio::test]
    async fn a_testing_time_is_quiet_from_its_first_minute_to_its_last() {
        let policy = during_tests();

        for (hour, minute, expected) in
            [(7, 59, None), (8, 0, Some(Quiet::TestingTime)), (11, 29, Some(Quiet::TestingTime)), (11, 30, None)]
        {
            assert_eq!(quiet(&policy, datetime(2026, 5, 4, hour, minute, 0, 0)).await, expected, "{hour}:{minute}");
        }
    }

    #[test]
    fn the_next_change_of_a_testing_time_is_known_ahead() {
        let policy = during_tests();
        let at = |hour, minute| datetime(2026, 5, 4, hour, minute, 0, 0).in_tz("America/Chicago").unwrap();

        assert_eq!(testing_time_changes_in(&policy, &at(7, 0)), Some(Duration::from_secs(3_600)));
        assert_eq!(testing_time_changes_in(&policy, &at(8, 0)), Some(Duration::from_secs(3 * 3_600 + 1_800)));
        assert_eq!(testing_time_changes_in(&policy, &at(11, 30)), None);
        assert_eq!(testing_time_changes_in(&Policy::default(), &at(7, 0)), None);
    }

    #[tokio::test]
    async fn a_running_test_browser_is_found_by_its_name() {
        let name = std::env::current_exe().unwrap().file_name().unwrap().to_string_lossy().to_uppercase();
        let with = |browsers: &[&str]| Policy {
            test_browsers: Some(browsers.iter().map(|name| (*name).to_owned()).collect()),
            quiet_while_presenting: Some(false),
            ..Policy::default()
        };
        let now = datetime(2026, 5, 5, 9, 0, 0, 0);

        assert_eq!(quiet(&with(&["Nobody Runs This", &name]), now).await, Some(Quiet::TestBrowser { name: name.clone() }));
        assert_eq!(quiet(&with(&["Nobody Runs This"]), now).await, None);
    }

    #[test]
    fn a_test_outranks_everything_else() {
        assert!(Quiet::TestingTime.is_testing() && Quiet::TestBrowser { name: "x".to_owned() }.is_testing());
        assert!(!Quiet::FullScreen.is_testing());
    }
}
