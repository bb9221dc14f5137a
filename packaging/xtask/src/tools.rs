//! Programs of others that tests are run with. Each is installed once, at one version, into a folder of the cache.

use crate::house::House;
use crate::steps::Steps;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// A tool that Cargo builds: its name and version.
pub(crate) type Crate = (&'static str, &'static str);

/// Judges licences, sources and advisories.
pub(crate) const CARGO_DENY: Crate = ("cargo-deny", "0.20.2");
/// Builds and runs fuzz targets.
pub(crate) const CARGO_FUZZ: Crate = ("cargo-fuzz", "0.13.2");

/// Installs one where it is missing, and gives its program.
pub(crate) fn cargo(house: &House, steps: &mut Steps, (name, version): Crate) -> Result<PathBuf> {
    let folder = folder()?.join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.is_file() {
        let mut install = house.cargo(&format!("install {name} --version {version} --locked --root"));
        // Its artefacts are used by nothing else.
        install.arg(&folder).env_remove("CARGO_TARGET_DIR");
        steps.must(&format!("{name} {version}, once"), &mut install)?;
    }
    Ok(program)
}

/// Installs Schemathesis and all it stands on, at the versions of `tests/schema/requirements.txt`, and gives its program.
pub(crate) fn schemathesis(house: &House, steps: &mut Steps) -> Result<PathBuf> {
    let (folder, wanted) = (folder()?.join("schemathesis"), house.path("tests/schema/requirements.txt"));
    let (program, stamp) = (folder.join("bin/schemathesis"), folder.join("installed-from.txt"));
    let wants = fs::read_to_string(&wanted).context("reading tests/schema/requirements.txt")?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wants) {
        return Ok(program);
    }
    steps.must("Python for Schemathesis", house.command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = house.command(&folder.join("bin/pip").to_string_lossy());
    steps.must("Schemathesis, once", pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&wanted))?;
    fs::write(stamp, wants).context("writing down what is installed")?;
    Ok(program)
}

/// Where they lie, whatever the checkout.
fn folder() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let cache = cache.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")));
    Ok(cache.context("there is no home for a cache")?.join("deskside/tools"))
}
