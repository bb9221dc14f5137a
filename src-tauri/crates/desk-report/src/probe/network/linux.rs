//! What the kernel's tables and the resolver's file say.

use netdev::Interface;
use std::net::IpAddr;
use std::path::Path;

pub(super) const DNS_SOURCE: &str = "/etc/resolv.conf";

/// The local stub of systemd-resolved, behind which the real servers stand in a file of its own.
const STUBS: [&str; 2] = ["127.0.0.53", "127.0.0.54"];

/// The interface of the default route with the lowest metric.
pub(super) fn name_of_default() -> Option<String> {
    let routes = std::fs::read_to_string("/proc/net/route").unwrap_or_default();
    let routes_v6 = std::fs::read_to_string("/proc/net/ipv6_route").unwrap_or_default();
    default_v4(&routes).or_else(|| default_v6(&routes_v6))
}

pub(super) fn is_wireless(name: &str) -> bool {
    let interface = Path::new("/sys/class/net").join(name);
    interface.join("wireless").exists() || interface.join("phy80211").exists()
}

pub(super) fn dns_servers(_interface: Option<&Interface>) -> Vec<IpAddr> {
    let read = |path| servers(&std::fs::read_to_string(path).unwrap_or_default());
    let servers = read("/etc/resolv.conf");
    let is_stub = !servers.is_empty() && servers.iter().all(|server| STUBS.contains(&server.to_string().as_str()));
    let behind = if is_stub { read("/run/systemd/resolve/resolv.conf") } else { Vec::new() };
    if behind.is_empty() { servers } else { behind }
}

/// Lines of `/proc/net/route`: interface, destination, gateway, flags, …, metric, mask; numbers in hexadecimal but the metric.
fn default_v4(table: &str) -> Option<String> {
    let defaults = table.lines().skip(1).filter_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let is_up = u32::from_str_radix(fields.get(3)?, 16).ok()? & 1 == 1;
        let is_default = *fields.get(1)? == "00000000" && *fields.get(7)? == "00000000";
        (is_up && is_default).then_some((fields.get(6)?.parse::<u32>().ok()?, *fields.first()?))
    });
    defaults.min_by_key(|(metric, _)| *metric).map(|(_, name)| name.to_owned())
}

/// Lines of `/proc/net/ipv6_route`: destination, its length, …, metric, …, flags, interface; the loopback's reject route is none.
fn default_v6(table: &str) -> Option<String> {
    let defaults = table.lines().filter_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let is_default = *fields.first()? == "0".repeat(32) && *fields.get(1)? == "00";
        let name = *fields.get(9)?;
        (is_default && name != "lo").then_some((u32::from_str_radix(fields.get(5)?, 16).ok()?, name))
    });
    defaults.min_by_key(|(metric, _)| *metric).map(|(_, name)| name.to_owned())
}

fn servers(file: &str) -> Vec<IpAddr> {
    file.lines()
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            (fields.next()? == "nameserver").then(|| fields.next()?.split('%').next()?.parse().ok()).flatten()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_route_with_the_lowest_metric_counts() {
        let table = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n\
            wlan0\t00000000\t0100000A\t0003\t0\t0\t600\t00000000\t0\t0\t0\n\
            eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n\
            tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000080\t0\t0\t0\n\
            eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";

        assert_eq!(default_v4(table), Some("eth0".to_owned()));
        assert_eq!(default_v4("Iface\tDestination\n"), None);
        assert_eq!(default_v4(""), None);
    }

    #[test]
    fn a_network_of_the_newer_kind_alone_has_a_default_route_too() {
        let nought = "0".repeat(32);
        let gateway = "fe800000000000000000000000000001";
        let table = format!(
            "{nought} 00 {nought} 00 {nought} ffffffff 00000001 00000000 00200200       lo\n\
             {nought} 00 {nought} 00 {gateway} 00000400 00000001 00000000 00000003     eth0\n"
        );

        assert_eq!(default_v6(&table), Some("eth0".to_owned()));
        assert_eq!(default_v6(&table[..table.find('\n').unwrap()]), None);
    }

    #[test]
    fn name_servers_are_read_and_all_else_is_passed_over() {
        let file =
            "# made by hand\nsearch school.example\nnameserver 10.1.0.53\nnameserver fe80::1%eth0\nnameserver nonsense\noptions ndots:1\n";

        assert_eq!(servers(file), ["10.1.0.53".parse::<IpAddr>().unwrap(), "fe80::1".parse().unwrap()]);
    }
}
