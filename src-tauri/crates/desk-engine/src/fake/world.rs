//! What the desk in memory knows, and what a requester may do to it.

use crate::state::sha256;
use bytes::Bytes;
use desk_api::{
    Attachment, AttachmentId, AttachmentState, Author, Capabilities, Change, ChangeKind, Code, Confirmation, Contact, DeskError,
    DeskProfile, Event, EventId, EventKind, HistoryItem, MAX_WORDS, Message, MessageId, NewAttachment, NewMessage, NewTicket, Notice,
    NoticeId, Rating, Role, Sealed, Status, TeamMember, Ticket, TicketId, TicketThread, Tip, TipId,
};
use jiff::{Timestamp, ToSpan};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Everything there is.
#[derive(Default)]
pub(super) struct World {
    pub(super) records: BTreeMap<TicketId, Record>,
    pub(super) notices: BTreeMap<NoticeId, Notice>,
    pub(super) openings: usize,
    affected: BTreeSet<(NoticeId, String)>,
    pub(super) tips: BTreeMap<TipId, Tip>,
    helped: BTreeSet<(TipId, String)>,
    files: BTreeMap<AttachmentId, File>,
    /// Who used a key, with which bytes.
    keys: BTreeMap<Uuid, (String, Bytes)>,
    /// Each with the one person it is for; none where it is for all.
    events: Vec<(EventKind, Option<String>)>,
    last_change: Timestamp,
}

/// A ticket and whose it is.
pub(super) struct Record {
    pub(super) owner: String,
    pub(super) thread: TicketThread,
}

struct File {
    ticket: TicketId,
    announced: NewAttachment,
    content: Option<Bytes>,
}

pub(crate) fn profile() -> DeskProfile {
    DeskProfile {
        name: "Cedar Ridge".to_owned(),
        phone: Some("4357".to_owned()),
        hours: None,
        answer_within_hours: 24,
        usual_hours: None,
        usually_read_minutes: None,
        time_zone: "America/New_York".to_owned(),
        manager: Some(Contact { name: "Ana Ruiz".to_owned(), phone: None }),
        team: vec![TeamMember { first_name: "Devon".to_owned(), initials: "DP".to_owned() }],
        departments: Vec::new(),
        languages: vec!["en".to_owned(), "es".to_owned()],
        capabilities: Capabilities {
            live: true,
            max_attachment_bytes: 25_000_000,
            attachment_types: vec!["image/png".to_owned()],
            reply: true,
            confirmation: true,
            rating: true,
            affected: true,
            number_at_once: true,
            tips: true,
        },
    }
}

fn refused(code: Code) -> DeskError {
    DeskError::refused(400, code, "refused by the desk in memory")
}

fn read<T: DeserializeOwned>(sealed: &Sealed<T>) -> Result<T, DeskError> {
    sealed.open().map_err(|_| refused(Code::Invalid))
}

fn check_words(words: &str) -> Result<(), DeskError> {
    let fits = !words.trim().is_empty() && words.chars().count() <= MAX_WORDS;
    if fits { Ok(()) } else { Err(refused(Code::Invalid)) }
}

impl World {
    /// A moment later than every one before.
    pub(super) fn tick(&mut self) -> Timestamp {
        self.last_change = Timestamp::now().max(self.last_change + 1.millisecond());
        self.last_change
    }

    /// Whether a key was used before, with these bytes and by this person.
    fn is_repeat(&mut self, person: &str, key: Uuid, bytes: &Bytes) -> Result<bool, DeskError> {
        match self.keys.get(&key) {
            Some((by, with)) if by == person && with == bytes => Ok(true),
            Some(_) => Err(refused(Code::KeyReused)),
            None => {
                self.keys.insert(key, (person.to_owned(), bytes.clone()));
                Ok(false)
            }
        }
    }

    fn own(&mut self, person: &str, id: TicketId) -> Result<&mut Record, DeskError> {
        self.records.get_mut(&id).filter(|record| record.owner == person).ok_or_else(|| refused(Code::NotFound))
    }

    /// Does something to a ticket, notes when, and says so to its owner.
    pub(super) fn change(&mut self, id: TicketId, how: impl FnOnce(&mut TicketThread, Timestamp)) {
        let at = self.tick();
        let record = self.records.get_mut(&id).expect("the ticket is there");
        how(&mut record.thread, at);
        record.thread.ticket.updated_at = at;
        let owner = record.owner.clone();
        self.say(EventKind::Ticket { ticket_id: id }, Some(owner));
    }

    pub(super) fn say(&mut self, what: EventKind, to: Option<String>) {
        self.events.push((what, to));
    }

    pub(super) fn open(&mut self, person: &str, id: TicketId, sealed: &Sealed<NewTicket>) -> Result<Ticket, DeskError> {
        self.openings += 1;
        let new = read(sealed)?;
        check_words(&new.words)?;
        if self.is_repeat(person, id.0, sealed.bytes())? {
            return self.own(person, id).map(|record| record.thread.ticket.clone());
        }
        let at = self.tick();
        let ticket = Ticket {
            id,
            number: Some((4127 + self.records.len()).to_string()),
            subject: new.words.lines().next().unwrap_or_default().chars().take(120).collect(),
            status: Status::New,
            status_since: at,
            class_waiting: new.class_waiting,
            next_update_by: Some(at + 24.hours()),
            assignee: None,
            department: None,
            department_contact: None,
            due: None,
            rating: None,
            created_at: at,
            updated_at: at,
        };
        let attachments = self.announce(id, new.attachments);
        let first = message(MessageId::new(), person, Role::Requester, new.words, attachments, at);
        let thread = TicketThread { ticket: ticket.clone(), history: vec![HistoryItem::Message(first)] };
        self.records.insert(id, Record { owner: person.to_owned(), thread });
        self.say(EventKind::Ticket { ticket_id: id }, Some(person.to_owned()));
        Ok(ticket)
    }

    fn announce(&mut self, ticket: TicketId, announced: Vec<NewAttachment>) -> Vec<Attachment> {
        let attachments = announced.into_iter().map(|announced| {
            let attachment = Attachment {
                id: announced.id,
                name: announced.name.clone(),
                media_type: announced.media_type.clone(),
                size_bytes: announced.size_bytes,
                state: AttachmentState::Pending,
            };
            self.files.insert(announced.id, File { ticket, announced, content: None });
            attachment
        });
        attachments.collect()
    }

    pub(super) fn attach(&mut self, person: &str, id: AttachmentId, content: Bytes) -> Result<Attachment, DeskError> {
        let ticket = self.files.get(&id).map(|file| file.ticket).ok_or_else(|| refused(Code::NotFound))?;
        self.own(person, ticket)?;
        let file = self.files.get_mut(&id).expect("it was there a moment ago");
        if sha256(&content) != file.announced.sha256 {
            return Err(refused(Code::BadDigest));
        }
        file.content = Some(content);
        let mut stored = None;
        for item in &mut self.own(person, ticket)?.thread.history {
            let HistoryItem::Message(message) = item else { continue };
            for attachment in message.attachments.iter_mut().filter(|attachment| attachment.id == id) {
                attachment.state = AttachmentState::Stored;
                stored = Some(attachment.clone());
            }
        }
        self.say(EventKind::Ticket { ticket_id: ticket }, Some(person.to_owned()));
        stored.ok_or_else(|| refused(Code::NotFound))
    }

    pub(super) fn attachment(&mut self, person: &str, id: AttachmentId) -> Result<Bytes, DeskError> {
        let ticket = self.files.get(&id).map(|file| file.ticket).ok_or_else(|| refused(Code::NotFound))?;
        self.own(person, ticket)?;
        self.files[&id].content.clone().ok_or_else(|| refused(Code::NotFound))
    }

    pub(super) fn tickets(&self, person: &str) -> Vec<Ticket> {
        let mut tickets: Vec<_> =
            self.records.values().filter(|record| record.owner == person).map(|record| record.thread.ticket.clone()).collect();
        tickets.sort_by_key(|ticket| std::cmp::Reverse(ticket.updated_at));
        tickets
    }

    pub(super) fn threads(&self) -> Vec<TicketThread> {
        self.records.values().map(|record| record.thread.clone()).collect()
    }

    pub(super) fn body_of(&self, id: TicketId) -> Sealed<NewTicket> {
        Sealed::from_bytes(self.keys[&id.0].1.clone())
    }

    pub(super) fn thread(&mut self, person: &str, id: TicketId) -> Result<TicketThread, DeskError> {
        self.own(person, id).map(|record| record.thread.clone())
    }

    pub(super) fn reply(
        &mut self,
        person: &str,
        ticket: TicketId,
        key: MessageId,
        sealed: &Sealed<NewMessage>,
    ) -> Result<Message, DeskError> {
        self.own(person, ticket)?;
        let new = read(sealed)?;
        check_words(&new.body)?;
        if !self.is_repeat(person, key.0, sealed.bytes())? {
            let attachments = self.announce(ticket, new.attachments);
            self.change(ticket, |thread, at| {
                if matches!(thread.ticket.status, Status::Resolved | Status::Closed) {
                    thread.history.push(change(at, None, ChangeKind::Reopened));
                }
                if thread.ticket.status != Status::New {
                    thread.ticket.status = Status::InProgress;
                }
                thread.history.push(HistoryItem::Message(message(key, person, Role::Requester, new.body, attachments, at)));
            });
        }
        let said = self.own(person, ticket)?.thread.history.iter().find_map(|item| match item {
            HistoryItem::Message(message) if message.id == key => Some(message.clone()),
            HistoryItem::Message(_) | HistoryItem::Change(_) => None,
        });
        said.ok_or_else(|| refused(Code::NotFound))
    }

    pub(super) fn confirm(
        &mut self,
        person: &str,
        ticket: TicketId,
        key: MessageId,
        sealed: &Sealed<Confirmation>,
    ) -> Result<Ticket, DeskError> {
        self.own(person, ticket)?;
        let Confirmation { fixed, note, .. } = read(sealed)?;
        if !self.is_repeat(person, key.0, sealed.bytes())? {
            self.change(ticket, |thread, at| {
                thread.ticket.status = if fixed { Status::Closed } else { Status::InProgress };
                thread.ticket.status_since = at;
                thread.ticket.next_update_by = (!fixed).then(|| at + 24.hours());
                thread.history.push(change(at, None, if fixed { ChangeKind::Confirmed } else { ChangeKind::Reopened }));
                if let Some(note) = note {
                    thread.history.push(HistoryItem::Message(message(key, person, Role::Requester, note, Vec::new(), at)));
                }
            });
        }
        self.own(person, ticket).map(|record| record.thread.ticket.clone())
    }

    pub(super) fn rate(&mut self, person: &str, ticket: TicketId, key: MessageId, sealed: &Sealed<Rating>) -> Result<Ticket, DeskError> {
        self.own(person, ticket)?;
        let Rating { score, note } = read(sealed)?;
        if note.is_some_and(|note| note.chars().count() > 500) {
            return Err(refused(Code::Invalid));
        }
        if !self.is_repeat(person, key.0, sealed.bytes())? {
            self.change(ticket, |thread, _| thread.ticket.rating = Some(score));
        }
        self.own(person, ticket).map(|record| record.thread.ticket.clone())
    }

    pub(super) fn notices(&self, person: &str) -> Vec<Notice> {
        let notices = self.notices.values().map(|notice| {
            let affects_me = self.affected.contains(&(notice.id, person.to_owned()));
            let affected = self.affected.iter().filter(|(id, _)| *id == notice.id).count();
            Notice { affects_me, affected: u32::try_from(affected).unwrap_or(u32::MAX), ..notice.clone() }
        });
        notices.collect()
    }

    pub(super) fn affected(&mut self, person: &str, id: NoticeId) -> Result<Notice, DeskError> {
        if !self.notices.contains_key(&id) {
            return Err(refused(Code::NotFound));
        }
        if self.affected.insert((id, person.to_owned())) {
            self.say(EventKind::Notice { notice_id: id }, None);
        }
        self.notices(person).into_iter().find(|notice| notice.id == id).ok_or_else(|| refused(Code::NotFound))
    }

    pub(super) fn tips(&self, person: &str) -> Vec<Tip> {
        let tips = self.tips.values().map(|tip| {
            let helped = self.helped.iter().filter(|(id, _)| *id == tip.id).count();
            let helped_me = self.helped.contains(&(tip.id, person.to_owned()));
            Tip { helped: u32::try_from(helped).unwrap_or(u32::MAX), helped_me, ..tip.clone() }
        });
        let mut tips: Vec<_> = tips.collect();
        tips.sort_by_key(|tip| std::cmp::Reverse(tip.helped));
        tips
    }

    pub(super) fn tip_helped(&mut self, person: &str, id: TipId) -> Result<Tip, DeskError> {
        if self.tips.contains_key(&id) {
            self.helped.insert((id, person.to_owned()));
        }
        self.tips(person).into_iter().find(|tip| tip.id == id).ok_or_else(|| refused(Code::NotFound))
    }

    pub(super) fn last_event(&self) -> EventId {
        EventId(self.events.len() as u64)
    }

    pub(super) fn event_after(&self, after: EventId, person: &str) -> Option<Event> {
        let from = usize::try_from(after.0).unwrap_or(usize::MAX);
        let news = self.events.iter().enumerate().skip(from);
        let (place, (what, _)) = news.into_iter().find(|(_, (_, to))| to.as_ref().is_none_or(|to| to == person))?;
        Some(Event { id: EventId(place as u64 + 1), what: *what })
    }
}

pub(super) fn message(id: MessageId, name: &str, role: Role, body: String, attachments: Vec<Attachment>, at: Timestamp) -> Message {
    Message { id, author: Author { name: name.to_owned(), role }, body, attachments, created_at: at }
}

pub(super) fn change(at: Timestamp, by: Option<&str>, what: ChangeKind) -> HistoryItem {
    HistoryItem::Change(Change { at, by: by.map(str::to_owned), what })
}
