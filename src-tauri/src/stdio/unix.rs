//! Unix: descriptors of our own that no child inherits; in their place nothing to read, and stderr to print to.

use super::Stdio;
use std::{
    fs::File,
    io::{self, stderr, stdin, stdout},
    os::fd::AsFd,
};

/// Takes both ends away from stdin and stdout.
pub(crate) fn set_aside() -> io::Result<Stdio> {
    // The copies close when another program is started.
    let from_agent = stdin().as_fd().try_clone_to_owned()?.into();
    let to_agent = stdout().as_fd().try_clone_to_owned()?.into();
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    rustix::stdio::dup2_stdout(stderr())?;
    Ok(Stdio { from_agent, to_agent })
}
