//! Windows: copies of both handles. Nothing else in this process prints, and the webview's processes inherit no handles.

use super::Stdio;
use std::{
    io::{self, stdin, stdout},
    os::windows::io::AsHandle,
};

/// Takes a copy of both ends.
pub(crate) fn set_aside() -> io::Result<Stdio> {
    let from_agent = stdin().as_handle().try_clone_to_owned()?.into();
    let to_agent = stdout().as_handle().try_clone_to_owned()?.into();
    Ok(Stdio { from_agent, to_agent })
}
