//! Asks another program and reads what it prints, with a deadline and no shell.

use std::process::Stdio;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;

const LONGEST_BYTES: u64 = 256 * 1024;
/// What a program may know of the session; all else stays here.
const PASSED_ON: [&str; 8] =
    ["PATH", "HOME", "USER", "XDG_RUNTIME_DIR", "PULSE_SERVER", "PULSE_RUNTIME_PATH", "CUPS_SERVER", "DBUS_SESSION_BUS_ADDRESS"];

/// What a program printed.
pub(crate) struct Printed {
    pub(crate) is_success: bool,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `program` with fixed `arguments`. Whoever stops waiting kills it. `Err` says why it could not be asked.
pub(crate) async fn ask(program: &str, arguments: &[&str]) -> Result<Printed, String> {
    let mut command = Command::new(program);
    command.args(arguments).env_clear().env("LC_ALL", "C");
    command.envs(PASSED_ON.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);

    let mut child = command.spawn().map_err(|error| {
        let is_missing = error.kind() == std::io::ErrorKind::NotFound;
        if is_missing { format!("{program} is not installed") } else { format!("{program} does not start: {error}") }
    })?;
    let (out, err) = tokio::join!(text(child.stdout.take()), text(child.stderr.take()));
    let status = child.wait().await.map_err(|error| format!("{program} was lost: {error}"))?;
    Ok(Printed { is_success: status.success(), out, err })
}

async fn text(pipe: Option<impl AsyncRead + Unpin>) -> String {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe
        && let Err(error) = pipe.take(LONGEST_BYTES).read_to_end(&mut bytes).await
    {
        tracing::debug!(error = %error, "a program's words broke off");
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_program_sees_a_small_plain_environment() {
        let printed = ask("env", &[]).await.unwrap();

        let names: Vec<_> = printed.out.lines().filter_map(|line| line.split('=').next()).collect();
        assert!(printed.out.contains("LC_ALL=C\n"));
        assert!(names.iter().all(|name| *name == "LC_ALL" || PASSED_ON.contains(name)), "{names:?}");
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_said_to_be_missing() {
        let why = ask("no-such-program", &[]).await.map(|_| ()).unwrap_err();

        assert_eq!(why, "no-such-program is not installed");
    }

    #[tokio::test]
    async fn a_program_nobody_waits_for_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pid");
        let script = format!("echo $$ > '{}'; exec sleep 600", file.display());

        let late = timeout(Duration::from_millis(300), ask("sh", &["-c", &script])).await;

        assert!(late.is_err());
        let pid = std::fs::read_to_string(&file).unwrap();
        let gone = std::path::PathBuf::from(format!("/proc/{}/cmdline", pid.trim()));
        let begun = Instant::now();
        while std::fs::read(&gone).is_ok_and(|line| !line.is_empty()) {
            assert!(begun.elapsed() < Duration::from_secs(5), "it lives on");
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_program_that_talks_for_ever_is_cut_short() {
        let printed = timeout(Duration::from_secs(5), ask("sh", &["-c", "head -c 1000000 /dev/zero"])).await.unwrap().unwrap();

        assert_eq!(printed.out.len() as u64, LONGEST_BYTES);
    }
}
