//! From pixels to a PNG.

use crate::{Picture, scale::preview};
use bytes::Bytes;
use png::{BitDepth, ColorType, Compression, Encoder};

/// Writes a picture as a PNG of its pixels and nothing else: no text, no time, no place, no colour profile.
///
/// # Errors
/// When the picture is larger than the format can say.
pub fn encode(picture: &Picture) -> Result<Bytes, EncodeError> {
    let mut png = Vec::with_capacity(picture.rgb().len() / 4);
    let mut encoder = Encoder::new(&mut png, picture.width(), picture.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // The person waits for this one: twenty times faster than the default, for a third more bytes.
    encoder.set_compression(Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(picture.rgb())?;
    writer.finish()?;
    Ok(png.into())
}

/// Writes a picture as [`encode`] does, smaller where the file would be larger than `most_bytes`: a wall of screens full of photos
/// would be refused by every help desk.
///
/// # Errors
/// When the picture cannot be written, or not even one pixel of it fits.
pub fn encode_to_fit(picture: &Picture, most_bytes: usize) -> Result<Bytes, EncodeError> {
    let mut png = encode(picture)?;
    let mut longest = picture.width().max(picture.height());
    while png.len() > most_bytes {
        if longest == 1 {
            return Err(EncodeError::NeverFits);
        }
        // The file shrinks about as the area does; a little more than that, so as to try once as a rule.
        let share = (most_bytes as f64 / png.len() as f64).sqrt().min(0.95) * 0.95;
        longest = ((f64::from(longest) * share) as u32).max(1);
        png = encode(&preview(picture, longest))?;
    }
    Ok(png)
}

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// It is larger than the format can say.
    #[error("the picture could not be written as a PNG")]
    Write(#[from] png::EncodingError),
    /// Not even a single pixel is small enough.
    #[error("no picture is as small as asked for")]
    NeverFits,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn decode(png: &[u8]) -> Picture {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
        let mut rgb = vec![0; reader.output_buffer_size().expect("a size that fits")];
        let info = reader.next_frame(&mut rgb).expect("all of it");
        assert_eq!((info.color_type, info.bit_depth), (ColorType::Rgb, BitDepth::Eight));
        Picture::new(rgb, info.width, info.height).expect("as many pixels as it says")
    }

    /// The names of the chunks, in order.
    fn chunks(png: &[u8]) -> Vec<String> {
        let mut rest = &png[8..];
        let mut names = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<4>() {
            names.push(String::from_utf8_lossy(&after[..4]).into_owned());
            rest = &after[4 + u32::from_be_bytes(*length) as usize + 4..];
        }
        names
    }

    #[test]
    fn there_is_nothing_in_the_file_but_pixels() {
        let picture = Picture::new(vec![7; 640 * 480 * 3], 640, 480).expect("a picture");

        let mut names = chunks(&encode(&picture).expect("a PNG"));
        names.dedup();

        assert_eq!(names, ["IHDR", "IDAT", "IEND"]);
    }

    #[test]
    fn a_picture_that_would_be_too_large_becomes_smaller_until_it_fits() {
        let noise = (0..300 * 200 * 3_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let noise = Picture::new(noise, 300, 200).expect("a picture");
        let whole = encode(&noise).expect("a PNG");

        let fitting = encode_to_fit(&noise, whole.len() / 3).expect("a smaller PNG");
        let small = decode(&fitting);

        assert_eq!(encode_to_fit(&noise, whole.len()).expect("the same PNG"), whole);
        assert!(fitting.len() <= whole.len() / 3);
        assert!((120..180).contains(&small.width()), "{small:?}");
        assert!(matches!(encode_to_fit(&noise, 10), Err(EncodeError::NeverFits)));
    }

    proptest! {
        #[test]
        fn every_picture_comes_back_as_it_went((width, height, rgb) in (1u32..40, 1u32..40).prop_flat_map(|(width, height)| {
            (Just(width), Just(height), proptest::collection::vec(any::<u8>(), (width * height * 3) as usize))
        })) {
            let picture = Picture::new(rgb, width, height).expect("as many bytes as pixels");

            prop_assert_eq!(decode(&encode(&picture).expect("a PNG")), picture);
        }
    }
}
