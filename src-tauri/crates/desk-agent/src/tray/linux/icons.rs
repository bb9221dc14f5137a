//! The four drawings as panels want them: pixels, in every size one may ask for.

use super::panel::Panel;
use desk_view::TrayIcon;
use ksni::Icon;
use png::{Decoder, Transformations};
use std::io::Cursor;

/// Which drawing, in which ink.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Drawing {
    pub(super) icon: TrayIcon,
    pub(super) panel: Panel,
}

/// All sizes of a drawing, smallest first.
pub(super) fn pixmaps(drawing: Drawing) -> Vec<Icon> {
    files(drawing).into_iter().filter_map(pixmap).collect()
}

/// One size; none where the file is not a picture, which a test keeps from being so.
fn pixmap(png: &[u8]) -> Option<Icon> {
    let mut decoder = Decoder::new(Cursor::new(png));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut data).ok()?;
    // The bus wants alpha first.
    for pixel in data.as_chunks_mut::<4>().0 {
        pixel.rotate_right(1);
    }
    Some(Icon { width: i32::try_from(info.width).ok()?, height: i32::try_from(info.height).ok()?, data })
}

macro_rules! sizes {
    ($name:literal) => {
        [
            include_bytes!(concat!("../../../../../icons/tray/tray-", $name, "-16.png")).as_slice(),
            include_bytes!(concat!("../../../../../icons/tray/tray-", $name, "-24.png")),
            include_bytes!(concat!("../../../../../icons/tray/tray-", $name, "-32.png")),
            include_bytes!(concat!("../../../../../icons/tray/tray-", $name, "-48.png")),
        ]
    };
}

fn files(drawing: Drawing) -> [&'static [u8]; 4] {
    match (drawing.icon, drawing.panel) {
        (TrayIcon::Idle, Panel::Light) => sizes!("idle-light"),
        (TrayIcon::Idle, Panel::Dark) => sizes!("idle-dark"),
        (TrayIcon::Attention, Panel::Light) => sizes!("attention-light"),
        (TrayIcon::Attention, Panel::Dark) => sizes!("attention-dark"),
        (TrayIcon::Outage, Panel::Light) => sizes!("outage-light"),
        (TrayIcon::Outage, Panel::Dark) => sizes!("outage-dark"),
        (TrayIcon::Offline, Panel::Light) => sizes!("offline-light"),
        (TrayIcon::Offline, Panel::Dark) => sizes!("offline-dark"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_comes_in_four_sizes_and_differs_from_the_others() {
        let mut seen = Vec::new();
        for icon in [TrayIcon::Idle, TrayIcon::Attention, TrayIcon::Outage, TrayIcon::Offline] {
            for panel in [Panel::Light, Panel::Dark] {
                let sizes = pixmaps(Drawing { icon, panel });

                assert_eq!(
                    sizes.iter().map(|icon| (icon.width, icon.height)).collect::<Vec<_>>(),
                    [(16, 16), (24, 24), (32, 32), (48, 48)]
                );
                assert!(sizes.iter().all(|icon| icon.data.len() as i32 == icon.width * icon.height * 4));
                seen.push(sizes[1].data.clone());
            }
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 8);
    }

    #[test]
    fn the_first_byte_of_a_pixel_is_its_alpha_and_the_ink_stands_out_from_the_panel() {
        let ink = |panel| {
            let data = pixmaps(Drawing { icon: TrayIcon::Idle, panel })[3].data.clone();
            let middle = &data[(40 * 48 + 24) * 4..][..4];
            (data[0], middle.to_vec())
        };

        let (corner, on_dark) = ink(Panel::Dark);
        let (_, on_light) = ink(Panel::Light);

        assert_eq!((corner, on_dark[0], on_light[0]), (0, 255, 255));
        assert!(on_dark[1] > 200 && on_light[1] < 60, "{on_dark:?} {on_light:?}");
    }
}
