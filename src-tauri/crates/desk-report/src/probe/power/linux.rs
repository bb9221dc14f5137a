//! Chargers by `/sys/class/power_supply`.

use starship_battery::State;
use std::path::Path;

/// Whether any charger is connected; where none reports itself, a battery that is being used up says there is not.
pub(super) fn charger(battery: Option<State>) -> Result<bool, String> {
    let online = chargers(Path::new("/sys/class/power_supply"));
    if !online.is_empty() {
        return Ok(online.contains(&true));
    }
    match battery {
        Some(State::Discharging) => Ok(false),
        Some(State::Charging | State::Paused) => Ok(true),
        Some(State::Empty | State::Full | State::Unknown) => Err("no charger reports itself".to_owned()),
        None => Err("this computer reports no charger".to_owned()),
    }
}

fn chargers(folder: &Path) -> Vec<bool> {
    let Ok(supplies) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let field = |path: &Path, name| std::fs::read_to_string(path.join(name)).unwrap_or_default().trim().to_owned();
    supplies
        .flatten()
        .map(|supply| supply.path())
        .filter(|path| ["Mains", "USB", "Wireless"].contains(&field(path, "type").as_str()) && field(path, "scope") != "Device")
        .map(|path| field(&path, "online") != "0")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply(folder: &Path, name: &str, fields: &[(&str, &str)]) {
        std::fs::create_dir(folder.join(name)).unwrap();
        for (field, value) in fields {
            std::fs::write(folder.join(name).join(field), format!("{value}\n")).unwrap();
        }
    }

    #[test]
    fn a_charger_is_mains_or_usb_and_not_the_mouse() {
        let folder = tempfile::tempdir().unwrap();
        supply(folder.path(), "BAT0", &[("type", "Battery"), ("online", "1")]);
        supply(folder.path(), "mouse", &[("type", "USB"), ("scope", "Device"), ("online", "1")]);
        supply(folder.path(), "AC", &[("type", "Mains"), ("online", "0")]);

        let unplugged = chargers(folder.path());
        supply(folder.path(), "ucsi", &[("type", "USB"), ("online", "1")]);
        let mut plugged = chargers(folder.path());

        plugged.sort_unstable();
        assert_eq!(unplugged, [false]);
        assert_eq!(plugged, [false, true]);
    }

    #[test]
    fn no_folder_is_no_charger() {
        assert_eq!(chargers(Path::new("/nowhere")), Vec::<bool>::new());
    }
}
