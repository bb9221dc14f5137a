//! A person who sends, whatever is killed meanwhile. She goes by what the screen says: what stands in the box was not sent, so she
//! presses Send again; what was said to be kept she never writes twice.

use super::seat::{Killed, Seat};
use super::{Ledger, Sent, Setting};
use crate::chance::Chance;
use anyhow::{Context, Result, ensure};
use desk_api::{Score, TicketId};
use desk_view::{Entry, FixStage, HelpStage, PictureSlot, Place, Request, View};
use sqlx::{ConnectOptions, SqliteConnection, sqlite::SqliteConnectOptions};
use std::path::PathBuf;
use std::time::Duration;

/// How long after somebody begins to write an agent is killed at the latest: until well after the desk has the words.
const KILLED_WITHIN: Duration = Duration::from_millis(120);
/// How long the queue may take to empty at the end.
const PATIENCE: Duration = Duration::from_secs(90);

/// One person with a computer of her own.
pub(super) struct Person<'a> {
    name: String,
    folder: PathBuf,
    setting: &'a Setting,
    ledger: &'a Ledger,
    chance: Chance,
    seat: Seat,
    /// Her requests.
    tickets: Vec<TicketId>,
    unrated: Vec<TicketId>,
}

/// What she is about to send.
enum Deed {
    Ticket,
    Reply(TicketId),
    Rating(TicketId),
}

/// What Get help shows.
enum Page {
    /// The box, and what stands in it.
    Box(String),
    /// That what she is sending is kept.
    Kept(TicketId),
    /// The same of an earlier request.
    OfAnother,
}

impl<'a> Person<'a> {
    pub(super) async fn sit_down(name: String, setting: &'a Setting, ledger: &'a Ledger, chance: Chance) -> Result<Self> {
        let folder = setting.folder.join(&name);
        std::fs::create_dir_all(&folder).context("making an agent's folder")?;
        let seat = Seat::take(setting, &name, &folder).await?;
        Ok(Self { name, folder, setting, ledger, chance, seat, tickets: Vec::new(), unrated: Vec::new() })
    }

    /// Sends so many things, and waits until the desk has them all.
    pub(super) async fn send(mut self, sends: usize) -> Result<()> {
        for number in 0..sends {
            let deed = self.next_deed();
            if self.chance.one_in(4) {
                self.seat.dies_in(self.chance.moment(KILLED_WITHIN));
            }
            let words = format!("{}-{number} The projector stays blue.", self.name);
            let mut pressed = 0;
            while self.try_to(&deed, &words, &mut pressed).await?.is_err() {
                self.ledger.agent_killed();
                self.seat = Seat::take(self.setting, &self.name, &self.folder).await?;
                if self.chance.one_in(4) {
                    self.seat.dies_in(self.chance.moment(KILLED_WITHIN));
                }
            }
            self.note(&deed, words, pressed)?;
        }
        self.wait_until_all_is_gone().await
    }

    fn next_deed(&mut self) -> Deed {
        let ticket = |chance: &mut Chance, of: &[TicketId]| of[chance.amount(of.len())];
        match self.chance.below(20) {
            _ if self.tickets.is_empty() => Deed::Ticket,
            0..8 => Deed::Ticket,
            8..11 if !self.unrated.is_empty() => Deed::Rating(ticket(&mut self.chance, &self.unrated)),
            _ => Deed::Reply(ticket(&mut self.chance, &self.tickets)),
        }
    }

    async fn try_to(&mut self, deed: &Deed, words: &str, pressed: &mut u32) -> Result<Result<(), Killed>> {
        match deed {
            Deed::Ticket => self.try_to_ask(words, pressed).await,
            Deed::Reply(id) => self.try_to_reply(*id, words, pressed).await,
            Deed::Rating(id) => self.try_to_rate(*id, pressed).await,
        }
    }

    /// Asks for help, with a picture.
    async fn try_to_ask(&mut self, words: &str, pressed: &mut u32) -> Result<Result<(), Killed>> {
        let known = self.tickets.clone();
        if self.seat.open(Place::Help).await?.is_err() {
            return Ok(Err(Killed));
        }
        let page = |view: &View| match kept(&view.help.stage).filter(|_| view.place == Place::Help) {
            Some(id) if known.contains(&id) => Some(Page::OfAnother),
            Some(id) => Some(Page::Kept(id)),
            None => in_the_box(view).map(Page::Box),
        };
        let mut seen = self.seat.until("Get help", page).await?;
        let text = loop {
            match seen {
                Ok(Page::Kept(id)) => {
                    self.tickets.push(id);
                    return Ok(Ok(()));
                }
                Ok(Page::Box(text)) if text.is_empty() || text == words => break text,
                // Killed before it could write down that this had arrived, it lets go of it once it has asked the desk.
                Ok(Page::Box(other)) => {
                    let gone = |view: &View| page(view).filter(|page| !matches!(page, Page::Box(text) if *text == other));
                    seen = self.seat.until("what had arrived to leave the box", gone).await?;
                }
                Ok(Page::OfAnother) => {
                    self.seat.ask(Request::StartOver).await?;
                    seen = self.seat.until("an empty Get help", in_the_box).await?.map(Page::Box);
                }
                Err(killed) => return Ok(Err(killed)),
            }
        };
        if text != words {
            // Whether it was kept or never reached the disk, no screen can say before the desk was asked.
            if *pressed > 0
                && let Some(id) = self.ticket_of(words).await?
            {
                self.tickets.push(id);
                return Ok(Ok(()));
            }
            self.seat.ask(Request::Write { text: words.to_owned() }).await?;
        }
        self.seat.ask(Request::Send).await?;
        *pressed += 1;
        let sent = self.seat.until("the request to be kept", |view| {
            assert!(!view.help.not_kept, "the disk did not take it");
            kept(&view.help.stage).filter(|id| !known.contains(id))
        });
        let Ok(id) = sent.await? else { return Ok(Err(Killed)) };
        if self.chance.one_in(2) && self.try_to_think_better_of_it(id, words, pressed).await?.is_err() {
            return Ok(Err(Killed));
        }
        self.tickets.push(id);
        Ok(Ok(()))
    }

    /// Stops the sending of what is not known to have arrived, and presses Send again.
    async fn try_to_think_better_of_it(&mut self, id: TicketId, words: &str, pressed: &mut u32) -> Result<Result<(), Killed>> {
        self.seat.ask(Request::StopSending { id }).await?;
        let came_back = |view: &View| match &view.help.stage {
            HelpStage::Sent { id: sent, .. } => (*sent == id).then_some(false),
            HelpStage::Writing
            | HelpStage::Sending { .. }
            | HelpStage::Saved { .. }
            | HelpStage::Locked { .. }
            | HelpStage::Trouble { .. } => in_the_box(view).filter(|text| text == words).map(|_| true),
        };
        match self.seat.until("the request to come back, or to be there", came_back).await? {
            Ok(true) => self.ledger.taken_back(),
            Ok(false) => return Ok(Ok(())),
            Err(killed) => return Ok(Err(killed)),
        }
        self.seat.ask(Request::Send).await?;
        *pressed += 1;
        self.seat.until("the same request to be kept again", |view| kept(&view.help.stage).filter(|kept| *kept == id).map(drop)).await
    }

    /// Writes back in a request of hers.
    async fn try_to_reply(&mut self, id: TicketId, words: &str, pressed: &mut u32) -> Result<Result<(), Killed>> {
        let says = |view: &View| {
            let thread = view.thread.as_ref().filter(|thread| thread.id == id)?;
            let is_said = thread.entries.iter().any(|entry| matches!(entry, Entry::Mine { body, .. } if body == words));
            Some((is_said, thread.reply.clone()))
        };
        if self.seat.open(Place::Ticket { id }).await?.is_err() {
            return Ok(Err(Killed));
        }
        let (is_said, box_holds) = match self.seat.until("the request's page", says).await? {
            Ok(seen) => seen,
            Err(killed) => return Ok(Err(killed)),
        };
        if box_holds != words {
            if *pressed > 0 && (is_said || self.has_reply(words).await?) {
                return Ok(Ok(()));
            }
            self.seat.ask(Request::WriteReply { id, text: words.to_owned() }).await?;
        }
        self.seat.ask(Request::SendReply { id }).await?;
        *pressed += 1;
        self.seat
            .until("the reply to be kept", |view| says(view).filter(|(is_said, box_holds)| *is_said && box_holds.is_empty()).map(drop))
            .await
    }

    /// Says how it went.
    async fn try_to_rate(&mut self, id: TicketId, pressed: &mut u32) -> Result<Result<(), Killed>> {
        if *pressed > 0 && self.has_rating(id).await? {
            return Ok(Ok(()));
        }
        if self.seat.open(Place::Ticket { id }).await?.is_err() {
            return Ok(Err(Killed));
        }
        // A request that the desk does not have yet has no page for this.
        let page = |view: &View| view.thread.as_ref().filter(|thread| thread.id == id && thread.number.is_some()).map(drop);
        if self.seat.until("the request's page", page).await?.is_err() {
            return Ok(Err(Killed));
        }
        self.seat.ask(Request::Rate { id, score: Score::Positive, note: None }).await?;
        *pressed += 1;
        let thanks = |view: &View| view.thread.as_ref().filter(|thread| matches!(thread.fix, FixStage::Thanks { .. })).map(drop);
        self.seat.until("thanks for the rating", thanks).await
    }

    /// What the screen said was kept, for the count.
    fn note(&mut self, deed: &Deed, words: String, pressed: u32) -> Result<()> {
        let sent = match *deed {
            Deed::Ticket => {
                let id = *self.tickets.last().context("a ticket was just sent")?;
                self.unrated.push(id);
                Sent::Ticket { id, words }
            }
            Deed::Reply(ticket) => Sent::Message { ticket, words },
            Deed::Rating(ticket) => {
                self.unrated.retain(|id| *id != ticket);
                Sent::Rating { ticket, presses: pressed }
            }
        };
        self.ledger.note(sent);
        Ok(())
    }

    async fn wait_until_all_is_gone(mut self) -> Result<()> {
        let started = tokio::time::Instant::now();
        loop {
            self.seat.ask(Request::TryNow).await?;
            let left: Vec<String> = sqlx::query_scalar("SELECT key || ' ' || coalesce(parked, why, 'not tried') FROM parcels")
                .fetch_all(&mut self.outbox().await?)
                .await?;
            if left.is_empty() {
                return Ok(());
            }
            ensure!(started.elapsed() < PATIENCE, "{} still has {}", self.name, left.join(", "));
            // What it shows must be read, or it waits for that.
            if self.seat.rest(Duration::from_millis(200)).await?.is_err() {
                self.ledger.agent_killed();
                self.seat = Seat::take(self.setting, &self.name, &self.folder).await?;
            }
        }
    }

    /// The ticket with these words, in the queue or at the desk: first in the one, because from there it goes to the other.
    async fn ticket_of(&self, words: &str) -> Result<Option<TicketId>> {
        let here = "SELECT ticket FROM parcels WHERE kind = 'ticket' AND instr(CAST(body AS TEXT), ?) > 0";
        let there = "SELECT id FROM tickets WHERE subject = ?";
        let mut found: Option<String> = sqlx::query_scalar(here).bind(words).fetch_optional(&mut self.outbox().await?).await?;
        if found.is_none() {
            found = sqlx::query_scalar(there).bind(words).fetch_optional(&mut self.setting.desk().await?).await?;
        }
        found.map(|id| id.parse().context("an id")).transpose()
    }

    async fn has_reply(&self, words: &str) -> Result<bool> {
        let here = "SELECT count(*) FROM parcels WHERE kind = 'message' AND instr(CAST(body AS TEXT), ?) > 0";
        let there = "SELECT count(*) FROM history WHERE body = ?";
        let waits: i64 = sqlx::query_scalar(here).bind(words).fetch_one(&mut self.outbox().await?).await?;
        let arrived: i64 = sqlx::query_scalar(there).bind(words).fetch_one(&mut self.setting.desk().await?).await?;
        Ok(waits + arrived > 0)
    }

    async fn has_rating(&self, ticket: TicketId) -> Result<bool> {
        let here = "SELECT count(*) FROM parcels WHERE kind = 'rating' AND ticket = ?";
        let there = "SELECT count(*) FROM tickets WHERE rating IS NOT NULL AND id = ?";
        let waits: i64 = sqlx::query_scalar(here).bind(ticket.to_string()).fetch_one(&mut self.outbox().await?).await?;
        let arrived: i64 = sqlx::query_scalar(there).bind(ticket.to_string()).fetch_one(&mut self.setting.desk().await?).await?;
        Ok(waits + arrived > 0)
    }

    async fn outbox(&self) -> Result<SqliteConnection> {
        let options = SqliteConnectOptions::new().filename(self.folder.join("outbox.db")).busy_timeout(PATIENCE);
        options.connect().await.context("looking into the agent's queue")
    }
}

/// What stands in the box, once its picture is there too.
fn in_the_box(view: &View) -> Option<String> {
    let is_ready =
        view.place == Place::Help && view.help.stage == HelpStage::Writing && matches!(view.help.picture, PictureSlot::Ready { .. });
    is_ready.then(|| view.help.text.clone())
}

/// The request of which the page says that it is kept.
fn kept(stage: &HelpStage) -> Option<TicketId> {
    match stage {
        HelpStage::Writing => None,
        HelpStage::Sending { id, .. }
        | HelpStage::Sent { id, .. }
        | HelpStage::Saved { id, .. }
        | HelpStage::Locked { id, .. }
        | HelpStage::Trouble { id, .. } => Some(*id),
    }
}
