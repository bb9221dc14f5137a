//! Not asked on this system yet.

use super::Wifi;

pub(super) async fn wifi() -> Wifi {
    let because = "this version does not ask this system for its Wi-Fi".to_owned();
    std::future::ready(Wifi { name: Err(because.clone()), signal_percent: Err(because), source: "the Wi-Fi adapter" }).await
}
