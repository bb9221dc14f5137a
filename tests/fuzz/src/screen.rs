//! Pictures and files that somebody else made.

use desk_capture::{Mark, burn, decode, encode, preview, shrink};

/// The longest side of a preview that is asked for.
const LONGEST: u32 = 64;
/// Of more pixels only the preview is made: what is under test is the reading.
const ENOUGH_PIXELS: usize = 1 << 16;

/// A picture or file: what the server takes it for, and what the agent reads in it.
pub fn picture(data: &[u8]) {
    let kind = desk_server::fuzz::file(data);
    if let Ok(small) = shrink(data, LONGEST) {
        let small = decode(&small).expect("what was written can be read");
        assert!(small.width().max(small.height()) <= LONGEST, "a preview that is too large");
        assert_eq!(kind, Some("image/png"), "the agent reads what the desk does not take");
    }
    let Ok(picture) = decode(data) else { return };
    assert_eq!(picture.rgb().len(), picture.width() as usize * picture.height() as usize * 3, "pixels that are not there");
    if picture.rgb().len() > ENOUGH_PIXELS {
        return;
    }
    let written = encode(&picture).expect("what was read can be written");
    assert_eq!(decode(&written).ok().as_ref(), Some(&picture), "another picture");
    let (width, height) = (picture.width(), picture.height());
    let marks =
        [Mark::Cover { x: width / 2, y: height / 2, width: u32::MAX, height: 1 }, Mark::Arrow { from: (0, 0), to: (width, height) }];
    let covered = burn(picture, &marks);
    let hidden = (height as usize / 2 * width as usize + width as usize / 2) * 3;
    assert!(covered.rgb()[hidden..].iter().take((width - width / 2) as usize * 3).all(|byte| *byte == 0), "something shows through");
    let small = preview(&covered, LONGEST);
    assert!(small.width().max(small.height()) <= LONGEST, "a preview that is too large");
}
