//! `cargo xtask pictures`: every screen of the product beside the same screen of the design, light and dark.

use crate::apt::{Consent, Purpose};
use crate::house::House;
use crate::npm;
use crate::set_up::set_up;
use crate::steps::Steps;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Options {
    /// The design's folder, with its pictures in `png`; by default `../shared/design`, where that is there
    #[arg(long)]
    design: Option<PathBuf>,
    /// Where the pictures go; those of an earlier run are replaced
    #[arg(long)]
    out: Option<PathBuf>,
    /// Numbers of the design's screens, such as 03,04; by default all
    #[arg(long)]
    only: Option<String>,
    /// Installs what is missing without asking
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    let mut steps = Steps::new(house, "pictures", true)?;
    set_up(house, &mut steps, &[Purpose::Tests], Consent { yes: options.yes })?;
    npm::install_chromium(house, &mut steps)?;

    let out = options.out.clone().unwrap_or_else(|| house.built("xtask/pictures"));
    fs::create_dir_all(&out).with_context(|| format!("making {}", out.display()))?;
    let out = out.canonicalize().with_context(|| format!("looking for {}", out.display()))?;
    remove_pictures(&out)?;

    let mut take = house.npm("exec -- playwright test --config pictures.config.ts");
    take.env("PICTURES_OUT", &out).env("PICTURES_WALK", house.built("xtask/walk"));
    match design(house, options)? {
        Some(design) => take.env("PICTURES_DESIGN", design),
        None => {
            println!("The design is not there (--design DIR), so only the product's side is made.");
            take.env_remove("PICTURES_DESIGN")
        }
    };
    take.env("PICTURES_ONLY", options.only.as_deref().unwrap_or_default());

    steps.must("UI with sample views", &mut house.npm("run --silent build:sample"))?;
    steps.must("Pictures", &mut take)?;
    println!("The pictures: {}", out.join("index.html").display());
    Ok(ExitCode::SUCCESS)
}

/// The design's folder: the one named, which must hold pictures, or the usual one if it is there.
fn design(house: &House, options: &Options) -> Result<Option<PathBuf>> {
    let Some(named) = &options.design else {
        let usual = house.path("../shared/design");
        return Ok(usual.join("png").is_dir().then_some(usual));
    };
    ensure!(named.join("png").is_dir(), "there are no pictures in {}", named.join("png").display());
    Ok(Some(named.canonicalize().context("looking for the design")?))
}

/// Takes away the pictures of an earlier run, and nothing else.
fn remove_pictures(out: &Path) -> Result<()> {
    for entry in fs::read_dir(out).with_context(|| format!("reading {}", out.display()))? {
        let path = entry.context("reading the folder of pictures")?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".png") && (name == "contact-sheet.png" || name.starts_with(|c: char| c.is_ascii_digit())) {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    Ok(())
}
