//! Writing back.

use super::{Effect, Note, Outgoing, State, What};
use desk_api::{MAX_WORDS, NewMessage, Sealed, TicketId};
use desk_outbox::Parcel;
use std::fmt;

/// A reply that is being written.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Reply {
    pub(crate) text: String,
    /// Counts up when the text changes by anything but typing.
    pub(crate) revision: u64,
    /// Handed to the outbox, which has not answered yet.
    is_handed_over: bool,
}

impl Reply {
    /// What was being written when the program last ended, unless it lies in the outbox.
    pub(crate) fn kept(text: String, ticket: TicketId, outgoing: &Outgoing) -> Option<Self> {
        let is_sent = outgoing.of(ticket).any(|sending| matches!(&sending.what, What::Message(_, message) if message.body == text.trim()));
        (!is_sent).then(|| Self { text, ..Self::default() })
    }
}

impl State {
    /// A keystroke.
    pub(super) fn write_reply(&mut self, id: TicketId, mut text: String) -> Vec<Effect> {
        let reply = self.replies.entry(id).or_default();
        if reply.is_handed_over || reply.text == text {
            return Vec::new();
        }
        if let Some((end, _)) = text.char_indices().nth(MAX_WORDS) {
            text.truncate(end);
            reply.revision += 1;
        }
        reply.text = text;
        vec![Effect::Jot(Note::Replies)]
    }

    /// Hands the reply to the outbox; the box is emptied once the outbox has it.
    pub(super) fn send_reply(&mut self, ticket: TicketId) -> Vec<Effect> {
        let written_at = self.now;
        let id = self.new_message_id();
        let Some(reply) = self.replies.get_mut(&ticket) else { return Vec::new() };
        if reply.is_handed_over || reply.text.trim().is_empty() {
            return Vec::new();
        }
        let message = NewMessage { body: reply.text.trim().to_owned(), attachments: Vec::new(), written_at };
        let Ok(body) = Sealed::seal(&message) else { return Vec::new() };
        reply.is_handed_over = true;
        vec![Effect::Accept { parcels: vec![Parcel::Message { id, ticket, body }], blobs: Vec::new() }]
    }

    pub(super) fn reply_kept(&mut self, ticket: TicketId) -> Vec<Effect> {
        let reply = self.replies.entry(ticket).or_default();
        *reply = Reply { text: String::new(), revision: reply.revision + 1, is_handed_over: false };
        vec![Effect::Keep(Note::Replies)]
    }

    pub(super) fn reply_not_kept(&mut self, ticket: TicketId) {
        if let Some(reply) = self.replies.get_mut(&ticket) {
            reply.is_handed_over = false;
        }
    }
}

impl fmt::Debug for Reply {
    /// Counts the words and leaves them out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reply({} characters)", self.text.chars().count())
    }
}
