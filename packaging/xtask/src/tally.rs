//! Counts of what passed and what failed, read from what the test runners print.

use std::ops::AddAssign;

/// How much passed and how much failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Tally {
    /// Tests, and checks as one each.
    pub(crate) passed: u32,
    /// The same.
    pub(crate) failed: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Whose output it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Runner {
    /// Not a test runner: the step counts as one.
    Check,
    /// `cargo test`.
    Cargo,
    /// `vitest run`.
    Vitest,
    /// `playwright test`.
    Playwright,
}

impl Runner {
    /// Counts a finished step. One that did not succeed, but names no test that failed, is itself one failure; one that
    /// succeeded without a single test is as well, because then nothing was tested.
    pub(crate) fn count(self, output: &str, succeeded: bool) -> Tally {
        let mut tally = match self {
            Self::Check => Tally { passed: u32::from(succeeded), failed: 0 },
            Self::Cargo => counted(output, |line| line.contains("test result:")),
            Self::Vitest => counted(output, |line| line.trim_start().starts_with("Tests ")),
            Self::Playwright => counted(output, is_playwright_summary),
        };
        if tally.failed == 0 && (!succeeded || tally.passed == 0) {
            tally.failed = 1;
        }
        tally
    }
}

/// Adds up every "N passed" and "N failed" on the lines that are summaries.
fn counted(output: &str, is_summary: fn(&str) -> bool) -> Tally {
    let mut tally = Tally::default();
    for line in output.lines().filter(|line| is_summary(line)) {
        tally += Tally { passed: before(line, "passed"), failed: before(line, "failed") };
    }
    tally
}

/// `  12 passed (3.4s)` and `  1 failed`: a number, then one of two words, then at most a time.
fn is_playwright_summary(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words.next().is_some_and(|word| word.parse::<u32>().is_ok());
    let word = words.next().is_some_and(|word| word == "passed" || word == "failed");
    number && word && words.next().is_none_or(|word| word.starts_with('('))
}

/// The number that stands before a word.
fn before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .windows(2)
        .find(|pair| matches!(pair, [_, second] if second.trim_end_matches(';') == word))
        .and_then(|pair| pair.first()?.parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Runner, Tally};

    #[test]
    fn results_of_all_test_binaries_are_added_up() {
        let output = "test a ... ok\n\
                      test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
                      test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";

        assert_eq!(Runner::Cargo.count(output, false), Tally { passed: 6, failed: 2 });
    }

    #[test]
    fn vitest_and_playwright_are_read_by_their_summaries() {
        let vitest = " Test Files  1 failed | 3 passed (4)\n      Tests  1 failed | 11 passed (12)\n";
        let playwright =
            "  1) [desk] › queue.spec.ts:3:1 › shows 3 passed exams\n\n  1 failed\n    [desk] › queue.spec.ts\n  7 passed (3.4s)\n";

        assert_eq!(Runner::Vitest.count(vitest, false), Tally { passed: 11, failed: 1 });
        assert_eq!(Runner::Playwright.count(playwright, false), Tally { passed: 7, failed: 1 });
    }

    #[test]
    fn a_step_that_stops_before_its_tests_is_one_failure() {
        assert_eq!(Runner::Cargo.count("error: could not compile", false), Tally { passed: 0, failed: 1 });
        assert_eq!(Runner::Check.count("", false), Tally { passed: 0, failed: 1 });
    }

    #[test]
    fn a_test_run_without_a_test_is_a_failure_and_a_silent_check_is_not() {
        assert_eq!(Runner::Vitest.count("No test files found", true), Tally { passed: 0, failed: 1 });
        assert_eq!(Runner::Check.count("", true), Tally { passed: 1, failed: 0 });
    }
}
