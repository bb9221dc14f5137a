//! Hide or point in the real window, by keyboard alone: what a black box covers is in no file, and not in what is sent.

use super::{axe, stage};
use deskside_tests::{Browser, Stage, until};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const WORDS: &str = "The gradebook is slow";
const ENTER: &str = "\u{E007}";
const LEFT: &str = "\u{E012}";
const DOWN: &str = "\u{E015}";
/// A box moves by a fiftieth of the picture at a time; after so many it is at the edge.
const TO_THE_EDGE: usize = 40;

#[tokio::test]
async fn a_box_is_black_in_what_the_desk_has_and_the_rest_is_as_it_was() {
    let mut stage = stage().await;
    let window = open_marks(&mut stage).await;
    assert_eq!(window.barriers(&axe()).await.expect("axe runs"), Vec::<String>::new());

    window.find(".frame").await.expect("the picture").write(ENTER).await.expect("a key");
    window.find(".mark.cover:not(.waits)").await.expect("the box is done");
    let picture = send(&mut stage, &window).await;

    // The pattern is in the lower left corner, and the new box in the middle.
    assert!(stage.pattern.is_in(&picture).expect("a picture"));
    let (pixels, width, height) = pixels(&picture);
    let black = |x: usize, y: usize| pixels[(y * width + x) * 3..][..3] == [0, 0, 0];
    let (from, to) = ((width * 42 / 100, height * 44 / 100), (width * 58 / 100, height * 56 / 100));
    assert!((from.1..to.1).all(|y| (from.0..to.0).all(|x| black(x, y))), "the box is not black all over");
}

#[tokio::test]
async fn what_a_box_covers_is_in_no_file_of_the_computer() {
    let mut stage = stage().await;
    let window = open_marks(&mut stage).await;
    until("the whole picture on the disk", PATIENCE, async || (!places(&stage).is_empty()).then_some(()))
        .await
        .expect("the search finds it");

    window.find(".frame").await.expect("the picture").write(ENTER).await.expect("a key");
    let mark = window.find(".mark.cover").await.expect("a box");
    mark.write(&LEFT.repeat(TO_THE_EDGE)).await.expect("keys");
    mark.write(&DOWN.repeat(TO_THE_EDGE)).await.expect("keys");
    until("the box over the pattern, done", PATIENCE, async || {
        let script = "const [box] = document.querySelectorAll('.mark.cover:not(.waits)'); if (!box) return false;
            return parseFloat(box.style.left) === 0 && parseFloat(box.style.top) + parseFloat(box.style.height) > 99.9";
        window.run(script).await.ok()?.as_bool().filter(|is_there| *is_there)
    })
    .await
    .expect("it is there");
    assert_eq!(places(&stage), Vec::<PathBuf>::new(), "once the box is done");
    let picture = send(&mut stage, &window).await;

    assert!(!stage.pattern.is_in(&picture).expect("a picture"), "it was sent");
    assert_eq!(places(&stage), Vec::<PathBuf>::new(), "after it was sent");
}

/// Opens Get help, writes, and opens "Hide or point".
async fn open_marks(stage: &mut Stage) -> Browser {
    stage.desktop.tray().click("Get help…").await.expect("a click");
    let window = stage.window().await.expect("a window");
    window.find("#say").await.expect("a text box").write(WORDS).await.expect("typing");
    window.find(".clip img").await.expect("the picture of the screen");
    window.press("Hide or point").await.expect("a button");
    let picture = window.find(".sheet img").await.expect("the picture in full size");
    until("the picture in full size", PATIENCE, async || picture.property("naturalWidth").await.ok()?.as_u64().filter(|width| *width > 0))
        .await
        .expect("it is shown");
    window
}

/// Leaves it, sends, and gives the picture that the server has.
async fn send(stage: &mut Stage, window: &Browser) -> Vec<u8> {
    window.press("Done").await.expect("a button");
    window.find("#send").await.expect("a button").click().await.expect("a click");
    window.wait_for("You’ll hear from us by").await.expect("it is sent");
    let ticket = stage.server.ticket_where(WORDS, |_| true).await.expect("it is in the database");
    stage.server.picture_of(&ticket.id).await.expect("the picture too")
}

/// Red, green and blue of a picture, line by line, and its size.
fn pixels(png: &[u8]) -> (Vec<u8>, usize, usize) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("all of it");
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (pixels, info.width as usize, info.height as usize)
}

/// Every file of the desktop with a picture in it that shows the pattern; the server is another machine.
fn places(stage: &Stage) -> Vec<PathBuf> {
    let server = stage.desktop.folder().join("server");
    let shows = |file: &PathBuf| fs::read(file).is_ok_and(|bytes| pictures(&bytes).any(|png| stage.pattern.is_in(png).unwrap_or(false)));
    files(stage.desktop.folder(), &server).into_iter().filter(shows).collect()
}

/// What begins as a PNG does, wherever in a file it lies.
fn pictures(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    bytes.windows(PNG.len()).enumerate().filter(|(_, window)| *window == PNG).map(|(at, _)| &bytes[at..])
}

fn files(folder: &Path, but: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let kind = entry.file_type().expect("a kind of file");
        if kind.is_dir() && entry.path() != but {
            found.extend(files(&entry.path(), but));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found
}
