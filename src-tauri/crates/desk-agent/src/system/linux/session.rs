//! Notices that the session is over.
//!
//! An agent that outlived its session would hold its name for the next one and show its window on a display that is gone. A
//! session ends with its bus or with its display, so a connection to each is kept, over which nothing is said.

use futures_util::StreamExt;
use std::{
    env, io,
    os::fd::AsFd,
    path::{Path, PathBuf},
};
use tokio::{io::AsyncReadExt, net::UnixStream};

/// Returns when the session's bus or its display has gone; never where there was neither.
pub(super) async fn over() {
    tokio::select! {
        () = bus_gone() => tracing::info!("the session's bus has gone, and the agent goes with it"),
        () = display_gone() => tracing::info!("the session's display has gone, and the agent goes with it"),
    }
}

async fn bus_gone() {
    match zbus::Connection::session().await {
        Ok(bus) => {
            let mut messages = zbus::MessageStream::from(bus);
            while messages.next().await.is_some_and(|message| message.is_ok()) {}
        }
        Err(error) => {
            tracing::debug!(%error, "there is no session bus whose end could be noticed");
            std::future::pending::<()>().await;
        }
    }
}

async fn display_gone() {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let watched = match (variable("WAYLAND_DISPLAY"), variable("DISPLAY")) {
        (Some(name), _) => wayland_gone(&wayland_socket(&name, variable("XDG_RUNTIME_DIR"))).await,
        (None, Some(name)) => x11_gone(name).await,
        (None, None) => Err(io::ErrorKind::NotFound.into()),
    };
    if let Err(error) = watched {
        tracing::debug!(%error, "there is no display whose end could be noticed");
        std::future::pending::<()>().await;
    }
}

fn wayland_socket(name: &str, runtime: Option<String>) -> PathBuf {
    Path::new(&runtime.unwrap_or_default()).join(name)
}

async fn wayland_gone(socket: &Path) -> io::Result<()> {
    until_closed(UnixStream::connect(socket).await?).await;
    Ok(())
}

async fn x11_gone(display: String) -> io::Result<()> {
    let connecting = tokio::task::spawn_blocking(move || x11rb::connect(Some(&display)));
    let (server, _) = connecting.await.map_err(io::Error::other)?.map_err(io::Error::other)?;
    // Only the end counts; what an X server tells everybody, such as another keyboard's layout, is let go.
    let wire = std::os::unix::net::UnixStream::from(server.stream().as_fd().try_clone_to_owned()?);
    until_closed(UnixStream::from_std(wire)?).await;
    Ok(())
}

async fn until_closed(mut wire: UnixStream) {
    let mut let_go = [0; 256];
    while wire.read(&mut let_go).await.is_ok_and(|read| read > 0) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        io::{BufRead, BufReader},
        process::{Command, Stdio},
        time::Duration,
    };
    use tokio::{net::UnixListener, time::timeout};

    const SOON: Duration = Duration::from_secs(10);

    #[tokio::test]
    async fn the_end_of_an_x_server_is_noticed() {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let mut gone = Box::pin(x11_gone(format!(":{}", number.trim())));

        let while_there = timeout(Duration::from_millis(300), &mut gone).await;
        server.kill().unwrap();
        server.wait().unwrap();

        assert!(while_there.is_err());
        assert!(timeout(SOON, gone).await.expect("it is noticed").is_ok());
    }

    #[tokio::test]
    async fn the_end_of_a_compositor_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let socket = wayland_socket("wayland-0", folder.path().to_str().map(str::to_owned));
        let compositor = UnixListener::bind(&socket).unwrap();
        let mut gone = Box::pin(async move { wayland_gone(&socket).await });

        let while_there = timeout(Duration::from_millis(100), async { tokio::join!(compositor.accept(), &mut gone).0 }).await;
        drop(compositor);

        assert!(while_there.is_err());
        assert!(timeout(SOON, gone).await.expect("it is noticed").is_ok());
    }

    #[tokio::test]
    async fn a_display_that_is_not_there_is_not_watched() {
        assert!(x11_gone(":59000".to_owned()).await.is_err());
        assert!(wayland_gone(Path::new("/nowhere/wayland-0")).await.is_err());
    }
}
