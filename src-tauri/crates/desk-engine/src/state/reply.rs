//! Writing back, with a picture where one helps.

use super::{
    Effect, Note, Outgoing, Shot, Source, State, What,
    compose::{decoded, hide},
};
use crate::Picture;
use desk_api::{MAX_WORDS, NewAttachment, NewMessage, Sealed, TicketId};
use desk_outbox::Parcel;
use desk_view::{PictureId, ReplyPicture};
use std::fmt;

/// A reply that is being written.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Reply {
    pub(crate) text: String,
    /// Counts up when the text changes by anything but typing.
    pub(crate) revision: u64,
    /// Handed to the outbox, which has not answered yet.
    is_handed_over: bool,
    picture: Attaching,
}

/// The picture of a reply; in memory alone until it is sent.
#[derive(Clone, PartialEq, Eq, Default)]
enum Attaching {
    #[default]
    None,
    /// What was chosen is none.
    Unread,
    /// Being read; once it is, the reply is sent if Send was pressed.
    Reading {
        turn: u64,
        sends: bool,
    },
    Ready(Box<Shot>),
}

impl Reply {
    /// What was being written when the program last ended, unless it lies in the outbox.
    pub(crate) fn kept(text: String, ticket: TicketId, outgoing: &Outgoing) -> Option<Self> {
        let is_sent = outgoing.of(ticket).any(|sending| matches!(&sending.what, What::Message(_, message) if message.body == text.trim()));
        (!is_sent).then(|| Self { text, ..Self::default() })
    }

    /// What the page shows of its picture.
    pub(crate) fn picture(&self) -> ReplyPicture {
        match &self.picture {
            Attaching::None => ReplyPicture::None,
            Attaching::Unread => ReplyPicture::Unread,
            Attaching::Reading { .. } => ReplyPicture::Reading,
            Attaching::Ready(shot) => ReplyPicture::Ready { id: PictureId::from(shot.id) },
        }
    }

    fn take_picture_off(&mut self) -> Vec<Effect> {
        match std::mem::take(&mut self.picture) {
            Attaching::Ready(shot) => vec![hide(shot.id)],
            Attaching::None | Attaching::Unread | Attaching::Reading { .. } => Vec::new(),
        }
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

    /// A picture that was pasted, dropped or chosen.
    pub(super) fn attach_to_reply(&mut self, id: TicketId, png: &str) -> Vec<Effect> {
        if !self.may_add_picture() || !self.tickets.contains_key(&id) {
            return Vec::new();
        }
        let turn = self.next_reading();
        let reply = self.replies.entry(id).or_default();
        if reply.is_handed_over || matches!(reply.picture, Attaching::Reading { sends: true, .. }) {
            return Vec::new();
        }
        let mut effects = reply.take_picture_off();
        match decoded(png) {
            Some(png) => {
                reply.picture = Attaching::Reading { turn, sends: false };
                effects.push(Effect::ReadPicture { turn, png });
            }
            None => reply.picture = Attaching::Unread,
        }
        effects
    }

    pub(super) fn detach_from_reply(&mut self, id: TicketId) -> Vec<Effect> {
        let reply = self.replies.get_mut(&id).filter(|reply| !reply.is_handed_over);
        reply.map(Reply::take_picture_off).unwrap_or_default()
    }

    /// It is read, or is none.
    pub(super) fn read_for_reply(&mut self, turn: u64, picture: Result<Picture, String>) -> Vec<Effect> {
        let id = self.new_attachment_id();
        let waits = |reply: &Reply| matches!(reply.picture, Attaching::Reading { turn: awaited, .. } if awaited == turn);
        let Some((ticket, reply)) = self.replies.iter_mut().find(|(_, reply)| waits(reply)) else { return Vec::new() };
        let ticket = *ticket;
        let sends = matches!(reply.picture, Attaching::Reading { sends: true, .. });
        let shot = match picture {
            Ok(picture) => Shot { source: Source::Own, ..Shot::new(id, picture) },
            Err(why) => {
                tracing::warn!(why, "A picture for a reply could not be read");
                reply.picture = Attaching::Unread;
                return Vec::new();
            }
        };
        let mut effects = vec![shot.show()];
        reply.picture = Attaching::Ready(Box::new(shot));
        if sends {
            effects.extend(self.send_reply(ticket));
        }
        effects
    }

    /// The picture of the reply that is being written, for a window that does not have it.
    pub(super) fn reply_picture(&self, id: TicketId) -> Option<Effect> {
        match &self.replies.get(&id)?.picture {
            Attaching::Ready(shot) => Some(shot.show()),
            Attaching::None | Attaching::Unread | Attaching::Reading { .. } => None,
        }
    }

    /// Hands the reply to the outbox; the box is emptied once the outbox has it.
    pub(super) fn send_reply(&mut self, ticket: TicketId) -> Vec<Effect> {
        let written_at = self.now;
        let id = self.new_message_id();
        let Some(reply) = self.replies.get_mut(&ticket) else { return Vec::new() };
        if reply.is_handed_over || reply.text.trim().is_empty() {
            return Vec::new();
        }
        let shot = match &mut reply.picture {
            Attaching::Reading { sends, .. } => {
                *sends = true;
                return Vec::new();
            }
            Attaching::Ready(shot) => Some(shot),
            Attaching::None | Attaching::Unread => None,
        };
        let attachments: Vec<NewAttachment> = shot.iter().map(|shot| shot.announce()).collect();
        let blobs = shot.iter().map(|shot| (shot.id, shot.picture.png.clone())).collect();
        let message = NewMessage { body: reply.text.trim().to_owned(), attachments: attachments.clone(), written_at };
        let Ok(body) = Sealed::seal(&message) else { return Vec::new() };
        reply.is_handed_over = true;
        let pictures = attachments.into_iter().map(|NewAttachment { id, name, sha256, size_bytes, .. }| Parcel::Attachment {
            id,
            ticket,
            name,
            sha256,
            size_bytes,
        });
        vec![Effect::Accept { parcels: std::iter::once(Parcel::Message { id, ticket, body }).chain(pictures).collect(), blobs }]
    }

    pub(super) fn reply_kept(&mut self, ticket: TicketId) -> Vec<Effect> {
        let reply = self.replies.entry(ticket).or_default();
        let mut effects = reply.take_picture_off();
        *reply = Reply { revision: reply.revision + 1, ..Reply::default() };
        effects.push(Effect::Keep(Note::Replies));
        effects
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
