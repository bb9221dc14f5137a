//! The edges of the agent in tests: a machine that gives a picture, and a screen that remembers.

use crate::{
    Engine, Host, Input, NoPicture, Picture, Settings, Shell,
    fake::FakeDesk,
    testing::{picture, report, settings},
};
use bytes::Bytes;
use desk_api::DeviceReport;
use desk_outbox::Outbox;
use desk_view::{FromWindow, HelpStage, Item, Menu, Place, Request, Shape, ThreadPage, ToWindow, Toast, View};
use jiff::Timestamp;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

/// A machine with one picture and one report.
#[derive(Clone)]
pub(in crate::engine) struct Machine;

impl Host for Machine {
    async fn picture(&self) -> Result<Picture, NoPicture> {
        std::future::ready(Ok(picture())).await
    }

    /// Says what was drawn, in the place of drawing it.
    async fn marked(&self, png: Bytes, taken_at: Timestamp, marks: Vec<Shape>) -> Result<Picture, String> {
        let png = if marks.is_empty() { png } else { format!("\u{89}PNG {marks:?}").into() };
        std::future::ready(Ok(Picture { png, taken_at, ..picture() })).await
    }

    async fn report(&self) -> DeviceReport {
        std::future::ready(report()).await
    }
}

/// Waits until something that nobody announces is so.
pub(super) async fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
    while !is_so() {
        assert!(tokio::time::Instant::now() < deadline, "{what}: never so");
        tokio::task::yield_now().await;
    }
}

/// All that was shown, in order.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) menu: Option<Menu>,
    pub(super) toasts: Vec<Toast>,
    pub(super) frames: Vec<ToWindow>,
}

impl Shown {
    /// What the window shows.
    pub(super) fn view(&self) -> Option<&View> {
        self.frames.iter().rev().find_map(|frame| if let ToWindow::View { view } = frame { Some(&**view) } else { None })
    }

    pub(super) fn thread(&self) -> Option<&ThreadPage> {
        self.view().and_then(|view| view.thread.as_ref())
    }

    pub(super) fn stage(&self) -> Option<&HelpStage> {
        self.view().map(|view| &view.help.stage)
    }

    pub(super) fn titles(&self) -> Vec<&str> {
        self.toasts.iter().map(|toast| toast.title.as_str()).collect()
    }

    pub(super) fn is_sent(&self) -> bool {
        matches!(self.stage(), Some(HelpStage::Sent { .. }))
    }

    pub(super) fn is_saved(&self) -> bool {
        matches!(self.stage(), Some(HelpStage::Saved { .. }))
    }
}

/// A screen that remembers.
struct Recorder {
    shown: Arc<Mutex<Shown>>,
    changes: watch::Sender<()>,
}

impl Recorder {
    fn note(&self, what: impl FnOnce(&mut Shown)) {
        what(&mut self.shown.lock().expect("no test panics while it looks"));
        self.changes.send_replace(());
    }
}

impl Shell for Recorder {
    fn menu(&mut self, menu: &Menu) {
        self.note(|shown| shown.menu = Some(menu.clone()));
    }

    fn toast(&mut self, toast: &Toast) {
        self.note(|shown| shown.toasts.push(toast.clone()));
    }

    fn window(&mut self, frame: ToWindow) {
        self.note(|shown| shown.frames.push(frame));
    }
}

/// A running agent.
pub(super) struct Stage {
    pub(super) desk: FakeDesk,
    pub(super) folder: TempDir,
    inputs: mpsc::Sender<Input>,
    shown: Arc<Mutex<Shown>>,
    changes: watch::Receiver<()>,
    agent: JoinHandle<()>,
}

impl Stage {
    pub(super) async fn new(desk: FakeDesk) -> Self {
        Self::start(desk, TempDir::new().expect("a temporary folder"), settings()).await
    }

    pub(super) async fn start(desk: FakeDesk, folder: TempDir, settings: Settings) -> Self {
        Self::on(Machine, desk, folder, settings).await
    }

    /// On a machine of one's own, of an account that has had Deskside for a while.
    pub(super) async fn on(machine: impl Host, desk: FakeDesk, folder: TempDir, settings: Settings) -> Self {
        let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
        if outbox.note("preferences").await.expect("notes can be read").is_none() {
            outbox.keep_note("preferences", br#"{"welcomed":true}"#).await.expect("notes can be kept");
        }
        Self::of_somebody_new(machine, desk, folder, settings).await
    }

    /// Of an account that was not welcomed yet.
    pub(super) async fn of_somebody_new(machine: impl Host, desk: FakeDesk, folder: TempDir, settings: Settings) -> Self {
        let (outbox, _) = Outbox::open(folder.path()).await.expect("the outbox opens");
        let shown = Arc::new(Mutex::new(Shown::default()));
        let (noted, changes) = watch::channel(());
        let recorder = Recorder { shown: Arc::clone(&shown), changes: noted };
        // The clock is the computer's, as the desk's is.
        let engine = Engine::new(desk.clone(), machine, recorder, outbox, settings);
        let (inputs, asked) = mpsc::channel(16);
        let agent = tokio::spawn(async move { engine.run(asked).await.expect("the outbox can be read") });
        Self { desk, folder, inputs, shown, changes, agent }
    }

    pub(super) async fn tell(&self, input: Input) {
        self.inputs.send(input).await.expect("the agent runs");
    }

    pub(super) async fn ask(&self, request: Request) {
        self.tell(Input::Ask(request)).await;
    }

    pub(super) async fn write(&self, text: &str) {
        self.ask(Request::Write { text: text.to_owned() }).await;
    }

    /// Opens Get help with its picture.
    pub(super) async fn open_help(&mut self) {
        self.ask(Request::Open { place: Place::Help }).await;
        self.tell(Input::Window(FromWindow::Ready)).await;
        self.until("Get help has its picture and facts", |shown| {
            shown
                .view()
                .is_some_and(|view| matches!(view.help.picture, desk_view::PictureSlot::Ready { .. }) && !view.help.facts.is_empty())
        })
        .await;
    }

    /// Everything the desk knows has been heard once.
    pub(super) async fn until_heard(&mut self) {
        self.until("the desk is heard", |shown| {
            let items = shown.menu.as_ref().map(|menu| menu.items.as_slice()).unwrap_or_default();
            items.iter().any(|item| matches!(item, Item::Says { label } if label == "All systems are working"))
        })
        .await;
    }

    /// Closes the window, and waits until the agent knows.
    pub(super) async fn close(&mut self) {
        self.ask(Request::Close).await;
        self.until("the window is hidden", |shown| shown.frames.contains(&ToWindow::Hide)).await;
    }

    /// Writes and sends.
    pub(super) async fn send(&self, text: &str) {
        self.write(text).await;
        self.ask(Request::Send).await;
    }

    /// Waits until what is shown is so.
    pub(super) async fn until(&mut self, what: &str, mut is_so: impl FnMut(&Shown) -> bool) {
        let waited = tokio::time::timeout(Duration::from_secs(20), async {
            loop {
                self.changes.mark_unchanged();
                if is_so(&self.shown.lock().expect("no test panics while it looks")) {
                    return;
                }
                self.changes.changed().await.expect("the agent runs");
            }
        });
        if waited.await.is_err() {
            let shown = self.shown.lock().expect("no test panics while it looks");
            panic!("{what}: never so; toasts {:?}, view {:#?}", shown.titles(), shown.view());
        }
    }

    /// Waits until a note on disk holds some words.
    pub(super) async fn until_note(&self, name: &str, words: &str) {
        let (outbox, _) = Outbox::open(self.folder.path()).await.expect("a second program opens it");
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        loop {
            let note = outbox.note(name).await.expect("notes can be read").unwrap_or_default();
            if String::from_utf8_lossy(&note).contains(words) {
                return;
            }
            assert!(tokio::time::Instant::now() < deadline, "the note {name} never held the words");
            tokio::task::yield_now().await;
        }
    }

    pub(super) fn look<T>(&self, at: impl FnOnce(&Shown) -> T) -> T {
        at(&self.shown.lock().expect("no test panics while it looks"))
    }

    /// Ends the agent as a power cut does, and gives back what is on the disk.
    pub(super) async fn kill(self) -> (FakeDesk, TempDir) {
        self.agent.abort();
        self.agent.await.ok();
        (self.desk, self.folder)
    }

    /// Ends the agent as a person does.
    pub(super) async fn quit(self) -> (FakeDesk, TempDir) {
        self.ask(Request::Quit).await;
        self.agent.await.expect("the agent ends well");
        (self.desk, self.folder)
    }
}
