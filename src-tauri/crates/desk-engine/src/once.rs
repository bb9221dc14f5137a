//! For the command line, where no agent runs: send one request, or say how things stand, and end.

#[cfg(test)]
mod tests;

use crate::{
    Clock, deliver,
    engine::seed,
    state::{Answer, Attempt, Kept, Known, Note, Went, sha256},
};
use bytes::Bytes;
use desk_api::{AttachmentId, Desk, DeskError, DeviceReport, NewAttachment, NewTicket, Sealed, Ticket, TicketId};
use desk_outbox::{Key, Outbox, OutboxError, Parcel, Waiting};
use std::time::Duration;

/// How often the queue is looked at while another program may be sending from it.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// A request to be sent at once.
#[derive(Clone)]
pub struct NewRequest {
    /// What the person wrote.
    pub words: String,
    /// "My class is waiting."
    pub class_waiting: bool,
    /// What the device said about itself.
    pub report: Option<DeviceReport>,
    /// Pictures and files.
    pub files: Vec<NewFile>,
    /// BCP 47 tag of the language the person reads.
    pub language: Option<String>,
}

/// A picture or file that goes with a request.
#[derive(Clone)]
pub struct NewFile {
    /// A file name without folders.
    pub name: String,
    /// What it is believed to be, such as `image/png`.
    pub media_type: String,
    /// Its bytes.
    pub content: Bytes,
}

/// What became of a request.
#[derive(Clone, PartialEq, Debug)]
pub enum SendOutcome {
    /// The help desk has it.
    Sent {
        /// As the desk has it.
        ticket: Box<Ticket>,
        /// Names of files that could not be sent, or are still on their way.
        left_behind: Vec<String>,
    },
    /// It is on disk and will be sent by the next program that runs.
    Saved {
        /// Its id.
        id: TicketId,
        /// Why it was not sent: a short code such as `unreachable` or `503`.
        why: String,
    },
}

/// Why nothing was sent or kept.
#[derive(Debug, thiserror::Error)]
pub enum OnceError {
    /// There are no words.
    #[error("a request needs words")]
    NoWords,
    /// The request cannot be written as JSON.
    #[error("the request cannot be written down")]
    Write(#[source] serde_json::Error),
    /// The outbox gave trouble.
    #[error("the request cannot be kept on this computer")]
    Outbox(#[from] OutboxError),
}

/// Keeps a request on disk, then sends what is due until this request and its files are through, something holds it up, or `within`
/// has passed.
///
/// # Errors
/// When the request could not be kept; then it is not sent either.
pub async fn send_once<D: Desk>(
    desk: &D,
    outbox: &Outbox,
    request: NewRequest,
    clock: &Clock,
    within: Duration,
) -> Result<SendOutcome, OnceError> {
    let id = keep(outbox, request, clock).await?;
    let mut progress = Progress { ticket: None, held_up: None };
    match tokio::time::timeout(within, deliver_until_through(desk, outbox, id, clock, &mut progress)).await {
        Ok(delivered) => delivered?,
        Err(_) => progress.held_up = progress.held_up.or_else(|| Some("too_slow".to_owned())),
    }
    let waiting: Vec<Waiting> = outbox.waiting().await?.into_iter().filter(|waiting| waiting.parcel.ticket() == Some(id)).collect();
    let is_sent = waiting.iter().all(|waiting| waiting.key != Key::Ticket(id));
    if progress.ticket.is_none() && is_sent {
        // Another program sent it.
        progress.ticket = desk.thread(id).await.ok().map(|thread| thread.ticket);
    }
    Ok(match progress.ticket {
        Some(ticket) => SendOutcome::Sent { ticket: Box::new(ticket), left_behind: waiting.iter().filter_map(file_name).collect() },
        None => SendOutcome::Saved { id, why: progress.held_up.unwrap_or_else(|| "unknown".to_owned()) },
    })
}

async fn keep(outbox: &Outbox, request: NewRequest, clock: &Clock) -> Result<TicketId, OnceError> {
    let NewRequest { words, class_waiting, report, files, language } = request;
    let words = words.trim().to_owned();
    if words.is_empty() {
        return Err(OnceError::NoWords);
    }
    let (id, now) = (TicketId::new(), clock.now());
    let mut attachments = Vec::new();
    let mut parcels = Vec::new();
    for NewFile { name, media_type, content } in files {
        let (file, sha256, size_bytes) = (AttachmentId::new(), sha256(&content), content.len() as u64);
        outbox.keep_blob(file, &content).await?;
        attachments.push(NewAttachment { id: file, name: name.clone(), media_type, size_bytes, sha256: sha256.clone() });
        parcels.push(Parcel::Attachment { id: file, ticket: id, name, sha256, size_bytes });
    }
    let ticket = NewTicket { words, class_waiting, written_at: now, attachments, report, about_device: None, notice_id: None, language };
    let body = Sealed::seal(&ticket).map_err(OnceError::Write)?;
    parcels.insert(0, Parcel::Ticket { id, body });
    outbox.accept(&parcels, now).await?;
    Ok(id)
}

/// What is known so far of the request.
struct Progress {
    ticket: Option<Ticket>,
    held_up: Option<String>,
}

async fn deliver_until_through<D: Desk>(
    desk: &D,
    outbox: &Outbox,
    id: TicketId,
    clock: &Clock,
    progress: &mut Progress,
) -> Result<(), OutboxError> {
    loop {
        let is_through = outbox.waiting().await?.iter().all(|waiting| waiting.parcel.ticket() != Some(id) || waiting.parked.is_some());
        if is_through || progress.held_up.is_some() {
            return Ok(());
        }
        let now = clock.now();
        let Some(due) = outbox.next(now).await? else {
            tokio::time::sleep(LOOK_EVERY).await;
            continue;
        };
        let is_ours = due.parcel.ticket() == Some(id);
        match deliver::attempt(desk, outbox, &due, clock.now(), seed()).await? {
            Some(Attempt { key: Key::Ticket(opened), went: Went::Through(answer) }) if opened == id => {
                if let Answer::Ticket(ticket) = *answer {
                    progress.ticket = Some(ticket);
                }
            }
            Some(Attempt { went: Went::Later { .. }, .. }) if is_ours => {
                let waiting = outbox.waiting().await?;
                let why = waiting.into_iter().find(|waiting| waiting.key == due.parcel.key()).and_then(|waiting| waiting.why);
                progress.held_up = Some(why.unwrap_or_else(|| "unknown".to_owned()));
            }
            Some(Attempt { key: Key::Ticket(stuck), went: Went::Stuck { code } }) if stuck == id => progress.held_up = Some(code),
            Some(_) | None => {}
        }
    }
}

fn file_name(waiting: &Waiting) -> Option<String> {
    match &waiting.parcel {
        Parcel::Attachment { name, .. } => Some(name.clone()),
        Parcel::Ticket { .. }
        | Parcel::Message { .. }
        | Parcel::Confirmation { .. }
        | Parcel::Rating { .. }
        | Parcel::Affected { .. }
        | Parcel::TipHelped { .. } => None,
    }
}

/// How things stand.
#[derive(Debug)]
pub struct Standing {
    /// What is still on this computer.
    pub waiting: Vec<Waiting>,
    /// The person's requests, newest change first.
    pub tickets: Vec<Ticket>,
    /// Why the desk could not be asked; `tickets` are then as last heard by the agent.
    pub not_heard: Option<DeskError>,
}

/// Asks the desk for the person's requests, and the outbox for what is still here.
///
/// # Errors
/// When the outbox cannot be read.
pub async fn status_once<D: Desk>(desk: &D, outbox: &Outbox) -> Result<Standing, OutboxError> {
    let waiting = outbox.waiting().await?;
    let error = match desk.tickets().await {
        Ok(tickets) => return Ok(Standing { waiting, tickets, not_heard: None }),
        Err(error) => error,
    };
    let mut kept = Kept::default();
    if let Some(bytes) = outbox.note(Note::Tickets.name()).await? {
        kept.read(Note::Tickets, &bytes);
    }
    let tickets = kept.tickets.unwrap_or_default().into_iter().map(|Known { ticket, .. }| ticket).collect();
    Ok(Standing { waiting, tickets, not_heard: Some(error) })
}
