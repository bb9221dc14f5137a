//! X11: the root window, which spans all monitors. By shared memory where the server and we are on one machine, else over the
//! socket.

use super::pixels::Layout;
use crate::{Area, CaptureError, Picture, Taken};
use std::{error::Error, fs::File, os::unix::fs::FileExt};
use x11rb::{
    connection::{Connection, RequestConnection},
    protocol::{
        randr::ConnectionExt as _,
        shm::{self, ConnectionExt as _},
        xproto::{ConnectionExt as _, ImageFormat, Screen},
    },
    rust_connection::RustConnection,
};

/// Enough rows at a time to be worth a call, few enough to stay in the processor's cache.
const STRIP_BYTES: usize = 256 * 1024;

/// Takes the picture of one display, by name or as `DISPLAY` has it.
pub(super) fn capture_from(display: Option<&str>) -> Result<Taken, CaptureError> {
    let (connection, number) = x11rb::connect(display).map_err(|e| CaptureError::NoDisplay(e.into()))?;
    let setup = connection.setup();
    let screen = &setup.roots[number];
    let layout = Layout::of(setup, screen)?;

    let picture = match by_shared_memory(&connection, screen, &layout) {
        Ok(picture) => picture?,
        Err(why) => {
            tracing::debug!(error = %why, "no shared memory with the display; taking the picture over its socket");
            over_the_socket(&connection, screen, &layout)?
        }
    };
    let screens = monitors(&connection, screen).unwrap_or_else(|why| {
        tracing::debug!(error = %why, "the display does not say which screens it has");
        Vec::new()
    });
    Ok(Taken::new(picture, screens))
}

/// Where each monitor stands, as RandR 1.5 has it.
fn monitors(connection: &RustConnection, screen: &Screen) -> Result<Vec<Area>, Box<dyn Error + Send + Sync>> {
    let reply = connection.randr_get_monitors(screen.root, true)?.reply()?;
    // Part of a monitor may lie left of or above what there is to see.
    let part = |start: i16, long: u16| {
        let from = start.max(0);
        let end = i32::from(start) + i32::from(long);
        (u32::from(from.unsigned_abs()), u32::try_from(end - i32::from(from)).unwrap_or(0))
    };
    let area = |(x, width), (y, height)| Area { x, y, width, height };
    Ok(reply.monitors.iter().map(|monitor| area(part(monitor.x, monitor.width), part(monitor.y, monitor.height))).collect())
}

/// `Err` where there is no shared memory with this server; what is wrong with the pixels themselves is inside.
fn by_shared_memory(
    connection: &RustConnection,
    screen: &Screen,
    layout: &Layout,
) -> Result<Result<Picture, CaptureError>, Box<dyn Error + Send + Sync>> {
    if connection.extension_information(shm::X11_EXTENSION_NAME)?.is_none() {
        return Err("the display has no MIT-SHM".into());
    }
    let version = connection.shm_query_version()?.reply()?;
    if (version.major_version, version.minor_version) < (1, 2) {
        return Err("the display's MIT-SHM passes no files".into());
    }
    let segment = connection.generate_id()?;
    let size = u32::try_from(layout.total_bytes())?;
    // The server makes the memory and hands it over as a file, which can be read like any other: no mapping of ours, nothing
    // to be cleaned up by name.
    let shared = connection.shm_create_segment(segment, size, false)?.reply()?;
    let file = File::from(shared.shm_fd);

    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    connection.shm_get_image(screen.root, 0, 0, width, height, u32::MAX, ImageFormat::Z_PIXMAP.into(), segment, 0)?.reply()?;
    let mut rgb = Vec::with_capacity(layout.rgb_bytes());
    let mut strip = vec![0; (STRIP_BYTES / layout.row_bytes()).max(1) * layout.row_bytes()];
    let mut at = 0;
    while at < layout.total_bytes() {
        let wanted = strip.len().min(layout.total_bytes() - at);
        file.read_exact_at(&mut strip[..wanted], at as u64)?;
        layout.append_rgb(&strip[..wanted], &mut rgb);
        at += wanted;
    }
    connection.shm_detach(segment)?;
    connection.flush()?;
    Ok(picture(rgb, screen))
}

fn over_the_socket(connection: &RustConnection, screen: &Screen, layout: &Layout) -> Result<Picture, CaptureError> {
    let refused = |e: Box<dyn Error + Send + Sync>| CaptureError::Refused(e);
    let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
    let image = connection
        .get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, width, height, u32::MAX)
        .map_err(|e| refused(e.into()))?
        .reply()
        .map_err(|e| refused(e.into()))?;
    let mut rgb = Vec::with_capacity(layout.rgb_bytes());
    layout.append_rgb(&image.data, &mut rgb);
    picture(rgb, screen)
}

fn picture(rgb: Vec<u8>, screen: &Screen) -> Result<Picture, CaptureError> {
    Picture::new(rgb, screen.width_in_pixels.into(), screen.height_in_pixels.into())
        .ok_or_else(|| CaptureError::Pixels { why: "the picture is not as large as the screen".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{super::xvfb, *};
    use xvfb::Xvfb;

    #[test]
    fn what_is_painted_on_the_screen_is_found_in_the_picture() {
        let screen = Xvfb::start("1280x800x24");
        let pattern = screen.paint_pattern(300, 200, 64, 48);

        let picture = capture_from(Some(&screen.display)).expect("a picture").picture;

        assert_eq!((picture.width(), picture.height()), (1280, 800));
        let png = crate::encode(&picture).expect("a PNG");
        let decoded = crate::encode::tests::decode(&png);
        assert_eq!(xvfb::cut(&decoded, 300, 200, 64, 48), pattern);
        assert_eq!(decoded, picture);
    }

    #[test]
    fn the_socket_gives_the_same_picture_as_shared_memory() {
        let screen = Xvfb::start("640x480x24");
        screen.paint_pattern(11, 7, 100, 90);
        let (connection, number) = x11rb::connect(Some(&screen.display)).expect("the display answers");
        let root = &connection.setup().roots[number];
        let layout = Layout::of(connection.setup(), root).expect("pixels we read");

        let shared = by_shared_memory(&connection, root, &layout).expect("shared memory").expect("a picture");
        let socket = over_the_socket(&connection, root, &layout).expect("a picture");

        assert_eq!(shared, socket);
        assert!(shared.rgb().iter().any(|byte| *byte != 0));
    }

    #[test]
    fn a_display_without_shared_memory_gives_its_picture_over_the_socket() {
        let screen = Xvfb::start_with("640x480x24", &["-extension", "MIT-SHM"]);
        let pattern = screen.paint_pattern(20, 30, 32, 32);

        let picture = capture_from(Some(&screen.display)).expect("a picture").picture;

        assert_eq!(xvfb::cut(&picture, 20, 30, 32, 32), pattern);
    }

    #[test]
    fn a_screen_of_sixteen_bits_shows_its_colours() {
        let screen = Xvfb::start("640x480x16");
        screen.paint_plain(0, 0, 10, 10, 0xf800);
        screen.paint_plain(10, 0, 10, 10, 0x07e0);
        screen.paint_plain(20, 0, 10, 10, 0x001f);

        let picture = capture_from(Some(&screen.display)).expect("a picture").picture;

        assert_eq!(xvfb::cut(&picture, 5, 5, 1, 1), [255, 0, 0]);
        assert_eq!(xvfb::cut(&picture, 15, 5, 1, 1), [0, 255, 0]);
        assert_eq!(xvfb::cut(&picture, 25, 5, 1, 1), [0, 0, 255]);
    }

    #[test]
    fn of_two_monitors_it_is_said_where_each_stands() {
        let screen = Xvfb::start("1280x480x24");
        screen.split(&[(0, 0, 640, 480), (640, 0, 640, 480)]);

        let taken = capture_from(Some(&screen.display)).expect("a picture");

        let half = |x| Area { x, y: 0, width: 640, height: 480 };
        assert_eq!(taken.screens, [half(0), half(640)]);
    }

    #[test]
    fn of_one_monitor_there_is_nothing_to_choose() {
        let screen = Xvfb::start("640x480x24");

        let taken = capture_from(Some(&screen.display)).expect("a picture");

        assert_eq!(taken.screens, []);
    }

    #[test]
    fn no_display_is_said_as_such() {
        let gone = capture_from(Some(":59000")).expect_err("there is no such display");

        assert!(matches!(gone, CaptureError::NoDisplay(_)));
        assert_eq!(gone.to_string(), "the display cannot be reached");
    }
}
