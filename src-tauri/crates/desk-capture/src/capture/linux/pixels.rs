//! How a screen keeps its pixels, and the way from there to red, green, blue.

use super::CaptureError;
use x11rb::protocol::xproto::{ImageOrder, Screen, Setup, VisualClass};

/// How a screen keeps its pixels.
pub(super) struct Layout {
    width: usize,
    height: usize,
    bytes_per_pixel: usize,
    row_bytes: usize,
    big_endian: bool,
    masks: [u32; 3],
}

impl Layout {
    /// Reads from the connection's set-up how the root window of `screen` is kept.
    pub(super) fn of(setup: &Setup, screen: &Screen) -> Result<Self, CaptureError> {
        let cannot = |why: String| CaptureError::Pixels { why };
        let format = setup
            .pixmap_formats
            .iter()
            .find(|format| format.depth == screen.root_depth)
            .ok_or_else(|| cannot(format!("nothing is said about a depth of {} bits", screen.root_depth)))?;
        let visual = screen
            .allowed_depths
            .iter()
            .flat_map(|depth| &depth.visuals)
            .find(|visual| visual.visual_id == screen.root_visual)
            .ok_or_else(|| cannot("nothing is said about the root window's colours".to_owned()))?;
        if visual.class != VisualClass::TRUE_COLOR && visual.class != VisualClass::DIRECT_COLOR {
            return Err(cannot(format!("{} bits chosen from a palette", screen.root_depth)));
        }
        let bytes_per_pixel = match format.bits_per_pixel {
            16 => 2,
            32 => 4,
            bits => return Err(cannot(format!("{bits} bits a pixel"))),
        };
        let (width, height) = (usize::from(screen.width_in_pixels), usize::from(screen.height_in_pixels));
        let pad = usize::from(format.scanline_pad / 8).max(1);
        Ok(Self {
            width,
            height,
            bytes_per_pixel,
            row_bytes: (width * bytes_per_pixel).next_multiple_of(pad),
            big_endian: setup.image_byte_order == ImageOrder::MSB_FIRST,
            masks: [visual.red_mask, visual.green_mask, visual.blue_mask],
        })
    }

    pub(super) fn row_bytes(&self) -> usize {
        self.row_bytes
    }

    pub(super) fn total_bytes(&self) -> usize {
        self.row_bytes * self.height
    }

    pub(super) fn rgb_bytes(&self) -> usize {
        self.width * self.height * 3
    }

    /// Turns whole rows of the screen's into ours.
    pub(super) fn append_rgb(&self, rows: &[u8], rgb: &mut Vec<u8>) {
        for row in rows.chunks_exact(self.row_bytes) {
            let pixels = row[..self.width * self.bytes_per_pixel].chunks_exact(self.bytes_per_pixel);
            if self.is_bgrx() {
                rgb.extend(pixels.flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]));
            } else {
                rgb.extend(pixels.flat_map(|pixel| self.by_masks(pixel)));
            }
        }
    }

    /// What nearly every screen is.
    fn is_bgrx(&self) -> bool {
        self.bytes_per_pixel == 4 && !self.big_endian && self.masks == [0x00ff_0000, 0x0000_ff00, 0x0000_00ff]
    }

    fn by_masks(&self, pixel: &[u8]) -> [u8; 3] {
        let join = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        let value = if self.big_endian { pixel.iter().fold(0, join) } else { pixel.iter().rev().fold(0, join) };
        self.masks.map(|mask| to_eight_bits(value, mask))
    }
}

/// The part of `value` under `mask`, stretched or cut to 0..=255.
fn to_eight_bits(value: u32, mask: u32) -> u8 {
    let Some(most) = mask.checked_shr(mask.trailing_zeros()).filter(|most| *most > 0) else { return 0 };
    let part = (value & mask) >> mask.trailing_zeros();
    u8::try_from(u64::from(part) * 255 / u64::from(most)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_mask_gives_its_full_range() {
        assert_eq!(to_eight_bits(0xffff_ffff, 0xf800), 255);
        assert_eq!(to_eight_bits(0, 0xf800), 0);
        assert_eq!(to_eight_bits(0x3ff0_0000, 0x3ff0_0000), 255);
        assert_eq!(to_eight_bits(0x0080_0000, 0x00ff_0000), 0x80);
        assert_eq!(to_eight_bits(7, 0), 0);
    }

    #[test]
    fn bytes_may_come_in_either_order_and_rows_may_be_padded() {
        let layout = Layout {
            width: 1,
            height: 2,
            bytes_per_pixel: 4,
            row_bytes: 8,
            big_endian: true,
            masks: [0x00ff_0000, 0x0000_ff00, 0x0000_00ff],
        };
        let mut rgb = Vec::new();

        layout.append_rgb(&[0, 1, 2, 3, 9, 9, 9, 9, 0, 4, 5, 6, 9, 9, 9, 9], &mut rgb);

        assert_eq!(rgb, [1, 2, 3, 4, 5, 6]);
    }
}
