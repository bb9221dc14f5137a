//! Monitors by RandR, over the X protocol and without its library. A Wayland session answers through its X server, where it
//! has one.

use super::Display;
use x11rb::connection::Connection;
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xproto::ConnectionExt as _;

pub(super) fn displays() -> Result<Vec<Display>, String> {
    if std::env::var_os("DISPLAY").is_none_or(|display| display.is_empty()) {
        return Err("this session has no X display to ask".to_owned());
    }
    let (x, screen) = x11rb::connect(None).map_err(|error| format!("the X display does not answer: {error}"))?;
    let root = x.setup().roots.get(screen).ok_or("the X display has no screen")?.root;
    monitors(&x, root).map_err(|error| format!("the X display does not list its monitors: {error}"))
}

fn monitors(x: &impl Connection, root: u32) -> Result<Vec<Display>, x11rb::errors::ReplyError> {
    let monitors = x.randr_get_monitors(root, true)?.reply()?.monitors;
    let names = monitors.iter().map(|monitor| x.get_atom_name(monitor.name)).collect::<Result<Vec<_>, _>>()?;
    let mut displays = Vec::new();
    for (monitor, name) in monitors.iter().zip(names) {
        displays.push(Display {
            name: String::from_utf8_lossy(&name.reply()?.name).into_owned(),
            width_px: monitor.width.into(),
            height_px: monitor.height.into(),
            left_px: monitor.x.into(),
            top_px: monitor.y.into(),
            width_mm: monitor.width_in_millimeters,
            height_mm: monitor.height_in_millimeters,
            is_primary: monitor.primary,
            outputs: monitor.outputs.len(),
        });
    }
    Ok(displays)
}
