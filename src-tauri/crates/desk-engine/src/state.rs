//! The rules, as one pure function: [`State::apply`] takes what happened and when, and says what is to be done about it.
//!
//! Nothing here waits, reads a clock, draws a random number or touches a disk. All that people see is derived from this value by
//! `view`; all that must outlive the program is written from it by `keep`.

mod calendar;
mod compose;
mod deliver;
mod effect;
mod event;
mod fix;
mod hear;
mod keep;
mod marks;
mod news;
mod outgoing;
mod preferences;
mod reply;
mod save;
mod setup;
mod suggest;
mod welcome;
mod window;

pub(crate) use compose::{Help, Journey, KeptShot, Phase, Shot, Slot, Source, sha256};
pub(crate) use effect::{Effect, Fetch, Note};
pub(crate) use event::{Answer, Attempt, Event, Heard, Trouble, Unheard, Went};
pub(crate) use fix::FixStep;
pub(crate) use hear::{Known, theirs};
pub(crate) use keep::Kept;
pub(crate) use marks::{Marks, Placed};
pub(crate) use news::{News, asker};
pub(crate) use outgoing::{Outgoing, Sending, What};
pub(crate) use preferences::Preferences;
pub(crate) use reply::Reply;
pub(crate) use setup::{Setup, TypedCode};
pub(crate) use window::{OpenThread, Window};

#[cfg(test)]
mod tests;

use crate::Settings;
use desk_api::{AttachmentId, DeskProfile, MessageId, Notice, NoticeId, TicketId, Tip};
use desk_view::{CalendarStep, HotkeyLine, Place, Request, SaveStep};
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use uuid::Uuid;

/// Where new identifiers come from.
pub(crate) type Mint = Box<dyn FnMut() -> Uuid + Send>;

/// All the agent knows.
pub(crate) struct State {
    pub(crate) settings: Settings,
    pub(crate) now: Timestamp,
    /// What the person chose.
    pub(crate) preferences: Preferences,
    /// Whether this computer is set up.
    pub(crate) setup: Setup,
    /// Whether there is a window, and who sees it.
    pub(crate) window: Window,
    /// The page it shows, or showed last.
    pub(crate) place: Place,
    /// The request that is open, where the page is one.
    pub(crate) open_thread: Option<OpenThread>,
    /// Get help.
    pub(crate) help: Help,
    /// Replies that are being written.
    pub(crate) replies: BTreeMap<TicketId, Reply>,
    /// Answers to "Is it fixed?" that are being given.
    pub(crate) fix: BTreeMap<TicketId, FixStep>,
    /// What lies in the outbox.
    pub(crate) outgoing: Outgoing,
    /// Who the desk is.
    pub(crate) profile: Option<DeskProfile>,
    /// The person's requests as the desk has them.
    pub(crate) tickets: BTreeMap<TicketId, Known>,
    /// How current they are.
    pub(crate) tickets_state: Freshness,
    /// The last message of the desk's that the person has seen, by request.
    pub(crate) seen: BTreeMap<TicketId, MessageId>,
    /// What is down, slow or planned, as the desk says it.
    pub(crate) notices: BTreeMap<NoticeId, Notice>,
    /// How current that is.
    pub(crate) notices_state: Freshness,
    /// What may help somebody who waits, as the desk last said it.
    pub(crate) tips: Vec<Tip>,
    /// "Me too" was pressed and is not in the outbox yet.
    pub(crate) joining: BTreeSet<NoticeId>,
    /// The welcome is on its way to the person.
    pub(crate) is_welcoming: bool,
    /// Outages that are over for this person, too.
    pub(crate) over: BTreeSet<NoticeId>,
    /// Planned work that was asked to be in the calendar since the window opened.
    pub(crate) calendar: BTreeMap<NoticeId, CalendarStep>,
    /// Files that were asked to be saved since their request was opened.
    pub(crate) saving: BTreeMap<AttachmentId, SaveStep>,
    /// Pictures in conversations that the window has.
    pub(crate) shown_pictures: BTreeSet<AttachmentId>,
    /// How it stands with the keys that open Get help, as far as anybody has said.
    pub(crate) hotkey: Option<HotkeyLine>,
    /// Whether the computer has a network.
    pub(crate) has_network: bool,
    /// Whether the desk answered when it was last asked; none before the first answer.
    pub(crate) desk_answers: Option<bool>,
    /// The person's keyring did not open when it was last asked.
    pub(crate) is_locked: bool,
    mint: Mint,
}

/// How current something is that the desk was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Freshness {
    /// Never heard, and nothing kept from before.
    #[default]
    Unheard,
    /// Never heard, nothing kept, and the last attempt came to nothing.
    Failed,
    /// Heard, or kept from when it was last heard.
    Heard,
}

impl State {
    /// The state at start: what was kept, and nothing shown.
    pub(crate) fn new(settings: Settings, kept: Kept, now: Timestamp, mint: Mint) -> Self {
        let outgoing = Outgoing::kept(kept.waiting);
        let freshness = |is_kept: bool| if is_kept { Freshness::Heard } else { Freshness::Unheard };
        Self {
            setup: Setup::new(settings.has_desk),
            preferences: kept.preferences,
            settings,
            now,
            window: Window::default(),
            place: Place::Help,
            open_thread: None,
            help: Help::kept(kept.draft, kept.taken_back, &outgoing),
            replies: kept.replies.into_iter().filter_map(|(id, text)| Some((id, Reply::kept(text, id, &outgoing)?))).collect(),
            fix: BTreeMap::new(),
            outgoing,
            profile: kept.profile,
            tickets_state: freshness(kept.tickets.is_some()),
            tickets: kept.tickets.unwrap_or_default().into_iter().map(|known| (known.ticket.id, known)).collect(),
            seen: kept.seen,
            notices_state: freshness(kept.notices.is_some()),
            notices: kept.notices.unwrap_or_default().into_iter().map(|notice| (notice.id, notice)).collect(),
            tips: Vec::new(),
            joining: BTreeSet::new(),
            is_welcoming: false,
            over: BTreeSet::new(),
            calendar: BTreeMap::new(),
            saving: BTreeMap::new(),
            shown_pictures: BTreeSet::new(),
            hotkey: None,
            has_network: true,
            desk_answers: None,
            is_locked: false,
            mint,
        }
    }

    /// Takes in what happened and says what is to be done, in order.
    pub(crate) fn apply(&mut self, event: Event, now: Timestamp) -> Vec<Effect> {
        self.now = now;
        match event {
            Event::Ask(request) => self.asked(request),
            Event::Pressed(request) => self.pressed(request),
            Event::Window(frame) => self.window_said(frame),
            Event::WindowGone { crashed } => self.window_gone(crashed),
            Event::MayShow => self.may_show(),
            Event::Network(there) => self.network(there),
            Event::Connected(connected) => self.connected(connected),
            Event::Hotkey(line) => {
                self.hotkey = line;
                Vec::new()
            }
            Event::Hurry => vec![Effect::Reload, Effect::Hurry],
            Event::Tick => self.tick(),
            Event::Pictured { turn, picture } => self.pictured(turn, picture),
            Event::Made { turn, picture } => self.made(turn, picture),
            Event::Recalled { turn, picture } => self.recalled(turn, picture),
            Event::Marked { turn, picture } => self.marked(turn, picture),
            Event::PictureKept { turn, kept } => self.picture_kept(turn, kept),
            Event::Reported { turn, report } => self.reported(turn, report),
            Event::Accepted(parcels) => self.accepted(&parcels),
            Event::NotAccepted(parcels) => self.not_accepted(&parcels),
            Event::TakenBack { ticket, parcels } => self.taken_back(ticket, parcels),
            Event::Waiting(waiting) => self.reloaded(waiting),
            Event::Attempted(attempt) => self.attempted(attempt),
            Event::Heard(heard) => self.heard(heard),
            Event::Said(kind) => Self::said(kind),
            Event::NotHeard { what, why } => self.not_heard(what, why),
            Event::MayTell(all) => self.may_tell(all),
            Event::Saved { id, name } => self.saved(id, name),
            Event::InCalendar { id, opened } => self.in_calendar(id, opened),
            Event::Fetched { id, png } => self.fetched(id, png),
        }
    }

    /// When [`Event::Tick`] is due, where anything waits for a moment.
    pub(crate) fn alarm(&self) -> Option<Timestamp> {
        [self.window_alarm(), self.help_alarm(), self.notice_alarm()].into_iter().flatten().min()
    }

    /// Whether the help desk can be reached, as far as anybody knows.
    pub(crate) fn is_online(&self) -> bool {
        self.desk_answers.unwrap_or(self.has_network)
    }

    fn asked(&mut self, request: Request) -> Vec<Effect> {
        match request {
            Request::Open { place } => self.open(place),
            Request::Go { place } => self.go(place),
            Request::Close => self.close(),
            Request::Write { text } => self.write(text),
            Request::SetClassWaiting { on } => self.set_class_waiting(on),
            Request::RemovePicture => self.remove_picture(),
            Request::RestorePicture => self.restore_picture(),
            Request::UsePicture { png } => self.use_picture(&png),
            Request::ShowScreen { screen } => self.show_screen(screen),
            Request::AskForScreen => self.ask_for_screen(),
            Request::StartMarking => self.start_marking(),
            Request::AddMark { shape } => self.add_mark(shape),
            Request::ChangeMark { id, shape } => self.change_mark(id, shape),
            Request::RemoveMark { id } => self.remove_mark(id),
            Request::UndoMark => self.undo_mark(),
            Request::RedoMark => self.redo_mark(),
            Request::FinishMarking => self.finish_marking(),
            Request::CancelMarking => self.cancel_marking(),
            Request::NotThis { notice } => self.not_this(notice),
            Request::TipHelped { id } => self.tip_helped(id),
            Request::Send => self.send(),
            Request::TryNow => self.try_now(),
            Request::StopSending { id } => vec![Effect::Withdraw(id)],
            Request::StartOver => self.start_over(),
            Request::Seen { id } => self.mark_seen(id),
            Request::WriteReply { id, text } => self.write_reply(id, text),
            Request::AttachToReply { id, png } => self.attach_to_reply(id, &png),
            Request::DetachFromReply { id } => self.detach_from_reply(id),
            Request::SendReply { id } => self.send_reply(id),
            Request::Confirm { id, fixed, note, someone_else } => self.confirm(id, fixed, note, someone_else),
            Request::Rate { id, score, note } => self.rate(id, score, note),
            Request::SkipRating { id } => self.skip_rating(id),
            Request::StartNotYet { id } => self.start_not_yet(id),
            Request::MeToo { id } => self.me_too(id),
            Request::AddToCalendar { id } => self.add_to_calendar(id),
            Request::BackToNormal { id, working } => self.back_to_normal(id, working),
            Request::FetchPicture { id } => self.fetch_picture(id),
            Request::SaveFile { id } => self.save_file(id),
            Request::SetLanguage { language } => self.set_language(language),
            Request::SetTheme { theme } => self.set_theme(theme),
            Request::SetQuiet { on } => self.set_quiet(on),
            Request::Connect { code, room } => self.connect(&code, &room),
            Request::Quit => self.quit(),
        }
    }

    fn tick(&mut self) -> Vec<Effect> {
        let mut effects = self.window_tick();
        effects.extend(self.help_tick());
        self.forget_old_notices();
        effects
    }

    fn network(&mut self, there: bool) -> Vec<Effect> {
        self.has_network = there;
        if there {
            return vec![Effect::Hurry, Effect::Reconnect];
        }
        // What answered before may still do, such as a desk on this very computer. One attempt shows.
        self.desk_answers = None;
        vec![Effect::Reconnect]
    }

    fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.extend([Effect::Keep(Note::Draft), Effect::Keep(Note::Replies), Effect::Quit]);
        effects
    }

    fn new_ticket_id(&mut self) -> TicketId {
        TicketId((self.mint)())
    }

    fn new_message_id(&mut self) -> MessageId {
        MessageId((self.mint)())
    }

    fn new_attachment_id(&mut self) -> AttachmentId {
        AttachmentId((self.mint)())
    }
}

impl fmt::Debug for State {
    /// Counts, and leaves out every word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("window", &self.window)
            .field("help", &self.help)
            .field("replies", &self.replies.len())
            .field("outgoing", &self.outgoing)
            .field("tickets", &self.tickets.len())
            .field("notices", &self.notices.len())
            .finish_non_exhaustive()
    }
}
