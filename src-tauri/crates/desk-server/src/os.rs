//! Where operating systems differ for a server: who may read its files, and how it is asked to stop.

use std::{io, path::Path};

/// Makes `folder` so that nobody but the server's own account reads people's requests. One that is there stays as it is.
pub(crate) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes `file` for the server's own account alone, also in a folder that others may look into. One that is there stays.
pub(crate) fn touch_private(file: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file).map(drop)
}

/// Whether accounts other than its owner's may look into `folder`.
#[cfg(unix)]
pub(crate) fn others_may_read(folder: &Path) -> io::Result<bool> {
    std::fs::read_dir(folder)?;
    let about = std::fs::metadata(folder)?;
    Ok(std::os::unix::fs::MetadataExt::mode(&about) & 0o077 != 0)
}

/// Windows keeps program data by its own rules.
#[cfg(windows)]
pub(crate) fn others_may_read(folder: &Path) -> io::Result<bool> {
    std::fs::read_dir(folder).map(|_| false)
}

/// What is free for this account where `folder` lies, where the system tells.
#[cfg(unix)]
pub(crate) fn free_bytes(folder: &Path) -> io::Result<Option<u64>> {
    let about = rustix::fs::statvfs(folder)?;
    Ok(Some(about.f_bavail.saturating_mul(about.f_frsize)))
}

/// What is free for this account where `folder` lies, where the system tells.
#[cfg(windows)]
pub(crate) fn free_bytes(_folder: &Path) -> io::Result<Option<u64>> {
    Ok(None)
}

/// Keeps a crash from writing this program's memory to the disk. The limit is heeded by the kernel where it writes the file itself, and
/// by systemd-coredump and apport where they do.
#[cfg(unix)]
pub(crate) fn leave_no_core_file() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Lowering a limit is always allowed.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).ok();
}

/// Windows keeps such files where an administrator asked for them.
#[cfg(windows)]
pub(crate) fn leave_no_core_file() {}

/// How many files and connections this process may have open, after it asked for as many as it is allowed. None where the system has no
/// such limit.
#[cfg(unix)]
pub(crate) fn most_descriptors() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let raised = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum }).is_ok();
    let most = if raised { maximum } else { current };
    most.map(|most| usize::try_from(most).unwrap_or(usize::MAX))
}

/// Windows counts handles, of which a process has millions.
#[cfg(windows)]
pub(crate) fn most_descriptors() -> Option<usize> {
    None
}

/// Makes the name of `file` durable, so that it is under that name also after the power fails.
#[cfg(unix)]
pub(crate) fn sync_folder_of(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

/// Windows writes names through by itself.
#[cfg(windows)]
pub(crate) fn sync_folder_of(_file: &Path) -> io::Result<()> {
    Ok(())
}

/// The account a command is given from, as far as its environment says. `sudo` hides nobody.
pub(crate) fn account() -> String {
    let named = |name: &&str| std::env::var(name).ok().filter(|account| !account.is_empty());
    ["SUDO_USER", "USER", "LOGNAME", "USERNAME"].iter().find_map(named).unwrap_or_else(|| "unknown".into())
}

/// Somebody's wish that this process stop.
#[cfg(unix)]
pub(crate) struct StopSignal {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    /// Listens from now on.
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Waits for it.
    pub(crate) async fn given(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Somebody's wish that this process stop.
#[cfg(windows)]
pub(crate) struct StopSignal(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl StopSignal {
    /// Listens from now on.
    pub(crate) fn listen() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    /// Waits for it.
    pub(crate) async fn given(mut self) {
        self.0.recv().await;
    }
}
