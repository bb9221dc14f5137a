//! `cargo xtask fuzz`: every parser of bytes that come from outside, given bytes that nobody thought of.

use crate::apt::{self, Consent, Purpose};
use crate::house::House;
use crate::steps::Steps;
use crate::{prerequisites, tools};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The crate of the targets.
const FUZZ: &str = "tests/fuzz";

/// Gives each target of `tests/fuzz` ever stranger bytes for a while, beginning with its corpus. Ends with 1 where one does not hold,
/// and says where the bytes lie: put them into the corpus as a file with a name that says what they are, and mend what they break.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// How long each target runs
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=1_440))]
    minutes: u64,
    /// Afterwards adds to the checked-in corpus what reaches code that nothing in it reaches
    #[arg(long)]
    keep: bool,
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
    /// Runs only this one
    target: Option<String>,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    prerequisites::check()?;
    apt::install(&[Purpose::Build], Consent { yes: options.yes })?;
    let mut steps = Steps::new(house, "fuzz", false)?;
    let program = tools::cargo(house, &mut steps, tools::CARGO_FUZZ)?;
    let fuzz = Fuzz { house, program };

    let known = targets(&house.path(FUZZ).join("corpus"))?;
    let wanted: Vec<&String> = known.iter().filter(|name| options.target.as_ref().is_none_or(|only| only == *name)).collect();
    if wanted.is_empty() {
        bail!("There is no such target. These are: {}", known.join(", "));
    }
    let mut holds = true;
    for name in wanted {
        let (checked_in, grown) = (house.path(FUZZ).join("corpus").join(name), house.built("fuzz/corpus").join(name));
        fs::create_dir_all(&grown).context("making room for a corpus")?;
        let limits = [format!("-max_total_time={}", options.minutes * 60), "-rss_limit_mb=2048".to_owned(), "-timeout=20".to_owned()];
        println!("\n{name}: {} minutes", options.minutes);
        holds &= fuzz.target(name, &[&grown, &checked_in], &limits)?;
        if options.keep {
            holds &= fuzz.target(name, &[&checked_in, &grown], &["-merge=1".to_owned()])?;
        }
    }
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Fuzz<'h> {
    house: &'h House,
    program: PathBuf,
}

impl Fuzz<'_> {
    /// Runs one on these corpora; the first of them grows.
    fn target(&self, name: &str, corpora: &[&Path], options: &[String]) -> Result<bool> {
        let mut command = self.house.command(&self.program.to_string_lossy());
        command.env("CARGO_TARGET_DIR", self.house.built("fuzz")).args(["run", "--fuzz-dir", FUZZ]);
        if !is_nightly() {
            // The coverage that libFuzzer is led by is there on every compiler, and asked for as if it were a nightly.
            command.env("RUSTC_BOOTSTRAP", "1").args(["--sanitizer", "none"]);
        }
        let done = command.arg(name).args(corpora).arg("--").args(options).status();
        Ok(done.context("starting cargo-fuzz")?.success())
    }
}

fn is_nightly() -> bool {
    Command::new("rustc").arg("--version").output().is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains("nightly"))
}

/// Each has a corpus of its name.
fn targets(corpora: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(corpora).context("reading the corpora")?;
    let mut names: Vec<String> = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}
