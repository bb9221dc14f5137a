//! A picture in memory.

use std::fmt;

/// Pixels as red, green, blue, row by row from the top left, with nothing between the rows.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    rgb: Vec<u8>,
    width: u32,
    height: u32,
}

impl Picture {
    /// Takes pixels; `None` where there are none or not three bytes for each of `width` × `height`.
    #[must_use]
    pub fn new(rgb: Vec<u8>, width: u32, height: u32) -> Option<Self> {
        let wanted = u64::from(width) * u64::from(height) * 3;
        (wanted > 0 && wanted == rgb.len() as u64).then_some(Self { rgb, width, height })
    }

    /// The pixels, three bytes each.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// The pixels, to be drawn on.
    pub(crate) fn rgb_mut(&mut self) -> &mut [u8] {
        &mut self.rgb
    }

    /// How wide, in pixels; never 0.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// How high, in pixels; never 0.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }
}

impl fmt::Debug for Picture {
    /// Shows the size alone: the pixels are somebody's screen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_three_bytes_for_every_pixel() {
        assert!(Picture::new(vec![0; 12], 2, 2).is_some());
        assert!(Picture::new(vec![0; 11], 2, 2).is_none());
        assert!(Picture::new(Vec::new(), 0, 2).is_none());
    }
}
