//! NetworkManager over the system bus; without it, the kernel's own table, which knows the signal and not the name.

use super::Wifi;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{Connection, Proxy};

const MANAGER: &str = "org.freedesktop.NetworkManager";
const WIFI_DEVICE: u32 = 2;
const ACTIVATED: u32 = 100;
const TABLE: &str = "/proc/net/wireless";
/// The kernel counts the quality of most drivers up to this.
const BEST_QUALITY: f64 = 70.0;

pub(super) async fn wifi() -> Wifi {
    let has_adapter = std::fs::read_dir("/sys/class/net")
        .is_ok_and(|interfaces| interfaces.flatten().any(|interface| interface.path().join("phy80211").exists()));
    match by_manager().await {
        Ok(Some(wifi)) => return wifi,
        Ok(None) if has_adapter => return neither(MANAGER, "Wi-Fi is not connected"),
        Ok(None) => return neither(MANAGER, "this computer has no Wi-Fi adapter"),
        Err(error) => tracing::debug!(error = %error, "NetworkManager does not answer"),
    }
    if !has_adapter {
        return neither("/sys/class/net", "this computer has no Wi-Fi adapter");
    }
    let quality = std::fs::read_to_string(TABLE).ok().as_deref().and_then(quality_percent);
    Wifi {
        name: Err("no NetworkManager runs that knows it".to_owned()),
        signal_percent: quality.ok_or_else(|| "Wi-Fi is not connected".to_owned()),
        source: TABLE,
    }
}

fn neither(source: &'static str, because: &str) -> Wifi {
    Wifi { name: Err(because.to_owned()), signal_percent: Err(because.to_owned()), source }
}

async fn by_manager() -> zbus::Result<Option<Wifi>> {
    let bus = Connection::system().await?;
    let manager = proxy(&bus, "/org/freedesktop/NetworkManager", MANAGER).await?;
    let devices: Vec<OwnedObjectPath> = manager.call("GetDevices", &()).await?;
    for path in devices {
        let device = proxy(&bus, path.as_str(), "org.freedesktop.NetworkManager.Device").await?;
        if get::<u32>(&device, "DeviceType").await? != WIFI_DEVICE || get::<u32>(&device, "State").await? != ACTIVATED {
            continue;
        }
        let wireless = proxy(&bus, path.as_str(), "org.freedesktop.NetworkManager.Device.Wireless").await?;
        let point: OwnedObjectPath = get(&wireless, "ActiveAccessPoint").await?;
        let point = proxy(&bus, point.as_str(), "org.freedesktop.NetworkManager.AccessPoint").await?;
        let (name, strength) = (get::<Vec<u8>>(&point, "Ssid").await?, get::<u8>(&point, "Strength").await?);
        return Ok(Some(Wifi {
            name: Ok(String::from_utf8_lossy(&name).into_owned()),
            signal_percent: Ok(strength.into()),
            source: MANAGER,
        }));
    }
    Ok(None)
}

async fn proxy<'a>(bus: &Connection, path: &'a str, interface: &'a str) -> zbus::Result<Proxy<'a>> {
    zbus::proxy::Builder::new(bus)
        .destination(MANAGER)?
        .path(path)?
        .interface(interface)?
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await
}

async fn get<T>(proxy: &Proxy<'_>, name: &str) -> zbus::Result<T>
where
    T: TryFrom<OwnedValue>,
    T::Error: Into<zbus::Error>,
{
    proxy.get_property(name).await
}

/// Two lines of headings, then `wlan0: 0000   54.  -56.  -256 …`: status, quality, level, noise.
fn quality_percent(table: &str) -> Option<f64> {
    let line = table.lines().nth(2)?;
    let quality: f64 = line.split_whitespace().nth(2)?.trim_end_matches('.').parse().ok()?;
    Some((quality / BEST_QUALITY * 100.0).clamp(0.0, 100.0).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_quality_is_a_share() {
        let table = "Inter-| sta-|   Quality        |   Discarded packets               | Missed | WE\n \
            face | tus | link level noise |  nwid  crypt   frag  retry   misc | beacon | 22\n \
            wlan0: 0000   49.  -61.  -256        0      0      0      0     12        0\n";

        assert_eq!(quality_percent(table), Some(70.0));
        assert_eq!(quality_percent("Inter-|\n face |\n"), None);
    }
}
