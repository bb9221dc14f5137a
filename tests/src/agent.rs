//! The real agent, for one person with a data folder and a keyring label of their own.

use crate::desktop::Desktop;
use crate::programs::{Programs, there};
use crate::running::Running;
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What one agent is started with, again and again.
#[derive(Clone, Debug)]
pub struct AgentSetting {
    programs: Programs,
    policy: PathBuf,
    /// Where it keeps its files.
    pub data: PathBuf,
    /// What its secrets are filed under.
    pub label: String,
    /// What the environment says besides, such as which proxy to use.
    pub environment: Vec<(&'static str, OsString)>,
    /// How much of the agent's log is printed.
    pub log: &'static str,
}

impl AgentSetting {
    /// Writes a policy and makes room for data, both in `folder`.
    ///
    /// # Errors
    /// When the folder cannot be written to.
    pub fn new(programs: &Programs, folder: &Path, server: &str, enrolment_key: &str) -> Result<Self> {
        fs::create_dir_all(folder).context("making the agent's folder")?;
        let policy = folder.join("policy.toml");
        let text = format!(
            "server = \"{server}\"\nenrolment_key = \"{enrolment_key}\"\nbuilding = \"Building B\"\nroom = \"B204\"\nasset_tag = \"CR-20417\"\n"
        );
        fs::write(&policy, text).context("writing the policy")?;
        let label = format!("Deskside test {}", uuid::Uuid::new_v4().simple());
        Ok(Self { programs: programs.clone(), policy, data: folder.join("agent"), label, environment: Vec::new(), log: "warn" })
    }

    /// From the next start on the policy names no help desk and has no key: a person has to set the computer up.
    ///
    /// # Errors
    /// When the policy cannot be written.
    pub fn is_left_to_a_person(&self) -> Result<()> {
        fs::write(&self.policy, "building = \"Building B\"\nasset_tag = \"CR-20417\"\nphone = \"4357\"\n").context("writing the policy")
    }

    /// Has the policy say more, from the next start on.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn decide(&self, line: &str) -> Result<()> {
        let policy = fs::read_to_string(&self.policy).context("reading the policy")?;
        fs::write(&self.policy, format!("{policy}{line}\n")).context("writing the policy")
    }

    /// What each program of the agent's takes to know whose it is.
    #[must_use]
    pub fn arguments(&self) -> Vec<OsString> {
        let (policy, data) = (self.policy.clone().into(), self.data.clone().into());
        vec!["--policy".into(), policy, "--data".into(), data, "--keyring-label".into(), self.label.clone().into()]
    }

    /// Starts the tray agent, with the window's remote control open on `inspector`, such as `127.0.0.1:5555`.
    ///
    /// # Errors
    /// When a program is not built.
    pub fn start(&self, desktop: &Desktop, inspector: &str, linger_s: u32) -> Result<Running> {
        let mut command = desktop.command(there(&self.programs.agent)?);
        command.args(self.arguments()).arg("--window").arg(&self.programs.window).args(["--linger", &linger_s.to_string()]);
        command.args(["--log", self.log]);
        command.envs(self.environment.iter().cloned());
        if !inspector.is_empty() {
            command.env("WEBKIT_INSPECTOR_SERVER", inspector).env("TAURI_WEBVIEW_AUTOMATION", "true");
        }
        Running::start(&mut command, &desktop.log("agent"))
    }

    /// The command line, `deskside`, with what it is asked.
    ///
    /// # Errors
    /// When it is not built.
    pub fn command_line(&self, desktop: &Desktop, asked: &[&str]) -> Result<Command> {
        let mut command = desktop.command(there(&self.programs.command_line)?);
        command.args(asked).args(self.arguments()).envs(self.environment.iter().cloned());
        Ok(command)
    }
}
