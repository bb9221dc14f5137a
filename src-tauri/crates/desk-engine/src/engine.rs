//! The loop: takes in what happens, lets the state decide, does what it says. Whatever waits is done on a task that sends an event
//! back, so that the loop itself never does.

mod fetch;
mod keeper;
mod lanes;
mod live;
mod random;
mod teller;

#[cfg(test)]
mod tests;

use crate::{
    Host, Input, NoPicture, Picture, Settings, Shell,
    state::{Effect, Event, Kept, News, Note, State},
    view,
};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use bytes::Bytes;
use desk_api::{AttachmentId, Desk, Notice};
use desk_outbox::{Outbox, OutboxError};
use desk_view::{Menu, SetupTrouble, Shape, ToWindow, View, words::Words};
use fetch::Fetches;
use jiff::Timestamp;
use keeper::{Chore, Keeper};
pub(crate) use random::seed;
use secrecy::SecretString;
use std::time::Duration;
use tokio::{
    sync::{mpsc, watch},
    task::JoinSet,
};

/// A picture that takes longer than this will not come: a portal's question was left unanswered.
const PICTURE_WITHIN: Duration = Duration::from_secs(60);
/// A help desk that takes longer to answer a code is not there.
const CONNECT_WITHIN: Duration = Duration::from_secs(30);
/// Facts that take longer than this will not come.
const REPORT_WITHIN: Duration = Duration::from_secs(10);

/// The agent without a screen.
pub struct Engine<D, H, S> {
    desk: D,
    host: H,
    shell: S,
    outbox: Outbox,
    settings: Settings,
}

impl<D: Desk, H: Host, S: Shell> Engine<D, H, S> {
    /// Plugs the three seams and the outbox together. Nothing happens before [`run`](Self::run).
    #[must_use]
    pub fn new(desk: D, host: H, shell: S, outbox: Outbox, settings: Settings) -> Self {
        Self { desk, host, shell, outbox, settings }
    }

    /// Runs until somebody quits or `inputs` ends. What was accepted is on disk by then.
    ///
    /// # Errors
    /// When the outbox cannot be read at the start.
    pub async fn run(self, mut inputs: mpsc::Receiver<Input>) -> Result<(), OutboxError> {
        let Self { desk, host, shell, outbox, settings } = self;
        let kept = read_kept(&outbox).await?;
        let (events_in, mut events) = mpsc::unbounded_channel();
        let (wake, _) = watch::channel(0);
        let (poke, _) = watch::channel(0);
        let mut tasks = JoinSet::new();
        for lane in lanes::ALL {
            let road = lanes::Road {
                desk: desk.clone(),
                host: host.clone(),
                outbox: outbox.clone(),
                clock: settings.clock.clone(),
                wake: wake.clone(),
            };
            tasks.spawn(road.travel(lane, events_in.clone()));
        }
        tasks.spawn(live::listen(desk.clone(), host.clone(), settings.poll_every, poke.subscribe(), events_in.clone()));

        let (teller, news) = to_be_told(&settings);
        let clock = settings.clock.clone();
        let outages_may = settings.outages_while_presenting;
        let state = State::new(settings, kept, clock.now(), random::ids());
        let (all_may, may) = watch::channel(!state.is_quiet_while_presenting());
        tasks.spawn(teller::tell(host.clone(), news, events_in.clone(), outages_may, may));

        let mut running = Running {
            words: Words::of(state.language()),
            state,
            fetches: Fetches::new(desk.clone(), clock.clone(), events_in.clone()),
            keeper: Keeper::start(outbox.clone(), clock.clone(), wake, events_in.clone()),
            desk,
            host,
            shell,
            outbox,
            poke,
            teller,
            all_may,
            events: events_in,
            tasks,
            menu: None,
            view: None,
            revision: 0,
        };
        running.refresh();
        loop {
            let alarm = running.state.alarm().map(|at| Duration::try_from(at - clock.now()).unwrap_or_default());
            let event = tokio::select! {
                input = inputs.recv() => match input {
                    Some(input) => happened(input),
                    None => Event::Ask(desk_view::Request::Quit),
                },
                Some(event) = events.recv() => event,
                () = tokio::time::sleep(alarm.unwrap_or_default()), if alarm.is_some() => Event::Tick,
            };
            if !running.take_in(event, clock.now()) {
                break;
            }
        }
        running.keeper.finish().await;
        Ok(())
    }
}

/// What there is to tell, beginning with what is known at the start.
fn to_be_told(settings: &Settings) -> (mpsc::UnboundedSender<News>, mpsc::UnboundedReceiver<News>) {
    let (teller, news) = mpsc::unbounded_channel();
    if settings.queue_was_damaged {
        teller.send(News::Damaged).ok();
    }
    (teller, news)
}

fn happened(input: Input) -> Event {
    match input {
        Input::Ask(request) => Event::Ask(request),
        Input::Pressed(request) => Event::Pressed(request),
        Input::Window(frame) => Event::Window(frame),
        Input::WindowGone { crashed } => Event::WindowGone { crashed },
        Input::Online(there) => Event::Network(there),
        Input::Hotkey(line) => Event::Hotkey(line),
        Input::Hurry => Event::Hurry,
    }
}

async fn read_kept(outbox: &Outbox) -> Result<Kept, OutboxError> {
    let mut kept = Kept::default();
    for note in Note::ALL {
        if let Some(bytes) = outbox.note(note.name()).await? {
            kept.read(note, &bytes);
        }
    }
    kept.waiting = outbox.waiting().await?;
    kept.taken_back = outbox.taken_back().await?;
    let drafted: Vec<AttachmentId> = kept.draft.picture.iter().map(|picture| picture.id).collect();
    if let Err(error) = outbox.sweep_blobs(&drafted).await {
        tracing::debug!(%error, "Pictures of earlier drafts were not swept");
    }
    Ok(kept)
}

/// Everything the loop holds while it runs.
struct Running<D, H, S> {
    state: State,
    words: Words,
    fetches: Fetches<D>,
    keeper: Keeper,
    desk: D,
    host: H,
    shell: S,
    outbox: Outbox,
    poke: watch::Sender<u64>,
    teller: mpsc::UnboundedSender<News>,
    all_may: watch::Sender<bool>,
    events: mpsc::UnboundedSender<Event>,
    tasks: JoinSet<()>,
    menu: Option<Menu>,
    view: Option<View>,
    revision: u64,
}

impl<D: Desk, H: Host, S: Shell> Running<D, H, S> {
    /// Lets the state decide. False when the agent is to end.
    fn take_in(&mut self, event: Event, now: Timestamp) -> bool {
        if let Event::Heard(heard) = &event {
            self.fetches.heard(heard);
        } else if let Event::NotHeard { what, why } = &event {
            self.fetches.not_heard(*what, *why);
        }
        let effects = self.state.apply(event, now);
        self.perform(effects)
    }

    /// Does what the state said. Pictures go before the view that names them, and the view before the window that shows it. False
    /// when the agent is to end.
    fn perform(&mut self, effects: Vec<Effect>) -> bool {
        let mut goes_on = true;
        let mut last = Vec::new();
        for effect in effects {
            match self.perform_one(effect) {
                Then::Next => {}
                Then::Window(frame) => last.push(frame),
                Then::End => goes_on = false,
            }
        }
        self.refresh();
        for frame in last {
            self.shell.window(frame);
        }
        // Tasks that ended are let go; what they had to say came as events.
        while self.tasks.try_join_next().is_some() {}
        goes_on
    }

    fn perform_one(&mut self, effect: Effect) -> Then {
        match effect {
            Effect::TakePicture { turn } => self.take_picture(turn),
            Effect::Recall { turn, id, taken_at } => self.recall(turn, id, taken_at),
            Effect::ReadPicture { turn, png } => self.make_picture(turn, move |host| async move { host.read(png).await }),
            Effect::CutPicture { turn, png, taken_at, part } => {
                self.make_picture(turn, move |host| async move { host.cut(png, taken_at, part).await });
            }
            Effect::DrawMarks { turn, png, taken_at, shapes } => self.draw_marks(turn, png, taken_at, shapes),
            Effect::KeepPicture { turn, id, png, instead_of } => self.keeper.takes(Chore::KeepPicture { turn, id, png, instead_of }),
            Effect::TakeReport { turn } => self.take_report(turn),
            Effect::KeepBlob(id, bytes) => self.keeper.takes(Chore::KeepBlob(id, bytes)),
            Effect::DropBlob(id) => self.keeper.takes(Chore::DropBlob(id)),
            Effect::Jot(note) => self.keeper.takes(Chore::Jot(note, self.state.note(note))),
            Effect::Keep(note) => self.keeper.takes(Chore::Keep(note, self.state.note(note))),
            Effect::Accept { parcels, blobs } => {
                let notes = self.state.notes_with(&parcels);
                self.keeper.takes(Chore::Accept { parcels, blobs, notes });
            }
            Effect::Withdraw(id) => self.keeper.takes(Chore::Withdraw(id)),
            Effect::TakeUp(id) => self.keeper.takes(Chore::TakeUp(id)),
            Effect::LetGo(id) => self.keeper.takes(Chore::LetGo(id)),
            Effect::Discard(key) => self.keeper.takes(Chore::Discard(key)),
            Effect::Hurry => self.keeper.takes(Chore::Hurry),
            Effect::Reload => self.keeper.takes(Chore::Reload),
            Effect::Fetch(what) => self.fetches.ask(what),
            Effect::Connect { code, room } => self.connect(code.0, room),
            Effect::TellWhilePresenting(may) => drop(self.all_may.send_replace(may)),
            Effect::Reconnect => self.poke.send_modify(|pokes| *pokes += 1),
            Effect::Tell(news) => drop(self.teller.send(news)),
            Effect::NoteWelcome { then } => self.keeper.takes(Chore::NoteThenTell(self.state.note(Note::Preferences), then)),
            Effect::Toast(news) => self.shell.toast(&view::toast(&news, &self.state, &self.words)),
            Effect::ShowPicture(id, png) => self.shell.window(ToWindow::Picture { id, png: BASE64.encode(&png) }),
            Effect::ShowView => self.view = None,
            Effect::FetchPicture(id) => self.fetch_picture(id),
            Effect::SaveFile { id, name, size_bytes } => self.save_file(id, name, size_bytes),
            Effect::AddToCalendar(notice) => self.add_to_calendar(*notice),
            Effect::ShowAgain => self.show_again(),
            Effect::Window(frame) => return Then::Window(frame),
            Effect::Quit => return Then::End,
        }
        Then::Next
    }

    /// Derives tray and page, and shows what differs from what is shown.
    fn refresh(&mut self) {
        if self.words.language() != self.state.language() {
            self.words = Words::of(self.state.language());
        }
        let menu = view::menu(&self.state, &self.words);
        if self.menu.as_ref() != Some(&menu) {
            self.shell.menu(&menu);
            self.menu = Some(menu);
        }
        if !self.state.window.wants_views() {
            return;
        }
        let view = view::view(&self.state, &self.words, self.revision + 1);
        if self.view.as_ref().is_none_or(|shown| view::is_news(shown, &view)) {
            self.revision += 1;
            self.shell.window(ToWindow::View { view: Box::new(view.clone()) });
            self.view = Some(view);
        }
    }

    fn take_picture(&mut self, turn: u64) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let picture = tokio::time::timeout(PICTURE_WITHIN, host.picture()).await;
            let picture = picture.unwrap_or_else(|_| Err(NoPicture::Failed("no picture within a minute".to_owned())));
            events.send(Event::Pictured { turn, picture }).ok();
        });
    }

    fn recall(&mut self, turn: u64, id: AttachmentId, taken_at: Timestamp) {
        let (host, outbox, events) = (self.host.clone(), self.outbox.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let picture = match outbox.blob(id).await {
                Ok(Some(png)) => {
                    host.marked(png, taken_at, Vec::new()).await.inspect_err(|why| tracing::warn!(why, "A picture was not read")).ok()
                }
                Ok(None) => None,
                Err(error) => {
                    tracing::warn!(%error, "A picture was not read");
                    None
                }
            };
            events.send(Event::Recalled { turn, picture }).ok();
        });
    }

    fn make_picture<F>(&mut self, turn: u64, make: impl FnOnce(H) -> F)
    where
        F: Future<Output = Result<Picture, String>> + Send + 'static,
    {
        let (made, events) = (make(self.host.clone()), self.events.clone());
        self.tasks.spawn(async move {
            events.send(Event::Made { turn, picture: made.await }).ok();
        });
    }

    fn draw_marks(&mut self, turn: u64, png: Bytes, taken_at: Timestamp, shapes: Vec<Shape>) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let picture = host.marked(png, taken_at, shapes).await;
            events.send(Event::Marked { turn, picture }).ok();
        });
    }

    fn connect(&mut self, code: SecretString, room: Option<String>) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let connected = tokio::time::timeout(CONNECT_WITHIN, host.connect(code, room)).await;
            events.send(Event::Connected(connected.unwrap_or(Err(SetupTrouble::NoAnswer)))).ok();
        });
    }

    fn take_report(&mut self, turn: u64) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            match tokio::time::timeout(REPORT_WITHIN, host.report()).await {
                Ok(report) => {
                    events.send(Event::Reported { turn, report }).ok();
                }
                Err(_) => tracing::warn!("The device's facts did not come in time"),
            }
        });
    }

    /// Unless a test is taken, which nobody is to be pulled out of.
    fn show_again(&mut self) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            if !host.is_testing().await {
                events.send(Event::MayShow).ok();
            }
        });
    }

    /// Only as long as it was announced: half a file is none.
    fn save_file(&mut self, id: AttachmentId, name: String, size_bytes: u64) {
        let (desk, host, events) = (self.desk.clone(), self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let saved = match desk.attachment(id).await {
                Ok(content) if content.len() as u64 == size_bytes => host.save(name, content).await,
                Ok(content) => Err(format!("it has {} bytes in the place of {size_bytes}", content.len())),
                Err(error) => Err(error.to_string()),
            };
            let name = saved.inspect_err(|why| tracing::warn!(why, "A file was not saved")).ok();
            events.send(Event::Saved { id, name }).ok();
        });
    }

    fn add_to_calendar(&mut self, notice: Notice) {
        let (host, events) = (self.host.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let id = notice.id;
            let opened = host.add_to_calendar(notice).await;
            let opened = opened.inspect_err(|why| tracing::warn!(why, "Planned work is not in the calendar")).is_ok();
            events.send(Event::InCalendar { id, opened }).ok();
        });
    }

    /// From the outbox where it still waits there, else from the desk.
    fn fetch_picture(&mut self, id: AttachmentId) {
        let (desk, host, outbox, events) = (self.desk.clone(), self.host.clone(), self.outbox.clone(), self.events.clone());
        self.tasks.spawn(async move {
            let whole = match outbox.blob(id).await {
                Ok(Some(own)) => Some(own),
                Ok(None) | Err(_) => {
                    desk.attachment(id).await.inspect_err(|error| tracing::debug!(%error, "A picture was not fetched")).ok()
                }
            };
            let png = match whole.filter(|bytes| bytes.starts_with(PNG)) {
                Some(whole) => host.preview(whole).await,
                None => None,
            };
            events.send(Event::Fetched { id, png }).ok();
        });
    }
}

/// What follows an effect.
enum Then {
    /// The next.
    Next,
    /// A frame for the window, once it has its view.
    Window(ToWindow),
    /// The end.
    End,
}

/// How every PNG begins.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
