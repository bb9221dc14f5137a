//! An arrow: a shaft and two strokes of a head, red with a white outline, so that it shows on any screen.

use crate::Picture;

/// The design's red.
const RED: [u8; 3] = [0xD5, 0x29, 0x1F];
const WHITE: [u8; 3] = [0xFF; 3];
/// The longer side of a picture is so many strokes long.
const STROKES_ACROSS: f32 = 76.0;
/// An arrow is at least so many strokes long, and thinner where it would be shorter.
const STROKES_ALONG: f32 = 8.0;
/// No stroke is thinner, in pixels.
const THINNEST: f32 = 2.0;
/// The head's strokes, as a share of the arrow and in strokes.
const HEAD_SHARE: f32 = 0.45;
const HEAD_STROKES: f32 = 3.8;
/// The outline on each side, as a share of the stroke.
const OUTLINE_SHARE: f32 = 0.4;
/// From the middle of a pixel to its edge: over this distance a colour fades.
const SOFT: f32 = 0.5;

type Point = (f32, f32);

/// What is drawn of an arrow, in pixels.
pub(super) struct Arrow {
    strokes: [(Point, Point); 3],
    /// Half of the stroke.
    red: f32,
    /// Half of the stroke with its outline.
    white: f32,
}

impl Arrow {
    /// An arrow on a picture whose longer side is `longest`.
    pub(super) fn new(from: (u32, u32), to: (u32, u32), longest: u32) -> Self {
        let (from, to) = ((from.0 as f32, from.1 as f32), (to.0 as f32, to.1 as f32));
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let stroke = (longest as f32 / STROKES_ACROSS).min(length / STROKES_ALONG).max(THINNEST);
        let head = (length * HEAD_SHARE).min(stroke * HEAD_STROKES);
        // Back from the tip, turned by an eighth to either side.
        let back = if length > 0.0 { ((from.0 - to.0) / length * head, (from.1 - to.1) / length * head) } else { (0.0, 0.0) };
        let eighth = std::f32::consts::FRAC_1_SQRT_2;
        let left = (to.0 + (back.0 - back.1) * eighth, to.1 + (back.0 + back.1) * eighth);
        let right = (to.0 + (back.0 + back.1) * eighth, to.1 + (back.1 - back.0) * eighth);
        let red = stroke / 2.0;
        Self { strokes: [(from, to), (left, to), (right, to)], red, white: red + stroke * OUTLINE_SHARE }
    }

    pub(super) fn draw(&self, picture: &mut Picture) {
        let (width, height) = (picture.width(), picture.height());
        let reach = self.white + SOFT;
        let (top, bottom) = self.strokes.iter().fold((f32::MAX, f32::MIN), |(top, bottom), ((_, y1), (_, y2))| {
            (top.min(y1.min(*y2) - reach), bottom.max(y1.max(*y2) + reach))
        });
        for row in pixels(top, bottom, height) {
            let y = row as f32 + SOFT;
            let Some((left, right)) = self.strokes.iter().filter_map(|stroke| across(*stroke, y, reach)).reduce(join) else { continue };
            for column in pixels(left, right, width) {
                let at = (row as usize * width as usize + column as usize) * 3;
                self.tint(&mut picture.rgb_mut()[at..at + 3], (column as f32 + SOFT, y));
            }
        }
    }

    fn tint(&self, pixel: &mut [u8], at: Point) {
        let distance = self.strokes.iter().map(|stroke| distance(*stroke, at)).fold(f32::MAX, f32::min);
        blend(pixel, WHITE, self.white - distance + SOFT);
        blend(pixel, RED, self.red - distance + SOFT);
    }
}

/// Puts a colour over a pixel: from 0, nothing of it, to 1, nothing else.
fn blend(pixel: &mut [u8], colour: [u8; 3], share: f32) {
    let share = share.clamp(0.0, 1.0);
    for (shade, over) in pixel.iter_mut().zip(colour) {
        *shade = (f32::from(*shade) * (1.0 - share) + f32::from(over) * share).round() as u8;
    }
}

/// From the nearest point of a stroke.
fn distance(((x1, y1), (x2, y2)): (Point, Point), (x, y): Point) -> f32 {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 { (((x - x1) * dx + (y - y1) * dy) / squared).clamp(0.0, 1.0) } else { 0.0 };
    (x - x1 - along * dx).hypot(y - y1 - along * dy)
}

/// From where to where a row may be touched by a stroke that reaches so far.
fn across(((x1, y1), (x2, y2)): (Point, Point), y: f32, reach: f32) -> Option<(f32, f32)> {
    let (top, bottom) = (y1.min(y2), y1.max(y2));
    if y < top - reach || y > bottom + reach {
        return None;
    }
    // The part of the stroke that is near enough to the row, up and down.
    let at = |y: f32| if y2 == y1 { x1 } else { x1 + (x2 - x1) * (y - y1) / (y2 - y1) };
    let ends = if y2 == y1 { (x1, x2) } else { (at((y - reach).clamp(top, bottom)), at((y + reach).clamp(top, bottom))) };
    Some((ends.0.min(ends.1) - reach, ends.0.max(ends.1) + reach))
}

fn join(one: (f32, f32), other: (f32, f32)) -> (f32, f32) {
    (one.0.min(other.0), one.1.max(other.1))
}

/// The pixels between two edges, as far as there are any.
fn pixels(from: f32, to: f32, most: u32) -> std::ops::Range<u32> {
    (from.max(0.0) as u32).min(most)..(to.max(0.0).ceil() as u32).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Mark, burn};

    const GREY: [u8; 3] = [90; 3];

    fn pointed(from: (u32, u32), to: (u32, u32)) -> Picture {
        let plain = Picture::new(GREY.repeat(400 * 300), 400, 300).expect("a picture");
        burn(plain, &[Mark::Arrow { from, to }])
    }

    fn at(picture: &Picture, (x, y): (u32, u32)) -> [u8; 3] {
        let at = (y * picture.width() + x) as usize * 3;
        [picture.rgb()[at], picture.rgb()[at + 1], picture.rgb()[at + 2]]
    }

    #[test]
    fn an_arrow_is_red_along_its_shaft_with_a_white_edge() {
        let picture = pointed((50, 150), (250, 150));

        assert_eq!([at(&picture, (60, 150)), at(&picture, (150, 150)), at(&picture, (249, 150))], [RED; 3]);
        // The stroke is 400 / 76 = 5.3 wide: red to 2.6 from its middle, white to 4.7.
        assert_eq!(at(&picture, (150, 153)), WHITE);
        assert_eq!(at(&picture, (150, 156)), GREY);
    }

    #[test]
    fn its_head_is_where_it_points() {
        let picture = pointed((50, 150), (250, 150));
        let painted = |column: u32| (0..300).filter(|row| at(&picture, (column, *row)) != GREY).count();

        assert!(painted(240) > 2 * painted(60), "{} and {}", painted(240), painted(60));
        assert_eq!(painted(260), 0);
    }

    #[test]
    fn all_that_is_farther_than_its_outline_is_as_it_was() {
        let (from, to) = ((40, 250), (333, 21));
        let arrow = Arrow::new(from, to, 400);
        let picture = pointed(from, to);

        for y in 0..300 {
            for x in 0..400 {
                let near =
                    arrow.strokes.iter().map(|stroke| distance(*stroke, (x as f32 + SOFT, y as f32 + SOFT))).fold(f32::MAX, f32::min);
                if near > arrow.white + SOFT {
                    assert_eq!(at(&picture, (x, y)), GREY, "at {x}, {y}");
                } else if near < arrow.red - SOFT {
                    assert_eq!(at(&picture, (x, y)), RED, "at {x}, {y}");
                }
            }
        }
    }

    #[test]
    fn an_arrow_without_a_way_is_a_dot() {
        let picture = pointed((200, 100), (200, 100));

        assert!(at(&picture, (200, 100))[0] > 200 && at(&picture, (200, 100))[1] < 90, "{:?}", at(&picture, (200, 100)));
        assert_eq!(at(&picture, (210, 100)), GREY);
    }
}
