//! The one task that writes to the outbox for the state, in the order in which the state asked.

use crate::{
    Clock,
    state::{Event, News, Note},
};
use bytes::Bytes;
use desk_api::{AttachmentId, TicketId};
use desk_outbox::{Key, Outbox, OutboxError, Parcel, Withdrawn};
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

/// One thing to write.
pub(super) enum Chore {
    Jot(Note, Vec<u8>),
    Keep(Note, Vec<u8>),
    /// What the person chose, with what may be told once it is on the disk.
    NoteThenTell(Vec<u8>, Vec<News>),
    KeepBlob(AttachmentId, Bytes),
    DropBlob(AttachmentId),
    KeepPicture {
        turn: u64,
        id: AttachmentId,
        png: Bytes,
        instead_of: Option<AttachmentId>,
    },
    /// With the notes as they are once the parcels are in the outbox.
    Accept {
        parcels: Vec<Parcel>,
        blobs: Vec<(AttachmentId, Bytes)>,
        notes: Vec<(Note, Vec<u8>)>,
    },
    Withdraw(TicketId),
    TakeUp(TicketId),
    LetGo(TicketId),
    Discard(Key),
    Hurry,
    Reload,
}

/// The handle of the task.
pub(super) struct Keeper {
    chores: mpsc::UnboundedSender<Chore>,
    task: JoinHandle<()>,
}

impl Keeper {
    pub(super) fn start(outbox: Outbox, clock: Clock, wake: watch::Sender<u64>, events: mpsc::UnboundedSender<Event>) -> Self {
        let (chores, todo) = mpsc::unbounded_channel();
        let task = tokio::spawn(Task { outbox, clock, wake, events }.work(todo));
        Self { chores, task }
    }

    /// Puts a chore at the end.
    pub(super) fn takes(&self, chore: Chore) {
        // The task ends only after this handle does.
        self.chores.send(chore).ok();
    }

    /// Does what is left, and ends.
    pub(super) async fn finish(self) {
        drop(self.chores);
        if let Err(error) = self.task.await {
            tracing::error!(%error, "What was left to write was not written");
        }
    }
}

struct Task {
    outbox: Outbox,
    clock: Clock,
    wake: watch::Sender<u64>,
    events: mpsc::UnboundedSender<Event>,
}

impl Task {
    async fn work(self, mut todo: mpsc::UnboundedReceiver<Chore>) {
        let mut next = todo.recv().await;
        while let Some(chore) = next {
            next = match todo.try_recv() {
                Ok(following) => {
                    if !is_superseded(&chore, &following) {
                        self.perform(chore).await;
                    }
                    Some(following)
                }
                Err(_) => {
                    self.perform(chore).await;
                    todo.recv().await
                }
            };
        }
    }

    async fn perform(&self, chore: Chore) {
        let (what, done) = match chore {
            Chore::Jot(note, value) => ("A note was not written", self.outbox.jot_note(note.name(), &value).await),
            Chore::Keep(note, value) => ("A note was not kept", self.outbox.keep_note(note.name(), &value).await),
            Chore::NoteThenTell(value, then) => ("A note was not kept", self.note_then_tell(&value, then).await),
            Chore::KeepBlob(id, bytes) => ("A picture was not kept", self.outbox.keep_blob(id, &bytes).await),
            Chore::DropBlob(id) => ("A picture was not dropped", self.outbox.drop_blob(id).await),
            Chore::KeepPicture { turn, id, png, instead_of } => {
                ("A picture was not kept", self.keep_picture(turn, id, png, instead_of).await)
            }
            Chore::Accept { parcels, blobs, notes } => ("A request was not kept", self.accept(parcels, blobs, notes).await),
            Chore::Withdraw(id) => ("A request was not taken back", self.withdraw(id).await),
            Chore::TakeUp(id) => {
                let up = self.outbox.take_up(Key::Ticket(id)).await;
                self.wake_lanes();
                ("A request that was taken back was not taken up", up)
            }
            Chore::LetGo(id) => ("A request that was taken back was not let go", self.outbox.let_go(id).await),
            Chore::Discard(key) => ("A parcel was not discarded", self.outbox.discard(key).await.map(drop)),
            Chore::Hurry => {
                let hurried = self.outbox.hurry().await;
                self.wake_lanes();
                ("The queue was not hurried", hurried)
            }
            Chore::Reload => ("The queue was not read", self.reload().await),
        };
        if let Err(error) = done {
            tracing::error!(error = &error as &dyn std::error::Error, outbox.is_disk_full = error.is_disk_full(), "{what}");
        }
    }

    /// On a disk that takes nothing it is told all the same, and perhaps once more after the next start.
    async fn note_then_tell(&self, value: &[u8], then: Vec<News>) -> Result<(), OutboxError> {
        let kept = self.outbox.keep_note(Note::Preferences.name(), value).await;
        self.say(Event::MayTell(then));
        kept
    }

    /// Says that it is kept only once the one before it is gone.
    async fn keep_picture(&self, turn: u64, id: AttachmentId, png: Bytes, instead_of: Option<AttachmentId>) -> Result<(), OutboxError> {
        let mut kept = self.outbox.keep_blob(id, &png).await;
        if let (Ok(()), Some(before)) = (&kept, instead_of) {
            kept = self.outbox.drop_blob(before).await;
        }
        self.say(Event::PictureKept { turn, kept: kept.is_ok() });
        kept
    }

    /// A blob that is gone or is another is written again; one that cannot be written holds up no words.
    async fn accept(
        &self,
        parcels: Vec<Parcel>,
        blobs: Vec<(AttachmentId, Bytes)>,
        notes: Vec<(Note, Vec<u8>)>,
    ) -> Result<(), OutboxError> {
        for (id, bytes) in blobs {
            let is_there = matches!(self.outbox.blob(id).await, Ok(Some(kept)) if kept == bytes);
            if !is_there && let Err(error) = self.outbox.keep_blob(id, &bytes).await {
                tracing::warn!(%error, "A picture was not kept");
            }
        }
        let notes: Vec<_> = notes.into_iter().map(|(note, value)| (note.name(), value)).collect();
        let accepted = self.outbox.accept_with(&parcels, &notes, self.clock.now()).await;
        self.say(if accepted.is_ok() { Event::Accepted(parcels) } else { Event::NotAccepted(parcels) });
        self.wake_lanes();
        accepted
    }

    async fn withdraw(&self, ticket: TicketId) -> Result<(), OutboxError> {
        let parcels = match self.outbox.withdraw(ticket).await? {
            Withdrawn::Back(parcels) => Some(parcels),
            Withdrawn::TooLate => None,
        };
        self.say(Event::TakenBack { ticket, parcels });
        Ok(())
    }

    async fn reload(&self) -> Result<(), OutboxError> {
        let waiting = self.outbox.waiting().await?;
        self.say(Event::Waiting(waiting));
        Ok(())
    }

    fn wake_lanes(&self) {
        self.wake.send_modify(|wakes| *wakes += 1);
    }

    fn say(&self, event: Event) {
        // Nobody listens once the engine ends.
        self.events.send(event).ok();
    }
}

/// Whether a keystroke is followed by another at once.
fn is_superseded(chore: &Chore, following: &Chore) -> bool {
    match (chore, following) {
        (Chore::Jot(note, _), Chore::Jot(next, _) | Chore::Keep(next, _)) | (Chore::Keep(note, _), Chore::Keep(next, _)) => note == next,
        _ => false,
    }
}
