//! What every sub-command begins with: prerequisites, packages, `node_modules`.

use crate::apt::{self, Consent, Purpose};
use crate::house::House;
use crate::steps::Steps;
use crate::{npm, prerequisites};
use anyhow::Result;

/// Checks and installs what is missing for these purposes.
pub(crate) fn set_up(house: &House, steps: &mut Steps, purposes: &[Purpose], consent: Consent) -> Result<()> {
    prerequisites::check()?;
    apt::install(purposes, consent)?;
    npm::install(house, steps)
}
