//! Pictures that come from elsewhere, read within bounds: whatever the file says of itself, at most one row of it is in memory, or
//! all of it where its rows come interlaced and it is small.

use crate::Picture;
use png::{ColorType, Decoder, DecodingError, Limits, Reader, Transformations};
use std::io::Cursor;

/// More than any camera or screen in a school has; a larger one is a bomb.
const MOST_PIXELS: u64 = 64_000_000;
/// A row this long is one too.
const LONGEST_SIDE: u32 = 32_768;
/// Interlaced rows have to be kept all at once.
const MOST_INTERLACED_PIXELS: u64 = 16_000_000;

/// Reads a PNG, on white where it lets through.
///
/// # Errors
/// When it is no PNG, or one so large that it could only do harm.
pub fn decode(png: &[u8]) -> Result<Picture, DecodeError> {
    let ((width, height), rgb) = read_rows(png, |width, height| ((width, height), Vec::new()), |(_, rgb), row| rgb.extend_from_slice(row))?;
    Picture::new(rgb, width, height).ok_or(DecodeError::Short)
}

/// Why a picture could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
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
}

/// Reads a PNG row by row, three bytes a pixel: `begin` is told its width and height, `push` takes each row.
pub(crate) fn read_rows<S>(png: &[u8], begin: impl FnOnce(u32, u32) -> S, mut push: impl FnMut(&mut S, &[u8])) -> Result<S, DecodeError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(png), Limits { bytes: 8 * 1024 * 1024 });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let info = decoder.read_header_info()?;
    let (width, height, interlaced) = (info.width, info.height, info.interlaced);
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST_PIXELS || width.max(height) > LONGEST_SIDE || (interlaced && pixels > MOST_INTERLACED_PIXELS) {
        return Err(DecodeError::TooLarge { width, height });
    }
    let mut reader = decoder.read_info()?;
    let mut sink = begin(width, height);
    let push = |row: &[u8]| push(&mut sink, row);
    if interlaced {
        push_frame(&mut reader, width, push)?;
    } else {
        push_rows(&mut reader, width, push)?;
    }
    Ok(sink)
}

fn push_rows(reader: &mut Reader<Cursor<&[u8]>>, width: u32, mut push: impl FnMut(&[u8])) -> Result<(), DecodeError> {
    let colour = reader.output_color_type().0;
    let mut rgb = Vec::with_capacity(width as usize * 3);
    while let Some(row) = reader.next_row()? {
        on_white(row.data(), colour, &mut rgb);
        push(&rgb);
    }
    Ok(())
}

fn push_frame(reader: &mut Reader<Cursor<&[u8]>>, width: u32, mut push: impl FnMut(&[u8])) -> Result<(), DecodeError> {
    let mut frame = vec![0; reader.output_buffer_size().ok_or(DecodeError::Short)?];
    let info = reader.next_frame(&mut frame)?;
    let mut rgb = Vec::with_capacity(width as usize * 3);
    for row in frame.chunks_exact(info.line_size) {
        on_white(row, info.color_type, &mut rgb);
        push(&rgb);
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
    use crate::encode;

    #[test]
    fn a_picture_is_read_as_it_was_written() {
        let picture = Picture::new((0..=251).cycle().take(40 * 30 * 3).collect(), 40, 30).expect("a picture");

        let read = decode(&encode(&picture).expect("a PNG")).expect("it is read");

        assert_eq!(read, picture);
    }

    #[test]
    fn what_is_no_whole_picture_is_refused() {
        let whole = encode(&Picture::new((0..=255).cycle().take(64 * 64 * 3).collect(), 64, 64).expect("a picture")).expect("a PNG");

        assert!(decode(&whole[..whole.len() / 2]).is_err());
        assert!(decode(b"not a picture").is_err());
    }
}
