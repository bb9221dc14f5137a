//! Smaller pictures, by averaging all that falls under each new pixel, a row at a time.

use crate::Picture;

/// The same picture with its longer side at most `longest` pixels; never larger than it was.
#[must_use]
pub fn preview(picture: &Picture, longest: u32) -> Picture {
    if picture.width().max(picture.height()) <= longest {
        return picture.clone();
    }
    let mut scaler = Scaler::new(picture.width(), picture.height(), longest);
    for row in picture.rgb().chunks_exact(picture.width() as usize * 3) {
        scaler.push(row);
    }
    // Every row of a picture was pushed, so every row of the smaller one is there.
    scaler.finish().unwrap_or_else(|| picture.clone())
}

/// Takes the rows of a large picture one after the other and keeps only the small one.
///
/// Every weight is a whole number on the grid that both sizes divide, so that a plain colour stays exactly itself.
pub(crate) struct Scaler {
    from: (u32, u32),
    to: (u32, u32),
    /// Which rows have come.
    row: u32,
    /// One row, narrowed: `from.0` times too large.
    narrow: Vec<u32>,
    /// The row of the small picture in the making: `from.0 * from.1` times too large.
    sum: Vec<u64>,
    rgb: Vec<u8>,
}

impl Scaler {
    /// For a picture of `width` × `height`, both above 0, down to at most `longest`.
    pub(crate) fn new(width: u32, height: u32, longest: u32) -> Self {
        let to = fit(width, height, longest);
        let row = to.0 as usize * 3;
        Self { from: (width, height), to, row: 0, narrow: vec![0; row], sum: vec![0; row], rgb: Vec::with_capacity(row * to.1 as usize) }
    }

    /// Takes the next row: three bytes a pixel. A row too many is let go.
    pub(crate) fn push(&mut self, row: &[u8]) {
        if self.row == self.from.1 {
            return;
        }
        self.narrow(row);
        let (from, to) = (u64::from(self.from.1), u64::from(self.to.1));
        let (begin, end) = (u64::from(self.row) * to, (u64::from(self.row) + 1) * to);
        // A row ends at most one row of the small picture, since that one is never the taller.
        let edge = (begin / from + 1) * from;
        self.add(edge.min(end) - begin);
        if end >= edge {
            self.keep();
            self.add(end - edge);
        }
        self.row += 1;
    }

    /// The small picture, once all rows have come.
    pub(crate) fn finish(self) -> Option<Picture> {
        Picture::new(self.rgb, self.to.0, self.to.1)
    }

    fn narrow(&mut self, row: &[u8]) {
        let (from, to) = (self.from.0, self.to.0);
        self.narrow.fill(0);
        let (mut at, mut left) = (0, from);
        for pixel in row.chunks_exact(3) {
            let here = left.min(to);
            self.spread(at, pixel, here);
            left -= here;
            if left == 0 {
                at += 1;
                left = from;
                if here < to {
                    self.spread(at, pixel, to - here);
                    left -= to - here;
                }
            }
        }
    }

    fn spread(&mut self, at: usize, pixel: &[u8], weight: u32) {
        for (sum, colour) in self.narrow[at * 3..at * 3 + 3].iter_mut().zip(pixel) {
            *sum += u32::from(*colour) * weight;
        }
    }

    fn add(&mut self, weight: u64) {
        if weight == 0 {
            return;
        }
        for (sum, colour) in self.sum.iter_mut().zip(&self.narrow) {
            *sum += u64::from(*colour) * weight;
        }
    }

    fn keep(&mut self) {
        let whole = u64::from(self.from.0) * u64::from(self.from.1);
        let rounded = self.sum.iter().map(|sum| u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX));
        self.rgb.extend(rounded);
        self.sum.fill(0);
    }
}

/// The size with the same proportions and no side above `longest`, and none below 1.
fn fit(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let most = width.max(height);
    if most <= longest {
        return (width, height);
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(longest) + u64::from(most) / 2) / u64::from(most);
        u32::try_from(side).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(width: u32, height: u32, colour: [u8; 3]) -> Picture {
        Picture::new(colour.repeat((width * height) as usize), width, height).expect("a picture")
    }

    #[test]
    fn the_longer_side_is_as_long_as_asked_and_the_shape_is_kept() {
        let wide = preview(&plain(3840, 1080, [1, 2, 3]), 1600);
        let tall = preview(&plain(20, 4000, [1, 2, 3]), 1600);
        let thin = preview(&plain(1, 4000, [1, 2, 3]), 1600);

        assert_eq!((wide.width(), wide.height()), (1600, 450));
        assert_eq!((tall.width(), tall.height()), (8, 1600));
        assert_eq!((thin.width(), thin.height()), (1, 1600));
    }

    #[test]
    fn a_picture_that_fits_stays_as_it_is() {
        let picture = Picture::new((0..60).collect(), 5, 4).expect("a picture");

        assert_eq!(preview(&picture, 1600), picture);
    }

    #[test]
    fn each_new_pixel_is_the_average_of_what_lay_under_it() {
        let four = Picture::new([[0, 0, 0], [100, 0, 0], [0, 200, 0], [100, 200, 40]].concat(), 2, 2).expect("a picture");

        assert_eq!(preview(&four, 1).rgb(), [50, 100, 10]);
    }

    #[test]
    fn a_pixel_across_an_edge_counts_on_both_sides() {
        let three = Picture::new([[0; 3], [90; 3], [30; 3]].concat(), 3, 1).expect("a picture");

        // Each new pixel lies over one and a half old ones.
        assert_eq!(preview(&three, 2).rgb(), [30, 30, 30, 50, 50, 50]);
    }

    proptest! {
        #[test]
        fn a_plain_colour_stays_itself_at_every_size(width in 1u32..90, height in 1u32..90, longest in 1u32..100, colour: [u8; 3]) {
            let small = preview(&plain(width, height, colour), longest);

            prop_assert!(small.width().max(small.height()) <= longest.max(1));
            prop_assert!(small.rgb().chunks_exact(3).all(|pixel| pixel == colour));
        }
    }
}
