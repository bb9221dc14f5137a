//! What the X server knows: windows that fill a screen, and displays that show the same.
//!
//! Under Wayland this is what Xwayland knows: the full screens of programs that use it, and no mirroring.

use crate::presence::Quiet;
use std::error::Error;
use x11rb::{
    connection::Connection,
    protocol::{
        randr::{ConnectionExt as _, GetCrtcInfoReply},
        xproto::{AtomEnum, ConnectionExt as _, Window},
    },
    rust_connection::RustConnection,
};

type Answer<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A window on every desktop, by the EWMH.
const EVERY_DESKTOP: u32 = 0xFFFF_FFFF;
/// More windows than anybody has, in words of four bytes.
const MOST: u32 = 4096;

/// What speaks against showing something; `None` also where there is no X server.
pub(super) fn look() -> Answer<Option<Quiet>> {
    if std::env::var_os("DISPLAY").is_none() {
        return Ok(None);
    }
    let (connection, screen) = x11rb::connect(None)?;
    let root = connection.setup().roots.get(screen).ok_or("there is no such screen")?.root;
    if are_mirrored(&connection, root)? {
        return Ok(Some(Quiet::Mirrored));
    }
    Ok(Desktop { connection: &connection, root }.has_a_full_screen()?.then_some(Quiet::FullScreen))
}

/// Two controllers that draw the same place, or one that feeds two displays.
fn are_mirrored(connection: &RustConnection, root: Window) -> Answer<bool> {
    let resources = connection.randr_get_screen_resources_current(root)?.reply()?;
    let mut crtcs = Vec::new();
    for crtc in resources.crtcs {
        crtcs.push(connection.randr_get_crtc_info(crtc, resources.config_timestamp)?.reply()?);
    }
    let drawn: Vec<_> = crtcs.iter().filter(|crtc| crtc.mode != 0).collect();
    let overlap = drawn.iter().enumerate().any(|(at, one)| drawn.iter().skip(at + 1).any(|other| overlaps(one, other)));
    Ok(overlap || drawn.iter().any(|crtc| crtc.outputs.len() > 1))
}

fn overlaps(one: &GetCrtcInfoReply, other: &GetCrtcInfoReply) -> bool {
    let along = |a: i16, a_long: u16, b: i16, b_long: u16| {
        i32::from(a) < i32::from(b) + i32::from(b_long) && i32::from(b) < i32::from(a) + i32::from(a_long)
    };
    along(one.x, one.width, other.x, other.width) && along(one.y, one.height, other.y, other.height)
}

/// The windows of a desktop, by what its window manager writes on them: the Extended Window Manager Hints 1.5.
struct Desktop<'a> {
    connection: &'a RustConnection,
    root: Window,
}

impl Desktop<'_> {
    /// A full screen counts on any display: the slides are on the projector while the notes have the focus.
    fn has_a_full_screen(&self) -> Answer<bool> {
        let full = self.atom("_NET_WM_STATE_FULLSCREEN")?;
        let hidden = self.atom("_NET_WM_STATE_HIDDEN")?;
        let shown = self.numbers(self.root, "_NET_CURRENT_DESKTOP")?.first().copied();
        for window in self.numbers(self.root, "_NET_CLIENT_LIST")? {
            let state = self.numbers(window, "_NET_WM_STATE")?;
            let on = self.numbers(window, "_NET_WM_DESKTOP")?.first().copied();
            let is_here = on.is_none() || on == Some(EVERY_DESKTOP) || on == shown;
            if state.contains(&full) && !state.contains(&hidden) && is_here {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn atom(&self, name: &str) -> Answer<u32> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    /// A property of 32-bit numbers; empty where it is not there, or the window is gone meanwhile.
    fn numbers(&self, window: Window, name: &str) -> Answer<Vec<u32>> {
        let property = self.connection.get_property(false, window, self.atom(name)?, AtomEnum::ANY, 0, MOST)?;
        Ok(property.reply().ok().and_then(|reply| Some(reply.value32()?.collect())).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i16, y: i16, width: u16, height: u16) -> GetCrtcInfoReply {
        GetCrtcInfoReply { x, y, width, height, mode: 1, ..GetCrtcInfoReply::default() }
    }

    #[test]
    fn displays_side_by_side_are_not_mirrored_and_a_smaller_copy_is() {
        let laptop = at(0, 0, 1920, 1080);

        assert!(!overlaps(&laptop, &at(1920, 0, 1024, 768)));
        assert!(!overlaps(&laptop, &at(0, -768, 1024, 768)));
        assert!(overlaps(&laptop, &at(0, 0, 1024, 768)));
    }
}
