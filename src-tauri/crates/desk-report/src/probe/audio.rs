//! Where sound goes, how loud, and whether it is muted.

#[cfg(target_os = "linux")]
#[path = "audio/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "audio/other.rs"]
mod system;

use super::{Probe, SOON, found, unknown, words};
use desk_api::report::{FactValue, key};

/// The default output.
struct Output {
    name: String,
    is_muted: bool,
    volume_percent: Result<f64, String>,
    source: &'static str,
}

pub(super) fn probe() -> Probe {
    const KEYS: &[&str] = &[key::AUDIO_OUTPUT, key::AUDIO_MUTED, key::AUDIO_VOLUME];
    Probe::asking("the sound server", KEYS, SOON, async {
        match system::output().await {
            Ok(output) => vec![
                words(key::AUDIO_OUTPUT, Ok(output.name)).from(output.source),
                found(key::AUDIO_MUTED, Ok(FactValue::Flag(output.is_muted))).from(output.source),
                found(key::AUDIO_VOLUME, output.volume_percent.map(FactValue::Percent)).from(output.source),
            ],
            Err(because) => KEYS.iter().map(|key| unknown(key, because.as_str())).collect(),
        }
    })
}
