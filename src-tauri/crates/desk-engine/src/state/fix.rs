//! "Is it fixed?", the rating after it, and "Me too".

use super::{Effect, State};
use desk_api::{Confirmation, MAX_WORDS, NoticeId, NoticeState, Rating, Score, Sealed, Status, TicketId};
use desk_outbox::Parcel;
use desk_view::{Place, Request};

/// The longest note with a rating, in characters.
const MAX_RATING_NOTE: usize = 500;

/// What the person is doing about "Is it fixed?", beyond what the desk knows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum FixStep {
    /// Yes: how did we do?
    Rating,
    /// Rated.
    Thanks { score: Score, noted: bool },
    /// Not yet: the box for what is still wrong is open.
    NotYet { is_handed_over: bool },
}

impl State {
    /// A toast was clicked, perhaps days after it was shown. An answer counts where its question still stands; else the page shows
    /// how things are.
    pub(super) fn pressed(&mut self, request: Request) -> Vec<Effect> {
        let (stands, place) = if let Request::Confirm { id, .. } = request {
            let asks = self.tickets.get(&id).is_some_and(|known| known.ticket.status == Status::Resolved);
            (asks, Place::Ticket { id })
        } else if let Request::MeToo { id } = request {
            (self.notices.get(&id).is_some_and(|notice| notice.state == NoticeState::Active), Place::Notice { id })
        } else {
            return self.asked(request);
        };
        if stands { self.asked(request) } else { self.open(place) }
    }

    /// Answers "Is it fixed?".
    pub(super) fn confirm(&mut self, ticket: TicketId, fixed: bool, note: Option<String>, someone_else: bool) -> Vec<Effect> {
        if self.outgoing.confirmation(ticket).is_some_and(|(_, waiting)| waiting.fixed == fixed) {
            return Vec::new();
        }
        let note = note.and_then(|note| cut(&note, MAX_WORDS));
        let Ok(body) = Sealed::seal(&Confirmation { fixed, note, someone_else }) else { return Vec::new() };
        if let Some(FixStep::NotYet { is_handed_over }) = self.fix.get_mut(&ticket) {
            *is_handed_over = true;
        }
        let id = self.new_message_id();
        vec![Effect::Accept { parcels: vec![Parcel::Confirmation { id, ticket, body }], blobs: Vec::new() }]
    }

    pub(super) fn confirmation_kept(&mut self, ticket: TicketId, body: &Sealed<Confirmation>) {
        let fixed = body.open().is_ok_and(|confirmation| confirmation.fixed);
        let asks_for_rating = self.profile.as_ref().is_none_or(|profile| profile.capabilities.rating);
        if fixed && asks_for_rating {
            self.fix.insert(ticket, FixStep::Rating);
        } else {
            self.fix.remove(&ticket);
        }
    }

    pub(super) fn confirmation_not_kept(&mut self, ticket: TicketId) {
        if let Some(FixStep::NotYet { is_handed_over }) = self.fix.get_mut(&ticket) {
            *is_handed_over = false;
        }
    }

    /// Opens the box for what is still wrong.
    pub(super) fn start_not_yet(&mut self, ticket: TicketId) -> Vec<Effect> {
        self.fix.insert(ticket, FixStep::NotYet { is_handed_over: false });
        Vec::new()
    }

    /// One tap, and later perhaps a note.
    pub(super) fn rate(&mut self, ticket: TicketId, score: Score, note: Option<String>) -> Vec<Effect> {
        let note = note.and_then(|note| cut(&note, MAX_RATING_NOTE));
        let Ok(body) = Sealed::seal(&Rating { score, note }) else { return Vec::new() };
        let id = self.new_message_id();
        vec![Effect::Accept { parcels: vec![Parcel::Rating { id, ticket, body }], blobs: Vec::new() }]
    }

    pub(super) fn rating_kept(&mut self, ticket: TicketId, body: &Sealed<Rating>) {
        if let Ok(Rating { score, note }) = body.open() {
            self.fix.insert(ticket, FixStep::Thanks { score, noted: note.is_some() });
        }
    }

    pub(super) fn skip_rating(&mut self, ticket: TicketId) -> Vec<Effect> {
        self.fix.remove(&ticket);
        Vec::new()
    }

    /// The page of a request is left. "Not yet" holds also without a word more: the page said that the desk has been told.
    pub(super) fn leave_fix(&mut self, ticket: TicketId) -> Vec<Effect> {
        match self.fix.get(&ticket) {
            Some(FixStep::NotYet { is_handed_over: false }) => self.confirm(ticket, false, None, false),
            Some(FixStep::Thanks { .. }) => self.skip_rating(ticket),
            Some(FixStep::NotYet { is_handed_over: true } | FixStep::Rating) | None => Vec::new(),
        }
    }

    /// "Me too."
    pub(super) fn me_too(&mut self, notice: NoticeId) -> Vec<Effect> {
        let is_counted = self.notices.get(&notice).is_some_and(|notice| notice.affects_me);
        if is_counted || self.outgoing.has_joined(notice) || !self.joining.insert(notice) {
            return Vec::new();
        }
        vec![Effect::Accept { parcels: vec![Parcel::Affected { notice }], blobs: Vec::new() }]
    }
}

/// A note without the space around it and no longer than a desk takes; none where nothing is left.
fn cut(note: &str, longest: usize) -> Option<String> {
    let note: String = note.trim().chars().take(longest).collect();
    (!note.is_empty()).then_some(note)
}
