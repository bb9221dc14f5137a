//! One request: everything said and done, and "Is it fixed?".

use super::{
    first_name,
    rows::{person, status, title, waiting_status},
};
use crate::state::{FixStep, Known, Sending, State, What, asker, theirs};
use desk_api::{AttachmentId, AttachmentState, ChangeKind, HistoryItem, Message, MessageId, NewTicket, Role, Status, TicketId};
use desk_view::{Attached, Entry, FixStage, PictureId, ReplyPicture, SaveStep, ThreadPage};

/// The page of a request; none where there is no such request.
pub(super) fn thread(state: &State, id: TicketId) -> Option<ThreadPage> {
    let page = match (state.tickets.get(&id), state.outgoing.ticket(id)) {
        (Some(known), _) => of_known(state, known),
        (None, Some((sending, ticket))) => of_waiting(state, id, sending, ticket),
        (None, None) => return None,
    };
    Some(page)
}

fn of_known(state: &State, known: &Known) -> ThreadPage {
    let ticket = &known.ticket;
    let history = known.history.as_deref().unwrap_or_default();
    let mut entries: Vec<Entry> = history.iter().filter_map(|item| entry(state, item)).collect();
    let new_from = new_from(state, &entries);
    entries.extend(state.outgoing.of(ticket.id).filter_map(|sending| echo(state, sending)));
    let reply = state.replies.get(&ticket.id);
    ThreadPage {
        id: ticket.id,
        title: ticket.subject.clone(),
        number: ticket.number.clone(),
        status: status(state, known),
        person: person(known),
        next_update_by: ticket.next_update_by,
        entries,
        new_from,
        reply: reply.map(|reply| reply.text.clone()).unwrap_or_default(),
        reply_picture: match reply {
            _ if !state.may_add_picture() => ReplyPicture::NotHere,
            Some(reply) => reply.picture(),
            None => ReplyPicture::None,
        },
        reply_revision: reply.map_or(0, |reply| reply.revision),
        fix: fix(state, known),
        loaded: known.history.is_some(),
    }
}

/// A request that the desk does not have yet.
fn of_waiting(state: &State, id: TicketId, sending: &Sending, ticket: &NewTicket) -> ThreadPage {
    let attached = ticket.attachments.iter().map(|new| attached(state, new.id, &new.name, new.size_bytes, AttachmentState::Pending));
    let mine =
        Entry::Mine { id: MessageId(id.0), at: ticket.written_at, body: ticket.words.clone(), attached: attached.collect(), waiting: true };
    ThreadPage {
        id,
        title: title(ticket),
        number: None,
        status: waiting_status(state, sending),
        person: None,
        next_update_by: None,
        entries: std::iter::once(mine).chain(state.outgoing.of(id).filter_map(|sending| echo(state, sending))).collect(),
        new_from: None,
        reply: String::new(),
        reply_picture: ReplyPicture::NotHere,
        reply_revision: 0,
        fix: FixStage::None,
        loaded: true,
    }
}

/// What is said of an item of the history; nothing of what shows elsewhere on the page.
fn entry(state: &State, item: &HistoryItem) -> Option<Entry> {
    match item {
        HistoryItem::Message(message) => Some(said(state, message)),
        HistoryItem::Change(change) => {
            let at = change.at;
            match &change.what {
                ChangeKind::Taken => Some(Entry::Taken { name: change.by.as_deref().map(first_name), at }),
                ChangeKind::Assigned { to } => Some(Entry::Taken { name: Some(first_name(to)), at }),
                ChangeKind::HandedOff { department } => Some(Entry::HandedOff { department: department.clone(), at }),
                ChangeKind::Confirmed => Some(Entry::Confirmed { at }),
                ChangeKind::Reopened => Some(Entry::Reopened { at }),
                ChangeKind::PromiseMoved { was, until } => Some(Entry::Delayed { was: *was, until: *until, at }),
                ChangeKind::JoinedNotice { title } => Some(Entry::Joined { title: title.clone(), at }),
                ChangeKind::AskedIfFixed | ChangeKind::PutOnHold | ChangeKind::LeftNotice | ChangeKind::Unknown => None,
            }
        }
    }
}

fn said(state: &State, message: &Message) -> Entry {
    let (id, at, body) = (message.id, message.created_at, message.body.clone());
    let attached = message.attachments.iter().map(|far| attached(state, far.id, &far.name, far.size_bytes, far.state));
    match message.author.role {
        Role::Requester => Entry::Mine { id, at, body, attached: attached.collect(), waiting: false },
        Role::Staff | Role::System => {
            let steps = message.attachments.iter().map(|far| state.save_step(far));
            let attached = attached.zip(steps).map(|(attached, saving)| Attached { saving, ..attached }).collect();
            Entry::Theirs { id, name: message.author.name.clone(), at, body, attached }
        }
    }
}

/// A picture or file; one that this computer could not bring is refused, whatever the desk still hopes for.
fn attached(state: &State, id: AttachmentId, name: &str, size_bytes: u64, far: AttachmentState) -> Attached {
    let far = if state.outgoing.is_refused(id) { AttachmentState::Refused } else { far };
    let picture = state.shown_pictures.contains(&id).then(|| PictureId::from(id));
    Attached { id, picture, name: name.to_owned(), state: far, size_bytes, saving: SaveStep::NotHere }
}

/// What the person said or did, while it is on its way.
fn echo(state: &State, sending: &Sending) -> Option<Entry> {
    let at = sending.accepted_at;
    match &sending.what {
        What::Message(id, message) => {
            let attached = message
                .attachments
                .iter()
                .map(|new| attached(state, new.id, &new.name, new.size_bytes, AttachmentState::Pending))
                .collect();
            Some(Entry::Mine { id: *id, at: message.written_at, body: message.body.clone(), attached, waiting: true })
        }
        What::Confirmation(confirmation) if confirmation.fixed => Some(Entry::Confirmed { at }),
        What::Confirmation(_) => Some(Entry::Reopened { at }),
        What::Ticket(_) | What::Attachment(_) | What::Rating | What::Affected(_) | What::TipHelped(_) => None,
    }
}

/// The first message of the desk's after the last that was seen when the page was opened.
fn new_from(state: &State, entries: &[Entry]) -> Option<u32> {
    let seen = state.open_thread?.seen_before;
    let is_seen = |entry: &Entry| matches!(entry, Entry::Theirs { id, .. } if Some(*id) == seen);
    let after = entries.iter().position(is_seen).map_or(0, |at| at + 1);
    let new = entries[after..].iter().position(|entry| matches!(entry, Entry::Theirs { .. }))?;
    u32::try_from(after + new).ok()
}

fn fix(state: &State, known: &Known) -> FixStage {
    let ticket = &known.ticket;
    let history = known.history.as_deref().unwrap_or_default();
    let name = || asker(ticket, history);
    match state.fix.get(&ticket.id) {
        Some(FixStep::Rating) => return FixStage::Rating { name: name() },
        Some(FixStep::Thanks { score, noted }) => return FixStage::Thanks { score: *score, noted: *noted },
        Some(FixStep::NotYet { .. }) => return FixStage::NotYet { name: name() },
        None => {}
    }
    let can_answer = state.profile.as_ref().is_none_or(|profile| profile.capabilities.confirmation);
    if ticket.status != Status::Resolved || state.outgoing.confirmation(ticket.id).is_some() || !can_answer {
        return FixStage::None;
    }
    let asked_at = history.iter().rev().find_map(|item| match item {
        HistoryItem::Change(change) if change.what == ChangeKind::AskedIfFixed => Some(change.at),
        HistoryItem::Change(_) | HistoryItem::Message(_) => None,
    });
    FixStage::Asking {
        name: name(),
        did: theirs(history).last().map(|message| message.body.clone()),
        at: asked_at.unwrap_or(ticket.status_since),
    }
}
