//! The charger by what the battery does.

use starship_battery::State;

pub(super) fn charger(battery: Option<State>) -> Result<bool, String> {
    match battery {
        Some(State::Discharging | State::Empty) => Ok(false),
        Some(State::Charging | State::Full | State::Paused) => Ok(true),
        Some(State::Unknown) => Err("the battery does not say".to_owned()),
        None => Err("this computer reports no charger".to_owned()),
    }
}
