//! Pictures of the screen: capture per OS, marks, encoding, previews.
//!
//! A picture is taken inside a call of [`capture`] and nowhere else: there is no thread, no timer and no cache here. What leaves
//! this crate is a PNG of pixels alone, without a word of text, time or place in it. Marks are [burned](burn) into the pixels: what
//! lay under a black box is nowhere in the picture any more. Pictures that come from elsewhere are read within bounds, a row at a
//! time.

mod area;
mod capture;
mod decode;
mod encode;
mod mark;
mod picture;
mod scale;
mod shrink;

pub use area::{Area, Taken, cut};
pub use capture::{CaptureError, capture};
pub use decode::{DecodeError, decode};
pub use encode::{EncodeError, encode, encode_to_fit};
pub use mark::{Mark, burn};
pub use picture::Picture;
pub use scale::preview;
pub use shrink::{ShrinkError, shrink};

/// The longer side of a preview, in pixels.
pub const PREVIEW_SIDE: u32 = 1_600;
