//! A part of a picture, and pictures of several screens.

use crate::Picture;

/// A part of a picture, in its pixels from the top left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Area {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

/// All screens in one picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The screens as they stand side by side.
    pub picture: Picture,
    /// Where each screen is on it, as people count them: from the left, then from the top. None where there is only one, or where
    /// all show the same.
    pub screens: Vec<Area>,
}

impl Taken {
    /// Keeps of `screens` what is on the picture, each once.
    pub(crate) fn new(picture: Picture, screens: Vec<Area>) -> Self {
        let mut screens: Vec<Area> = screens.into_iter().filter(|screen| screen.is_on(&picture)).collect();
        screens.sort_by_key(|screen| (screen.x, screen.y, screen.width, screen.height));
        screens.dedup();
        if screens.len() < 2 {
            screens.clear();
        }
        Self { picture, screens }
    }
}

impl Area {
    fn is_on(&self, picture: &Picture) -> bool {
        let fits = |from: u32, long: u32, whole: u32| long > 0 && u64::from(from) + u64::from(long) <= u64::from(whole);
        fits(self.x, self.width, picture.width()) && fits(self.y, self.height, picture.height())
    }
}

/// Cuts a part out of a picture; `None` where it is not all on it.
#[must_use]
pub fn cut(picture: &Picture, area: Area) -> Option<Picture> {
    if !area.is_on(picture) {
        return None;
    }
    let row = picture.width() as usize * 3;
    let (left, long) = (area.x as usize * 3, area.width as usize * 3);
    let rows = picture.rgb().chunks_exact(row).skip(area.y as usize).take(area.height as usize);
    let rgb = rows.flat_map(|row| &row[left..left + long]).copied().collect();
    Picture::new(rgb, area.width, area.height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each pixel says where it is.
    fn chart(width: u8, height: u8) -> Picture {
        let rgb = (0..height).flat_map(|y| (0..width).flat_map(move |x| [x, y, 7])).collect();
        Picture::new(rgb, width.into(), height.into()).expect("three bytes a pixel")
    }

    proptest! {
        #[test]
        fn what_is_cut_out_is_that_part_and_nothing_else(
            (width, height) in (1_u8..20, 1_u8..20), (x, y, wide, high) in (0_u32..22, 0_u32..22, 0_u32..22, 0_u32..22),
        ) {
            let whole = chart(width, height);
            let area = Area { x, y, width: wide, height: high };
            let fits = wide > 0 && high > 0 && x + wide <= width.into() && y + high <= height.into();

            let part = cut(&whole, area);

            prop_assert_eq!(part.is_some(), fits);
            if let Some(part) = part {
                let wanted: Vec<u8> = (y..y + high).flat_map(|y| (x..x + wide).flat_map(move |x| [x as u8, y as u8, 7])).collect();
                prop_assert_eq!((part.width(), part.height()), (wide, high));
                prop_assert_eq!(part.rgb(), wanted);
            }
        }
    }

    #[test]
    fn screens_are_counted_from_the_left_and_those_that_show_the_same_once() {
        let at = |x, width| Area { x, y: 0, width, height: 2 };

        let several = Taken::new(chart(8, 2), vec![at(4, 4), at(0, 4), at(4, 4), at(7, 9)]);
        let mirrored = Taken::new(chart(8, 2), vec![at(0, 8), at(0, 8)]);

        assert_eq!(several.screens, [at(0, 4), at(4, 4)]);
        assert_eq!(mirrored.screens, []);
    }
}
