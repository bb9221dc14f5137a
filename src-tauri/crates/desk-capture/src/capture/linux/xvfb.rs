//! A real X server for tests, and something to see on it.

use crate::Picture;
use std::{
    hash::{BuildHasher, RandomState},
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};
use x11rb::{
    connection::Connection,
    protocol::{
        randr::{ConnectionExt as _, MonitorInfo},
        xproto::{ConnectionExt, CreateGCAux, CreateWindowAux, ImageFormat, Rectangle, WindowClass},
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

/// An X server on a number of its own choosing, ended when dropped.
pub(super) struct Xvfb {
    pub(super) display: String,
    server: Child,
    /// What paints must stay connected, or its windows go.
    painter: RustConnection,
    screen: usize,
}

impl Xvfb {
    pub(super) fn start(size: &str) -> Self {
        Self::start_with(size, &[])
    }

    pub(super) fn start_with(size: &str, more: &[&str]) -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", size])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        BufReader::new(server.stdout.take().expect("it is piped")).read_line(&mut number).expect("Xvfb says its number");
        let display = format!(":{}", number.trim());
        let (painter, screen) = x11rb::connect(Some(&display)).expect("Xvfb answers");
        Self { display, server, painter, screen }
    }

    /// Makes these its monitors: left, top, width, height.
    pub(super) fn split(&self, monitors: &[(i16, i16, u16, u16)]) {
        let root = self.painter.setup().roots[self.screen].root;
        for (number, (x, y, width, height)) in monitors.iter().copied().enumerate() {
            let name = self.painter.intern_atom(false, format!("monitor-{number}").as_bytes()).expect("sent").reply().expect("a name").atom;
            let outputs = if number == 0 { self.outputs(root) } else { Vec::new() };
            let monitor = MonitorInfo {
                name,
                primary: number == 0,
                automatic: false,
                x,
                y,
                width,
                height,
                width_in_millimeters: 300,
                height_in_millimeters: 200,
                outputs,
            };
            self.painter.randr_set_monitor(root, monitor).expect("sent").check().expect("a monitor");
        }
    }

    /// Taken over by the first monitor, or the server makes one of its own of them.
    fn outputs(&self, root: u32) -> Vec<u32> {
        self.painter.randr_get_screen_resources_current(root).expect("sent").reply().expect("what there is").outputs
    }

    /// Shows a window of random pixels, new at each call, and gives them as red, green, blue.
    pub(super) fn paint_pattern(&self, x: i16, y: i16, width: u16, height: u16) -> Vec<u8> {
        let random = RandomState::new();
        let pixels: Vec<[u8; 4]> = (0..u32::from(width) * u32::from(height)).map(|at| (random.hash_one(at) as u32).to_ne_bytes()).collect();
        let window = self.window(x, y, width, height);
        let gc = self.painter.generate_id().expect("an id");
        self.painter.create_gc(gc, window, &CreateGCAux::new()).expect("sent");
        self.painter
            .put_image(ImageFormat::Z_PIXMAP, window, gc, width, height, 0, 0, 0, 24, pixels.as_flattened())
            .expect("sent")
            .check()
            .expect("painted");
        pixels.iter().flat_map(|[blue, green, red, _]| [*red, *green, *blue]).collect()
    }

    /// Shows a window of one pixel value.
    pub(super) fn paint_plain(&self, x: i16, y: i16, width: u16, height: u16, value: u32) {
        let window = self.window(x, y, width, height);
        let gc = self.painter.generate_id().expect("an id");
        self.painter.create_gc(gc, window, &CreateGCAux::new().foreground(value)).expect("sent");
        self.painter.poly_fill_rectangle(window, gc, &[Rectangle { x: 0, y: 0, width, height }]).expect("sent").check().expect("painted");
    }

    fn window(&self, x: i16, y: i16, width: u16, height: u16) -> u32 {
        let root = &self.painter.setup().roots[self.screen];
        let window = self.painter.generate_id().expect("an id");
        let above_all = CreateWindowAux::new().override_redirect(1);
        self.painter
            .create_window(
                root.root_depth,
                window,
                root.root,
                x,
                y,
                width,
                height,
                0,
                WindowClass::INPUT_OUTPUT,
                root.root_visual,
                &above_all,
            )
            .expect("sent");
        self.painter.map_window(window).expect("sent");
        self.painter.sync().expect("the window is there");
        window
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

/// The pixels of a part of a picture.
pub(super) fn cut(picture: &Picture, x: usize, y: usize, width: usize, height: usize) -> Vec<u8> {
    let row = picture.width() as usize * 3;
    (y..y + height).flat_map(|line| &picture.rgb()[line * row + x * 3..][..width * 3]).copied().collect()
}
