//! `npm ci`, only when `ui/node_modules` is not what the lock file says.

use crate::apt;
use crate::house::House;
use crate::steps::Steps;
use anyhow::{Context, Result};
use std::fs;

const STAMP: &str = "ui/node_modules/.installed-from";

/// Brings `ui/node_modules` up to date.
pub(crate) fn install(house: &House, steps: &mut Steps) -> Result<()> {
    let lock = fs::read_to_string(house.path("ui/package-lock.json")).context("reading ui/package-lock.json")?;
    if fs::read_to_string(house.path(STAMP)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }

    steps.must("npm packages", &mut house.npm("ci --no-audit --no-fund"))?;
    fs::write(house.path(STAMP), lock).context("writing down what is installed in ui/node_modules")
}

/// Brings Playwright's own Chromium where the system has none as a package.
pub(crate) fn install_chromium(house: &House, steps: &mut Steps) -> Result<()> {
    if apt::is_debian() {
        return Ok(());
    }
    steps.must("Chromium", &mut house.npm("exec -- playwright install --with-deps chromium"))
}
