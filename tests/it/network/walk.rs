//! One person sends one of everything while a fault lies on each call in turn. She reads the truth meanwhile, and in the end the desk has
//! all of it once.

use desk_api::{AttachmentState, Score, TicketId};
use desk_view::{Entry, FixStage, HelpStage, PictureSlot, Place, Request, View};
use deskside_tests::torture::{School, Seat};
use deskside_tests::{Fault, FaultyLine, Programs, Server, Target, until};
use std::time::Duration;
use tempfile::TempDir;

pub(super) const WORDS: &str = "The projector stays blue.";
const REPLY: &str = "Now it is green.";
const PATIENCE: Duration = Duration::from_secs(30);

const LIST: Target = Target { method: "GET", begins: "tickets", ends: "tickets" };
const EVENTS: Target = Target { method: "GET", begins: "events", ends: "events" };
pub(super) const TICKET: Target = Target { method: "POST", begins: "tickets", ends: "tickets" };
pub(super) const PICTURE: Target = Target { method: "PUT", begins: "attachments/", ends: "" };
const ANSWER: Target = Target { method: "POST", begins: "tickets/", ends: "/messages" };
const CONFIRMATION: Target = Target { method: "POST", begins: "tickets/", ends: "/confirmation" };
const RATING: Target = Target { method: "POST", begins: "tickets/", ends: "/rating" };

/// What Get help says while the words do not get through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Says {
    /// That they are saved and go out with the network.
    Saved,
    /// That they are saved and the help desk is in trouble, with this to read out.
    Trouble(&'static str),
}

/// A server, a line to it, and somebody at its other end.
pub(super) struct Scene {
    pub(super) school: School,
    pub(super) line: FaultyLine,
    pub(super) seat: Seat,
    pub(super) _folder: TempDir,
}

impl Scene {
    pub(super) async fn set() -> Self {
        Self::with_clocks_ahead_by(0).await
    }

    pub(super) async fn with_clocks_ahead_by(seconds: i64) -> Self {
        Self::on("127.0.0.1:0", seconds).await
    }

    /// With a server at such an address, and clocks so many seconds ahead of its own.
    pub(super) async fn on(listen: &str, clock_ahead_s: i64) -> Self {
        let folder = TempDir::new().expect("a folder");
        let programs = Programs::beside_me().expect("a folder");
        let mut school = School::open_on(listen, &programs, folder.path()).await.expect("a server");
        let line = FaultyLine::to(&school.server().url().expect("an address")).await.expect("a line");
        let setting = school.setting(&programs, folder.path()).expect("an agent");
        let setting = setting.by_way_of(line.url()).with_clocks_ahead_by(clock_ahead_s);
        let home = folder.path().join("maria");
        std::fs::create_dir_all(&home).expect("a folder");
        let seat = Seat::take(&setting, "maria", &home).await.expect("an agent");
        Self { school, line, seat, _folder: folder }
    }

    pub(super) fn server(&mut self) -> &mut Server {
        self.school.server()
    }

    pub(super) async fn shows<T>(&mut self, what: &str, look: impl FnMut(&View) -> Option<T>) -> T {
        self.seat.until(what, look).await.unwrap_or_else(|error| panic!("{error:#}")).expect("nobody kills it")
    }

    pub(super) async fn ask(&mut self, request: Request) {
        self.seat.ask(request).await.expect("the agent runs");
    }

    /// Writes and presses Send.
    pub(super) async fn send(&mut self) {
        self.seat.open(Place::Help).await.expect("the agent runs").expect("nobody kills it");
        self.shows("Get help with its picture", |view| matches!(view.help.picture, PictureSlot::Ready { .. }).then_some(())).await;
        self.ask(Request::Write { text: WORDS.to_owned() }).await;
        self.ask(Request::Send).await;
    }

    pub(super) async fn is_sent(&mut self) -> TicketId {
        self.shows("that it was sent", |view| if let HelpStage::Sent { id, .. } = view.help.stage { Some(id) } else { None }).await
    }

    pub(super) async fn says(&mut self, says: Says) {
        self.shows(&format!("{says:?}"), |view| is_said(&view.help.stage, says).then_some(())).await;
    }

    /// Until the fault has met a call, and then no longer.
    pub(super) async fn meets_and_is_mended(&self) {
        until("a call that meets the fault", PATIENCE, async || (self.line.met() > 0).then_some(())).await.expect("it is met");
        assert!(self.line.mended() > 0);
    }

    /// One of everything, through `fault` on each call in turn.
    pub(super) async fn sends_one_of_everything_through(&mut self, fault: &Fault, says: Says) {
        self.hears_of_its_list(fault, says).await;

        self.line.breaks(fault.clone(), TICKET);
        self.send().await;
        self.says(says).await;
        // A line on which nobody answers knows no difference between calls.
        let is_dead = matches!(fault, Fault::Refused);
        if is_dead {
            self.meets_and_is_mended().await;
        } else {
            self.line.breaks(fault.clone(), PICTURE);
        }
        let id = self.is_sent().await;
        self.seat.open(Place::Ticket { id }).await.expect("the agent runs").expect("nobody kills it");
        if !is_dead {
            self.shows("that the picture is on its way", |view| (picture(view)? == AttachmentState::Pending).then_some(())).await;
            self.meets_and_is_mended().await;
        }
        self.shows("that the picture is there", |view| (picture(view)? == AttachmentState::Stored).then_some(())).await;

        self.line.breaks(fault.clone(), ANSWER);
        self.ask(Request::WriteReply { id, text: REPLY.to_owned() }).await;
        self.ask(Request::SendReply { id }).await;
        self.shows("that the reply waits", |view| reply_waits(view).filter(|waits| *waits)).await;
        self.meets_and_is_mended().await;
        self.shows("that the reply is there", |view| reply_waits(view).filter(|waits| !waits)).await;

        self.line.breaks(fault.clone(), CONFIRMATION);
        self.ask(Request::Confirm { id, fixed: true, note: None, someone_else: false }).await;
        self.shows("the question how it went", |view| matches!(view.thread.as_ref()?.fix, FixStage::Rating { .. }).then_some(())).await;
        self.meets_and_is_mended().await;
        self.line.breaks(fault.clone(), RATING);
        self.ask(Request::Rate { id, score: Score::Positive, note: None }).await;
        self.shows("thanks", |view| matches!(view.thread.as_ref()?.fix, FixStage::Thanks { .. }).then_some(())).await;
        self.meets_and_is_mended().await;
        self.ask(Request::TryNow).await;
        self.has_everything_once(id).await;
    }

    /// What is asked by the agent itself, and the live channel.
    async fn hears_of_its_list(&mut self, fault: &Fault, says: Says) {
        self.line.breaks(fault.clone(), LIST);
        self.ask(Request::TryNow).await;
        if says == Says::Saved {
            self.shows("that the desk is not reached", |view| (!view.around.online).then_some(())).await;
        }
        self.meets_and_is_mended().await;
        self.shows("that the desk is reached", |view| view.around.online.then_some(())).await;

        self.line.breaks(fault.clone(), EVENTS);
        self.ask(Request::TryNow).await;
        self.meets_and_is_mended().await;
        let before = self.line.moments_of("GET /api/v1/events").len();
        self.ask(Request::TryNow).await;
        let again = async || (self.line.moments_of("GET /api/v1/events").len() > before).then_some(());
        until("the live channel to be asked for again", PATIENCE, again).await.expect("it is");
    }

    pub(super) async fn has_everything_once(&mut self, id: TicketId) {
        let server = self.server();
        server
            .ticket_where(WORDS, |ticket| ticket.status == "closed" && ticket.rating.as_deref() == Some("positive"))
            .await
            .expect("it arrived");
        let id = id.to_string();
        let said: Vec<String> = server.words(&id).await.expect("the database").into_iter().map(|words| words.body).collect();
        assert_eq!(said, [WORDS, REPLY]);
        assert_eq!(server.tickets().await.expect("the database").len(), 1);
        let pictures = server.pictures(&id).await.expect("the database");
        assert!(matches!(pictures.as_slice(), [picture] if picture.bytes.is_some()), "{pictures:?}");
    }
}

fn is_said(stage: &HelpStage, says: Says) -> bool {
    match says {
        Says::Saved => matches!(stage, HelpStage::Saved { .. }),
        Says::Trouble(expected) => matches!(stage, HelpStage::Trouble { code, .. } if code == expected),
    }
}

fn picture(view: &View) -> Option<AttachmentState> {
    let entries = &view.thread.as_ref()?.entries;
    entries.iter().find_map(|entry| if let Entry::Mine { attached, .. } = entry { Some(attached.first()?.state) } else { None })
}

/// Whether the reply still waits; none where it is not on the page.
fn reply_waits(view: &View) -> Option<bool> {
    let entries = &view.thread.as_ref()?.entries;
    entries.iter().find_map(|entry| {
        let Entry::Mine { body, waiting, .. } = entry else { return None };
        (body == REPLY).then_some(*waiting)
    })
}
