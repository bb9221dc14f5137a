//! Battery and charger.

#[cfg(target_os = "linux")]
#[path = "power/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "power/other.rs"]
mod system;

use super::{Finding, Probe, found, known, unknown};
use desk_api::report::{FactValue, key};
use starship_battery::{Battery, Manager, State, units::ratio::percent};

const NONE: &str = "this computer has no battery";

pub(super) fn probe() -> Probe {
    Probe::reading("the power supplies", &[key::BATTERY_CHARGE, key::BATTERY_STATE, key::CHARGER], || {
        let battery = battery();
        let state = battery.as_ref().ok().map(Battery::state);
        let mut findings = of(battery);
        findings.push(found(key::CHARGER, system::charger(state).map(FactValue::Flag)));
        findings
    })
}

/// The first one; the few computers with two show the other to nobody else either.
fn battery() -> Result<Battery, String> {
    let mut batteries = Manager::new().and_then(|manager| manager.batteries()).map_err(|_| NONE.to_owned())?;
    match batteries.next() {
        Some(battery) => battery.map_err(|error| error.to_string()),
        None => Err(NONE.to_owned()),
    }
}

fn of(battery: Result<Battery, String>) -> Vec<Finding> {
    match battery {
        Ok(battery) => vec![
            known(key::BATTERY_CHARGE, FactValue::Percent(f64::from(battery.state_of_charge().get::<percent>()).round())),
            known(key::BATTERY_STATE, FactValue::Text(in_words(battery.state()).to_owned())),
        ],
        Err(because) => vec![unknown(key::BATTERY_CHARGE, because.as_str()), unknown(key::BATTERY_STATE, because)],
    }
}

fn in_words(state: State) -> &'static str {
    match state {
        State::Charging => "charging",
        State::Discharging => "discharging",
        State::Empty => "empty",
        State::Full => "full",
        State::Paused => "held at its limit",
        State::Unknown => "neither charging nor discharging",
    }
}
