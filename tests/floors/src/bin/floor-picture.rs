//! A picture of the screen by shared memory, as a PNG, and nothing done with it. `floor-picture ROUNDS` prints the milliseconds each took.

use anyhow::{Context, Result};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::Instant;
use x11rb::connection::Connection;
use x11rb::protocol::shm::ConnectionExt as _;
use x11rb::protocol::xproto::ImageFormat;

fn main() -> Result<()> {
    let rounds: usize = std::env::args().nth(1).context("how often")?.parse()?;
    let times = (0..rounds).map(|_| {
        let began = Instant::now();
        picture()?;
        Ok(format!("{:.3}", began.elapsed().as_secs_f64() * 1_000.0))
    });
    println!("{}", times.collect::<Result<Vec<_>>>()?.join(" "));
    Ok(())
}

fn picture() -> Result<Vec<u8>> {
    let (connection, number) = x11rb::connect(None)?;
    let screen = &connection.setup().roots[number];
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let pixels = usize::from(width) * usize::from(height);
    let segment = connection.generate_id()?;
    let shared = connection.shm_create_segment(segment, u32::try_from(pixels * 4)?, false)?.reply()?;
    connection.shm_get_image(screen.root, 0, 0, width, height, u32::MAX, ImageFormat::Z_PIXMAP.into(), segment, 0)?.reply()?;
    let mut raw = vec![0; pixels * 4];
    File::from(shared.shm_fd).read_exact_at(&mut raw, 0)?;
    let rgb: Vec<u8> = raw.chunks_exact(4).flat_map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();

    let mut png = Vec::with_capacity(rgb.len() / 4);
    let mut encoder = png::Encoder::new(&mut png, width.into(), height.into());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    encoder.write_header()?.write_image_data(&rgb)?;
    Ok(png)
}
