//! A session bus that knows no services, so that nothing starts unless the test starts it.

use crate::running::{Running, leashed};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Starts one, with its configuration and socket in `folder`.
pub(crate) fn start(folder: &Path, log: &Path) -> Result<(Running, String)> {
    start_by(leashed("dbus-daemon"), folder, log)
}

/// Starts one by a command of one's own, for others than whoever runs the test.
pub(crate) fn start_by(mut command: Command, folder: &Path, log: &Path) -> Result<(Running, String)> {
    let configuration = folder.join("bus.conf");
    fs::write(&configuration, configuration_in(folder)).context("writing the bus's configuration")?;

    command.args(["--nofork", "--nosyslog", "--print-address=1"]).arg("--config-file").arg(configuration);
    Running::start_saying(&mut command, log).context("starting dbus-daemon")
}

fn configuration_in(folder: &Path) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:dir={}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        folder.join("run").display()
    )
}
