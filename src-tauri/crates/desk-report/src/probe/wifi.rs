//! The Wi-Fi network and its signal.

#[cfg(target_os = "linux")]
#[path = "wifi/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "wifi/other.rs"]
mod system;

use super::{AT_ONCE, Probe, found, words};
use desk_api::report::{FactValue, key};

/// A connection; what is not known says why.
struct Wifi {
    name: Result<String, String>,
    signal_percent: Result<f64, String>,
    source: &'static str,
}

pub(super) fn probe() -> Probe {
    Probe::asking("the Wi-Fi adapter", &[key::WIFI_NAME, key::WIFI_SIGNAL], AT_ONCE, async {
        let wifi = system::wifi().await;
        let source = wifi.source;
        vec![
            words(key::WIFI_NAME, wifi.name).from(source),
            found(key::WIFI_SIGNAL, wifi.signal_percent.map(FactValue::Percent)).from(source),
        ]
    })
}
