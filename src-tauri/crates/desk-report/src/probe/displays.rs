//! The displays: size, place and how they stand to each other.

#[cfg(target_os = "linux")]
#[path = "displays/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "displays/other.rs"]
mod system;

use super::{Finding, Probe, known, unknown};
use desk_api::report::{FactValue, key};

/// One display, or several that show the same.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Display {
    name: String,
    width_px: u32,
    height_px: u32,
    left_px: i32,
    top_px: i32,
    /// Nought where the display does not say.
    width_mm: u32,
    height_mm: u32,
    is_primary: bool,
    /// How many outputs show it.
    outputs: usize,
}

pub(super) fn probe() -> Probe {
    Probe::reading("the display server", &[key::DISPLAY, key::DISPLAY_ARRANGEMENT], || findings(system::displays()))
}

fn findings(displays: Result<Vec<Display>, String>) -> Vec<Finding> {
    let displays = match displays {
        Ok(displays) => displays,
        Err(because) => return vec![unknown(key::DISPLAY, because.as_str()), unknown(key::DISPLAY_ARRANGEMENT, because)],
    };
    let Some(arrangement) = arrangement(&displays) else {
        let because = "no display is connected";
        return vec![unknown(key::DISPLAY, because), unknown(key::DISPLAY_ARRANGEMENT, because)];
    };
    let mut findings: Vec<_> =
        displays.iter().map(|display| known(key::DISPLAY, FactValue::Text(mode(display))).of(display.name.as_str())).collect();
    findings.push(known(key::DISPLAY_ARRANGEMENT, FactValue::Text(arrangement.to_owned())));
    findings
}

fn mode(display: &Display) -> String {
    let Display { width_px, height_px, left_px, top_px, width_mm, height_mm, .. } = display;
    let mut words = format!("{width_px}×{height_px} at {left_px},{top_px}");
    if *width_mm > 0 && *height_mm > 0 {
        words.push_str(&format!(", {}×{} cm", (width_mm + 5) / 10, (height_mm + 5) / 10));
    }
    if display.is_primary {
        words.push_str(", primary");
    }
    words
}

/// Mirrored when the same is seen on several; extended when there is more than one place to look at.
fn arrangement(displays: &[Display]) -> Option<&'static str> {
    let first = displays.first()?;
    let is_elsewhere = |display: &Display| (display.left_px, display.top_px) != (first.left_px, first.top_px);
    if displays.iter().any(is_elsewhere) {
        Some("extended")
    } else if displays.len() > 1 || first.outputs > 1 {
        Some("mirrored")
    } else {
        Some("single")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn display(left_px: i32, outputs: usize) -> Display {
        let (width_px, height_px) = (1920, 1080);
        let name = "HDMI-1".to_owned();
        Display { name, width_px, height_px, left_px, top_px: 0, width_mm: 527, height_mm: 296, is_primary: left_px == 0, outputs }
    }

    #[test]
    fn the_arrangement_is_what_people_see() {
        let table = [
            (vec![], None),
            (vec![display(0, 1)], Some("single")),
            (vec![display(0, 2)], Some("mirrored")),
            (vec![display(0, 1), display(0, 1)], Some("mirrored")),
            (vec![display(0, 1), display(1920, 1)], Some("extended")),
            (vec![display(0, 2), display(1920, 1)], Some("extended")),
        ];

        for (displays, expected) in table {
            assert_eq!(arrangement(&displays), expected, "{displays:?}");
        }
    }

    #[test]
    fn a_mode_says_size_place_and_rank() {
        assert_eq!(mode(&display(0, 1)), "1920×1080 at 0,0, 53×30 cm, primary");
        assert_eq!(mode(&Display { width_mm: 0, ..display(-1920, 1) }), "1920×1080 at -1920,0");
    }
}
