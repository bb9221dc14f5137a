//! A state with a clock and identifiers that tests can foresee, and small things to feed it.

use crate::{
    Picture, Settings,
    state::{Answer, Attempt, Effect, Event, Heard, Kept, News, State, Trouble, Went},
};
use bytes::Bytes;
use desk_api::{
    AttachmentId, Author, Change, ChangeKind, DeviceReport, HistoryItem, Message, MessageId, Notice, NoticeId, NoticeKind, NoticeState,
    Role, Status, Ticket, TicketId, TicketThread,
    report::{Fact, FactValue, Reading},
};
use desk_outbox::{Key, Parcel, Waiting};
use desk_view::{FromWindow, Os, Place, Request, View, words::Words};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use std::time::Duration;
use uuid::Uuid;

/// Monday, 10:40 in New York.
pub(crate) const START: &str = "2026-11-23T15:40:00Z";

/// A state, and the time it is told.
pub(crate) struct Scene {
    pub(crate) state: State,
    pub(crate) now: Timestamp,
    pub(crate) words: Words,
}

impl Scene {
    /// An agent that has just started, with nothing kept.
    pub(crate) fn new() -> Self {
        Self::with(settings(), Kept::default())
    }

    pub(crate) fn with(settings: Settings, kept: Kept) -> Self {
        let now = at(START);
        let mut last = 0;
        let mint = Box::new(move || {
            last += 1;
            Uuid::from_u128(last)
        });
        let words = Words::of(settings.language);
        Self { state: State::new(settings, kept, now, mint), now, words }
    }

    /// An agent that has heard everything, with one ticket that Devon has.
    pub(crate) fn with_ticket(id: TicketId) -> Self {
        let mut scene = Self::new();
        scene.hear_thread(thread(id, Status::InProgress, vec![mine("The projector stays blue.")]));
        scene.hear_notices(vec![]);
        scene
    }

    /// Get help is open, with picture and facts.
    pub(crate) fn with_help() -> Self {
        let mut scene = Self::new();
        scene.ask(Request::Open { place: Place::Help });
        scene.window(FromWindow::Ready);
        scene.picture_comes();
        scene.report_comes();
        scene
    }

    pub(crate) fn apply(&mut self, event: Event) -> Vec<Effect> {
        self.state.apply(event, self.now)
    }

    pub(crate) fn ask(&mut self, request: Request) -> Vec<Effect> {
        self.apply(Event::Ask(request))
    }

    pub(crate) fn window(&mut self, frame: FromWindow) -> Vec<Effect> {
        self.apply(Event::Window(frame))
    }

    pub(crate) fn write(&mut self, text: &str) -> Vec<Effect> {
        self.ask(Request::Write { text: text.to_owned() })
    }

    /// Time passes, and what was due by then is done.
    pub(crate) fn wait(&mut self, time: Duration) -> Vec<Effect> {
        let until = self.now + time;
        let mut effects = Vec::new();
        while let Some(alarm) = self.state.alarm().filter(|alarm| *alarm <= until) {
            self.now = alarm.max(self.now);
            effects.extend(self.apply(Event::Tick));
        }
        self.now = until;
        effects
    }

    pub(crate) fn wait_ms(&mut self, ms: u64) -> Vec<Effect> {
        self.wait(Duration::from_millis(ms))
    }

    /// The picture that was asked for last comes.
    pub(crate) fn picture_comes(&mut self) -> Vec<Effect> {
        let turn = self.turn();
        self.apply(Event::Pictured { turn, picture: Ok(picture()) })
    }

    pub(crate) fn report_comes(&mut self) -> Vec<Effect> {
        let turn = self.turn();
        self.apply(Event::Reported { turn, report: report() })
    }

    /// The number of the picture that was asked for last.
    pub(crate) fn turn(&self) -> u64 {
        self.state.help.turn()
    }

    /// The outbox takes what it was given.
    pub(crate) fn keep(&mut self, effects: &[Effect]) -> Vec<Effect> {
        let accepted = effects.iter().find_map(accepted).expect("something was given to the outbox");
        self.apply(Event::Accepted(accepted))
    }

    /// Writes, sends, and has it kept.
    pub(crate) fn send(&mut self, text: &str) -> TicketId {
        self.write(text);
        let effects = self.ask(Request::Send);
        self.keep(&effects);
        self.state.help.journey.as_ref().expect("a request was sent").id
    }

    /// The desk takes a ticket.
    pub(crate) fn delivered(&mut self, id: TicketId) -> Vec<Effect> {
        let ticket = Ticket { number: Some("4127".to_owned()), ..ticket(id, Status::New) };
        self.through(Key::Ticket(id), Answer::Ticket(ticket))
    }

    pub(crate) fn through(&mut self, key: Key, answer: Answer) -> Vec<Effect> {
        self.apply(Event::Attempted(Attempt { key, went: Went::Through(Box::new(answer)) }))
    }

    pub(crate) fn held_up(&mut self, key: Key, trouble: Trouble) -> Vec<Effect> {
        let next_try_at = self.now + 30.seconds();
        self.apply(Event::Attempted(Attempt { key, went: Went::Later { next_try_at, trouble } }))
    }

    pub(crate) fn stuck(&mut self, key: Key, code: &str) -> Vec<Effect> {
        self.apply(Event::Attempted(Attempt { key, went: Went::Stuck { code: code.to_owned() } }))
    }

    pub(crate) fn hear_tickets(&mut self, tickets: Vec<Ticket>) -> Vec<Effect> {
        let asked_at = self.now;
        self.apply(Event::Heard(Heard::Tickets { asked_at, tickets }))
    }

    pub(crate) fn hear_thread(&mut self, thread: TicketThread) -> Vec<Effect> {
        self.apply(Event::Heard(Heard::Thread(thread)))
    }

    pub(crate) fn hear_notices(&mut self, notices: Vec<Notice>) -> Vec<Effect> {
        self.apply(Event::Heard(Heard::Notices(notices)))
    }

    /// What the window would show.
    pub(crate) fn view(&self) -> View {
        crate::view::view(&self.state, &self.words, 1)
    }

    /// The program ends and starts again; all that was kept is there.
    pub(crate) fn restart(&self) -> Self {
        let mut kept = Kept::default();
        for note in crate::state::Note::ALL {
            kept.read(note, &self.state.note(note));
        }
        let mut scene = Self::with(self.state.settings.clone(), kept);
        scene.now = self.now;
        scene
    }
}

pub(crate) fn settings() -> Settings {
    Settings {
        first_name: Some("Maria".to_owned()),
        time_zone: TimeZone::get("America/New_York").expect("the zone is bundled"),
        ..Settings::new("B204-TEACHER", Os::Gnome)
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

/// What was given to the outbox.
pub(crate) fn accepted(effect: &Effect) -> Option<Vec<Parcel>> {
    if let Effect::Accept { parcels, .. } = effect { Some(parcels.clone()) } else { None }
}

/// A parcel as it lies in the outbox, untried.
pub(crate) fn waiting(parcel: Parcel) -> Waiting {
    let key = parcel.key();
    Waiting { key, parcel, accepted_at: at(START), began: false, tries: 0, next_try_at: None, why: None, parked: None }
}

/// What a person is told.
pub(crate) fn told(effects: &[Effect]) -> Vec<&News> {
    effects.iter().filter_map(|effect| if let Effect::Tell(news) = effect { Some(news) } else { None }).collect()
}

pub(crate) fn picture() -> Picture {
    Picture {
        png: Bytes::from_static(b"\x89PNG\r\n\x1a\nwhole"),
        preview: Bytes::from_static(b"\x89PNG\r\n\x1a\nsmall"),
        width: 1920,
        height: 1080,
        taken_at: at(START),
        screens: Vec::new(),
    }
}

pub(crate) fn report() -> DeviceReport {
    let fact = |key: &str, of: Option<&str>, reading| Fact {
        key: key.to_owned(),
        of: of.map(str::to_owned),
        source: "a test".to_owned(),
        reading,
        took_ms: 1,
    };
    let known = |value| Reading::Known { value };
    DeviceReport {
        taken_at: at(START),
        took_ms: 12,
        agent_version: "0.1.0".to_owned(),
        facts: vec![
            fact("host.name", None, known(FactValue::Text("B204-TEACHER".to_owned()))),
            fact("os.uptime", None, known(FactValue::Seconds(12 * 86_400))),
            fact("disk.free", Some("/home"), known(FactValue::Bytes(120_259_084_288))),
            fact("audio.muted", None, known(FactValue::Flag(true))),
            fact("clock.now", None, known(FactValue::Time(at(START)))),
            fact("device.serial", None, Reading::Unknown { because: "only an administrator may read it".to_owned() }),
        ],
    }
}

/// A ticket whose last change depends on where it stands, so that a later status is a later change.
pub(crate) fn ticket(id: TicketId, status: Status) -> Ticket {
    let created_at = at("2026-11-23T15:40:10Z");
    let is_taken = !matches!(status, Status::New);
    Ticket {
        id,
        number: Some("4127".to_owned()),
        subject: "The projector stays blue.".to_owned(),
        status,
        status_since: created_at,
        class_waiting: false,
        next_update_by: Some(at("2026-11-24T15:40:00Z")),
        assignee: is_taken.then(|| "Devon Clark".to_owned()),
        department: None,
        department_contact: None,
        due: None,
        rating: None,
        created_at,
        updated_at: created_at,
    }
}

pub(crate) fn thread(id: TicketId, status: Status, history: Vec<HistoryItem>) -> TicketThread {
    let mut ticket = ticket(id, status);
    ticket.updated_at = ticket.created_at + i64::try_from(history.len()).unwrap_or_default().minutes();
    TicketThread { ticket, history }
}

pub(crate) fn mine(body: &str) -> HistoryItem {
    said(0x100 + body.len() as u128, "maria", Role::Requester, body)
}

/// Devon's message number `n`.
pub(crate) fn devons(n: u128, body: &str) -> HistoryItem {
    said(0x200 + n, "Devon Clark", Role::Staff, body)
}

fn said(id: u128, name: &str, role: Role, body: &str) -> HistoryItem {
    HistoryItem::Message(Message {
        id: MessageId(Uuid::from_u128(id)),
        author: Author { name: name.to_owned(), role },
        body: body.to_owned(),
        attachments: Vec::new(),
        created_at: at("2026-11-23T15:41:00Z"),
    })
}

pub(crate) fn changed(what: ChangeKind) -> HistoryItem {
    HistoryItem::Change(Change { at: at("2026-11-23T15:42:00Z"), by: Some("Devon Clark".to_owned()), what })
}

pub(crate) fn notice(id: NoticeId) -> Notice {
    Notice {
        id,
        title: "Wi-Fi is down in Building B".to_owned(),
        kind: NoticeKind::Major,
        state: NoticeState::Active,
        places: Vec::new(),
        meanwhile: None,
        owner: Some("Priya Shah".to_owned()),
        starts_at: at("2026-11-23T15:00:00Z"),
        back_by: Some(at("2026-11-23T16:30:00Z")),
        next_update_by: None,
        resolved_at: None,
        updated_at: at("2026-11-23T15:00:00Z"),
        affected: 41,
        affects_me: false,
        updates: Vec::new(),
    }
}

pub(crate) fn ticket_id(n: u128) -> TicketId {
    TicketId(Uuid::from_u128(0x1000 + n))
}

pub(crate) fn notice_id(n: u128) -> NoticeId {
    NoticeId(Uuid::from_u128(0x2000 + n))
}

pub(crate) fn attachment_id(n: u128) -> AttachmentId {
    AttachmentId(Uuid::from_u128(n))
}
