//! The pipe to the agent: a thread that listens and a thread that speaks, so that neither a long line nor a slow agent holds up
//! the page.

use crate::{page, pictures};
use desk_view::{FromWindow, ToWindow};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};
use tauri::AppHandle;

/// The agent, as somebody to tell things to.
pub(crate) struct Agent(Sender<FromWindow>);

impl Agent {
    /// Says something, after all that was said before.
    pub(crate) fn tell(&self, frame: FromWindow) {
        // Nobody is left to hear it only while the window ends.
        self.0.send(frame).ok();
    }
}

/// Somebody to tell things to, and what there is to say.
pub(crate) fn to_tell() -> (Agent, Receiver<FromWindow>) {
    let (sender, receiver) = channel();
    (Agent(sender), receiver)
}

/// Passes on what there is to say.
pub(crate) fn speak(voice: Receiver<FromWindow>, mut to_agent: File, app: AppHandle) {
    thread::spawn(move || {
        for frame in voice {
            if let Err(error) = write(&mut to_agent, &frame) {
                tracing::warn!(%error, "the agent does not listen any more");
                app.exit(0);
                return;
            }
        }
    });
}

/// Does what the agent says until it says no more.
pub(crate) fn listen(from_agent: File, app: AppHandle) {
    thread::spawn(move || {
        for line in BufReader::new(from_agent).split(b'\n') {
            match line {
                Ok(line) => hear(&app, &line),
                Err(error) => {
                    tracing::warn!(%error, "the agent cannot be heard any more");
                    break;
                }
            }
        }
        app.exit(0);
    });
}

fn write(to_agent: &mut File, frame: &FromWindow) -> io::Result<()> {
    let mut line = serde_json::to_vec(frame)?;
    line.push(b'\n');
    to_agent.write_all(&line)
}

fn hear(app: &AppHandle, line: &[u8]) {
    match serde_json::from_slice(line) {
        Ok(ToWindow::View { view }) => page::render(app, &view),
        Ok(ToWindow::Show) => page::show(app),
        Ok(ToWindow::Hide) => page::hide(app),
        Ok(ToWindow::Picture { id, png }) => pictures::keep(app, id, &png),
        Ok(ToWindow::DropPicture { id }) => pictures::forget(app, id),
        // Not the error itself, which may quote what a person wrote.
        Err(error) => tracing::warn!(kind = ?error.classify(), bytes = line.len(), "the agent said something this window does not know"),
    }
}
