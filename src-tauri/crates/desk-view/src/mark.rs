//! Marks on the picture of a request: black boxes and arrows.

use crate::PictureId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The most marks a picture can have.
pub const MAX_MARKS: usize = 100;

/// One mark of a picture, for as long as the picture is worked on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct MarkId(pub u32);

/// What is drawn, in the picture's own pixels, counted from its upper left corner.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shape {
    /// A black box over whole pixels.
    Cover {
        /// The first column.
        x: u32,
        /// The first row.
        y: u32,
        /// How many columns; never 0.
        width: u32,
        /// How many rows; never 0.
        height: u32,
    },
    /// A red arrow; its ends differ.
    Arrow {
        /// Its tail.
        from: Spot,
        /// Where it points.
        to: Spot,
    },
}

/// A point on a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct Spot {
    /// Pixels from the left.
    pub x: u32,
    /// Pixels from the top.
    pub y: u32,
}

impl Shape {
    /// Whether all of it lies on a picture of this size, and there is anything of it.
    #[must_use]
    pub fn is_on(&self, size: (u32, u32)) -> bool {
        let fits = |from: u32, length: u32, most: u32| length > 0 && from.checked_add(length).is_some_and(|end| end <= most);
        match *self {
            Self::Cover { x, y, width, height } => fits(x, width, size.0) && fits(y, height, size.1),
            Self::Arrow { from, to } => from != to && [from, to].iter().all(|spot| spot.x <= size.0 && spot.y <= size.1),
        }
    }
}

/// "Hide or point", while it is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct MarkingPage {
    /// The picture in full size, without its marks.
    pub picture: PictureId,
    /// How wide it is, in pixels.
    pub width: u32,
    /// How high it is, in pixels.
    pub height: u32,
    /// What is on it, oldest first.
    pub marks: Vec<PlacedMark>,
    /// There is something to undo.
    pub can_undo: bool,
    /// There is something to do again.
    pub can_redo: bool,
    /// What went wrong last.
    pub trouble: Option<MarkTrouble>,
}

/// A mark as the page shows it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
pub struct PlacedMark {
    /// Which one.
    pub id: MarkId,
    /// Counts the marks of its kind, for its name.
    pub number: u32,
    /// What is drawn.
    pub shape: Shape,
    /// The picture on this computer's disk has it, and no longer what it covers.
    pub done: bool,
}

/// Why a mark is not as it was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MarkTrouble {
    /// There are as many as there can be.
    TooMany,
    /// It does not lie on the picture, or there is no such mark.
    Outside,
    /// The picture with the marks could not be made or kept. They are still here, and not on the picture that is sent.
    NotKept,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_lies_on_the_picture_with_all_of_its_pixels() {
        let on = |x, y, width, height| Shape::Cover { x, y, width, height }.is_on((100, 50));

        assert!(on(0, 0, 100, 50));
        assert!(on(99, 49, 1, 1));
        assert!(!on(99, 49, 2, 1));
        assert!(!on(0, 0, 0, 10));
        assert!(!on(u32::MAX, 0, u32::MAX, 1));
    }

    #[test]
    fn an_arrow_leads_from_one_place_on_the_picture_to_another() {
        let on = |from: (u32, u32), to: (u32, u32)| {
            Shape::Arrow { from: Spot { x: from.0, y: from.1 }, to: Spot { x: to.0, y: to.1 } }.is_on((100, 50))
        };

        assert!(on((0, 50), (100, 0)));
        assert!(!on((5, 5), (5, 5)));
        assert!(!on((5, 5), (101, 5)));
    }
}
