//! `cargo xtask bless`: rewrites the files that are generated from Rust and checked in.

use crate::house::House;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, ExitCode};

#[derive(clap::Args)]
pub(crate) struct Options {}

/// A checked-in file, and the command that prints what should be in it.
struct Generated {
    path: &'static str,
    command: &'static str,
}

const GENERATED: [Generated; 2] = [
    Generated { path: "ui/src/lib/bindings.ts", command: "run --quiet --package desk-view --example bindings" },
    Generated { path: "src-tauri/crates/desk-server/openapi.json", command: "run --quiet --package desk-server -- openapi" },
];

pub(crate) fn run(house: &House, _: &Options) -> Result<ExitCode> {
    for Generated { path, command } in GENERATED {
        let text = printed(house.cargo(command)).with_context(|| format!("generating {path}"))?;
        let same = fs::read(house.path(path)).is_ok_and(|old| old == text);
        if !same {
            fs::write(house.path(path), text).with_context(|| format!("writing {path}"))?;
        }
        println!("{path}: {}", if same { "as it was" } else { "rewritten" });
    }
    Ok(ExitCode::SUCCESS)
}

/// What a command prints.
fn printed(mut command: Command) -> Result<Vec<u8>> {
    let output = command.output().context("starting cargo")?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(output.stdout)
}
