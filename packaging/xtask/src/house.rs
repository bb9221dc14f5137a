//! Where things lie: this checkout and the folder Cargo builds into.

use std::path::{Path, PathBuf};
use std::process::Command;

/// This checkout.
pub(crate) struct House {
    root: PathBuf,
    target: PathBuf,
}

impl House {
    /// The checkout this program was built from, and the target folder it was built into.
    pub(crate) fn here() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("packaging/xtask lies two levels down").to_owned();
        let built_into = std::env::current_exe().ok().and_then(|exe| exe.ancestors().nth(2).map(Path::to_owned));
        let target = built_into.unwrap_or_else(|| root.join("target"));
        Self { root, target }
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path in Cargo's target folder.
    pub(crate) fn built(&self, relative: &str) -> PathBuf {
        self.target.join(relative)
    }

    /// A command that runs at the checkout's root, without colours in its output and building into the same folder as this program.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1")
            .env_remove("FORCE_COLOR");
        for leftover in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION"] {
            command.env_remove(leftover);
        }
        command
    }

    /// `cargo` with arguments.
    pub(crate) fn cargo(&self, arguments: &str) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments.split_whitespace());
        command
    }

    /// `npm` with arguments, in `ui/`.
    pub(crate) fn npm(&self, arguments: &str) -> Command {
        let mut command = self.command("npm");
        command.current_dir(self.path("ui")).env("npm_config_update_notifier", "false").args(arguments.split_whitespace());
        command
    }
}
