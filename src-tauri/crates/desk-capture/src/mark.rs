//! Marks that a person puts on a picture: black boxes over what nobody is to see, arrows to what matters.

mod arrow;

use crate::Picture;
use arrow::Arrow;

/// One mark, in the picture's own pixels. What lies outside of the picture is left out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// A black box over these pixels.
    Cover {
        /// The first column.
        x: u32,
        /// The first row.
        y: u32,
        /// How many columns.
        width: u32,
        /// How many rows.
        height: u32,
    },
    /// A red arrow.
    Arrow {
        /// Where its tail is: x, y.
        from: (u32, u32),
        /// Where it points: x, y.
        to: (u32, u32),
    },
}

/// The picture with marks on it. Every pixel of a box is black, also where an arrow crosses it: boxes are drawn last.
#[must_use]
pub fn burn(original: Picture, marks: &[Mark]) -> Picture {
    let mut picture = original;
    let longest = picture.width().max(picture.height());
    for mark in marks {
        if let Mark::Arrow { from, to } = *mark {
            Arrow::new(from, to, longest).draw(&mut picture);
        }
    }
    for mark in marks {
        if let Mark::Cover { x, y, width, height } = *mark {
            cover(&mut picture, x..x.saturating_add(width), y..y.saturating_add(height));
        }
    }
    picture
}

fn cover(picture: &mut Picture, columns: std::ops::Range<u32>, rows: std::ops::Range<u32>) {
    let (width, height) = (picture.width(), picture.height());
    let (begin, end) = (columns.start.min(width) as usize, columns.end.min(width) as usize);
    let line = width as usize * 3;
    for row in rows.start.min(height)..rows.end.min(height) {
        let start = row as usize * line;
        picture.rgb_mut()[start + begin * 3..start + end * 3].fill(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{encode, encode_to_fit, preview};
    use proptest::prelude::*;

    const SIDE: u32 = 60;

    fn inside(mark: &Mark, column: u32, row: u32) -> bool {
        match *mark {
            Mark::Cover { x, y, width, height } => (x..x + width).contains(&column) && (y..y + height).contains(&row),
            Mark::Arrow { .. } => false,
        }
    }

    fn covered(marks: &[Mark], at: usize) -> bool {
        let (column, row) = (at as u32 / 3 % SIDE, at as u32 / 3 / SIDE);
        marks.iter().any(|mark| inside(mark, column, row))
    }

    fn picture() -> impl Strategy<Value = Picture> {
        proptest::collection::vec(any::<u8>(), (SIDE * SIDE * 3) as usize)
            .prop_map(|rgb| Picture::new(rgb, SIDE, SIDE).expect("as many bytes as pixels"))
    }

    fn a_cover() -> impl Strategy<Value = Mark> {
        (0..SIDE, 0..SIDE, 1..SIDE, 1..SIDE).prop_map(|(x, y, width, height)| Mark::Cover { x, y, width, height })
    }

    fn an_arrow() -> impl Strategy<Value = Mark> {
        ((0..SIDE, 0..SIDE), (0..SIDE, 0..SIDE)).prop_map(|(from, to)| Mark::Arrow { from, to })
    }

    fn marks() -> impl Strategy<Value = Vec<Mark>> {
        proptest::collection::vec(prop_oneof![a_cover(), an_arrow()], 0..6)
    }

    proptest! {
        #[test]
        fn nothing_that_leaves_tells_what_was_under_a_box(one in picture(), other in picture(), marks in marks(), most in 500usize..4_000) {
            // Two pictures that differ under the boxes alone.
            let mixed = one.rgb().iter().zip(other.rgb()).enumerate();
            let mixed = mixed.map(|(at, (one, other))| if covered(&marks, at) { *other } else { *one }).collect();
            let two = Picture::new(mixed, SIDE, SIDE).expect("a picture");

            let (one, two) = (burn(one, &marks), burn(two, &marks));

            prop_assert_eq!(preview(&one, 17), preview(&two, 17));
            prop_assert_eq!(encode(&one).expect("a PNG"), encode(&two).expect("a PNG"));
            prop_assert_eq!(encode_to_fit(&one, most).expect("a PNG"), encode_to_fit(&two, most).expect("a PNG"));
        }

        #[test]
        fn every_pixel_of_a_box_is_black(original in picture(), marks in marks()) {
            let burnt = burn(original, &marks);

            for (at, shade) in burnt.rgb().iter().enumerate() {
                prop_assert!(!covered(&marks, at) || *shade == 0);
            }
        }

        #[test]
        fn every_pixel_that_no_mark_touches_is_as_it_was(original in picture(), boxes in proptest::collection::vec(a_cover(), 0..6)) {
            let burnt = burn(original.clone(), &boxes);

            for (at, (before, after)) in original.rgb().iter().zip(burnt.rgb()).enumerate() {
                prop_assert!(covered(&boxes, at) || before == after);
            }
        }

        #[test]
        fn marks_beyond_the_edge_do_no_harm(x: u32, y: u32, width: u32, height: u32, to: (u32, u32)) {
            let original = Picture::new(vec![7; 12], 2, 2).expect("a picture");

            let burnt = burn(original, &[Mark::Cover { x, y, width, height }, Mark::Arrow { from: (x, y), to }]);

            prop_assert_eq!((burnt.width(), burnt.height()), (2, 2));
        }
    }

    #[test]
    fn a_picture_without_marks_is_the_picture() {
        let original = Picture::new((0..=255).cycle().take(300).collect(), 10, 10).expect("a picture");

        assert_eq!(burn(original.clone(), &[]), original);
    }
}
