//! "Hide or point": what the person puts on the picture is drawn into its pixels and kept, before the page says that it is done.
//!
//! The picture without marks and the steps that were made live in memory alone. Each change draws the whole picture anew from
//! there, one drawing at a time; on the disk the new picture takes the place of the old one.

use super::{
    Help,
    shot::{Marking, Shot, Slot, hide},
};
use crate::{
    Picture,
    state::{Effect, Marks, Note, Placed, State},
};
use desk_api::AttachmentId;
use desk_view::{MarkId, MarkTrouble, PictureId, Shape, ToWindow};

/// "Hide or point", while it is open.
#[derive(Debug)]
pub(crate) struct Open {
    /// The window's name for the picture in full size.
    pub(crate) full: PictureId,
    /// What went wrong last.
    pub(crate) trouble: Option<MarkTrouble>,
    /// The marks when it was opened.
    before: Vec<Placed>,
    /// The person is done; it closes once the picture is.
    closing: bool,
}

/// A drawing in the making.
#[derive(Debug)]
pub(super) struct Drawing {
    turn: u64,
    marks: Vec<Placed>,
    /// Drawn, and on its way to the disk.
    drawn: Option<(AttachmentId, Picture)>,
}

impl State {
    /// Opens it, where there is a picture.
    pub(in crate::state) fn start_marking(&mut self) -> Vec<Effect> {
        if self.help.journey.is_some() || self.help.open.is_some() || !matches!(self.help.draft.picture, Slot::Ready(_)) {
            return Vec::new();
        }
        let full = PictureId((self.mint)());
        let Slot::Ready(shot) = &self.help.draft.picture else { return Vec::new() };
        let effects = vec![Effect::ShowPicture(full, shot.original().png.clone())];
        self.help.open = Some(Open { full, trouble: None, before: shot.marks().to_vec(), closing: false });
        // What could not be kept before is tried again.
        effects.into_iter().chain(self.draw()).collect()
    }

    pub(in crate::state) fn add_mark(&mut self, shape: Shape) -> Vec<Effect> {
        self.change_marks(|marks, size| marks.add(shape, size))
    }

    pub(in crate::state) fn change_mark(&mut self, id: MarkId, shape: Shape) -> Vec<Effect> {
        let now = self.now;
        self.change_marks(|marks, size| marks.change(id, shape, size, now))
    }

    pub(in crate::state) fn remove_mark(&mut self, id: MarkId) -> Vec<Effect> {
        self.change_marks(|marks, _| marks.remove(id))
    }

    pub(in crate::state) fn undo_mark(&mut self) -> Vec<Effect> {
        self.change_marks(|marks, _| {
            marks.undo();
            Ok(())
        })
    }

    pub(in crate::state) fn redo_mark(&mut self) -> Vec<Effect> {
        self.change_marks(|marks, _| {
            marks.redo();
            Ok(())
        })
    }

    /// Leaves it as soon as the picture has its marks.
    pub(in crate::state) fn finish_marking(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.help.open else { return Vec::new() };
        open.closing = true;
        self.draw()
    }

    /// Leaves it with the marks from before.
    pub(in crate::state) fn cancel_marking(&mut self) -> Vec<Effect> {
        let Some(open) = &mut self.help.open else { return Vec::new() };
        let before = std::mem::take(&mut open.before);
        let drawing = self.change_marks(|marks, _| {
            marks.go_to(before);
            Ok(())
        });
        drawing.into_iter().chain(self.finish_marking()).collect()
    }

    /// The window no longer shows it; what is being drawn is drawn to its end.
    pub(in crate::state) fn close_marking(&mut self) -> Vec<Effect> {
        let open = self.help.open.take();
        open.map(|open| Effect::Window(ToWindow::DropPicture { id: open.full })).into_iter().collect()
    }

    /// The picture with its marks is drawn, or could not be.
    pub(in crate::state) fn marked(&mut self, turn: u64, picture: Result<Picture, String>) -> Vec<Effect> {
        if self.help.drawing.as_ref().is_none_or(|drawing| drawing.turn != turn) {
            return Vec::new();
        }
        let picture = match picture {
            Ok(picture) => picture,
            Err(why) => {
                tracing::error!(why, "Marks could not be drawn");
                return self.marks_not_kept();
            }
        };
        let Slot::Ready(Shot { id, was_sent, .. }) = self.help.draft.picture else { return self.marks_not_kept() };
        let (id, instead_of) = if was_sent { (self.new_attachment_id(), Some(id)) } else { (id, None) };
        let png = picture.png.clone();
        if let Some(drawing) = &mut self.help.drawing {
            drawing.drawn = Some((id, picture));
        }
        vec![Effect::KeepPicture { turn, id, png, instead_of }]
    }

    /// The disk has the picture with its marks, and no longer the one before; or it has the one before.
    pub(in crate::state) fn picture_kept(&mut self, turn: u64, kept: bool) -> Vec<Effect> {
        let Some(drawing) = self.help.drawing.take_if(|drawing| drawing.turn == turn) else { return Vec::new() };
        let (Some((id, picture)), Slot::Ready(shot), true) = (drawing.drawn, &mut self.help.draft.picture, kept) else {
            return self.marks_not_kept();
        };
        let mut effects = Vec::new();
        let was = shot.id;
        let before = shot.kept_as();
        if let Some(marking) = &mut shot.marking {
            marking.burnt = drawing.marks;
        }
        shot.was_sent &= id == was;
        shot.id = id;
        shot.picture = picture;
        let is_noted = shot.kept_as() == before;
        effects.push(shot.show());
        if id != was {
            effects.push(hide(was));
        }
        if !is_noted {
            effects.push(Effect::Keep(Note::Draft));
        }
        effects.extend(self.draw());
        effects
    }

    /// Whether the picture is not yet as its marks want it.
    pub(super) fn is_being_marked(&self) -> bool {
        self.help.drawing.is_some() || matches!(&self.help.draft.picture, Slot::Ready(shot) if shot.is_behind())
    }

    /// Draws the marks where the picture does not have them and nothing is being drawn; else does what waited for that.
    pub(super) fn draw(&mut self) -> Vec<Effect> {
        if self.help.drawing.is_some() {
            return Vec::new();
        }
        let Slot::Ready(Shot { marking: Some(marking), .. }) = &self.help.draft.picture else { return self.drawn() };
        if marking.marks.now() == marking.burnt {
            return self.drawn();
        }
        self.help.drawings += 1;
        let turn = self.help.drawings;
        let marks = marking.marks.now().to_vec();
        let original = marking.original.clone();
        let shapes: Vec<Shape> = marks.iter().map(|mark| mark.shape).collect();
        self.help.drawing = Some(Drawing { turn, marks, drawn: None });
        if shapes.is_empty() {
            return self.marked(turn, Ok(original));
        }
        vec![Effect::DrawMarks { turn, png: original.png, taken_at: original.taken_at, shapes }]
    }

    /// The picture is as its marks want it.
    fn drawn(&mut self) -> Vec<Effect> {
        if self.help.another.is_none() && std::mem::take(&mut self.help.sends_when_marked) {
            return self.send();
        }
        if self.help.open.as_ref().is_some_and(|open| open.closing) { self.close_marking() } else { Vec::new() }
    }

    fn change_marks(&mut self, change: impl FnOnce(&mut Marks, (u32, u32)) -> Result<(), MarkTrouble>) -> Vec<Effect> {
        let (Some(open), Slot::Ready(shot)) = (&mut self.help.open, &mut self.help.draft.picture) else { return Vec::new() };
        let Shot { picture, marking, .. } = shot;
        let marking = marking.get_or_insert_with(|| Marking { original: picture.clone(), marks: Marks::default(), burnt: Vec::new() });
        open.closing = false;
        open.trouble = change(&mut marking.marks, (marking.original.width, marking.original.height)).err();
        if let Some(trouble) = open.trouble {
            tracing::warn!(?trouble, "A mark was refused");
            return Vec::new();
        }
        // What the desk may have is another request by now.
        self.let_go().into_iter().chain(self.draw()).collect()
    }

    /// The picture is no longer the one that is being drawn on.
    pub(super) fn give_up_drawing(&mut self) {
        self.help.drawing = None;
        self.help.another = None;
        self.help.sends_when_marked = false;
    }

    /// The marks stay as they are wanted, and the picture as it was.
    fn marks_not_kept(&mut self) -> Vec<Effect> {
        self.help.drawing = None;
        if let Some(open) = &mut self.help.open {
            open.trouble = Some(MarkTrouble::NotKept);
            open.closing = false;
        }
        if std::mem::take(&mut self.help.sends_when_marked) {
            self.help.not_kept = true;
        }
        Vec::new()
    }
}

impl Help {
    /// Whether the picture on the disk has a mark, and no other picture is on its way there that does not.
    pub(crate) fn is_done(&self, mark: &Placed) -> bool {
        let Slot::Ready(Shot { marking: Some(marking), .. }) = &self.draft.picture else { return false };
        marking.burnt.contains(mark) && self.drawing.as_ref().is_none_or(|drawing| drawing.marks.contains(mark))
    }
}

impl Shot {
    /// What the note says of it that a mark may change.
    fn kept_as(&self) -> (AttachmentId, bool) {
        let has_marks = self.marking.as_ref().is_some_and(|marking| !marking.burnt.is_empty());
        (self.id, has_marks)
    }
}
