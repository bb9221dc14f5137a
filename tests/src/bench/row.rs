//! One line of the table: what was measured, what it stands beside, and whether it is within its budget.

use crate::spread::Spread;
use anyhow::{Context, Result};
use std::fmt;
use std::time::Duration;

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    value: f64,
    unit: &'static str,
    /// What 95 of 100 are within, where it is a median.
    within: Option<f64>,
}

/// What a figure is to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Budget {
    /// No more than this.
    AtMost(f64),
    /// No more than `most`, and no more than `over` above the floor.
    AtMostAndOverFloor {
        /// The most it may be.
        most: f64,
        /// The most it may be above the floor.
        over: f64,
    },
    /// This share of the floor at least.
    AtLeastOfFloor(f64),
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    what: &'static str,
    ours: Amount,
    budget: Budget,
    beside: Vec<(String, Amount)>,
}

impl Amount {
    /// A figure.
    #[must_use]
    pub fn new(value: f64, unit: &'static str) -> Self {
        Self { value, unit, within: None }
    }

    /// What all but one of a hundred waits were within.
    pub(super) fn p99(waits: &Spread) -> Self {
        Self::new(ms(waits.percentile(99)), "ms, p99")
    }
}

impl From<Spread> for Amount {
    /// The median of waits, in milliseconds.
    fn from(waits: Spread) -> Self {
        Self { value: ms(waits.percentile(50)), unit: "ms", within: Some(ms(waits.percentile(95))) }
    }
}

/// The median of milliseconds that another process printed.
pub(super) fn amount_of_words(printed: &str) -> Result<Amount> {
    let mut waits = Spread::default();
    for word in printed.split_whitespace() {
        let ms: f64 = word.parse().with_context(|| format!("milliseconds, not {word}"))?;
        waits.extend([Duration::from_secs_f64(ms / 1_000.0)]);
    }
    Ok(waits.into())
}

fn ms(wait: Duration) -> f64 {
    wait.as_secs_f64() * 1_000.0
}

impl Row {
    /// A figure and its budget, with nothing beside it yet.
    #[must_use]
    pub fn new(what: &'static str, ours: impl Into<Amount>, budget: Budget) -> Self {
        Self { what, ours: ours.into(), budget, beside: Vec::new() }
    }

    /// Puts a floor or a peer beside it. The ratio is to the first.
    #[must_use]
    pub fn beside(mut self, name: impl Into<String>, amount: impl Into<Amount>) -> Self {
        self.beside.push((name.into(), amount.into()));
        self
    }

    /// Whether it is within its budget.
    #[must_use]
    pub fn holds(&self) -> bool {
        let (ours, floor) = (self.ours.value, self.floor());
        match self.budget {
            Budget::AtMost(most) => ours <= most,
            Budget::AtMostAndOverFloor { most, over } => ours <= most && floor.is_some_and(|floor| ours <= floor + over),
            Budget::AtLeastOfFloor(share) => floor.is_some_and(|floor| ours >= floor * share),
        }
    }

    fn floor(&self) -> Option<f64> {
        self.beside.first().map(|(_, amount)| amount.value)
    }

    /// How many times the floor it is; nothing where the floor is nothing.
    fn ratio(&self) -> Option<f64> {
        self.floor().filter(|floor| *floor > 0.0).map(|floor| self.ours.value / floor)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = if self.value >= 100.0 { 0 } else { 1 };
        write!(f, "{:.digits$} {}", self.value, self.unit)?;
        self.within.map_or(Ok(()), |within| write!(f, " (95 %: {within:.digits$})"))
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtMostAndOverFloor { most, over } => write!(f, "≤ {most}, floor + {over}"),
            Self::AtLeastOfFloor(share) => write!(f, "≥ {share} × floor"),
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = if self.holds() { "within" } else { "OVER" };
        let ratio = self.ratio().map(|ratio| format!("{ratio:.2} ×")).unwrap_or_default();
        let beside: Vec<String> = self.beside.iter().map(|(name, amount)| format!("{name}: {amount}")).collect();
        let (ours, budget) = (self.ours.to_string(), self.budget.to_string());
        write!(f, "{:<40} {ours:<26} {budget:<20} {kept:<6} {ratio:>8}  {}", self.what, beside.join(" · "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(ours: f64, budget: Budget) -> Row {
        Row::new("a wait", Amount::new(ours, "ms"), budget).beside("a floor", Amount::new(200.0, "ms"))
    }

    #[test]
    fn a_budget_is_over_where_one_of_its_bounds_is() {
        let click = Budget::AtMostAndOverFloor { most: 600.0, over: 150.0 };
        for (ours, budget, holds) in [
            (20.0, Budget::AtMost(20.0), true),
            (20.1, Budget::AtMost(20.0), false),
            (350.0, click, true),
            (351.0, click, false),
            (601.0, Budget::AtMostAndOverFloor { most: 600.0, over: 500.0 }, false),
            (140.0, Budget::AtLeastOfFloor(0.7), true),
            (139.0, Budget::AtLeastOfFloor(0.7), false),
        ] {
            assert_eq!(row(ours, budget).holds(), holds, "{ours} {budget}");
        }
        let alone = Row::new("a rate", Amount::new(1.0, "a second"), Budget::AtLeastOfFloor(0.7));
        assert!(!alone.holds(), "what stands beside nothing is not said to hold");
    }

    #[test]
    fn a_line_says_the_figure_the_budget_and_the_ratio() {
        let line = row(100.0, Budget::AtMost(120.0)).to_string();

        assert_eq!(line, format!("{:<40} {:<26} {:<20} within   0.50 ×  a floor: 200 ms", "a wait", "100 ms", "≤ 120"));
    }

    #[test]
    fn printed_milliseconds_are_a_median() {
        let amount = amount_of_words("3.0 1.0 2.0\n").expect("numbers");

        assert_eq!(amount.to_string(), "2.0 ms (95 %: 3.0)");
        assert!(amount_of_words("soon").is_err());
    }
}
