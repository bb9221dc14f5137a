//! What must be there before anything else: Linux of the Debian family, Rust, Node and npm. Each is one clear line.

use anyhow::{Result, bail};
use std::process::Command;

/// A program, the oldest version that will do, and what to do without it.
struct Tool {
    name: &'static str,
    program: &'static str,
    at_least: (u32, u32),
    remedy: &'static str,
}

const TOOLS: [Tool; 3] = [
    Tool { name: "Rust", program: "rustc", at_least: (1, 95), remedy: "install it from https://rustup.rs, or run: rustup update stable" },
    Tool { name: "Node", program: "node", at_least: (20, 19), remedy: "install Node 20 or later from https://nodejs.org" },
    Tool { name: "npm", program: "npm", at_least: (9, 0), remedy: "it comes with Node: https://nodejs.org" },
];

/// Checks everything and says all that is missing at once, a line each.
pub(crate) fn check() -> Result<()> {
    if Command::new("dpkg-query").arg("--version").output().is_err() {
        bail!("This works on Debian and Ubuntu only, so far. On another system, build with cargo and npm by hand: see CONTRIBUTING.md.");
    }

    let missing: Vec<String> = TOOLS.iter().filter_map(|tool| complaint(tool, said_by(tool.program).as_deref())).collect();
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
}

/// What a program says to `--version`.
fn said_by(program: &str) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The line about a tool that is missing or too old.
fn complaint(tool: &Tool, said: Option<&str>) -> Option<String> {
    let Tool { name, at_least: (major, minor), remedy, .. } = tool;
    match said.map(|said| version(said).ok_or(said)) {
        Some(Ok(found)) if found >= tool.at_least => None,
        Some(Ok((had_major, had_minor))) => {
            Some(format!("{name} {major}.{minor} or later is needed, and this is {had_major}.{had_minor}: {remedy}"))
        }
        Some(Err(said)) => Some(format!("{name} {major}.{minor} or later is needed, and {said:?} names no version: {remedy}")),
        None => Some(format!("{name} {major}.{minor} or later is needed, and there is none: {remedy}")),
    }
}

/// Major and minor out of `rustc 1.95.0 (59807616e 2026-04-14)`, `v20.20.2` or `11.19.0`.
fn version(said: &str) -> Option<(u32, u32)> {
    let word =
        said.split_whitespace().map(|word| word.trim_start_matches('v')).find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut numbers = word.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::{TOOLS, complaint, version};

    #[test]
    fn versions_are_read_from_what_the_tools_say() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("11.19.0"), Some((11, 19)));
        assert_eq!(version("no idea"), None);
    }

    #[test]
    fn a_tool_that_is_too_old_or_missing_gets_one_line_with_its_remedy() {
        let [rust, node, _] = TOOLS;

        assert_eq!(complaint(&rust, Some("rustc 1.95.0")), None);
        assert_eq!(
            complaint(&rust, Some("rustc 1.63.0")).as_deref(),
            Some("Rust 1.95 or later is needed, and this is 1.63: install it from https://rustup.rs, or run: rustup update stable")
        );
        assert_eq!(
            complaint(&node, None).as_deref(),
            Some("Node 20.19 or later is needed, and there is none: install Node 20 or later from https://nodejs.org")
        );
    }
}
