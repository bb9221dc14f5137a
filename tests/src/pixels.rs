//! Pictures of a whole virtual screen, taken by asking the screen itself.

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat};

/// A PNG of everything on the screen.
pub(crate) fn picture(display: &str) -> Result<Vec<u8>> {
    let (connection, screen) = x11rb::connect(Some(display)).context("connecting to the screen")?;
    let screen = connection.setup().roots.get(screen).context("finding the screen")?;
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let image = connection.get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX)?.reply()?;
    let pixels: Vec<u8> = image.data.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    encode(u32::from(width), u32::from(height), &pixels)
}

fn encode(width: u32, height: u32, pixels: &[u8]) -> Result<Vec<u8>> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().context("beginning a PNG")?;
    writer.write_image_data(pixels).context("writing a PNG")?;
    writer.finish().context("finishing a PNG")?;
    Ok(png)
}
