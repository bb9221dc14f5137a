//! The network that carries the default route.

#[cfg(target_os = "linux")]
#[path = "network/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "network/other.rs"]
mod system;

use super::{Finding, Probe, known, on_a_thread, unknown, words};
use desk_api::report::{FactValue, key};
use netdev::Interface;
use netdev::interface::types::InterfaceType;
use std::net::IpAddr;

const KEYS: &[&str] = &[key::NET_INTERFACE, key::NET_KIND, key::NET_ADDRESSES, key::NET_GATEWAY, key::NET_DNS];
const NO_ROUTE: &str = "this computer has no default route: it is not connected";

/// What the checks ask.
pub(super) struct Route {
    pub(super) gateway: Option<IpAddr>,
    pub(super) dns_servers: Vec<IpAddr>,
}

pub(super) fn probe() -> Probe {
    Probe::reading("the routing table", KEYS, || {
        let interface = default_interface();
        let dns_servers = system::dns_servers(interface.as_ref());
        let mut findings = match &interface {
            Some(interface) => of(interface),
            None => KEYS[..4].iter().map(|key| unknown(key, NO_ROUTE)).collect(),
        };
        findings.push(list(key::NET_DNS, &dns_servers, "no DNS server is set").from(system::DNS_SOURCE));
        findings
    })
}

/// The gateway and the DNS servers, for the checks. `None` when this computer is not connected.
pub(super) async fn route() -> Option<Route> {
    let read = || {
        let interface = default_interface();
        let dns_servers = system::dns_servers(interface.as_ref());
        interface.map(|interface| Route { gateway: gateways(&interface).first().copied(), dns_servers })
    };
    on_a_thread(read).await.flatten()
}

fn default_interface() -> Option<Interface> {
    let mut interfaces = netdev::get_interfaces();
    let at = match system::name_of_default() {
        Some(name) => interfaces.iter().position(|interface| interface.name == name),
        None => interfaces.iter().position(|interface| interface.default),
    };
    at.map(|at| interfaces.swap_remove(at))
}

fn of(interface: &Interface) -> Vec<Finding> {
    let name = interface.friendly_name.clone().unwrap_or_else(|| interface.name.clone());
    let v4 = interface.ipv4.iter().map(ToString::to_string);
    let v6 = interface.ipv6.iter().filter(|net| !net.addr().is_unicast_link_local()).map(ToString::to_string);
    vec![
        words(key::NET_INTERFACE, Ok(name)),
        words(key::NET_KIND, Ok(kind(interface))),
        list(key::NET_ADDRESSES, &v4.chain(v6).collect::<Vec<_>>(), "it has no address"),
        list(key::NET_GATEWAY, &gateways(interface), "the route names no gateway"),
    ]
}

fn gateways(interface: &Interface) -> Vec<IpAddr> {
    let Some(gateway) = &interface.gateway else {
        return Vec::new();
    };
    gateway.ipv4.iter().copied().map(IpAddr::V4).chain(gateway.ipv6.iter().copied().map(IpAddr::V6)).collect()
}

fn kind(interface: &Interface) -> String {
    if system::is_wireless(&interface.name) || interface.if_type == InterfaceType::Wireless80211 {
        return "Wi-Fi".to_owned();
    }
    if interface.is_tun() {
        return "tunnel".to_owned();
    }
    let cables = [InterfaceType::Ethernet, InterfaceType::FastEthernetT, InterfaceType::GigabitEthernet];
    if cables.contains(&interface.if_type) { "cable".to_owned() } else { interface.if_type.name() }
}

fn list(key: &'static str, items: &[impl ToString], if_none: &str) -> Finding {
    if items.is_empty() {
        return unknown(key, if_none);
    }
    known(key, FactValue::List(items.iter().map(ToString::to_string).collect()))
}
