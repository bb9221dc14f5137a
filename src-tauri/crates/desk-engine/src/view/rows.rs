//! My requests, and where each stands in plain words.

use super::first_name;
use crate::state::{Freshness, Known, Sending, State, What, asker};
use desk_api::{NewTicket, Status};
use desk_view::{ListState, RequestRow, RequestsPage, StatusLine};

/// The longest first line that stands for a request, in characters.
const TITLE: usize = 120;

pub(super) fn requests(state: &State) -> RequestsPage {
    let mut rows: Vec<RequestRow> = state
        .outgoing
        .iter()
        .filter_map(|sending| waiting(state, sending))
        .chain(state.tickets.values().map(|known| row(state, known)))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    let list_state = match state.tickets_state {
        Freshness::Heard => ListState::Ready,
        Freshness::Unheard | Freshness::Failed if !rows.is_empty() => ListState::Ready,
        Freshness::Unheard => ListState::Loading,
        Freshness::Failed => ListState::Failed,
    };
    let mut page = RequestsPage { state: list_state, needs_you: Vec::new(), open: Vec::new(), finished: Vec::new() };
    for row in rows {
        let group = match row.status {
            StatusLine::Question { .. } | StatusLine::Ask { .. } => &mut page.needs_you,
            StatusLine::Done { .. } | StatusLine::Cancelled => &mut page.finished,
            StatusLine::Saved
            | StatusLine::Locked
            | StatusLine::Stuck { .. }
            | StatusLine::New
            | StatusLine::Work { .. }
            | StatusLine::Waiting { .. }
            | StatusLine::Hand { .. } => &mut page.open,
        };
        group.push(row);
    }
    page
}

/// A request that the desk does not have yet.
fn waiting(state: &State, sending: &Sending) -> Option<RequestRow> {
    let What::Ticket(ticket) = &sending.what else { return None };
    Some(RequestRow {
        id: sending.ticket?,
        title: title(ticket),
        status: waiting_status(state, sending),
        person: None,
        at: sending.accepted_at,
        unread: false,
    })
}

fn row(state: &State, known: &Known) -> RequestRow {
    let ticket = &known.ticket;
    RequestRow {
        id: ticket.id,
        title: ticket.subject.clone(),
        status: status(state, known),
        person: person(known),
        at: ticket.updated_at,
        unread: state.is_unread(ticket.id),
    }
}

/// The first line of the words, as the desk will cut it.
pub(super) fn title(ticket: &NewTicket) -> String {
    ticket.words.trim().lines().next().unwrap_or_default().chars().take(TITLE).collect()
}

/// Full name of the person who is on it.
pub(super) fn person(known: &Known) -> Option<String> {
    let ticket = &known.ticket;
    let contact = ticket.department_contact.as_ref().filter(|_| ticket.department.is_some());
    contact.map(|contact| contact.name.clone()).or_else(|| ticket.assignee.clone())
}

pub(super) fn waiting_status(state: &State, sending: &Sending) -> StatusLine {
    match &sending.stuck {
        Some(code) => StatusLine::Stuck { code: code.clone() },
        None if state.is_locked => StatusLine::Locked,
        None => StatusLine::Saved,
    }
}

/// Where a request stands, with what is still on its way to the desk taken as done.
pub(super) fn status(state: &State, known: &Known) -> StatusLine {
    let ticket = &known.ticket;
    let name = || ticket.assignee.as_deref().map(first_name);
    if let Some((_, confirmation)) = state.outgoing.confirmation(ticket.id) {
        return if confirmation.fixed { StatusLine::Done { name: name() } } else { StatusLine::Work { name: name() } };
    }
    let has_replied = state.outgoing.of(ticket.id).any(|sending| matches!(sending.what, What::Message(..)));
    match ticket.status {
        Status::WaitingOnRequester | Status::Resolved if has_replied => StatusLine::Work { name: name() },
        Status::New => StatusLine::New,
        Status::WaitingOnRequester => StatusLine::Question { name: name() },
        Status::OnHold => StatusLine::Waiting { due: ticket.due },
        Status::Resolved => {
            let asker = asker(ticket, known.history.as_deref().unwrap_or_default());
            StatusLine::Ask { name: asker.as_deref().map(first_name) }
        }
        Status::Closed => StatusLine::Done { name: name() },
        Status::Cancelled => StatusLine::Cancelled,
        Status::InProgress | Status::Unknown => match &ticket.department {
            Some(department) => {
                let contact = ticket.department_contact.as_ref();
                StatusLine::Hand {
                    department: department.clone(),
                    name: contact.map(|contact| contact.name.clone()),
                    phone: contact.and_then(|contact| contact.phone.clone()),
                }
            }
            None => StatusLine::Work { name: name() },
        },
    }
}
