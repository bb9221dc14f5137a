//! The window: a program of its own, started when somebody wants to see it and kept for a while after it was closed.
//!
//! Agent and window speak over the child's stdin and stdout, one JSON value a line. Whatever happens to the window, the agent
//! goes on; when the agent goes, the window's stdin ends and so does the window.

mod process;
mod queue;

use desk_view::{FromWindow, ToWindow};
use process::Process;
#[cfg(feature = "fuzz")]
pub(crate) use process::read;
use std::{path::PathBuf, time::Duration};
use tokio::{sync::mpsc, task::JoinHandle, time::Instant};

/// Which program the window is, and how long it stays after it was closed.
#[derive(Clone, Debug)]
pub(crate) struct WindowProgram {
    /// The program's file.
    pub(crate) path: PathBuf,
    /// Opening again within this time costs nothing.
    pub(crate) linger: Duration,
}

/// What is heard of the window.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Heard {
    /// It says something.
    Said(FromWindow),
    /// Its process has ended.
    Gone {
        /// Not because it was told to.
        crashed: bool,
    },
    /// Its process could not be started, or ended before it said anything.
    NotStarted,
}

/// The window, whether or not there is one at the moment. Its process ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Window {
    frames: mpsc::UnboundedSender<ToWindow>,
}

impl Window {
    /// Starts no process yet. `hear` is called for everything that is heard and returns at once. What is given beside the window
    /// ends once the window was dropped and its process is gone.
    pub(crate) fn new(program: WindowProgram, hear: impl Fn(Heard) + Send + 'static) -> (Self, JoinHandle<()>) {
        let (frames, to_say) = mpsc::unbounded_channel();
        let keeper = Keeper { program, hear, process: None, close_at: None };
        (Self { frames }, tokio::spawn(keeper.keep(to_say)))
    }

    /// Says something to the window. Only [`ToWindow::Show`] starts one.
    pub(crate) fn say(&self, frame: ToWindow) {
        // Nobody is left to take it only while the agent ends.
        self.frames.send(frame).ok();
    }
}

/// Owns the process.
struct Keeper<H> {
    program: WindowProgram,
    hear: H,
    process: Option<Process>,
    /// Set while the window is hidden.
    close_at: Option<Instant>,
}

/// What the keeper waits for.
enum Turn {
    Frame(ToWindow),
    Said(FromWindow),
    Silent,
    LingeredEnough,
    Over,
}

impl<H: Fn(Heard)> Keeper<H> {
    async fn keep(mut self, mut frames: mpsc::UnboundedReceiver<ToWindow>) {
        loop {
            match self.next(&mut frames).await {
                Turn::Frame(frame) => self.say(frame).await,
                Turn::Said(said) => {
                    if said == FromWindow::Hidden {
                        self.close_later();
                    }
                    (self.hear)(Heard::Said(said));
                }
                Turn::Silent => self.bury(false).await,
                Turn::LingeredEnough => {
                    if let Some(process) = self.process.take() {
                        process.close().await;
                        (self.hear)(Heard::Gone { crashed: false });
                    }
                    self.close_at = None;
                }
                Turn::Over => break,
            }
        }
        if let Some(process) = self.process.take() {
            process.close().await;
        }
    }

    async fn next(&mut self, frames: &mut mpsc::UnboundedReceiver<ToWindow>) -> Turn {
        let close_at = self.close_at;
        let lingered = async {
            match close_at {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        let process = &mut self.process;
        let said = async {
            match process {
                Some(process) => process.said().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            // A click that comes in the moment the window would be closed keeps it.
            biased;
            frame = frames.recv() => frame.map_or(Turn::Over, Turn::Frame),
            said = said => said.map_or(Turn::Silent, Turn::Said),
            () = lingered => Turn::LingeredEnough,
        }
    }

    async fn say(&mut self, frame: ToWindow) {
        if frame == ToWindow::Show {
            self.bury_dead().await;
            self.close_at = None;
            if self.process.is_none() {
                match Process::start(&self.program.path) {
                    Ok(process) => self.process = Some(process),
                    Err(error) => {
                        tracing::error!(%error, window.program = %self.program.path.display(), "the window's program cannot be started");
                        (self.hear)(Heard::NotStarted);
                    }
                }
            }
        } else if frame == ToWindow::Hide {
            self.close_later();
        }
        let Some(process) = &self.process else { return };
        if process.say(frame).is_err() {
            tracing::error!("the window has stopped listening");
            self.bury(true).await;
        }
    }

    fn close_later(&mut self) {
        if self.process.is_some() && self.close_at.is_none() {
            self.close_at = Some(Instant::now() + self.program.linger);
        }
    }

    /// A window that ended just now would take the wish to see it to its grave. What it still said is heard.
    async fn bury_dead(&mut self) {
        let Some(process) = &mut self.process else { return };
        if !process.has_ended() {
            return;
        }
        while let Some(said) = process.said().await {
            (self.hear)(Heard::Said(said));
        }
        self.bury(false).await;
    }

    /// The process has ended by itself, or has to.
    async fn bury(&mut self, is_hung: bool) {
        let Some(process) = self.process.take() else { return };
        let was_shown = self.close_at.take().is_none();
        let has_spoken = process.has_spoken();
        let end = process.reap(is_hung).await;
        if !has_spoken {
            tracing::error!(window.end = %end, "the window ended before it could show anything");
            (self.hear)(Heard::NotStarted);
            return;
        }
        let crashed = was_shown || is_hung || !end.is_success();
        if crashed {
            tracing::error!(window.end = %end, "the window has crashed; what was written is kept");
        }
        (self.hear)(Heard::Gone { crashed });
    }
}

/// A view to be told from others by its revision.
#[cfg(test)]
fn view(revision: u64) -> ToWindow {
    use desk_view::{Around, HelpPage, HelpStage, ListState, Os, PictureSlot, Place, RequestsPage, Theme, View};
    let around = Around {
        language: "en".to_owned(),
        theme: Theme::System,
        os: Os::Gnome,
        time_zone: "UTC".to_owned(),
        now: jiff::Timestamp::UNIX_EPOCH,
        online: true,
        locked: false,
        first_name: None,
        school: None,
        phone: None,
        manager: None,
        team: Vec::new(),
        unread: 0,
        computer: "B204-TEACHER".to_owned(),
        asset_tag: None,
        room: None,
        building: None,
    };
    let help = HelpPage {
        text: String::new(),
        text_revision: 0,
        class_waiting: false,
        picture: PictureSlot::None,
        facts: Vec::new(),
        answer_within_hours: None,
        may_add_picture: false,
        picture_trouble: false,
        usual_hours: None,
        usually_read_minutes: None,
        stage: HelpStage::Writing,
        restarted: false,
        not_kept: false,
        marking: None,
        known: None,
        tip: None,
    };
    let requests = RequestsPage { state: ListState::Loading, needs_you: Vec::new(), open: Vec::new(), finished: Vec::new() };
    let view =
        View { revision, around, place: Place::Help, help, requests, thread: None, notices: Vec::new(), settings: None, setup: None };
    ToWindow::View { view: Box::new(view) }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
