//! The marks on one picture and every step that led to them, to be taken back and done again.

use desk_view::{MAX_MARKS, MarkId, MarkTrouble, Shape};
use jiff::Timestamp;
use std::time::Duration;

/// More steps than this are not remembered.
const MOST_STEPS: usize = 200;
/// Changes of one mark that follow each other within this time are one step: an arrow key held down.
const ONE_STEP: Duration = Duration::from_secs(1);

/// A mark where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed {
    pub(crate) id: MarkId,
    /// Counts the marks of its kind.
    pub(crate) number: u32,
    pub(crate) shape: Shape,
}

/// All marks, as they are and as they were.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Marks {
    now: Vec<Placed>,
    past: Vec<Vec<Placed>>,
    future: Vec<Vec<Placed>>,
    /// How many there ever were: all, boxes, arrows.
    made: (u32, u32, u32),
    /// The mark that was changed last, and when.
    changing: Option<(MarkId, Timestamp)>,
}

impl Marks {
    /// As they are, oldest first.
    pub(crate) fn now(&self) -> &[Placed] {
        &self.now
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Puts a mark on a picture of this size.
    pub(super) fn add(&mut self, shape: Shape, size: (u32, u32)) -> Result<(), MarkTrouble> {
        if !shape.is_on(size) {
            return Err(MarkTrouble::Outside);
        }
        if self.now.len() >= MAX_MARKS {
            return Err(MarkTrouble::TooMany);
        }
        self.step();
        self.made.0 = self.made.0.saturating_add(1);
        let count = match shape {
            Shape::Cover { .. } => &mut self.made.1,
            Shape::Arrow { .. } => &mut self.made.2,
        };
        *count = count.saturating_add(1);
        self.now.push(Placed { id: MarkId(self.made.0), number: *count, shape });
        Ok(())
    }

    /// Gives a mark another place or size. A box stays a box.
    pub(super) fn change(&mut self, id: MarkId, shape: Shape, size: (u32, u32), at: Timestamp) -> Result<(), MarkTrouble> {
        let found = self.now.iter().position(|mark| mark.id == id).ok_or(MarkTrouble::Outside)?;
        let before = self.now[found].shape;
        if !shape.is_on(size) || std::mem::discriminant(&before) != std::mem::discriminant(&shape) {
            return Err(MarkTrouble::Outside);
        }
        if before == shape {
            return Ok(());
        }
        if !self.changing.is_some_and(|(last, since)| last == id && since + ONE_STEP > at) {
            self.step();
        }
        self.changing = Some((id, at));
        self.now[found].shape = shape;
        Ok(())
    }

    /// Takes a mark off.
    pub(super) fn remove(&mut self, id: MarkId) -> Result<(), MarkTrouble> {
        let found = self.now.iter().position(|mark| mark.id == id).ok_or(MarkTrouble::Outside)?;
        self.step();
        self.now.remove(found);
        Ok(())
    }

    /// Takes the last step back, where there is one.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.now, before));
            self.changing = None;
        }
    }

    /// Does the last step that was taken back again.
    pub(super) fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.now, after));
            self.changing = None;
        }
    }

    /// Goes to what was before many steps, as one step.
    pub(super) fn go_to(&mut self, marks: Vec<Placed>) {
        if self.now != marks {
            self.step();
            self.now = marks;
        }
    }

    fn step(&mut self) {
        if self.past.len() == MOST_STEPS {
            self.past.remove(0);
        }
        self.past.push(self.now.clone());
        self.future.clear();
        self.changing = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{START, at};
    use desk_view::Spot;

    const SIZE: (u32, u32) = (100, 50);

    fn cover(x: u32) -> Shape {
        Shape::Cover { x, y: 0, width: 10, height: 10 }
    }

    fn arrow() -> Shape {
        Shape::Arrow { from: Spot { x: 0, y: 0 }, to: Spot { x: 9, y: 9 } }
    }

    fn shapes(marks: &Marks) -> Vec<Shape> {
        marks.now().iter().map(|mark| mark.shape).collect()
    }

    #[test]
    fn marks_are_counted_by_their_kind_and_no_number_comes_again() {
        let mut marks = Marks::default();
        for shape in [cover(0), arrow(), cover(1)] {
            marks.add(shape, SIZE).expect("it fits");
        }
        marks.remove(MarkId(3)).expect("it is there");
        marks.add(cover(2), SIZE).expect("it fits");

        let named: Vec<_> = marks.now().iter().map(|mark| (mark.id.0, mark.number)).collect();

        assert_eq!(named, [(1, 1), (2, 1), (4, 3)]);
    }

    #[test]
    fn every_step_is_taken_back_and_done_again() {
        let mut marks = Marks::default();
        marks.add(cover(0), SIZE).expect("it fits");
        marks.change(MarkId(1), cover(5), SIZE, at(START)).expect("it fits");
        marks.remove(MarkId(1)).expect("it is there");

        let mut seen = vec![shapes(&marks)];
        while marks.can_undo() {
            marks.undo();
            seen.push(shapes(&marks));
        }
        assert_eq!(seen, [vec![], vec![cover(5)], vec![cover(0)], vec![]]);
        while marks.can_redo() {
            marks.redo();
        }

        assert_eq!(shapes(&marks), []);
        marks.undo();
        marks.add(arrow(), SIZE).expect("it fits");
        assert!(!marks.can_redo(), "what was taken back is gone once something else is done");
    }

    #[test]
    fn a_key_held_down_is_one_step_and_a_later_press_another() {
        let mut marks = Marks::default();
        marks.add(cover(0), SIZE).expect("it fits");
        for (ms, x) in [(0, 1), (30, 2), (900, 3), (2_500, 4)] {
            marks.change(MarkId(1), cover(x), SIZE, at(START) + Duration::from_millis(ms)).expect("it fits");
        }

        marks.undo();
        assert_eq!(shapes(&marks), [cover(3)]);
        marks.undo();

        assert_eq!(shapes(&marks), [cover(0)]);
    }

    #[test]
    fn nonsense_is_refused_and_changes_nothing() {
        let mut marks = Marks::default();
        marks.add(cover(0), SIZE).expect("it fits");
        let outside = Shape::Cover { x: 95, y: 0, width: 10, height: 10 };

        assert_eq!(marks.add(outside, SIZE), Err(MarkTrouble::Outside));
        assert_eq!(marks.change(MarkId(1), outside, SIZE, at(START)), Err(MarkTrouble::Outside));
        assert_eq!(marks.change(MarkId(1), arrow(), SIZE, at(START)), Err(MarkTrouble::Outside));
        assert_eq!(marks.change(MarkId(9), cover(1), SIZE, at(START)), Err(MarkTrouble::Outside));
        assert_eq!(marks.remove(MarkId(9)), Err(MarkTrouble::Outside));

        assert_eq!(shapes(&marks), [cover(0)]);
        marks.undo();
        assert!(!marks.can_undo(), "no step was made of it");
    }

    #[test]
    fn there_is_an_end_to_marks_and_to_steps() {
        let mut marks = Marks::default();
        for x in 0..u32::try_from(MAX_MARKS).expect("few") {
            marks.add(cover(x % 90), SIZE).expect("it fits");
        }
        assert_eq!(marks.add(cover(0), SIZE), Err(MarkTrouble::TooMany));

        for x in 0..500_u32 {
            marks.change(MarkId(1), cover(x % 90 + 1), SIZE, at(START) + Duration::from_secs(u64::from(x) * 2)).ok();
        }

        assert!(marks.past.len() <= MOST_STEPS);
    }
}
