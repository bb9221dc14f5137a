//! Where the person is, and whether there is a window that shows it.

use super::{Effect, Fetch, State};
use desk_api::{AttachmentId, MessageId, TicketId};
use desk_view::{FromWindow, PictureId, Place, ToWindow};
use jiff::Timestamp;
use std::time::Duration;

/// A window that crashes again within this time is not started again by itself.
const CRASHES_APART: Duration = Duration::from_secs(30);

/// The window's process, as far as the engine knows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Window {
    stage: Stage,
    /// A hidden window shows then at the latest, picture or not.
    show_by: Option<Timestamp>,
    crashed_at: Option<Timestamp>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Stage {
    /// There is no process.
    #[default]
    Gone,
    /// There is one, and it has not said that its page is up.
    Starting,
    /// People can see it.
    Visible { front: bool },
    /// It is ready to be shown again.
    Hidden,
}

/// The request whose page is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct OpenThread {
    pub(crate) id: TicketId,
    /// The last message of the desk's that had been seen when the page was opened: the "New" marker stands after it.
    pub(crate) seen_before: Option<MessageId>,
}

impl Window {
    /// Whether a view is of use to it.
    pub(crate) fn wants_views(&self) -> bool {
        matches!(self.stage, Stage::Visible { .. })
    }

    /// Whether the person has it before their eyes.
    pub(super) fn is_in_front(&self) -> bool {
        self.stage == Stage::Visible { front: true }
    }

    /// Whether it is on the screen, or about to be.
    fn is_up(&self) -> bool {
        matches!(self.stage, Stage::Visible { .. } | Stage::Starting) || self.show_by.is_some()
    }
}

impl State {
    /// Opens the window at a place. Get help begins anew unless it is on the screen.
    pub(super) fn open(&mut self, place: Place) -> Vec<Effect> {
        let is_fresh_help = place == Place::Help && !self.window.is_up() && !self.needs_setup();
        let mut effects = self.go_to(place);
        effects.extend(match place {
            Place::Help if is_fresh_help => self.start_help(),
            Place::Help if self.needs_setup() => Vec::new(),
            Place::Help => self.complete_help(),
            Place::Requests | Place::Ticket { .. } | Place::Notice { .. } | Place::Settings | Place::Setup | Place::Welcome => Vec::new(),
        });
        let waits = effects.iter().any(|effect| matches!(effect, Effect::TakePicture { .. }));
        effects.extend(self.show(waits));
        effects
    }

    /// Goes somewhere inside the window.
    pub(super) fn go(&mut self, place: Place) -> Vec<Effect> {
        let mut effects = self.go_to(place);
        if place == Place::Help && !self.needs_setup() {
            effects.extend(self.complete_help());
        }
        effects
    }

    fn go_to(&mut self, place: Place) -> Vec<Effect> {
        if self.place == place && self.open_thread.is_some() {
            return Vec::new();
        }
        let mut effects = self.leave_thread();
        self.leave_setup();
        self.place = place;
        match place {
            Place::Ticket { id } => {
                self.open_thread = Some(OpenThread { id, seen_before: self.seen.get(&id).copied() });
                effects.extend(self.reply_picture(id));
                if self.tickets.contains_key(&id) || self.outgoing.ticket(id).is_none() {
                    effects.push(Effect::Fetch(Fetch::Thread(id)));
                }
            }
            Place::Requests => effects.push(Effect::Fetch(Fetch::Tickets)),
            Place::Help | Place::Notice { .. } | Place::Settings | Place::Setup | Place::Welcome => {}
        }
        effects
    }

    /// Comes to the front. A window that is there already waits a little for the picture, so as not to be on it; one that must be
    /// started takes longer than the picture anyway.
    fn show(&mut self, waits: bool) -> Vec<Effect> {
        match self.window.stage {
            Stage::Gone => self.window.stage = Stage::Starting,
            Stage::Hidden if waits => {
                self.window.show_by = Some(self.now + self.settings.show_within);
                return Vec::new();
            }
            Stage::Hidden => self.window.stage = Stage::Visible { front: true },
            Stage::Starting | Stage::Visible { .. } => {}
        }
        self.window.show_by = None;
        vec![Effect::Window(ToWindow::Show)]
    }

    /// Leaves the screen for at most so long, to come back by [`release_show`](Self::release_show).
    pub(super) fn step_aside(&mut self, at_most: Duration) -> Effect {
        self.hidden();
        self.window.show_by = Some(self.now + at_most);
        Effect::Window(ToWindow::Hide)
    }

    /// There is nothing left to wait for.
    pub(super) fn release_show(&mut self) -> Vec<Effect> {
        if self.window.show_by.take().is_some() { self.show(false) } else { Vec::new() }
    }

    /// The person closes the window by the page.
    pub(super) fn close(&mut self) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.push(Effect::Window(ToWindow::Hide));
        self.hidden();
        effects
    }

    fn hidden(&mut self) {
        self.window.show_by = None;
        if matches!(self.window.stage, Stage::Visible { .. }) {
            self.window.stage = Stage::Hidden;
        }
    }

    pub(super) fn window_said(&mut self, frame: FromWindow) -> Vec<Effect> {
        match frame {
            FromWindow::Ready => self.window_ready(),
            FromWindow::Request { request } => self.asked(request),
            FromWindow::Hidden => {
                self.hidden();
                self.leave()
            }
            FromWindow::Front { front } => self.front(front),
        }
    }

    fn window_ready(&mut self) -> Vec<Effect> {
        if matches!(self.window.stage, Stage::Gone | Stage::Starting) {
            self.window.stage = Stage::Visible { front: true };
        }
        self.shown_pictures.clear();
        let mut effects = self.help_pictures();
        effects.extend(self.open_thread.and_then(|open| self.reply_picture(open.id)));
        effects.push(Effect::ShowView);
        effects
    }

    fn front(&mut self, front: bool) -> Vec<Effect> {
        let Stage::Visible { front: was } = &mut self.window.stage else { return Vec::new() };
        *was = front;
        match self.place {
            Place::Ticket { id } if front => self.mark_seen(id),
            Place::Ticket { .. }
            | Place::Help
            | Place::Requests
            | Place::Notice { .. }
            | Place::Settings
            | Place::Setup
            | Place::Welcome => Vec::new(),
        }
    }

    /// The window's process has ended. After a crash in front of the person it is started again, once, unless a test is taken.
    pub(super) fn window_gone(&mut self, crashed: bool) -> Vec<Effect> {
        let was_up = self.window.is_up();
        self.window.stage = Stage::Gone;
        self.window.show_by = None;
        self.shown_pictures.clear();
        if !(crashed && was_up) {
            return self.leave();
        }
        // A picture too large for the window must not be what it opens with again.
        self.help.open = None;
        self.help.restarted = true;
        self.help.text_revision += 1;
        let again = self.window.crashed_at.is_some_and(|at| at + CRASHES_APART > self.now);
        self.window.crashed_at = Some(self.now);
        if again { Vec::new() } else { vec![Effect::ShowAgain] }
    }

    /// A window that crashed may come back, where nobody has called for another since.
    pub(super) fn may_show(&mut self) -> Vec<Effect> {
        if self.window.stage == Stage::Gone { self.show(false) } else { Vec::new() }
    }

    /// The window is no longer looked at.
    pub(super) fn leave(&mut self) -> Vec<Effect> {
        let mut effects = self.leave_thread();
        effects.extend(self.leave_help());
        self.calendar.clear();
        effects
    }

    fn leave_thread(&mut self) -> Vec<Effect> {
        self.saving.clear();
        let pictures = std::mem::take(&mut self.shown_pictures);
        let mut effects: Vec<_> =
            pictures.into_iter().map(|id| Effect::Window(ToWindow::DropPicture { id: PictureId::from(id) })).collect();
        if let Some(OpenThread { id, .. }) = self.open_thread.take() {
            effects.extend(self.leave_fix(id));
        }
        effects
    }

    /// Whether the person has this place before their eyes.
    pub(super) fn has_in_front(&self, place: Place) -> bool {
        self.window.is_in_front() && self.place == place
    }

    pub(super) fn fetch_picture(&mut self, id: AttachmentId) -> Vec<Effect> {
        if self.shown_pictures.contains(&id) { Vec::new() } else { vec![Effect::FetchPicture(id)] }
    }

    /// A picture of a conversation is here.
    pub(super) fn fetched(&mut self, id: AttachmentId, png: Option<bytes::Bytes>) -> Vec<Effect> {
        let Some(png) = png else { return Vec::new() };
        if self.open_thread.is_none() {
            return Vec::new();
        }
        self.shown_pictures.insert(id);
        vec![Effect::ShowPicture(PictureId::from(id), png)]
    }

    pub(super) fn window_alarm(&self) -> Option<Timestamp> {
        self.window.show_by
    }

    pub(super) fn window_tick(&mut self) -> Vec<Effect> {
        if self.window.show_by.is_some_and(|at| at <= self.now) { self.release_show() } else { Vec::new() }
    }
}
