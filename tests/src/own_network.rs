//! A test in a network namespace of its own, in which it may do as it likes.

use anyhow::{Context, Result, ensure};
use std::process::Command;

const INSIDE: &str = "DESKSIDE_OWN_NETWORK";

/// Runs the test of this name once more, in a network that nothing is connected to. True inside of it, where the test has to go on;
/// false outside, once that went well.
///
/// # Errors
/// When the system gives no namespace, or the test failed in it.
pub fn in_a_network_of_its_own(test: &str) -> Result<bool> {
    if std::env::var_os(INSIDE).is_some() {
        ip("link set lo up")?;
        return Ok(true);
    }
    let mut again = Command::new("unshare");
    again.args(["--map-root-user", "--net", "--kill-child", "--"]).arg(std::env::current_exe()?);
    again.args(["--exact", test, "--nocapture"]).env(INSIDE, "1");
    let output = again.output().context("starting unshare")?;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success() && said.contains("1 passed"), "inside: {said}{}", String::from_utf8_lossy(&output.stderr));
    Ok(false)
}

/// `ip`, with these words.
///
/// # Errors
/// When it does not do it.
pub fn ip(words: &str) -> Result<()> {
    let done = Command::new("ip").args(words.split(' ')).output().context("starting ip")?;
    ensure!(done.status.success(), "ip {words}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}
