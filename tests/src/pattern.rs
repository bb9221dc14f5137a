//! A window full of random pixels, new each time, by which a picture of the screen proves to be one.

use anyhow::{Context, Result, ensure};
use uuid::Uuid;
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, CreateGCAux, CreateWindowAux, ImageFormat, WindowClass};
use x11rb::rust_connection::RustConnection;

/// Pixels on each side.
const SIDE: u16 = 64;
/// How far from the screen's lower left corner, where neither windows nor toasts are put.
const MARGIN: i16 = 24;

/// A painted pattern. It goes when this is dropped.
#[derive(Debug)]
pub struct Pattern {
    /// Red, green and blue, line by line.
    pixels: Vec<[u8; 3]>,
    _connection: RustConnection,
}

impl Pattern {
    /// Paints a pattern onto a screen, above everything.
    ///
    /// # Errors
    /// When the screen cannot be reached.
    pub fn paint(display: &str) -> Result<Self> {
        let pixels = random_pixels();
        let (connection, screen) = x11rb::connect(Some(display)).context("connecting to the screen")?;
        let screen = connection.setup().roots.get(screen).context("finding the screen")?;
        let (root, depth) = (screen.root, screen.root_depth);
        let y = i16::try_from(screen.height_in_pixels)? - MARGIN - i16::try_from(SIDE)?;

        let (pixmap, gc, window) = (connection.generate_id()?, connection.generate_id()?, connection.generate_id()?);
        connection.create_pixmap(depth, pixmap, root, SIDE, SIDE)?;
        connection.create_gc(gc, pixmap, &CreateGCAux::new())?;
        let bytes: Vec<u8> = pixels.iter().flat_map(|[red, green, blue]| [*blue, *green, *red, 0]).collect();
        connection.put_image(ImageFormat::Z_PIXMAP, pixmap, gc, SIDE, SIDE, 0, 0, 0, depth, &bytes)?;
        // The screen itself paints a window's background, so nobody has to listen for exposures.
        let look = CreateWindowAux::new().background_pixmap(pixmap).override_redirect(1);
        connection.create_window(depth, window, root, MARGIN, y, SIDE, SIDE, 0, WindowClass::INPUT_OUTPUT, 0, &look)?;
        connection.map_window(window)?.check().context("showing the pattern")?;
        // Answered only after everything before it was done.
        connection.get_input_focus()?.reply()?;
        Ok(Self { pixels, _connection: connection })
    }

    /// Whether every pixel of the pattern is in a picture, in its place.
    ///
    /// # Errors
    /// When the picture is not a PNG of 8 bits a channel.
    pub fn is_in(&self, png: &[u8]) -> Result<bool> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().context("reading the picture's header")?;
        let mut bytes = vec![0; reader.output_buffer_size().context("finding the picture's size")?];
        let info = reader.next_frame(&mut bytes).context("reading the picture")?;
        let channels = info.color_type.samples();
        ensure!(info.bit_depth == png::BitDepth::Eight && channels >= 3, "the picture is {:?}", info.color_type);

        let line = |y: usize| {
            let start = y * info.line_size;
            bytes[start..start + info.line_size].chunks_exact(channels).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect::<Vec<_>>()
        };
        let wanted: Vec<&[[u8; 3]]> = self.pixels.chunks_exact(usize::from(SIDE)).collect();
        let lines: Vec<_> = (0..usize::try_from(info.height)?).map(line).collect();
        Ok(lines.windows(wanted.len()).any(|window| {
            let Some(x) = position(&window[0], wanted[0]) else { return false };
            window.iter().zip(&wanted).all(|(line, wanted)| line[x..].starts_with(wanted))
        }))
    }
}

/// Where a line of pixels begins in a longer one.
fn position(line: &[[u8; 3]], wanted: &[[u8; 3]]) -> Option<usize> {
    line.windows(wanted.len()).position(|window| window == wanted)
}

fn random_pixels() -> Vec<[u8; 3]> {
    let count = usize::from(SIDE) * usize::from(SIDE);
    std::iter::repeat_with(|| *Uuid::new_v4().as_bytes()).map(|[red, green, blue, ..]| [red, green, blue]).take(count).collect()
}
