//! Planned work for the person's calendar: a file that whatever program is there for calendars opens, and that is gone again later.

pub(crate) mod event;

use desk_api::Notice;
use jiff::Timestamp;
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

/// How long the file lies there for the calendar to read.
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);
/// A program that runs for so long has opened the file: some start the calendar, others are the calendar.
const TAKEN_AFTER: Duration = Duration::from_secs(5);

/// The folder for such files, below what lives as long as the session.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    folder: Arc<Path>,
}

impl Calendar {
    /// Inside a folder of the person's alone.
    pub(crate) fn inside(runtime: &Path) -> Self {
        Self { folder: runtime.join("calendar").into() }
    }

    /// Removes what an earlier agent left there.
    pub(crate) fn clear(&self) {
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => tracing::warn!(%error, "files for the calendar were not removed"),
            Ok(()) | Err(_) => {}
        }
    }

    /// Has it opened, to be kept where the person says so.
    ///
    /// # Errors
    /// In a technician's words, when there is no file or nothing takes it.
    pub(crate) async fn add(&self, notice: &Notice) -> Result<(), String> {
        let file = self.write(notice).map_err(|error| format!("the file for the calendar was not written: {error}"))?;
        let opened = open_by_first(open::commands(&file), TAKEN_AFTER).await;
        tokio::spawn(async move {
            tokio::time::sleep(KEPT_FOR).await;
            tokio::fs::remove_file(file).await.ok();
        });
        opened
    }

    /// Its name is its identifier: nothing that somebody wrote gets into a path.
    fn write(&self, notice: &Notice) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let file = self.folder.join(format!("{}.ics", notice.id));
        fs::write(&file, event::event(notice, Timestamp::now()))?;
        Ok(file)
    }
}

/// Tries one program after the other until one takes the file.
async fn open_by_first(programs: Vec<Command>, taken_after: Duration) -> Result<(), String> {
    let mut why = "this system has no program that opens files".to_owned();
    for mut program in programs {
        let name = program.get_program().to_string_lossy().into_owned();
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let started = tokio::process::Command::from(program).spawn();
        why = match started {
            Err(error) => format!("{name} cannot be started: {error}"),
            Ok(mut child) => match tokio::time::timeout(taken_after, child.wait()).await {
                Err(_) => return Ok(()),
                Ok(Ok(status)) if status.success() => return Ok(()),
                Ok(Ok(status)) => format!("{name} ended with {status}"),
                Ok(Err(error)) => format!("{name} cannot be waited for: {error}"),
            },
        };
        tracing::debug!(why, "a program did not take a file");
    }
    Err(why)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn programs(names: &[&str]) -> Vec<Command> {
        names.iter().map(Command::new).collect()
    }

    #[tokio::test]
    async fn the_first_program_that_takes_the_file_opens_it() {
        assert_eq!(open_by_first(programs(&["/nowhere/opener", "false", "true"]), KEPT_FOR).await, Ok(()));
    }

    #[tokio::test]
    async fn a_program_that_stays_has_opened_it() {
        let while_it_is_there = tempfile::NamedTempFile::new().unwrap();
        let mut stays = Command::new("sh");
        stays.args(["-c", "while [ -e \"$0\" ]; do sleep 0.05; done"]).arg(while_it_is_there.path());

        assert_eq!(open_by_first(vec![stays], Duration::from_millis(20)).await, Ok(()));
    }

    #[tokio::test]
    async fn where_none_takes_it_the_last_says_why() {
        assert!(open_by_first(programs(&["/nowhere/opener", "false"]), KEPT_FOR).await.unwrap_err().contains("false ended with"));
        assert!(open_by_first(Vec::new(), KEPT_FOR).await.is_err());
    }

    #[test]
    fn what_an_earlier_agent_left_is_gone() {
        let runtime = tempfile::tempdir().unwrap();
        let calendar = Calendar::inside(runtime.path());
        let file = calendar.write(&event::planned("Printers off", None)).unwrap();
        assert!(file.starts_with(runtime.path()) && file.exists());

        calendar.clear();

        assert!(!file.exists());
    }
}
