//! What is needed from apt, purpose by purpose, and installing what is missing of it.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

/// What packages are for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Purpose {
    /// Building the window, the agent and the server.
    Build,
    /// A virtual desktop with a tray, toasts, a keyring and a browser.
    Desktop,
    /// The real services that the tests compare with, and Chromium.
    Tests,
    /// A keyring's command line, with which the demo tidies up after itself.
    Demo,
    /// Tools of other people's that tell about a computer, to be measured beside ours.
    Peers,
    /// A Windows linker and a standard library's source.
    Windows,
}

const TESTS: &[&str] = &[
    "chromium",
    "procps",
    "ca-certificates",
    "iproute2",
    "x11-xserver-utils",
    "pulseaudio",
    "pulseaudio-utils",
    "cups",
    "cups-client",
    "python3-aiosmtpd",
    "postgresql",
    "python3-venv",
    "desktop-file-utils",
    "sway",
    "swaybg",
    "grim",
    "pipewire",
    "xdg-desktop-portal",
    "xdg-desktop-portal-gtk",
    "xdg-desktop-portal-wlr",
];
const TESTS_BUT_CHROMIUM: &[&str] = TESTS.split_at(1).1;

impl Purpose {
    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Build => &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "librsvg2-dev"],
            Self::Desktop => &[
                "xvfb",
                "dbus",
                "openbox",
                "xdotool",
                "wmctrl",
                "x11-utils",
                "dunst",
                "gnome-keyring",
                "libsecret-tools",
                "webkit2gtk-driver",
                "fonts-dejavu-core",
                "libgl1-mesa-dri",
            ],
            // Elsewhere Chromium is no package, and Playwright brings its own.
            Self::Tests if is_debian() => TESTS,
            Self::Tests => TESTS_BUT_CHROMIUM,
            Self::Demo => &["libsecret-tools"],
            Self::Peers => &["lshw", "hwinfo", "inxi", "xz-utils"],
            Self::Windows if is_debian() => {
                &["rustc-web", "cargo-web", "rust-web-src", "gcc-mingw-w64-x86-64", "binutils-mingw-w64-x86-64"]
            }
            Self::Windows => &["gcc-mingw-w64-x86-64", "binutils-mingw-w64-x86-64"],
        }
    }
}

/// Whether this is Debian itself, and not a system made from it, such as Ubuntu.
pub(crate) fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|said| said.lines().any(|line| line == "ID=debian"))
}

/// How the person wants to be asked.
#[derive(Clone, Copy)]
pub(crate) struct Consent {
    /// `--yes`: installs without asking.
    pub(crate) yes: bool,
}

/// Installs what is missing for these purposes: at once as root or with `--yes`, else after asking.
pub(crate) fn install(purposes: &[Purpose], consent: Consent) -> Result<()> {
    let wanted: BTreeSet<&str> = purposes.iter().flat_map(|purpose| purpose.packages()).copied().collect();
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }

    let root = is_root()?;
    let by_hand = format!("{}apt-get install --no-install-recommends {}", if root { "" } else { "sudo " }, missing.join(" "));
    if !root && !consent.yes {
        if !std::io::stdin().is_terminal() {
            bail!("These packages are missing. Run this, or give --yes:\n  {by_hand}");
        }
        if !ask(&format!("These packages are missing:\n  {}\nInstall them with sudo apt-get?", missing.join(" ")))? {
            bail!("Nothing was installed. To do it by hand:\n  {by_hand}");
        }
    }

    println!("Installing {} packages from apt: {}", missing.len(), missing.join(" "));
    apt_get(root, &["update", "-q"])?;
    apt_get(root, &[&["install", "-q", "-y", "--no-install-recommends"], missing.as_slice()].concat())
        .with_context(|| format!("To see why, run it by hand:\n  {by_hand}"))
}

/// Packages of a list that dpkg does not have as installed.
fn missing<'a>(wanted: &BTreeSet<&'a str>) -> Result<Vec<&'a str>> {
    let output = Command::new("dpkg-query")
        .args(["-W", "-f=${binary:Package}\t${Provides}\t${db:Status-Status}\n"])
        .output()
        .context("asking dpkg-query what is installed")?;
    let installed = installed(&String::from_utf8_lossy(&output.stdout));
    Ok(wanted.iter().filter(|name| !installed.contains(**name)).copied().collect())
}

/// Names of installed packages, and of what they provide, out of dpkg-query's lines.
fn installed(lines: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for line in lines.lines() {
        let mut fields = line.split('\t');
        let (Some(package), Some(provides), Some("installed")) = (fields.next(), fields.next(), fields.next()) else { continue };
        for name in std::iter::once(package).chain(provides.split(',')) {
            let name = name.trim().split([' ', ':']).next().unwrap_or_default();
            names.insert(name.to_owned());
        }
    }
    names
}

fn is_root() -> Result<bool> {
    let output = Command::new("id").arg("-u").output().context("asking id who this is")?;
    Ok(output.stdout.trim_ascii() == b"0")
}

/// Asks a question that takes yes or no; Enter means yes.
fn ask(question: &str) -> Result<bool> {
    print!("{question} [Y/n] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes"))
}

/// Runs apt-get with its output kept back until it does not work.
fn apt_get(root: bool, arguments: &[&str]) -> Result<()> {
    let mut command = if root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments).stdin(Stdio::inherit());
    let output = command.output().context("starting apt-get")?;
    if !output.status.success() {
        eprintln!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("apt-get {} did not work.", arguments.first().copied().unwrap_or_default());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::installed;

    #[test]
    fn only_what_is_installed_counts_with_what_it_provides() {
        let lines = "dbus\tdefault-dbus-system-bus\tinstalled\n\
                     libgbm1:amd64\t\tinstalled\n\
                     xvfb\txserver\tconfig-files\n\
                     cups-client\tlpr (= 2.4), other\tinstalled\n";

        let names = installed(lines);

        assert!(["dbus", "default-dbus-system-bus", "libgbm1", "cups-client", "lpr", "other"].iter().all(|name| names.contains(*name)));
        assert!(!names.contains("xvfb") && !names.contains("xserver"));
    }
}
