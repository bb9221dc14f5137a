//! What a device says about itself: facts with a source, or an honest unknown with its reason.

mod words;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use utoipa::ToSchema;

/// A report, taken at one moment.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct DeviceReport {
    /// When it was begun.
    pub taken_at: Timestamp,
    /// How long all of it took, in milliseconds.
    pub took_ms: u32,
    /// The agent that took it, such as `0.1.0`.
    pub agent_version: String,
    /// In a fixed order, so that a technician finds each where it was last time.
    pub facts: Vec<Fact>,
}

impl DeviceReport {
    /// The reading of the first fact under `key`, where it is known.
    #[must_use]
    pub fn known(&self, key: &str) -> Option<&FactValue> {
        self.facts.iter().find(|fact| fact.key == key).and_then(Fact::known)
    }
}

/// One fact.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
pub struct Fact {
    /// What it is, such as `disk.free`; one of [`key`] or one that a newer agent knows.
    pub key: String,
    /// Which one, where there are several: `/home`, `HDMI-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Where it comes from, such as `/proc/meminfo`.
    pub source: String,
    /// What was found.
    pub reading: Reading,
    /// How long it took, in milliseconds.
    pub took_ms: u32,
}

impl Fact {
    /// The value, where there is one.
    #[must_use]
    pub fn known(&self) -> Option<&FactValue> {
        match &self.reading {
            Reading::Known { value } => Some(value),
            Reading::Unknown { .. } => None,
        }
    }
}

/// What a probe found.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Reading {
    /// A value.
    Known {
        /// The value.
        value: FactValue,
    },
    /// None, with the reason in a technician's words.
    Unknown {
        /// Why not.
        because: String,
    },
}

/// A value with its unit in its name.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, ToSchema, TS)]
#[serde(tag = "as", content = "is", rename_all = "snake_case")]
pub enum FactValue {
    /// Words.
    Text(String),
    /// Several of them.
    List(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// A plain number.
    Count(#[ts(type = "number")] u64),
    /// Bytes.
    Bytes(#[ts(type = "number")] u64),
    /// Hundredths.
    Percent(f64),
    /// A number with a fraction and no unit, such as a load average.
    Number(f64),
    /// Seconds.
    Seconds(#[ts(type = "number")] u64),
    /// Milliseconds.
    Milliseconds(f64),
    /// A moment.
    Time(Timestamp),
}

/// The keys of facts, so that agent and server spell them the same.
pub mod key {
    /// Account name.
    pub const USER_NAME: &str = "user.name";
    /// The person's full name.
    pub const USER_FULL_NAME: &str = "user.full_name";
    /// Host name.
    pub const HOST_NAME: &str = "host.name";
    /// Maker.
    pub const MAKE: &str = "device.make";
    /// Model.
    pub const MODEL: &str = "device.model";
    /// The maker's serial number.
    pub const SERIAL: &str = "device.serial";
    /// The district's asset tag.
    pub const ASSET_TAG: &str = "device.asset_tag";
    /// Site, by policy.
    pub const SITE: &str = "place.site";
    /// Building, by policy.
    pub const BUILDING: &str = "place.building";
    /// Room, by policy.
    pub const ROOM: &str = "place.room";
    /// Operating system's name.
    pub const OS_NAME: &str = "os.name";
    /// Operating system's version.
    pub const OS_VERSION: &str = "os.version";
    /// Kernel.
    pub const KERNEL: &str = "os.kernel";
    /// Seconds since start.
    pub const UPTIME: &str = "os.uptime";
    /// IANA time zone.
    pub const TIME_ZONE: &str = "clock.zone";
    /// The device's own clock.
    pub const CLOCK: &str = "clock.now";
    /// Processor's name.
    pub const CPU: &str = "cpu.model";
    /// Logical processors.
    pub const CPU_COUNT: &str = "cpu.count";
    /// Load average of one minute.
    pub const LOAD: &str = "cpu.load_1m";
    /// Installed memory.
    pub const MEMORY_TOTAL: &str = "memory.total";
    /// Memory in use.
    pub const MEMORY_USED: &str = "memory.used_percent";
    /// Share of time some task waited for memory in the last 10 s (PSI).
    pub const MEMORY_PRESSURE: &str = "memory.pressure_10s";
    /// Size of a disk, one for each mount.
    pub const DISK_TOTAL: &str = "disk.total";
    /// Free space of a disk, one for each mount.
    pub const DISK_FREE: &str = "disk.free";
    /// Charge.
    pub const BATTERY_CHARGE: &str = "battery.charge";
    /// Charging, discharging, full.
    pub const BATTERY_STATE: &str = "battery.state";
    /// Whether a charger is connected.
    pub const CHARGER: &str = "power.charger";
    /// A display: size and place, one for each.
    pub const DISPLAY: &str = "display.mode";
    /// Mirrored, extended or single.
    pub const DISPLAY_ARRANGEMENT: &str = "display.arrangement";
    /// The interface that carries the default route.
    pub const NET_INTERFACE: &str = "network.interface";
    /// Cable or Wi-Fi.
    pub const NET_KIND: &str = "network.kind";
    /// Its addresses.
    pub const NET_ADDRESSES: &str = "network.addresses";
    /// Default gateway.
    pub const NET_GATEWAY: &str = "network.gateway";
    /// DNS servers.
    pub const NET_DNS: &str = "network.dns_servers";
    /// Wi-Fi network's name.
    pub const WIFI_NAME: &str = "wifi.name";
    /// Wi-Fi signal.
    pub const WIFI_SIGNAL: &str = "wifi.signal";
    /// Time to the gateway.
    pub const CHECK_GATEWAY: &str = "check.gateway";
    /// Time for a DNS answer.
    pub const CHECK_DNS: &str = "check.dns";
    /// Time to the help desk's answer.
    pub const CHECK_DESK: &str = "check.help_desk";
    /// Default printer.
    pub const PRINTER: &str = "printer.default";
    /// Its state.
    pub const PRINTER_STATE: &str = "printer.state";
    /// Where sound goes.
    pub const AUDIO_OUTPUT: &str = "audio.output";
    /// Whether it is muted.
    pub const AUDIO_MUTED: &str = "audio.muted";
    /// Its volume.
    pub const AUDIO_VOLUME: &str = "audio.volume";
    /// Graphics adapter.
    pub const GRAPHICS: &str = "graphics.adapter";
    /// This agent.
    pub const AGENT_VERSION: &str = "agent.version";
    /// Where the agent's policy comes from.
    pub const POLICY_SOURCE: &str = "agent.policy_source";
}
