//! Previews of pictures that come from elsewhere, without ever holding the whole of one.

use crate::{DecodeError, EncodeError, decode::read_rows, encode, scale::Scaler};
use bytes::Bytes;

/// Reads a PNG and gives it as a PNG of at most `longest` pixels on its longer side, on white where it lets through.
///
/// # Errors
/// When it is no PNG, or one so large that it could only do harm.
pub fn shrink(png: &[u8], longest: u32) -> Result<Bytes, ShrinkError> {
    let scaler = read_rows(png, |width, height| Scaler::new(width, height, longest.max(1)), Scaler::push)?;
    let small = scaler.finish().ok_or(DecodeError::Short)?;
    Ok(encode(&small)?)
}

/// Why a picture could not be made smaller.
#[derive(Debug, thiserror::Error)]
pub enum ShrinkError {
    /// It could not be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It was read and could not be written again.
    #[error("the smaller picture could not be made")]
    Encode(#[from] EncodeError),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Picture, encode::tests::decode};
    use png::{BitDepth, ColorType, Encoder};
    use proptest::prelude::*;

    fn written(width: u32, height: u32, colour: ColorType, data: &[u8]) -> Vec<u8> {
        let mut png = Vec::new();
        let mut encoder = Encoder::new(&mut png, width, height);
        encoder.set_color(colour);
        encoder.set_depth(BitDepth::Eight);
        if colour == ColorType::Indexed {
            encoder.set_palette(vec![10, 20, 30, 40, 50, 60]);
        }
        encoder.write_header().expect("a header").write_image_data(data).expect("the pixels");
        png
    }

    #[test]
    fn a_large_picture_comes_back_small_and_a_small_one_as_it_was() {
        let large = encode(&Picture::new(vec![9; 2000 * 1000 * 3], 2000, 1000).expect("a picture")).expect("a PNG");
        let small = Picture::new((0..60).collect(), 5, 4).expect("a picture");

        let shrunk = decode(&shrink(&large, 1600).expect("a preview"));

        assert_eq!((shrunk.width(), shrunk.height()), (1600, 800));
        assert_eq!(decode(&shrink(&encode(&small).expect("a PNG"), 1600).expect("a preview")), small);
    }

    #[test]
    fn every_kind_of_pixel_is_read() {
        let rgb = |png: &[u8]| decode(&shrink(png, 10).expect("a preview")).rgb().to_vec();

        assert_eq!(rgb(&written(1, 1, ColorType::Grayscale, &[7])), [7, 7, 7]);
        assert_eq!(rgb(&written(2, 1, ColorType::GrayscaleAlpha, &[7, 255, 7, 0])), [7, 7, 7, 255, 255, 255]);
        assert_eq!(rgb(&written(2, 1, ColorType::Rgba, &[1, 2, 3, 255, 0, 0, 0, 128])), [1, 2, 3, 127, 127, 127]);
        assert_eq!(rgb(&written(2, 1, ColorType::Indexed, &[1, 0])), [40, 50, 60, 10, 20, 30]);
    }

    #[test]
    fn a_bomb_is_refused_by_what_it_says_of_itself() {
        // A header that claims more pixels than any screen has, and no pixels.
        let mut header = written(1, 1, ColorType::Rgb, &[0, 0, 0]);
        header[16..20].copy_from_slice(&30_000_u32.to_be_bytes());
        header[20..24].copy_from_slice(&30_000_u32.to_be_bytes());
        let crc = crc(&header[12..29]);
        header[29..33].copy_from_slice(&crc.to_be_bytes());

        let refused = shrink(&header, 1600).expect_err("it is too large");

        assert_eq!(refused.to_string(), "the picture says it is 30000 × 30000 pixels");
    }

    #[test]
    fn half_a_picture_is_refused() {
        let whole = encode(&Picture::new((0..=255).cycle().take(64 * 64 * 3).collect(), 64, 64).expect("a picture")).expect("a PNG");

        assert!(shrink(&whole[..whole.len() / 2], 1600).is_err());
        assert!(shrink(b"not a picture", 1600).is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..200), at in 8usize..90, value: u8) {
            let mut broken = written(4, 4, ColorType::Rgba, &[200; 64]);
            let at = at.min(broken.len() - 1);
            broken[at] = value;

            // What is still read is a whole small picture.
            if let Ok(png) = shrink(&broken, 2) {
                let small = decode(&png);
                prop_assert!(small.width().max(small.height()) <= 2);
            }
            prop_assert!(shrink(&bytes, 2).is_err());
        }
    }

    /// The check sum of a chunk.
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }
}
