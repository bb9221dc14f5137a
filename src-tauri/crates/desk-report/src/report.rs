//! Runs all probes at once and puts their findings in a fixed order.

use crate::probe::{self, Finding, Probe, unknown};
use desk_api::DeviceReport;
use desk_api::report::{Fact, key};
use futures_util::future::join_all;
use jiff::Timestamp;
use std::time::{Duration, Instant};
use tokio::time::timeout;
use url::Url;

/// What a report may take at the very most; it is usually done in a fraction of it.
pub const DEADLINE: Duration = Duration::from_millis(2_500);

/// What the report cannot find out by itself.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// This agent.
    pub agent_version: String,
    /// Where its policy comes from, in words.
    pub policy_source: String,
    /// Site, by policy.
    pub site: Option<String>,
    /// Building, by policy.
    pub building: Option<String>,
    /// Room, by policy.
    pub room: Option<String>,
    /// The district's asset tag, by policy.
    pub asset_tag: Option<String>,
    /// The account's name.
    pub user_name: String,
    /// The person's name, where the account carries one.
    pub full_name: Option<String>,
    /// Where the help desk answers.
    pub help_desk: Option<Url>,
}

/// Every key in the order in which a technician reads them.
const ORDER: [&str; 47] = [
    key::USER_NAME,
    key::USER_FULL_NAME,
    key::HOST_NAME,
    key::MAKE,
    key::MODEL,
    key::SERIAL,
    key::ASSET_TAG,
    key::SITE,
    key::BUILDING,
    key::ROOM,
    key::OS_NAME,
    key::OS_VERSION,
    key::KERNEL,
    key::UPTIME,
    key::TIME_ZONE,
    key::CLOCK,
    key::CPU,
    key::CPU_COUNT,
    key::LOAD,
    key::MEMORY_TOTAL,
    key::MEMORY_USED,
    key::MEMORY_PRESSURE,
    key::DISK_TOTAL,
    key::DISK_FREE,
    key::BATTERY_CHARGE,
    key::BATTERY_STATE,
    key::CHARGER,
    key::DISPLAY,
    key::DISPLAY_ARRANGEMENT,
    key::GRAPHICS,
    key::NET_INTERFACE,
    key::NET_KIND,
    key::NET_ADDRESSES,
    key::NET_GATEWAY,
    key::NET_DNS,
    key::WIFI_NAME,
    key::WIFI_SIGNAL,
    key::CHECK_GATEWAY,
    key::CHECK_DNS,
    key::CHECK_DESK,
    key::PRINTER,
    key::PRINTER_STATE,
    key::AUDIO_OUTPUT,
    key::AUDIO_MUTED,
    key::AUDIO_VOLUME,
    key::AGENT_VERSION,
    key::POLICY_SOURCE,
];

/// Takes a report within `within`, [`DEADLINE`] as a rule. Never fails: what cannot be known says why.
pub async fn report(context: &Context, within: Duration) -> DeviceReport {
    let taken_at = Timestamp::now();
    let begun = Instant::now();
    let mut facts: Vec<Fact> = join_all(probe::all(context).into_iter().map(|probe| take(probe, within))).await.concat();

    let place = |fact: &Fact| ORDER.iter().position(|key| *key == fact.key);
    facts.sort_by_key(place);
    let report = DeviceReport { taken_at, took_ms: ms(begun), agent_version: context.agent_version.clone(), facts };
    tracing::debug!(elapsed_ms = report.took_ms, facts = report.facts.len(), "the device has reported");
    report
}

/// The findings of one probe; a key it did not get to is unknown.
async fn take(probe: Probe, within: Duration) -> Vec<Fact> {
    let patience = probe.patience.min(within);
    let begun = Instant::now();
    let (mut findings, why_not) = match timeout(patience, probe.run).await {
        Ok(findings) => (findings, "nothing was found".to_owned()),
        Err(_) => (Vec::new(), format!("no answer within {} ms", patience.as_millis())),
    };
    for key in probe.keys {
        if findings.iter().all(|finding| finding.key != *key) {
            findings.push(unknown(key, why_not.as_str()));
        }
    }
    let took_ms = ms(begun);
    findings.into_iter().map(|finding| fact(finding, probe.source, took_ms)).collect()
}

fn fact(finding: Finding, source: &'static str, took_ms: u32) -> Fact {
    Fact {
        key: finding.key.to_owned(),
        of: finding.of,
        source: finding.source.unwrap_or_else(|| source.to_owned()),
        reading: finding.reading,
        took_ms,
    }
}

fn ms(begun: Instant) -> u32 {
    u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
