//! Previews of pictures that come from elsewhere, read within bounds: whatever the file says of itself, at most one row of it is
//! in memory, or all of it where its rows come interlaced and it is small.

use crate::{EncodeError, encode, scale::Scaler};
use bytes::Bytes;
use png::{ColorType, Decoder, DecodingError, Limits, Reader, Transformations};
use std::io::Cursor;

/// More than any camera or screen in a school has; a larger one is a bomb.
const MOST_PIXELS: u64 = 64_000_000;
/// A row this long is one too.
const LONGEST_SIDE: u32 = 32_768;
/// Interlaced rows have to be kept all at once.
const MOST_INTERLACED_PIXELS: u64 = 16_000_000;

/// Reads a PNG and gives it as a PNG of at most `longest` pixels on its longer side, on white where it lets through.
///
/// # Errors
/// When it is no PNG, or one so large that it could only do harm.
pub fn shrink(png: &[u8], longest: u32) -> Result<Bytes, ShrinkError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(png), Limits { bytes: 8 * 1024 * 1024 });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let info = decoder.read_header_info()?;
    let (width, height, interlaced) = (info.width, info.height, info.interlaced);
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE || (interlaced && pixels > MOST_INTERLACED_PIXELS) {
        return Err(ShrinkError::TooLarge { width, height });
    }
    let mut reader = decoder.read_info()?;
    let mut scaler = Scaler::new(width, height, longest.max(1));
    if interlaced {
        push_frame(&mut reader, width, &mut scaler)?;
    } else {
        push_rows(&mut reader, width, &mut scaler)?;
    }
    let small = scaler.finish().ok_or(ShrinkError::Short)?;
    Ok(encode(&small)?)
}

/// Why a picture could not be made smaller.
#[derive(Debug, thiserror::Error)]
pub enum ShrinkError {
    /// It says it is larger than anything real.
    #[error("the picture says it is {width} × {height} pixels")]
    TooLarge {
        /// How wide it says it is.
        width: u32,
        /// How high it says it is.
        height: u32,
    },
    /// It is no PNG, or a broken one.
    #[error("the picture cannot be read")]
    Decode(#[from] DecodingError),
    /// It ends before its last row.
    #[error("the picture ends before its last row")]
    Short,
    /// It was read and could not be written again.
    #[error("the smaller picture could not be made")]
    Encode(#[from] EncodeError),
}

fn push_rows(reader: &mut Reader<Cursor<&[u8]>>, width: u32, scaler: &mut Scaler) -> Result<(), ShrinkError> {
    let colour = reader.output_color_type().0;
    let mut rgb = Vec::with_capacity(width as usize * 3);
    while let Some(row) = reader.next_row()? {
        on_white(row.data(), colour, &mut rgb);
        scaler.push(&rgb);
    }
    Ok(())
}

fn push_frame(reader: &mut Reader<Cursor<&[u8]>>, width: u32, scaler: &mut Scaler) -> Result<(), ShrinkError> {
    let mut frame = vec![0; reader.output_buffer_size().ok_or(ShrinkError::Short)?];
    let info = reader.next_frame(&mut frame)?;
    let mut rgb = Vec::with_capacity(width as usize * 3);
    for row in frame.chunks_exact(info.line_size) {
        on_white(row, info.color_type, &mut rgb);
        scaler.push(&rgb);
    }
    Ok(())
}

/// One row as red, green, blue.
fn on_white(row: &[u8], colour: ColorType, rgb: &mut Vec<u8>) {
    let over = |shade: u8, alpha: u8| {
        let mixed = (u32::from(shade) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
        u8::try_from(mixed).unwrap_or(u8::MAX)
    };
    rgb.clear();
    match colour {
        ColorType::Grayscale => rgb.extend(row.iter().flat_map(|shade| [*shade; 3])),
        ColorType::GrayscaleAlpha => rgb.extend(row.chunks_exact(2).flat_map(|p| [over(p[0], p[1]); 3])),
        ColorType::Rgba => rgb.extend(row.chunks_exact(4).flat_map(|p| [over(p[0], p[3]), over(p[1], p[3]), over(p[2], p[3])])),
        // A palette is spread out to one of the others by the decoder.
        ColorType::Rgb | ColorType::Indexed => rgb.extend_from_slice(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Picture, encode::tests::decode};
    use png::{BitDepth, Encoder};
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
