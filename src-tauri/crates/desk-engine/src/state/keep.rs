//! What must outlive the program, besides the queue itself: small notes in the outbox, each written whole.

use super::{KeptShot, Known, Note, Phase, Preferences, State, compose::Draft};
use desk_api::{DeskProfile, MessageId, Notice, NoticeId, TicketId};
use desk_outbox::{Parcel, Waiting};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// How many requests are kept whole, so that the list shows offline.
const KEPT_WHOLE: usize = 50;

/// What was kept when the program last ended.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) draft: KeptDraft,
    pub(crate) replies: BTreeMap<TicketId, String>,
    pub(crate) profile: Option<DeskProfile>,
    pub(crate) tickets: Option<Vec<Known>>,
    pub(crate) notices: Option<Vec<Notice>>,
    pub(crate) seen: BTreeMap<TicketId, MessageId>,
    pub(crate) preferences: Preferences,
    /// The queue itself.
    pub(crate) waiting: Vec<Waiting>,
    /// What was taken out of it by "Stop sending", and is the draft.
    pub(crate) taken_back: Vec<Parcel>,
}

/// The draft; the bytes of its picture lie in a blob.
#[derive(Clone, Default, Serialize, Deserialize)]
pub(crate) struct KeptDraft {
    pub(crate) text: String,
    pub(crate) class_waiting: bool,
    /// Send was pressed: the ticket it became if the outbox took it, which the program did not live to hear.
    #[serde(default)]
    pub(crate) sent_as: Option<TicketId>,
    /// The outage it is about.
    #[serde(default)]
    pub(crate) still: Option<NoticeId>,
    /// Its picture, where it is worth keeping.
    #[serde(default)]
    pub(crate) picture: Option<KeptShot>,
}

impl Kept {
    /// Takes in one note. One that cannot be read is as if it had not been kept: all of it can be had again but for the draft,
    /// which this version wrote.
    pub(crate) fn read(&mut self, note: Note, bytes: &[u8]) {
        match note {
            Note::Draft => self.draft = parse(note, bytes).unwrap_or_default(),
            Note::Replies => self.replies = parse(note, bytes).unwrap_or_default(),
            Note::Profile => self.profile = parse(note, bytes),
            Note::Tickets => self.tickets = parse(note, bytes),
            Note::Notices => self.notices = parse(note, bytes),
            Note::Seen => self.seen = parse(note, bytes).unwrap_or_default(),
            Note::Preferences => self.preferences = parse(note, bytes).unwrap_or_default(),
        }
    }
}

fn parse<T: DeserializeOwned>(note: Note, bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).inspect_err(|error| tracing::warn!(note.name = note.name(), %error, "A note could not be read")).ok()
}

impl State {
    /// A note as it should be kept now.
    pub(crate) fn note(&self, note: Note) -> Vec<u8> {
        let written = match note {
            Note::Draft => serde_json::to_vec(&self.kept_draft()),
            Note::Replies => serde_json::to_vec(&self.kept_replies(None)),
            Note::Profile => serde_json::to_vec(&self.profile),
            Note::Tickets => serde_json::to_vec(&self.kept_tickets()),
            Note::Notices => serde_json::to_vec(&self.notices.values().collect::<Vec<_>>()),
            Note::Preferences => serde_json::to_vec(&self.preferences),
            Note::Seen => {
                let seen: BTreeMap<_, _> = self.seen.iter().filter(|(id, _)| self.tickets.contains_key(id)).collect();
                serde_json::to_vec(&seen)
            }
        };
        written.expect("our own values are lists, maps and texts with text for keys")
    }

    /// The notes that change in the moment in which the outbox has these: what is in the queue is no draft any more, whenever the
    /// program ends.
    pub(crate) fn notes_with(&self, parcels: &[Parcel]) -> Vec<(Note, Vec<u8>)> {
        let note = |parcel: &Parcel| match parcel {
            Parcel::Ticket { .. } => Some((Note::Draft, serde_json::to_vec(&kept(&self.help.draft, None)))),
            Parcel::Message { ticket, .. } => Some((Note::Replies, serde_json::to_vec(&self.kept_replies(Some(*ticket))))),
            Parcel::Attachment { .. }
            | Parcel::Confirmation { .. }
            | Parcel::Rating { .. }
            | Parcel::Affected { .. }
            | Parcel::TipHelped { .. } => None,
        };
        let written = |(note, written): (Note, serde_json::Result<Vec<u8>>)| (note, written.expect("as for every note"));
        parcels.iter().filter_map(note).map(written).collect()
    }

    fn kept_replies(&self, but: Option<TicketId>) -> BTreeMap<&TicketId, &str> {
        let written = self.replies.iter().filter(|(id, reply)| !reply.text.is_empty() && but != Some(**id));
        written.map(|(id, reply)| (id, reply.text.as_str())).collect()
    }

    /// What Send was pressed for is the draft until the outbox has it.
    fn kept_draft(&self) -> KeptDraft {
        let (draft, sent_as) = match &self.help.journey {
            Some(journey) if journey.phase == Phase::HandedOver => (&journey.draft, Some(journey.id)),
            Some(_) | None => (&self.help.draft, self.help.sent_as),
        };
        kept(draft, sent_as)
    }

    /// The newest whole, the rest as the list has them.
    fn kept_tickets(&self) -> Vec<Known> {
        let mut tickets: Vec<_> = self.tickets.values().cloned().collect();
        tickets.sort_by_key(|known| std::cmp::Reverse(known.ticket.updated_at));
        for known in tickets.iter_mut().skip(KEPT_WHOLE) {
            known.history = None;
        }
        tickets
    }
}

fn kept(draft: &Draft, sent_as: Option<TicketId>) -> KeptDraft {
    let picture = draft.picture.kept().filter(|kept| kept.is_worked_on() || !draft.text.trim().is_empty());
    KeptDraft { text: draft.text.clone(), class_waiting: draft.class_waiting, sent_as, still: draft.still, picture }
}
