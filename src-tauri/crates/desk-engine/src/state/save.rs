//! Files that technicians send: saved where the person keeps downloads, by her press and never opened.

use super::{Effect, OpenThread, State, theirs};
use desk_api::{Attachment, AttachmentId, AttachmentState, MAX_ATTACHMENT_BYTES, Message};
use desk_view::SaveStep;

/// What the window shows as it is.
const SHOWN: &str = "image/png";

impl State {
    /// Only what stands in the request that is open.
    pub(super) fn save_file(&mut self, id: AttachmentId) -> Vec<Effect> {
        let Some(Attachment { name, size_bytes, .. }) = self.file_of_the_desk(id) else { return Vec::new() };
        let effect = Effect::SaveFile { id, name: name.clone(), size_bytes: *size_bytes };
        if self.saving.insert(id, SaveStep::Saving) == Some(SaveStep::Saving) { Vec::new() } else { vec![effect] }
    }

    /// Nobody is told who has left the request since.
    pub(super) fn saved(&mut self, id: AttachmentId, name: Option<String>) -> Vec<Effect> {
        if let Some(step) = self.saving.get_mut(&id) {
            *step = name.map_or(SaveStep::Failed, |name| SaveStep::Saved { name });
        }
        Vec::new()
    }

    /// Where saving stands for something the desk sent.
    pub(crate) fn save_step(&self, attachment: &Attachment) -> SaveStep {
        if !is_for_saving(attachment) {
            return SaveStep::NotHere;
        }
        self.saving.get(&attachment.id).cloned().unwrap_or(SaveStep::Offered)
    }

    fn file_of_the_desk(&self, id: AttachmentId) -> Option<&Attachment> {
        let OpenThread { id: ticket, .. } = self.open_thread?;
        let history = self.tickets.get(&ticket)?.history.as_deref()?;
        let attachments = theirs(history).flat_map(|Message { attachments, .. }| attachments);
        attachments.into_iter().find(|attachment| attachment.id == id && is_for_saving(attachment))
    }
}

/// Whether it is here to be had, no larger than a desk takes, and not shown by the window itself.
fn is_for_saving(attachment: &Attachment) -> bool {
    attachment.state == AttachmentState::Stored && attachment.size_bytes <= MAX_ATTACHMENT_BYTES && attachment.media_type != SHOWN
}
